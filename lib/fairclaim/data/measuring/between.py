"""What comes between an index event and its outcome: deaths, transfers, new referrals. Whatever came first decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fairclaim.data.measuring.asked import Asked
from fairclaim.data.measuring.linked import joined
from fairclaim.data.measuring.windows import clock_column, last_moment
from fairclaim.params.edges import Index
from fairclaim.params.measures import ProportionMeasure, QuantityMeasure, TimeToEventMeasure

WithBetween = ProportionMeasure | QuantityMeasure | TimeToEventMeasure


@dataclass(frozen=True, slots=True, eq=False)
class Came:
    """One thing that may come between.

    Parameters
    ----------
    state : str
        died | transferred | rereferred.
    policy : str
        What the measure says of it.
    on, moment : ibis Column
        Its day, and the same by the window's clock; null where it did not happen by the window's end.
    """

    state: str
    policy: str
    on: Any
    moment: Any


def columns_wanted(measure: WithBetween) -> frozenset[str]:
    """What of the referral must stand beside an index event to know what came between."""
    transfer = {"transferred_at", "transferred_at_on"} if measure.transferred != "ignored" else set()
    return frozenset({"person_id"} if measure.rereferred != "ignored" else set()) | transfer


def with_rereferrals(measure: WithBetween, events: Any, told: Any, tables: Mapping[str, Any], asked: Asked) -> Any:
    """Add `rereferred_at` and `rereferred_on`: the person's first new referral inside the window, if the measure asks.

    A new referral has another id and was received after the index event: on a later day or, by the hour, later. On the
    same day, or by the hour at the same moment, it is one only where the index event is not itself the receipt of a
    referral: two referrals received together are neither of them the new one.
    """
    import ibis

    if measure.rereferred == "ignored":
        return told
    window = measure.window
    rows = tables["referrals"]
    rows = rows.filter(rows.referred_at_on.between(ibis.date(asked.first), ibis.date(asked.as_at)))
    rows = rows.select(other="referral_id", who="person_id", event_at="referred_at", event_on="referred_at_on")
    pairs = events.inner_join(rows, events.person_id == rows.who)
    pairs = pairs.filter((pairs.other != pairs.referral_id).fill_null(True))
    index, event = pairs[clock_column(window, "index")], pairs[clock_column(window, "event")]
    late_enough = event > index if _is_receipt(measure.index) else event >= index
    pairs = pairs.filter(late_enough & (event <= last_moment(window, index)))
    first = pairs.group_by("row").agg(rereferred_at=pairs.event_at.min(), rereferred_on=pairs.event_on.min())
    return joined(told, first)


def _is_receipt(index: Index) -> bool:
    return (index.table, index.at) == ("referrals", "referred_at")


def came_between(measure: WithBetween, told: Any, asked: Asked, *, death: str) -> tuple[Came, ...]:
    """List what may come between, in the order in which one wins over another of the same day.

    Parameters
    ----------
    measure : WithBetween
    told : ibis Table
        Index events with `death_at`, `death_on`, and the columns of transfers and new referrals where asked for.
    asked : Asked
    death : str
        The measure's policy for deaths.

    Notes
    -----
    A death counts up to the window's end, also one before the index event (a referral closed some days after). A
    transfer counts from the index event to the window's end, both included. By the hour a death is taken at the time
    recorded, which is the start of its day where none is.
    """
    import ibis

    window = measure.window
    index = told[clock_column(window, "index")]
    last = last_moment(window, index)
    died = told[clock_column(window, "death")]
    came = [_came("died", death, told.death_on, died, died <= last)]
    if measure.transferred != "ignored":
        moved = told.transferred_at_on if window.clock == "days" else told.transferred_at
        within = (moved >= index) & (moved <= last) & (told.transferred_at_on <= ibis.date(asked.as_at))
        came.append(_came("transferred", measure.transferred, told.transferred_at_on, moved, within))
    if measure.rereferred != "ignored":
        again = told[clock_column(window, "rereferred")]
        came.append(Came("rereferred", measure.rereferred, told.rereferred_on, again))
    return tuple(came)


def _came(state: str, policy: str, on: Any, moment: Any, within: Any) -> Came:
    import ibis

    return Came(state, policy, ibis.ifelse(within, on, None), ibis.ifelse(within, moment, None))


def not_before(came: tuple[Came, ...], moment: Any) -> Any:
    """Say whether nothing but a death came before an event; deaths are compared by the day where events are linked."""
    import ibis

    stands: Any = ibis.literal(True)
    for other in came:
        if other.state != "died":
            stands = stands & (other.moment.isnull() | (moment <= other.moment))
    return stands


def first_of_them(came: tuple[Came, ...]) -> tuple[tuple[Any, Came], ...]:
    """Give each with the condition under which it came first, by days; conditions are to be read in order."""
    found = []
    for own in came:
        first = own.on.notnull()
        for other in came:
            if other is not own:
                first = first & (other.on.isnull() | (own.on <= other.on))
        found.append((first, own))
    return tuple(found)
