"""A currency as one Ibis expression: on one day, who had something in date, of those who were owed it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from fairclaim.data.measuring.asked import Asked
from fairclaim.data.measuring.index_events import index_events, matching
from fairclaim.data.measuring.linked import joined, link_by, pairs_of, rows_of, with_deaths
from fairclaim.data.measuring.outcomes import person_wanted
from fairclaim.data.measuring.windows import hours
from fairclaim.params.edges import Index, Span
from fairclaim.params.measures import CurrencyMeasure


def currency_rows(
    measure: CurrencyMeasure, tables: Mapping[str, Any], asked: Asked, wanted: frozenset[str] = frozenset()
) -> Any:
    """Compile the measure.

    Parameters
    ----------
    measure : CurrencyMeasure
    tables : mapping of str to ibis Table
        The contract tables that the measure needs; `deaths` is used where it is mapped.
    asked : Asked
        The day is the period's last; its first day plays no part.
    wanted : frozenset of str
        Columns of the referral to keep with each row.

    Returns
    -------
    ibis Table
        `row`, `referral_id`, `index_on` (the day on which it opened), `state` (yes | no | died | immature), and what
        was wanted.

    Notes
    -----
    One row for each row of the open span that holds on the day and has held for the grace at least: 28 days of grace
    make what opened exactly 28 days before the day owed. A span holds on its first day; on its last day if that is
    declared. Whoever died before the day is owed nothing; on the day of death, still. What is owed is looked for by
    referral, or by person where one of the tables has no referral. A day after the freeze date makes every row
    immature.
    """
    import ibis

    owed = _owed(measure, tables, asked)
    span = Index(table=measure.open.table, at=measure.open.start)
    person = person_wanted(measure.in_force.table, None, span, tables)
    events = index_events(span, {**tables, span.table: owed}, asked, wanted | person, from_the_start=True)
    events = with_deaths(events, tables, asked.as_at)
    told = joined(events, _in_force(measure, events, tables, asked))
    died = (told.death_on < ibis.date(asked.last)).fill_null(False)
    immature = ibis.literal(asked.last > asked.as_at)
    state = ibis.cases((immature, "immature"), (died, "died"), (told.held.notnull(), "yes"), else_="no")
    return told.select("row", "referral_id", "index_on", *sorted(wanted), state=state)


def _owed(measure: CurrencyMeasure, tables: Mapping[str, Any], asked: Asked) -> Any:
    """Rows of the open span that hold on the day, and have for the grace at least."""
    import ibis

    rows = _holding(measure.open, matching(tables[measure.open.table], measure.open.where), asked)
    since = asked.last - timedelta(days=hours(measure.grace) // 24)
    return rows.filter(rows[f"{measure.open.start}_on"] <= ibis.date(since))


def _in_force(measure: CurrencyMeasure, events: Any, tables: Mapping[str, Any], asked: Asked) -> Any:
    span = measure.in_force
    link = link_by(span.table, None, measure.open.table, tables)
    holding = {**tables, span.table: _holding(span, tables[span.table], asked)}
    rows = rows_of(span.table, span.where, span.start, holding, (None, asked.as_at), link)
    pairs = pairs_of(events, rows, link)
    return pairs.group_by("row").agg(held=pairs.count())


def _holding(span: Span, rows: Any, asked: Asked) -> Any:
    import ibis

    day = ibis.date(asked.last)
    start, end = rows[f"{span.start}_on"], rows[f"{span.end}_on"]
    still = end >= day if span.end_day == "inclusive" else end > day
    return rows.filter((start <= day) & (end.isnull() | still))
