"""A quantity as one Ibis expression: a number for each index event."""

from collections.abc import Mapping
from typing import Any, Literal

from fairclaim.data.measuring.asked import Asked
from fairclaim.data.measuring.between import came_between, columns_wanted, first_of_them, with_rereferrals
from fairclaim.data.measuring.index_events import index_events
from fairclaim.data.measuring.linked import (
    in_life,
    joined,
    link_by,
    outermost,
    pairs_of,
    rows_of,
    with_deaths,
    without_itself,
)
from fairclaim.data.measuring.outcomes import person_wanted
from fairclaim.data.measuring.windows import clock_column, days_sought, inside, still_open
from fairclaim.params.measures import QuantityMeasure

# Known as soon as the first row is there, so that what comes after it takes nothing away.
_SETTLED_BY_THE_FIRST = frozenset({"first", "elapsed_days", "elapsed_hours"})


def quantity_rows(
    measure: QuantityMeasure, tables: Mapping[str, Any], asked: Asked, wanted: frozenset[str] = frozenset()
) -> Any:
    """Compile the measure.

    Parameters
    ----------
    measure : QuantityMeasure
    tables : mapping of str to ibis Table
        The contract tables that the measure needs; `deaths` is used where it is mapped.
    asked : Asked
        Whose index events are counted. A window that runs past the freeze date is immature, whatever is known already.
    wanted : frozenset of str
        Columns of the referral to keep with each row.

    Returns
    -------
    ibis Table
        `row`, `referral_id`, `index_on`, `state` (counted | not_observed | died | transferred | rereferred |
        immature), `value` (null unless counted), and what was wanted.

    Notes
    -----
    Elapsed days are calendar days, elapsed hours exact ones. Where no row lies in the window the value is 0 or not
    observed, as declared. A fall is the first number less the last, and asks for two. A row whose number is blank is
    not known, so neither is what it would have decided: the first, the last, the fall, or the sum. Deaths, transfers
    and new referrals inside the window take a row out where declared; for the first row and for elapsed time, only if
    they came before it.
    """
    by_person = person_wanted(measure.amount.table, measure.amount.link, measure.index, tables)
    events = index_events(measure.index, tables, asked, wanted | by_person | columns_wanted(measure))
    events = with_deaths(events, tables, asked.as_at)
    told = joined(events, _found(measure, events, tables, asked))
    told = with_rereferrals(measure, events, told, tables, asked)
    told = told.mutate(state=_state(measure, told, asked))
    return told.select("row", "referral_id", "index_on", *sorted(wanted), "state", value=_value(told))


def _found(measure: QuantityMeasure, events: Any, tables: Mapping[str, Any], asked: Asked) -> Any:
    """Give `row`, `number` (null where not known), `found_at`, `found_on`: the moment of the row that decided."""
    amount, window = measure.amount, measure.window
    pairs = _pairs(measure, events, tables, asked)
    pairs = pairs.filter(inside(window, pairs[clock_column(window, "index")], pairs[clock_column(window, "event")]))
    if amount.take in {"sum", "count"}:
        number = pairs.count().cast("float64") if amount.take == "count" else _whole_sum(pairs)
        return pairs.group_by("row").agg(number=number, found_at=pairs.event_at.max(), found_on=pairs.event_on.max())
    if amount.take == "fall":
        return _fallen(pairs)
    kept = ["carried"] if amount.column is not None else []
    place: Literal["first", "last"] = "last" if amount.take == "last" else "first"
    found = outermost(pairs, place, "event_at", "event_on", "index_at", "index_on", *kept)
    number = _elapsed(found, amount.take) if amount.column is None else found.carried
    return found.select("row", number=number, found_at="event_at", found_on="event_on")


def _fallen(pairs: Any) -> Any:
    """Take the last from the first; one row alone shows no movement, so what it would come to is not known."""
    import ibis

    first = outermost(pairs, "first", "event_at", "carried").rename(began_at="event_at", began="carried", whose="row")
    last = outermost(pairs, "last", "event_at", "event_on", "carried")
    both = last.inner_join(first, last.row == first.whose)
    number = ibis.ifelse(both.event_at > both.began_at, both.began - both.carried, None)
    return both.select("row", number=number, found_at=both.event_at, found_on=both.event_on)


def _pairs(measure: QuantityMeasure, events: Any, tables: Mapping[str, Any], asked: Asked) -> Any:
    amount, index = measure.amount, measure.index
    link = link_by(amount.table, amount.link, index.table, tables)
    days = days_sought(measure.window, asked)
    rows = rows_of(amount.table, amount.where, amount.at, tables, days, link, amount.column)
    pairs = in_life(pairs_of(events, rows, link))
    # The number that stands in the index event's own row is an amount like any other; the time to itself is none.
    trivial = amount.column is None and amount.at == index.at
    return without_itself(pairs, same_table=amount.table == index.table, same_date=trivial, link=link)


def _whole_sum(pairs: Any) -> Any:
    import ibis

    return ibis.ifelse(pairs.carried.count() == pairs.count(), pairs.carried.sum(), None)


def _elapsed(found: Any, take: str) -> Any:
    if take == "elapsed_days":
        return found.event_on.delta(found.index_on, unit="day").cast("float64")
    return elapsed_hours(found.event_at, found.index_at)


def elapsed_hours(later: Any, earlier: Any) -> Any:
    """Put the exact hours between two instants into an expression; to the second."""
    seconds = later.epoch_seconds().cast("int64") - earlier.epoch_seconds().cast("int64")
    return seconds.cast("float64") / 3600


def _state(measure: QuantityMeasure, told: Any, asked: Asked) -> Any:
    import ibis

    came = came_between(measure, told, asked, death="excluded" if measure.died == "excluded" else "ignored")
    came = tuple(other for other in came if other.policy != "ignored")
    settled: Any = ibis.literal(False)
    if measure.amount.take in _SETTLED_BY_THE_FIRST:
        found = told[clock_column(measure.window, "found")]
        settled = found.notnull()
        for other in came:
            if other.state != "died":
                settled = settled & (other.moment.isnull() | (found <= other.moment))
    known = told.number.notnull() | (told.found_on.isnull() & ibis.literal(measure.none_found == "zero"))
    return ibis.cases(
        (still_open(measure.window, told[clock_column(measure.window, "index")], asked.as_at), "immature"),
        *((first & ~settled, own.state) for first, own in first_of_them(came)),
        (known, "counted"),
        else_="not_observed",
    )


def _value(told: Any) -> Any:
    import ibis

    return ibis.ifelse(told.state == "counted", told.number.fill_null(0.0), None)
