"""Who is in a cohort: the index events of a period, one row each, before anything is known of their outcome."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from fairclaim.data.measuring.ages import of_age, without_age
from fairclaim.data.measuring.asked import Asked
from fairclaim.data.measuring.windows import hours
from fairclaim.params.edges import BLANK, Index

# What a measure may want to know of the referral behind its index event, and what stands there where nothing is known.
_OF_THE_REFERRAL = {
    "person_id": "string",
    "transferred_at": "timestamp",
    "transferred_at_on": "date",
    "discharged_at_on": "date",
    "team": "string",
}


def matching(table: Any, where: Mapping[str, list[str]]) -> Any:
    """Keep the rows on which each column, one of text, holds one of the values allowed, whatever their case.

    `(blank)` among them allows rows on which nothing is written.
    """
    for column, allowed in where.items():
        table = table.filter(_holds(table[column], allowed))
    return table


def _holds(column: Any, allowed: Sequence[str]) -> Any:
    named = column.lower().isin([value.lower() for value in allowed])
    return column.isnull() | named if BLANK in allowed else named


def _without(table: Any, where_not: Mapping[str, list[str]]) -> Any:
    for column, kept_out in where_not.items():
        table = table.filter(~_holds(table[column], kept_out).fill_null(False))
    return table


def index_events(
    index: Index,
    tables: Mapping[str, Any],
    asked: Asked,
    wanted: frozenset[str] = frozenset({"person_id"}),
    *,
    from_the_start: bool = False,
) -> Any:
    """Compile the index events of a period.

    Parameters
    ----------
    index : Index
    tables : mapping of str to ibis Table
        The contract tables; `referrals` gives each referral its person where it is mapped.
    asked : Asked
        First and last day count, by the London day of the event; an event after the freeze date does not.
    wanted : frozenset of str
        What is to be known of the referral: each costs a join, unless the index event is a row of `referrals`.
    from_the_start : bool
        Take all index events of the record up to the last day.

    Returns
    -------
    ibis Table
        `row` (unique), `referral_id`, `index_at` (UTC), `index_on` (day), and what was wanted, null where not known.

    Notes
    -----
    The edges are applied in this order: `where` and `where_not`, `washout` (against every such event of the person,
    whether that one was counted or not), `ages`, and last `counts: people`, which keeps the first event that is left.
    An event whose person is not known is a person of its own.
    """
    events = _of_period(index, tables, asked, wanted, from_the_start=from_the_start)
    return _first_of_each_person(index, of_age(index.ages, events, tables))


def age_not_known(index: Index, tables: Mapping[str, Any], asked: Asked, *, from_the_start: bool = False) -> Any:
    """Compile how many index events `index_events` left out because the person's age is not known; one number."""
    events = _of_period(index, tables, asked, frozenset(), from_the_start=from_the_start)
    return _first_of_each_person(index, without_age(index.ages, events, tables)).count()


def _of_period(
    index: Index, tables: Mapping[str, Any], asked: Asked, wanted: frozenset[str], *, from_the_start: bool
) -> Any:
    import ibis

    needed = wanted | ({"person_id"} if _by_person(index) else frozenset())
    events = _events(index, tables, needed)
    events = events.filter(events.index_on <= ibis.date(min(asked.last, asked.as_at)))
    events = _new_episodes(index, _with_referral(events, index, tables, needed), asked)
    return events if from_the_start else events.filter(events.index_on >= ibis.date(asked.first))


def _by_person(index: Index) -> bool:
    return index.counts == "people" or index.washout is not None or index.ages is not None


def _events(index: Index, tables: Mapping[str, Any], needed: frozenset[str]) -> Any:
    import ibis

    rows = _without(matching(tables[index.table], index.where), index.where_not)
    own = {name: rows[name] for name in sorted(needed) if name in rows.columns and _whole(index.table, name)}
    link = rows.referral_id if "referral_id" in rows.columns else ibis.null("string")
    if "person_id" in needed and "person_id" in rows.columns and "person_id" not in own:
        own["known"] = rows.person_id
    at = {"index_at": rows[index.at], "index_on": rows[f"{index.at}_on"]}
    return rows.select(row=rows.row, referral_id=link, **at, **own)


def _whole(table: str, name: str) -> bool:
    # A table that has referrals of its own may leave the person blank (escalations): then the referral tells it.
    return table == "referrals" or (name == "person_id" and table in {"hospital_spells", "deaths", "people"})


def _with_referral(events: Any, index: Index, tables: Mapping[str, Any], needed: frozenset[str]) -> Any:
    import ibis

    lacking = sorted(needed - set(events.columns))
    columns = set(tables["referrals"].columns) if "referrals" in tables else set()
    told = [name for name in lacking if name in columns] if index.table != "referrals" else []
    if told:
        referrals = tables["referrals"].select(referral="referral_id", **{name: name for name in told})
        events = events.left_join(referrals, events.referral_id == referrals.referral).drop("referral")
    events = events.mutate(**{name: ibis.null(_OF_THE_REFERRAL[name]) for name in lacking if name not in told})
    if "known" not in events.columns:
        return events
    return events.mutate(person_id=events.known.coalesce(events.person_id)).drop("known")


def _new_episodes(index: Index, events: Any, asked: Asked) -> Any:
    """Leave out whoever had such an event for as long before: one exactly as long ago is still one."""
    import ibis

    if index.washout is None:
        return events
    length = hours(index.washout)
    since = asked.first - timedelta(days=length // 24 + 2)
    by_day = not index.washout.endswith("h")
    clock = "index_on" if by_day else "index_at"
    events = events.filter(events.index_on >= ibis.date(since))
    before = events[clock].lag().over(group_by="person_id", order_by=["index_at", "row"])
    events = events.mutate(before=before)
    reached = events.before + (ibis.interval(days=length // 24) if by_day else ibis.interval(hours=length))
    recent = (reached >= events[clock]).fill_null(False) & events.person_id.notnull()
    return events.filter(~recent).drop("before")


def _first_of_each_person(index: Index, events: Any) -> Any:
    import ibis

    if index.counts == "events":
        return events
    place = ibis.row_number().over(group_by="person_id", order_by=["index_at", "row"])
    events = events.mutate(place=place)
    return events.filter((events.place == 0) | events.person_id.isnull()).drop("place")
