"""A time to an event as one Ibis expression: how long until it, or how long somebody was followed without it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from fairclaim.data.measuring.asked import Asked
from fairclaim.data.measuring.between import (
    Came,
    came_between,
    columns_wanted,
    first_of_them,
    not_before,
    with_rereferrals,
)
from fairclaim.data.measuring.index_events import index_events
from fairclaim.data.measuring.outcomes import PERSON, person_wanted, with_first_outcome
from fairclaim.data.measuring.quantity import elapsed_hours
from fairclaim.data.measuring.windows import clock_column, end_of_day, last_moment
from fairclaim.params.measures import TimeToEventMeasure


def time_to_event_rows(
    measure: TimeToEventMeasure, tables: Mapping[str, Any], asked: Asked, wanted: frozenset[str] = frozenset()
) -> Any:
    """Compile the measure.

    Parameters
    ----------
    measure : TimeToEventMeasure
    tables : mapping of str to ibis Table
        The contract tables that the measure needs; `deaths` is used where it is mapped.
    asked : Asked
        Whose index events are counted, and to when each feed is linked.
    wanted : frozenset of str
        Columns of the referral to keep with each row.

    Returns
    -------
    ibis Table
        `row`, `referral_id`, `index_on`, `state` (event | competing | censored | not_observed | transferred |
        rereferred), `time` (null unless one of the first three), and what was wanted.

    Notes
    -----
    Time runs from the index event, in calendar days or exact hours as the window's clock says; an event on day 0 has
    the time 0. Follow-up ends with the window, with the freeze date, or with the day to which `followed_to` is linked,
    whichever is first: whoever had no event by then is censored there, so no row of this kind is ever immature. Whose
    follow-up ended before the index event, whose feed is not linked at all, or whose person is not known to a feed, was
    not observed. A death is known by its day: an event of that day came first; by the hour, the death itself is taken
    at the time recorded (the day's start, if none is), and never before the index event.
    """
    known = replace(asked, as_at=_known_to(measure, asked))
    by_person = person_wanted(measure.outcome.table, measure.outcome.link, measure.index, tables)
    fed = PERSON if measure.followed_to is not None else frozenset()
    events = index_events(measure.index, tables, asked, wanted | by_person | fed | columns_wanted(measure))
    told = with_first_outcome(measure.index, measure.outcome, measure.window, events, tables, known)
    told = with_rereferrals(measure, events, told, tables, known)
    told = told.mutate(state=_state(measure, told, known), moment=_moment(measure, told, known))
    kept = ("row", "referral_id", "index_on", *sorted(wanted), "state")
    return told.select(*kept, time=_time(measure, told))


def _known_to(measure: TimeToEventMeasure, asked: Asked) -> date:
    """Last day on which an event would be known of."""
    return min(asked.as_at, asked.linked_to.get(measure.followed_to or "", asked.as_at))


def _followed(measure: TimeToEventMeasure, told: Any, known: Asked) -> Any:
    import ibis

    followed = told.index_on <= ibis.date(known.as_at)
    if measure.followed_to is None:
        return followed
    return followed & told.person_id.notnull() & ibis.literal(measure.followed_to in known.linked_to)


def _happened(measure: TimeToEventMeasure, told: Any, came: tuple[Came, ...]) -> Any:
    return told.outcome_on.notnull() & not_before(came, told[clock_column(measure.window, "outcome")])


def _state(measure: TimeToEventMeasure, told: Any, known: Asked) -> Any:
    import ibis

    came = came_between(measure, told, known, death=measure.died)
    return ibis.cases(
        (~_followed(measure, told, known), "not_observed"),
        (_happened(measure, told, came), "event"),
        *((first, own.policy if own.state == "died" else own.state) for first, own in first_of_them(came)),
        else_="censored",
    )


def _moment(measure: TimeToEventMeasure, told: Any, known: Asked) -> Any:
    """Put when time stops, by the window's clock, into an expression."""
    import ibis

    window = measure.window
    came = came_between(measure, told, known, death=measure.died)
    last_known = ibis.date(known.as_at) if window.clock == "days" else end_of_day(known.as_at)
    return ibis.cases(
        (_happened(measure, told, came), told[clock_column(window, "outcome")]),
        *((first, own.moment) for first, own in first_of_them(came)),
        else_=ibis.least(last_moment(window, told[clock_column(window, "index")]), last_known),
    )


def _time(measure: TimeToEventMeasure, told: Any) -> Any:
    import ibis

    index = told[clock_column(measure.window, "index")]
    if measure.window.clock == "days":
        time = told.moment.cast("date").delta(index, unit="day").cast("float64")
    else:
        time = elapsed_hours(told.moment, index)
    timed = told.state.isin(["event", "competing", "censored"])
    return ibis.ifelse(timed, ibis.greatest(time, 0.0), None)
