"""Which rows belong to an index event: by its referral, by its person, or its own row alone."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from fairclaim.data.measuring.index_events import matching
from fairclaim.params.edges import Link


def link_by(table: str, link: Link | None, index_table: str, tables: Mapping[str, Any]) -> Link:
    """Link by referral where nothing else is said and both tables have one, else by person."""
    both = all("referral_id" in tables[name].columns for name in (table, index_table))
    return link or ("referral" if both else "person")


def joined(told: Any, part: Any) -> Any:
    """Add what was found for some of the rows; null for the others."""
    return told.left_join(part, "row").drop("row_right")


def with_deaths(events: Any, tables: Mapping[str, Any], as_at: date) -> Any:
    """Add `death_at` and `death_on`, null where no death is known by the freeze date or no deaths are mapped."""
    import ibis

    if "deaths" not in tables:
        return events.mutate(death_at=ibis.null("timestamp"), death_on=ibis.null("date"))
    deaths = tables["deaths"]
    deaths = deaths.filter(deaths.at_on <= ibis.date(as_at))
    deaths = deaths.select(who="person_id", death_at="at", death_on="at_on")
    return events.left_join(deaths, events.person_id == deaths.who).drop("who")


def rows_of(
    table: str,
    where: Mapping[str, list[str]],
    at: str,
    tables: Mapping[str, Any],
    days: tuple[date | None, date],
    link: Link,
    carried: str | None = None,
) -> Any:
    """Give the rows of a table that may matter: `link`, `event_at`, `event_on`, `event_row`, `carried`.

    Parameters
    ----------
    table, at : str
        A contract table, and the date that its rows are taken to have happened.
    where : mapping of str to list of str
    tables : mapping of str to ibis Table
    days : (date, date)
        First day that can matter, None for any, and the last.
    link : Link
        What `link` holds: the referral, the person, or the row itself.
    carried : str or None
        A further column to keep, as `carried`.
    """
    import ibis

    rows = matching(tables[table], where)
    on = rows[f"{at}_on"]
    rows = rows.filter(on <= ibis.date(days[1]) if days[0] is None else on.between(*map(ibis.date, days)))
    kept = {"event_at": rows[at], "event_on": rows[f"{at}_on"], "event_row": rows.row}
    kept |= {"carried": rows[carried]} if carried is not None else {}
    if link == "referral":
        return rows.select(link=rows.referral_id, **kept)
    if link == "row":
        return rows.select(link=rows.row, **kept)
    return _by_person(rows, kept, tables, own=table == "referrals")


def _by_person(rows: Any, kept: Mapping[str, Any], tables: Mapping[str, Any], *, own: bool) -> Any:
    import ibis

    known = rows.person_id if "person_id" in rows.columns else ibis.null("string")
    if own or "referral_id" not in rows.columns or "referrals" not in tables:
        return rows.select(link=known, **kept)
    # A table may tell the person itself (escalations from a linked feed); where it does not, the referral tells.
    people = tables["referrals"].select(referral="referral_id", owner="person_id")
    rows = rows.select(known=known, link=rows.referral_id, **kept)
    owned = rows.left_join(people, rows.link == people.referral)
    return owned.mutate(link=owned.known.coalesce(owned.owner)).drop("known", "referral", "owner")


def pairs_of(events: Any, rows: Any, link: Link) -> Any:
    """Join index events and the rows linked to them."""
    # The index events stand on the right here and on the left of every other join: only so does Ibis see two uses of
    # them and write them once, as a common table expression, instead of scanning their table again.
    key = events[{"referral": "referral_id", "person": "person_id", "row": "row"}[link]]
    return rows.inner_join(events, rows.link == key)


def in_life(pairs: Any) -> Any:
    """Leave out what is dated after the day of death; that day itself counts.

    Registers of deaths know days, and an event recorded later is a slip of the record.
    """
    return pairs.filter(pairs.death_on.isnull() | (pairs.event_on <= pairs.death_on))


def without_itself(pairs: Any, *, same_table: bool, same_date: bool, link: Link) -> Any:
    """Leave out the index event's own row where it would be its own outcome.

    It would by person (the next stay in hospital is another stay), and where index event and outcome are the same date
    of the same table. By referral, another date of the same row may be the outcome: the first contact of a referral.
    By row, it is what is asked for.
    """
    if link == "row":
        return pairs
    if same_table and (same_date or link == "person"):
        return pairs.filter(pairs.event_row != pairs.row)
    return pairs


def nth(pairs: Any, number: int = 1) -> Any:
    """Give `row`, `event_at` and `event_on` of each index event's first (second, third …) linked event."""
    import ibis

    if number == 1:
        return pairs.group_by("row").agg(event_at=pairs.event_at.min(), event_on=pairs.event_on.min())
    place = ibis.row_number().over(group_by="row", order_by=["event_at", "event_row"])
    placed = pairs.select("row", "event_at", "event_on", place=place)
    return placed.filter(placed.place == number - 1).drop("place")


def outermost(pairs: Any, take: Literal["first", "last"], *kept: str) -> Any:
    """Give, of each index event's linked rows, the first or the last; of several at one time, by their order."""
    import ibis

    order: list[Any] = [pairs.event_at, pairs.event_row]
    if take == "last":
        order = [column.desc() for column in order]
    placed = pairs.select("row", *kept, place=ibis.row_number().over(group_by="row", order_by=order))
    return placed.filter(placed.place == 0).drop("place")
