"""The events that make an outcome: linked, within their days, in life, and never the index event itself."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from fairclaim.data.measuring.asked import Asked
from fairclaim.data.measuring.linked import joined, link_by, nth, pairs_of, rows_of, with_deaths, without_itself
from fairclaim.data.measuring.windows import clock_column, days_sought, inside
from fairclaim.params.edges import CountedEvent, Index, Link, OutcomeEvent, Window

PERSON = frozenset({"person_id"})


def person_wanted(table: str, link: Link | None, index: Index, tables: Mapping[str, Any]) -> frozenset[str]:
    """Say whether the person must be known: to link by, or to know of deaths."""
    by_person = link_by(table, link, index.table, tables) == "person"
    return PERSON if by_person or "deaths" in tables else frozenset()


def outcomes(
    index: Index, outcome: OutcomeEvent, events: Any, tables: Mapping[str, Any], days: tuple[date, date]
) -> Any:
    """Pair index events and the events of the outcome that happened on the days given."""
    link = link_by(outcome.table, outcome.link, index.table, tables)
    rows = rows_of(outcome.table, outcome.where, outcome.at, tables, days, link)
    pairs = pairs_of(events, rows, link)
    same_table = outcome.table == index.table
    return without_itself(pairs, same_table=same_table, same_date=outcome.at == index.at, link=link)


def with_first_outcome(
    index: Index, outcome: OutcomeEvent, window: Window, events: Any, tables: Mapping[str, Any], asked: Asked
) -> Any:
    """Add deaths, and `outcome_at` and `outcome_on` of the event that makes the outcome: the first, or the nth.

    An event after the day of death is none. That is looked at last, once for each row: if the first event came too
    late, every later one did, and the deaths need to be joined only once.
    """
    import ibis

    events_of = outcome.every if isinstance(outcome, CountedEvent) else (outcome,)
    found = [_within(index, one, window, events, tables, asked) for one in events_of]
    pairs = found[0] if len(found) == 1 else ibis.union(*found)
    told = joined(with_deaths(events, tables, asked.as_at), nth(pairs, outcome.at_least))
    alive = (told.event_on <= told.death_on).fill_null(True)
    told = told.mutate(outcome_at=ibis.ifelse(alive, told.event_at, None))
    return told.mutate(outcome_on=ibis.ifelse(alive, told.event_on, None)).drop("event_at", "event_on")


def _within(
    index: Index, outcome: OutcomeEvent, window: Window, events: Any, tables: Mapping[str, Any], asked: Asked
) -> Any:
    pairs = outcomes(index, outcome, events, tables, days_sought(window, asked))
    pairs = pairs.filter(inside(window, pairs[clock_column(window, "index")], pairs[clock_column(window, "event")]))
    return pairs.select("row", "event_at", "event_on", "event_row")
