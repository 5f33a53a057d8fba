"""From a compiled measure to a frozen cohort of people: row numbers and ids end here."""

from datetime import date
from typing import Any

import pandas as pd

from fairclaim.data.cohorts.cohort import COMPARISON, Cohort, Period
from fairclaim.data.cohorts.fingerprints import canonical, fingerprint
from fairclaim.data.cohorts.flow import audit_flow, people_flow
from fairclaim.data.cohorts.periods import asked_by_month, asked_in, asked_throughout, whole_months
from fairclaim.data.cohorts.queries import fetched
from fairclaim.data.measuring.asked import Asked
from fairclaim.data.measuring.audits import audit_rows
from fairclaim.data.measuring.compile import measured
from fairclaim.data.measuring.index_events import age_not_known
from fairclaim.data.reading.extracts import Extract
from fairclaim.params.measures import CurrencyMeasure, PersonMeasure, RateMeasure
from fairclaim.params.spec import RunSpec


def people_cohort(measure: PersonMeasure, period: Period, spec: RunSpec, extract: Extract) -> Cohort:
    """Count a measure in one period.

    Rows whose window was still open are kept where the measure refuses them, so that nothing is said; where it takes
    them out, they are told in the flow alone.
    """
    by_month = period in {"by_month", "by_arm"}
    months = whole_months(measure, spec, extract) if by_month else ()
    if by_month:
        frame, ageless = _by_month(measure, spec, extract, months)
    else:
        asked = asked_in(spec, period)
        frame, ageless = _frame(measure, extract, asked), _ageless(measure, extract, asked)
    frame = _of_its_arms(frame, period)
    flow = people_flow(measure, period, frame, ageless)
    if getattr(measure, "immature", "refused") == "excluded":
        frame = frame[frame["state"] != "immature"]
    return Cohort(measure.id, period, canonical(frame), flow, fingerprint(frame), months=months)


def _of_its_arms(frame: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Keep the service's own people, or its comparison group, or both; whose arm is not known is the service's own."""
    if period == "by_arm":
        return frame
    compared = (frame["arm"] == COMPARISON).fillna(value=False).astype(bool)
    return frame[compared if period == "comparison_group" else ~compared]


def audit_cohort(measure: PersonMeasure, spec: RunSpec, extract: Extract) -> Cohort | None:
    """Take up the audited sample of the quarter's outcomes; None where there is none."""
    asked, as_at = asked_in(spec, "this"), spec.quarter_file.as_at

    def rows() -> Any:
        own = measured(measure, extract.tables, asked, covariates=False)
        return audit_rows(measure.id, own, extract.tables, as_at)

    frame = fetched(extract.tables, rows, "audit", measure, asked, as_at)
    if frame.empty:
        return None
    return Cohort(measure.id, "audit", canonical(frame), audit_flow(frame), fingerprint(frame))


def _by_month(
    measure: PersonMeasure, spec: RunSpec, extract: Extract, months: tuple[date, ...]
) -> tuple[pd.DataFrame, int]:
    if not months:
        empty = _frame(measure, extract, asked_in(spec, "this")).iloc[:0]
        return (empty.assign(month=[]) if isinstance(measure, CurrencyMeasure) else empty), 0
    if isinstance(measure, CurrencyMeasure):
        asked = zip(months, asked_by_month(spec, months), strict=True)
        frames = [_frame(measure, extract, each).assign(month=month) for month, each in asked]
        return pd.concat(frames, ignore_index=True), 0
    # A person may count once in each month, not once in all of them.
    each = asked_by_month(spec, months) if measure.index.counts == "people" else (asked_throughout(spec, months),)
    frames = [_frame(measure, extract, asked) for asked in each]
    return pd.concat(frames, ignore_index=True), sum(_ageless(measure, extract, asked) for asked in each)


def _frame(measure: PersonMeasure, extract: Extract, asked: Asked) -> pd.DataFrame:
    def rows() -> Any:
        return measured(measure, extract.tables, asked).drop("row", "referral_id")

    return fetched(extract.tables, rows, "people", measure, asked)


def _ageless(measure: PersonMeasure, extract: Extract, asked: Asked) -> int:
    """How many index events were left out because the person's age is not known."""
    if isinstance(measure, CurrencyMeasure) or measure.index.ages is None:
        return 0
    throughout = isinstance(measure, RateMeasure) and measure.window is None
    found: Any = age_not_known(measure.index, extract.tables, asked, from_the_start=throughout)
    return int(found.to_pyarrow().as_py())
