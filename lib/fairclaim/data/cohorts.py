"""Every cohort that a run needs, built once: this quarter, the quarters it is held against, audits and series."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from fairclaim.data.audit_cohort import audit_rows
from fairclaim.data.cohort import Cohort, Period
from fairclaim.data.extracts import Extract, extract_folder
from fairclaim.data.fingerprints import canonical, fingerprint
from fairclaim.data.flow import audit_flow, people_flow, series_flow
from fairclaim.data.needs import unmet
from fairclaim.data.paired_cohort import paired_rows
from fairclaim.data.proportion_cohort import proportion_rows
from fairclaim.data.series_cohort import check_series, organisations, series_rows
from fairclaim.data.sought import unmatched
from fairclaim.data.windows import check_window
from fairclaim.errors import DataRefused
from fairclaim.params.measures import AnyMeasure, PairedChangeMeasure, ProportionMeasure, SeriesMeasure
from fairclaim.params.quarters import Quarter
from fairclaim.params.spec import RunSpec

_REFERENCES: tuple[Period, ...] = ("previous_quarter", "same_quarter_last_year")


def build_cohorts(spec: RunSpec, extract: Extract) -> tuple[Cohort, ...]:
    """Build the cohort of every measure that a comparison, the pathway's standard or its harm names.

    Parameters
    ----------
    spec : RunSpec
    extract : Extract
        The run's own extract: what it is held against comes from the same one, so late rows bias neither side.

    Returns
    -------
    tuple of Cohort
        In the order of the comparisons: `this`, then the reference periods asked for, then `audit`. The pathway's
        harm has every reference period that any comparison has, so that it can be paired with each.

    Raises
    ------
    DataRefused
        With all that the measures of the comparisons need and the source does not give. A standard or harm that only
        the pathway names is left out instead: its check then says that it was not supplied. Also with every value that
        a measure looks for and its tables do not hold.
    """
    asked = [spec.measure(name) for name in dict.fromkeys(c.measure for c in spec.service.comparisons)]
    unmet_by = {measure.id: unmet(measure, extract) for measure in asked}
    extra = [name for name in (spec.pathway.standard, spec.pathway.harm) if name is not None]
    named = [spec.measure(name) for name in dict.fromkeys(extra)]
    supplied = [measure for measure in named if measure not in asked and not unmet(measure, extract)]
    told = {measure.id: unmet_by.get(measure.id) or unmatched(measure, extract) for measure in (*asked, *supplied)}
    if problems := [problem for found in told.values() for problem in found]:
        raise DataRefused(*problems)
    return tuple(cohort for measure in (*asked, *supplied) for cohort in _of(measure, spec, extract))


def _of(measure: AnyMeasure, spec: RunSpec, extract: Extract) -> Iterator[Cohort]:
    if isinstance(measure, SeriesMeasure):
        yield _series(measure, spec, extract)
        return
    own = _rows(measure, spec, extract, spec.quarter)
    yield _people(measure, "this", own)
    for period in _periods(measure, spec):
        reference = spec.quarter.previous if period == "previous_quarter" else spec.quarter.year_before
        yield _people(measure, period, _rows(measure, spec, extract, reference))
    if "audits" in extract.tables:
        audited = _fetched(audit_rows(measure.id, own, extract.tables, spec.quarter_file.as_at))
        if len(audited):
            yield _cohort(measure.id, "audit", audited, audit_flow(audited))


def _periods(measure: AnyMeasure, spec: RunSpec) -> tuple[Period, ...]:
    harm = measure.id == spec.pathway.harm
    wanted = {c.against for c in spec.service.comparisons if harm or c.measure == measure.id}
    return tuple(period for period in _REFERENCES if period in wanted)


def _rows(measure: ProportionMeasure | PairedChangeMeasure, spec: RunSpec, extract: Extract, quarter: Quarter) -> Any:
    if isinstance(measure, ProportionMeasure):
        check_window(measure.window, measure.id)
        return proportion_rows(measure, extract.tables, quarter, spec.quarter_file.as_at)
    return paired_rows(measure, extract.tables, quarter)


def _people(measure: ProportionMeasure | PairedChangeMeasure, period: Period, rows: Any) -> Cohort:
    # Row numbers and ids end here: nothing above this line of the program can see a person.
    frame = _fetched(rows.drop("row", "referral_id"))
    return _cohort(measure.id, period, frame, people_flow(measure, period, frame))


def _series(measure: SeriesMeasure, spec: RunSpec, extract: Extract) -> Cohort:
    needed = organisations(measure, spec.service)
    types = tuple(dict.fromkeys(organisation.type for organisation in needed))
    frame = _fetched(series_rows(measure, extract.tables["series"], types, spec.quarter))
    file = f"{extract_folder(spec)}/{extract.source.tables['series'].file}"
    check_series(set(frame[["month", "org_type", "org_code"]].itertuples(index=False)), needed, spec.quarter, file)
    return _cohort(measure.id, "this", frame, series_flow(frame))


def _cohort(measure: str, period: Period, frame: pd.DataFrame, flow: tuple[tuple[str, int], ...]) -> Cohort:
    return Cohort(measure, period, canonical(frame), flow, fingerprint(frame))


def _fetched(rows: Any) -> pd.DataFrame:
    # By way of Arrow, so that a day comes back as a day; a column that is blank throughout stays a number.
    frame: pd.DataFrame = rows.to_pyarrow().to_pandas(date_as_object=True)
    return frame
