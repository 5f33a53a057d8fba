"""Which periods a run asks about, and from which day to which."""

from datetime import date, timedelta
from typing import Any

from fairclaim.data.cohorts.cohort import Period
from fairclaim.data.measuring.asked import Asked
from fairclaim.data.measuring.index_events import matching
from fairclaim.data.reading.extracts import Extract
from fairclaim.kinds import Against
from fairclaim.params.measures import CurrencyMeasure, PersonMeasure
from fairclaim.params.months import months_between, next_month
from fairclaim.params.spec import RunSpec

_REFERENCES: tuple[Period, ...] = ("previous_quarter", "same_quarter_last_year")
# What else a question is asked of.
_BESIDES: tuple[tuple[Against, Period], ...] = (
    ("own_series", "by_month"),
    ("comparison_group", "comparison_group"),
    ("difference_in_differences", "comparison_group"),
    ("difference_in_differences", "by_arm"),
)
MOST_MONTHS = 36


def periods_of(measure: PersonMeasure, spec: RunSpec) -> tuple[Period, ...]:
    """Periods in which a measure is counted, besides the audit.

    The pathway's harm has every reference period that any comparison has, so that it can be paired with each.
    """
    harm = measure.id == spec.pathway.harm
    wanted = {c.against for c in spec.service.comparisons if harm or c.measure == measure.id}
    own = {c.against for c in spec.service.comparisons if c.measure == measure.id}
    references = tuple(period for period in _REFERENCES if period in wanted)
    besides = dict.fromkeys(period for against, period in _BESIDES if against in own)
    return ("this", *references, *besides)


def asked_in(spec: RunSpec, period: Period) -> Asked:
    """Ask about this quarter, or one that it is held against."""
    quarters = {"previous_quarter": spec.quarter.previous, "same_quarter_last_year": spec.quarter.year_before}
    quarter = quarters.get(period, spec.quarter)
    return _asked(spec, quarter.start, quarter.end)


def asked_by_month(spec: RunSpec, months: tuple[date, ...]) -> tuple[Asked, ...]:
    """Ask about each month by itself."""
    return tuple(_asked(spec, month, next_month(month) - timedelta(days=1)) for month in months)


def asked_throughout(spec: RunSpec, months: tuple[date, ...]) -> Asked:
    """Ask about all months at once."""
    return _asked(spec, months[0], next_month(months[-1]) - timedelta(days=1))


def whole_months(measure: PersonMeasure, spec: RunSpec, extract: Extract) -> tuple[date, ...]:
    """First day of each whole month of the record up to the quarter's last, at most the last 36.

    The record is taken to begin with its first index event, so that the month of it is whole only if that event fell on
    its first day.
    """
    first = _first_day(measure, extract)
    if first is None:
        return ()
    whole = first if first.day == 1 else next_month(first)
    return months_between(whole, spec.quarter.end)[-MOST_MONTHS:]


def _first_day(measure: PersonMeasure, extract: Extract) -> date | None:
    if isinstance(measure, CurrencyMeasure):
        table, at, where = measure.open.table, measure.open.start, measure.open.where
    else:
        table, at, where = measure.index.table, measure.index.at, measure.index.where
    rows: Any = matching(extract.tables[table], where)
    found: date | None = rows.aggregate(first=rows[f"{at}_on"].min()).to_pyarrow()["first"][0].as_py()
    return found


def _asked(spec: RunSpec, first: date, last: date) -> Asked:
    quarter = spec.quarter_file
    bands = tuple(spec.house.age_bands)
    return Asked(first=first, last=last, as_at=quarter.as_at, linked_to=quarter.linked_to, age_bands=bands)
