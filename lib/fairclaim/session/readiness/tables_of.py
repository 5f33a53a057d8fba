"""What the measures need of each table: from when, until when, and whether its rows are an outcome."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from fairclaim.data.measuring.windows import hours
from fairclaim.kinds import EARLIER
from fairclaim.params.edges import Window
from fairclaim.params.measures import (
    AnyMeasure,
    CurrencyMeasure,
    ProportionMeasure,
    QuantityMeasure,
    RateMeasure,
    SeriesMeasure,
    TimeToEventMeasure,
)
from fairclaim.params.quarters import Quarter
from fairclaim.params.spec import RunSpec


@dataclass(frozen=True, slots=True)
class Wanted:
    """The days that a table has to reach over, for the quarter and what it is held against.

    Parameters
    ----------
    first, last : date
        Both included. Later than the freeze date is never wanted.
    """

    first: date
    last: date


def wanted(spec: RunSpec, measure: AnyMeasure, table: str) -> Wanted:
    """Tell over which days a measure needs one of its tables.

    Index events are needed from the first day to the quarter's end. What is looked for after them is needed to the end
    of the last window; it may begin as late as the end of the first, since it need not have happened before.
    """
    quarter, window = spec.quarter, getattr(measure, "window", None)
    index = getattr(measure, "index", None)
    only_index = table == "referrals" or (
        index is not None and index.table == table and not _looked_for(measure, table)
    )
    days = 0 if only_index or not isinstance(window, Window) else -(-hours(window.end) // 24)
    last = min(quarter.end + timedelta(days=days), spec.quarter_file.as_at)
    first = min(period.start for period in periods(spec, measure)) + timedelta(days=days)
    return Wanted(first, last)


def periods(spec: RunSpec, measure: AnyMeasure) -> tuple[Quarter, ...]:
    """Name the quarters that a measure is counted in: this one, and those that a comparison holds it against."""
    harm = measure.id == spec.pathway.harm
    asked = {c.against for c in spec.service.comparisons if harm or c.measure == measure.id}
    earlier = {"previous_quarter": spec.quarter.previous, "same_quarter_last_year": spec.quarter.year_before}
    return (spec.quarter, *(earlier[against] for against in EARLIER if against in asked))


def outcome_tables(measures: Iterable[AnyMeasure]) -> frozenset[str]:
    """List the tables of which the number of rows is itself an outcome.

    Counting this quarter's rows of such a table would be a look at the result: so many packages, so many incidents. A
    table that also shows that somebody looked is not one: a survey's rows tell who answered, not what.
    """
    found = {table for measure in measures for table in _outcomes(measure)}
    return frozenset(found)


def _outcomes(measure: AnyMeasure) -> set[str]:
    match measure:
        case ProportionMeasure():
            looks = measure.observed_when.looks if measure.observed_when is not None else ()
            own = set() if measure.outcome.table in {look.table for look in looks} else {measure.outcome.table}
            return own | ({"deaths"} if measure.died == "failure" else set())
        case RateMeasure():
            return {measure.outcome.table}
        case TimeToEventMeasure():
            return {measure.outcome.table} | ({"deaths"} if measure.died == "event" else set())
        case QuantityMeasure():
            return {measure.amount.table}
        case CurrencyMeasure():
            return {measure.in_force.table}
    return set()


def _looked_for(measure: AnyMeasure, table: str) -> bool:
    if isinstance(measure, SeriesMeasure):
        return False
    sought = [getattr(measure, name, None) for name in ("outcome", "amount", "category", "in_force")]
    observed = getattr(measure, "observed_when", None)
    sought += observed.looks if observed is not None else []
    return table in {part.table for part in sought if part is not None}
