"""What is thin in a table, in sentences that say what it may cost and what to do about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fairclaim.params.months import month_name
from fairclaim.params.spec import RunSpec
from fairclaim.session.readiness.feeds import EXPECTED_AT_LEAST, Feed
from fairclaim.session.readiness.gap import Gap, Share, Weight
from fairclaim.session.readiness.linkage import LATE
from fairclaim.session.readiness.states import TableState
from fairclaim.session.readiness.tables_of import Wanted
from fairclaim.session.readiness.wording import day, in_100, named
from fairclaim.session.supply import readers_name

ENOUGH_LINKED = 0.95
FALLEN_BY = 0.10
# Registers of people (deaths, hospital stays) may well hold those of other services too.
PERSON_FEEDS = frozenset({"people", "deaths", "hospital_spells"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a table's state is judged by, besides what is told of it.

    Parameters
    ----------
    feed : Feed
    ends : date or None
        The day to which the feed reaches: stated in the quarter's file, or of its last row.
    need : Wanted or None
        None where no measure uses the table.
    earlier : Share or None
        Coverage of the year before the quarter; None where the two are not to be compared.
    """

    feed: Feed
    ends: date | None
    need: Wanted | None
    earlier: Share | None


def table_gaps(state: TableState, seen: Seen, spec: RunSpec) -> tuple[Gap, ...]:
    """List what is thin in a table that was read, whatever its rows hold."""
    found = [*_ends(state, seen, spec), *_holes(state, seen), *_links(state, seen), *_unconfirmed(state, spec)]
    return tuple(Gap(weight=weight, where=state.table, what=what, todo=todo) for weight, what, todo in found)


_Found = Iterator[tuple[Weight, str, str]]


def _ends(state: TableState, seen: Seen, spec: RunSpec) -> _Found:
    need, ends, first = seen.need, seen.ends, state.first
    if need is None:
        return
    if ends is None or first is None:
        if state.rows == 0:
            yield (
                "look at it",
                f"There is not one row of {readers_name(state.table)}.",
                "Ask whether there were none, or they were not sent",
            )
        return
    missing = (need.last - ends).days
    if missing > 0 and (state.linked_to is not None or seen.feed.expected(missing) >= EXPECTED_AT_LEAST):
        early = (spec.quarter_file.as_at - ends).days
        what = f"{named(state.table)} end on {day(ends)}, {early} days before the freeze, and the measures look for "
        what += f"them up to {day(need.last)}: late rows may be missing."
        yield "weaker claim", what, "Extract again when they have come in, or ask why they stop there"
    before = (first - need.first).days
    if seen.feed.expected(before) >= EXPECTED_AT_LEAST:
        what = f"{named(state.table)} begin on {day(first)}, but they are looked for from {day(need.first)} on."
        yield "weaker claim", what, "Extract from the earlier day, so that both sides are counted alike"


def _holes(state: TableState, seen: Seen) -> _Found:
    if state.empty_months and seen.feed.expected(30) >= EXPECTED_AT_LEAST:
        months = ", ".join(month_name(m) for m in state.empty_months)
        many = f"about {seen.feed.expected(30):,.0f} a month are usual"
        what = f"{named(state.table)} have no row at all in {months}, where {many}."
        yield (
            "weaker claim",
            what,
            "Extract those months again: a month that is missing looks like a month without events",
        )


def _links(state: TableState, seen: Seen) -> _Found:
    share = state.linked.value if state.linked is not None else None
    if share is not None and share < ENOUGH_LINKED and state.table not in PERSON_FEEDS:
        what = f"Only {in_100(share)} of the rows of {readers_name(state.table)} belong to a referral of the extract."
        yield "weaker claim", what, "Check that both files write the referral's id alike and cover the same service"
    now, then = state.covered, seen.earlier
    if state.table in LATE or now is None or then is None or now.value is None or then.value is None:
        return
    if now.value < then.value - FALLEN_BY:
        what = (
            f"{in_100(now.value)} of the quarter's referrals have {readers_name(state.table)}, but in the year before "
        )
        what += f"it was {in_100(then.value)}."
        yield "weaker claim", what, "Ask whether rows are still to come, or recording changed"


def _unconfirmed(state: TableState, spec: RunSpec) -> _Found:
    if state.unconfirmed:
        headers = ", ".join(f"'{header}'" for header in state.unconfirmed)
        what = f"Nobody has checked yet what these columns of {readers_name(state.table)} mean: {headers}."
        file = f"params/sources/{spec.source.id}.yaml"
        todo = f"Check them against the system, then take them out of 'unconfirmed' in {file}"
        yield "look at it", what, todo
