"""A category as one Ibis expression: a word for each index event."""

from collections.abc import Mapping
from typing import Any

from fairclaim.data.measuring.asked import Asked
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
from fairclaim.params.measures import CategoryMeasure


def category_rows(
    measure: CategoryMeasure, tables: Mapping[str, Any], asked: Asked, wanted: frozenset[str] = frozenset()
) -> Any:
    """Compile the measure.

    Parameters
    ----------
    measure : CategoryMeasure
    tables : mapping of str to ibis Table
        The contract tables that the measure needs; `deaths` is used where it is mapped.
    asked : Asked
        Whose index events are counted. A window that runs past the freeze date is immature, whatever is known already.
    wanted : frozenset of str
        Columns of the referral to keep with each row.

    Returns
    -------
    ibis Table
        `row`, `referral_id`, `index_on`, `state` (counted | not_observed | immature), `category` (null unless
        counted), and what was wanted.

    Notes
    -----
    The first or the last row in the window gives the word; if that is blank, none was observed. By referral, the index
    event's own row may give it (the reason for a referral); by person, it may not. A word that the measure's `order`
    names is spelt as there, whatever its case in the record.
    """
    import ibis

    by_person = person_wanted(measure.category.table, measure.category.link, measure.index, tables)
    events = with_deaths(index_events(measure.index, tables, asked, wanted | by_person), tables, asked.as_at)
    told = joined(events, _found(measure, events, tables, asked))
    index = told[clock_column(measure.window, "index")]
    state = ibis.cases(
        (still_open(measure.window, index, asked.as_at), "immature"),
        (told.word.notnull(), "counted"),
        else_="not_observed",
    )
    told = told.mutate(state=state)
    kept = ("row", "referral_id", "index_on", *sorted(wanted), "state")
    return told.select(*kept, category=ibis.ifelse(told.state == "counted", told.word, None))


def _found(measure: CategoryMeasure, events: Any, tables: Mapping[str, Any], asked: Asked) -> Any:
    category, window = measure.category, measure.window
    link = link_by(category.table, category.link, measure.index.table, tables)
    days = days_sought(window, asked)
    rows = rows_of(category.table, category.where, category.at, tables, days, link, category.column)
    pairs = in_life(pairs_of(events, rows, link))
    pairs = without_itself(pairs, same_table=category.table == measure.index.table, same_date=False, link=link)
    within = inside(window, pairs[clock_column(window, "index")], pairs[clock_column(window, "event")])
    found = outermost(pairs.filter(within), category.take, "carried")
    return found.select("row", word=_spelt(found.carried, measure.order))


def _spelt(word: Any, order: list[str]) -> Any:
    import ibis

    known = [(word.lower() == name.lower(), name) for name in order]
    return ibis.cases(*known, else_=word) if known else word
