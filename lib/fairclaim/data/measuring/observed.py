"""Did anybody look? Rows that show it, and feeds that reach to the window's end."""

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Any

from fairclaim.data.contract.tables import CONTRACT
from fairclaim.data.measuring.asked import Asked
from fairclaim.data.measuring.linked import joined, link_by, pairs_of, rows_of
from fairclaim.data.measuring.windows import clock_column, inside, last_moment, still_open
from fairclaim.params.edges import Look
from fairclaim.params.measures import ProportionMeasure


def with_looks(measure: ProportionMeasure, events: Any, told: Any, tables: Mapping[str, Any], asked: Asked) -> Any:
    """Add `looked`: whether one of the looks of `observed_when` was had; true where the measure asks for none.

    Parameters
    ----------
    measure : ProportionMeasure
    events : ibis Table
        The index events.
    told : ibis Table
        The same rows with what is known so far; what is found is added here.
    tables : mapping of str to ibis Table
    asked : Asked

    Notes
    -----
    A look in a table is a row of the referral (of the person, where the table has no referral) up to the freeze date;
    if the look has an `at`, dated at or after the window's end. A feed looked for whoever it can be linked to, the
    person known, if it is linked and complete to the window's end.
    """
    import ibis

    if measure.observed_when is None:
        return told.mutate(looked=ibis.literal(True))
    looks = measure.observed_when.looks
    in_tables = {f"look_{number}": look for number, look in enumerate(looks) if look.table is not None}
    for name, look in in_tables.items():
        pairs = _looks(look, measure, events, tables, asked)
        told = joined(told, pairs.group_by("row").agg(**{name: pairs.count()}))
    had = [told[name].notnull() for name in in_tables]
    had += [_fed(look.feed, measure, told, asked) for look in looks if look.feed is not None]
    return told.mutate(looked=reduce(or_, had)).drop(*in_tables)


def dated_by(table: str) -> str:
    """Name the date by which a row of a contract table is known: its first that may not be blank."""
    times = (name for name, column in CONTRACT[table].columns.items() if str(column.dtype).startswith("datetime"))
    return next(str(name) for name in times if not CONTRACT[table].columns[name].nullable)


def _looks(look: Look, measure: ProportionMeasure, events: Any, tables: Mapping[str, Any], asked: Asked) -> Any:
    table, window = str(look.table), measure.window
    same_rows = table == measure.outcome.table and measure.outcome.counts_when == "present"
    at = look.at or (measure.outcome.at if same_rows else dated_by(table))
    link = link_by(table, measure.outcome.link if same_rows else None, measure.index.table, tables)
    pairs = pairs_of(events, rows_of(table, look.where, at, tables, (None, asked.as_at), link), link)
    index, seen = pairs[clock_column(window, "index")], pairs[clock_column(window, "event")]
    if look.at is not None:
        return pairs.filter(seen >= last_moment(window, index))
    # Where the answer is itself the outcome, a late answer must not turn from "yes, but late" into "no".
    return pairs.filter(inside(window, index, seen)) if same_rows else pairs


def _fed(feed: str, measure: ProportionMeasure, told: Any, asked: Asked) -> Any:
    import ibis

    linked_to = asked.linked_to.get(feed)
    if linked_to is None:
        return ibis.literal(False)
    index = told[clock_column(measure.window, "index")]
    return told.person_id.notnull() & ~still_open(measure.window, index, linked_to)
