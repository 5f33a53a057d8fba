"""A cohort that could not be counted because a table was not supplied: without rows, and with the table's name."""

import pandas as pd

from fairclaim.data.cohorts.cohort import Cohort, Period
from fairclaim.data.cohorts.fingerprints import fingerprint
from fairclaim.data.measuring.compile import OWN
from fairclaim.data.measuring.covariates import COVARIATES
from fairclaim.params.measures import AnyMeasure, SeriesMeasure

_NUMBERS = frozenset({"baseline", "events", "exposure", "before", "after", "value", "time", "deprivation", "person"})


def without_its_tables(measure: AnyMeasure, period: Period, lacks: tuple[str, ...]) -> Cohort:
    """Make the empty cohort of a measure, with the columns that it would have had."""
    names = _columns(measure, period)
    frame = pd.DataFrame({name: pd.Series([], dtype=float if name in _NUMBERS else object) for name in names})
    return Cohort(measure.id, period, frame, (), fingerprint(frame), lacks)


def _columns(measure: AnyMeasure, period: Period) -> tuple[str, ...]:
    if isinstance(measure, SeriesMeasure):
        return ("month", "org_type", "org_code", "org_name", "value")
    month = ("month",) if measure.kind == "currency" and period == "by_month" else ()
    return ("index_on", "state", *OWN[measure.kind], *(name for name, _ in COVARIATES), "person", *month)
