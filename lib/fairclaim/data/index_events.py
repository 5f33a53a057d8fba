"""Who is in a cohort: the index events of a quarter, one row each, before anything is known of their outcome."""

from collections.abc import Mapping
from typing import Any

from fairclaim.params.measures import Index
from fairclaim.params.quarters import Quarter


def matching(table: Any, where: Mapping[str, list[str]]) -> Any:
    """Keep the rows on which each column, one of text, holds one of the values allowed, whatever their case."""
    for column, allowed in where.items():
        table = table.filter(table[column].lower().isin([value.lower() for value in allowed]))
    return table


def index_events(index: Index, tables: Mapping[str, Any], quarter: Quarter) -> Any:
    """Compile the index events of a quarter.

    Parameters
    ----------
    index : Index
    tables : mapping of str to ibis Table
        The contract tables; `referrals` gives each referral its person where it is mapped.
    quarter : Quarter
        First and last day count, by the London day of the event.

    Returns
    -------
    ibis Table
        `row` (unique), `referral_id`, `person_id` (null where not known), `index_at` (UTC), `index_on` (day).
    """
    import ibis

    events = matching(tables[index.table], index.where)
    on = events[f"{index.at}_on"]
    events = events.filter(on.between(ibis.date(quarter.start), ibis.date(quarter.end)))
    events = events.select("row", "referral_id", index_at=events[index.at], index_on=events[f"{index.at}_on"])
    if "referrals" not in tables:
        return events.mutate(person_id=ibis.null("string"))
    people = tables["referrals"].select(link="referral_id", person_id="person_id")
    return events.left_join(people, events.referral_id == people.link).drop("link")


def deaths_of(events: Any, tables: Mapping[str, Any]) -> Any:
    """Give `row`, `death_at` and `death_on` of the index events whose person is known to have died."""
    deaths = tables["deaths"].select(who="person_id", death_at="at", death_on="at_on")
    return events.inner_join(deaths, events.person_id == deaths.who).select("row", "death_at", "death_on")
