"""The words of a definition: what is counted or measured, windows, margins, lengths of time."""

from collections.abc import Iterator, Mapping, Sequence

from fairclaim.params.edges import BLANK, CountedEvent, OutcomeEvent, Window
from fairclaim.params.measures import (
    AnyMeasure,
    CategoryMeasure,
    CurrencyMeasure,
    ProportionMeasure,
    QuantityMeasure,
    RateMeasure,
    TimeToEventMeasure,
)
from fairclaim.params.models import Comparison
from fairclaim.params.scores import RecoveryMeasure

Term = tuple[str, str]
_ONE = frozenset({"1", "less than 1", "just over 1"})
_SPAN = {"h": "hours", "d": "days", "w": "weeks"}


def better_words(measure: AnyMeasure) -> str:
    """Say which way is better."""
    if isinstance(measure, TimeToEventMeasure):
        return "a longer time" if measure.better == "higher" else "a shorter time"
    return measure.better


def margin_words(measure: AnyMeasure, comparison: Comparison) -> str:
    """Write the smallest difference that matters in its unit."""
    margin = comparison.margin
    if comparison.method.aims_at().endswith("ratio"):
        return f"{margin:g} times as much, or as much less"
    match measure:
        case ProportionMeasure() | CurrencyMeasure() | RecoveryMeasure():
            return f"{100 * (margin or 0):g} in every 100"
        case RateMeasure():
            return f"{margin:g} for each {measure.multiple:,}"
        case QuantityMeasure():
            return f"£{margin:g}" if measure.unit == "pounds" else of_unit(f"{margin:g}", measure.unit)
        case TimeToEventMeasure():
            share = comparison.method.aims_at().startswith(("survival", "incidence"))
            return f"{100 * (margin or 0):g} in every 100" if share else of_unit(f"{margin:g}", measure.window.clock)
    return of_unit(f"{margin:g}", "points")


_TAKEN = {
    "first": "the first {column} on record in the window",
    "last": "the last {column} on record in the window",
    "fall": "the first {column} on record in the window less the last one there",
    "sum": "all {column} on record in the window, added up",
    "count": "how many are on record in the window",
    "elapsed_days": "calendar days to the first on record in the window",
    "elapsed_hours": "exact hours to the first on record in the window",
}


def what_is_measured(measure: RateMeasure | QuantityMeasure | TimeToEventMeasure | CategoryMeasure) -> Iterator[Term]:
    """Say what is counted or measured for each index event."""
    match measure:
        case RateMeasure():
            yield "Events", named(measure.outcome)
            yield from looked_for(measure.outcome.link)
            yield "For each", f"{measure.multiple:,} {words(measure.per)}"
        case TimeToEventMeasure():
            times = f", the {measure.outcome.at_least}th" if measure.outcome.at_least > 1 else ""
            yield "The event", f"{named(measure.outcome)}{times}"
            yield from looked_for(measure.outcome.link)
        case QuantityMeasure():
            taken = _TAKEN[measure.amount.take].format(column=words(measure.amount.column or ""))
            yield from looked_for(measure.amount.link)
            yield "The number", f"{words(measure.amount.table)}, {words(measure.amount.at)}: {taken}"
            nothing = "counts as none" if measure.none_found == "zero" else "is counted apart as not known"
            yield "Nothing on record", nothing
        case CategoryMeasure():
            yield from looked_for(measure.category.link)
            yield "The word", f"{words(measure.category.table)}: {words(measure.category.column)}"


def named(outcome: OutcomeEvent) -> str:
    """Name the events that are looked for, with what is asked of them, and any others that are as good."""
    every = outcome.every if isinstance(outcome, CountedEvent) else (outcome,)
    return "; or ".join(_named(one) for one in every)


def _named(outcome: OutcomeEvent) -> str:
    asked = conditions(outcome.where)
    return f"{words(outcome.table)}, by {words(outcome.at)}{f' ({asked})' if asked else ''}"


_LINKS = {
    "row": "in the very row that is counted from, and in no other",
    "person": "under whichever referral of the person",
    "referral": "under the same referral",
}


def looked_for(link: str | None) -> Iterator[Term]:
    """Say in whose record the events are looked for, where the definition says it."""
    if link is not None:
        yield "Looked for", _LINKS[link]


_ENDS = {"inclusive": "which counts", "exclusive": "which does not count"}


def window_words(window: Window) -> str:
    """Say from when to when about the event counted from, whether each end counts, and by which clock."""
    clock = "calendar days" if window.clock == "days" else "exact hours"
    first = f"from {_offset(window.start, window)} ({_ENDS[window.start_day]})"
    return f"{first} to {_offset(window.end, window)} ({_ENDS[window.end_day]}), by {clock}"


def _offset(duration: str, window: Window) -> str:
    """Write an end of a window: "12 weeks before", "2 days after", "the day itself"."""
    if duration.startswith("-"):
        return f"{span(duration[1:])} before"
    if not any(character in "123456789" for character in duration):
        return "the day itself" if window.clock == "days" else "the moment itself"
    return f"{span(duration)} after"


def conditions(where: Mapping[str, Sequence[str]]) -> str:
    """Write what is asked of columns: "risk: higher; attended: yes"."""
    told = {
        column: " or ".join("nothing written" if code == BLANK else code for code in codes)
        for column, codes in where.items()
    }
    return "; ".join(f"{words(column)}: {codes}" for column, codes in told.items())


def span(duration: str) -> str:
    """Write `6w` as 6 weeks."""
    return of_unit(duration[:-1], _SPAN[duration[-1]])


def of_unit(number: str, unit: str) -> str:
    """Write a number with its unit, in the singular after 1: "1.0 days" is not such a one.

    Examples
    --------
    >>> of_unit("2", "days"), of_unit("1", "days"), of_unit("less than 1", "days")
    ('2 days', '1 day', 'less than 1 day')
    """
    return f"{number} {unit.removesuffix('s') if number in _ONE else unit}"


def words(name: str) -> str:
    """Write a name of the contract as words."""
    return name.replace("_", " ")
