"""A rate as one Ibis expression: for each index event, how many events there were and what they are counted against."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from fairclaim.data.measuring.asked import Asked
from fairclaim.data.measuring.index_events import index_events
from fairclaim.data.measuring.linked import in_life, joined, link_by, pairs_of, rows_of, with_deaths
from fairclaim.data.measuring.outcomes import outcomes, person_wanted
from fairclaim.data.measuring.windows import after, clock_column, days_sought, inside, last_moment, still_open
from fairclaim.params.edges import Window
from fairclaim.params.measures import RateMeasure


def rate_rows(
    measure: RateMeasure, tables: Mapping[str, Any], asked: Asked, wanted: frozenset[str] = frozenset()
) -> Any:
    """Compile the measure.

    Parameters
    ----------
    measure : RateMeasure
    tables : mapping of str to ibis Table
        The contract tables that the measure needs; `deaths` is used where it is mapped.
    asked : Asked
        Whose index events are counted; for a measure without a window, the period itself.
    wanted : frozenset of str
        Columns of the referral to keep with each row.

    Returns
    -------
    ibis Table
        `row`, `referral_id`, `index_on`, `state` (counted | died | immature), `events` (count), `exposure` (index
        events, attended contacts, or days), and what was wanted.

    Notes
    -----
    With a window, each index event of the period has a row. Exposure is one index event; or the attended contacts
    inside the window, linked as the events are (by person, each open referral of a person carries all of them); or the
    calendar days of the window, both ends as the window declares them. Events and exposure
    end with the day of death, which itself counts.

    Without a window, each index event up to the period's last day has a row if it has an event or any exposure in the
    period. Its days run from the later of the index event and the period's first day to the earliest of death,
    discharge and the period's last day, all included; its contacts, from and to the same days but for the discharge,
    since a contact that was held was held. Events count on the days that the exposure has.

    `died: excluded` takes out whoever died in the window (in the period, where there is none). A period that ends
    after the freeze date makes every row immature.
    """
    index = measure.index
    known = wanted | person_wanted(measure.outcome.table, measure.outcome.link, index, tables)
    known |= frozenset({"discharged_at_on"} if measure.per == "days" and measure.window is None else ())
    events = index_events(index, tables, asked, known, from_the_start=measure.window is None)
    events = _with_bounds(
        measure.window, with_deaths(events, tables, asked.as_at), asked, per_day=measure.per == "days"
    )
    pairs = in_life(outcomes(index, measure.outcome, events, tables, _days(measure.window, asked)))
    told = joined(events, _counted(measure.window, pairs, "events"))
    told = told.mutate(events=told.events.fill_null(0))
    told = _with_exposure(measure, events, told, tables, asked)
    if measure.window is None:
        told = told.filter((told.events > 0) | (told.exposure > 0))
    kept = ("row", "referral_id", "index_on", *sorted(wanted), "events", "exposure")
    return told.select(*kept, state=_state(measure, told, asked))


def _with_bounds(window: Window | None, events: Any, asked: Asked, *, per_day: bool) -> Any:
    """Add the first and last day of exposure, `opens` and `closes`, before any death."""
    import ibis

    if window is not None:
        opens = after(window, events.index_on, window.start) if window.clock == "days" else events.index_on
        if window.clock == "days" and window.start_day == "exclusive":
            opens = opens + ibis.interval(days=1)
        closes = last_moment(window, events.index_on) if window.clock == "days" else events.index_on
        return events.mutate(opens=opens.cast("date"), closes=closes.cast("date"))
    opens = ibis.greatest(events.index_on, ibis.date(asked.first))
    last = ibis.date(min(asked.last, asked.as_at))
    closes = ibis.least(events.discharged_at_on.coalesce(last), last) if per_day else last
    return events.mutate(opens=opens, closes=closes)


def _counted(window: Window | None, pairs: Any, name: str) -> Any:
    if window is None:
        within = pairs.event_on.between(pairs.opens, pairs.closes)
    else:
        within = inside(window, *(pairs[clock_column(window, event)] for event in ("index", "event")))
    pairs = pairs.filter(within)
    return pairs.group_by("row").agg(**{name: pairs.count()})


def _days(window: Window | None, asked: Asked) -> tuple[date, date]:
    return days_sought(window, asked) if window is not None else (asked.first, min(asked.last, asked.as_at))


def _with_exposure(measure: RateMeasure, events: Any, told: Any, tables: Mapping[str, Any], asked: Asked) -> Any:
    import ibis

    if measure.per == "index_events":
        return told.mutate(exposure=ibis.literal(1.0))
    if measure.per == "contacts":
        told = joined(told, _counted(measure.window, _contacts(measure, events, tables, asked), "contacts"))
        return told.mutate(exposure=told.contacts.fill_null(0).cast("float64"))
    ends = ibis.least(told.death_on.coalesce(told.closes), told.closes)
    days = ends.delta(told.opens, unit="day") + 1
    return told.mutate(exposure=ibis.greatest(days, 0).cast("float64"))


def _contacts(measure: RateMeasure, events: Any, tables: Mapping[str, Any], asked: Asked) -> Any:
    # Linked as the outcome is; an index event that is itself a contact is part of the exposure.
    link = link_by("contacts", measure.outcome.link, measure.index.table, tables)
    held = {"attended": ["yes"]}
    rows = rows_of("contacts", held, "at", tables, _days(measure.window, asked), link)
    return in_life(pairs_of(events, rows, link))


def _state(measure: RateMeasure, told: Any, asked: Asked) -> Any:
    import ibis

    if measure.window is None:
        immature, died = ibis.literal(asked.last > asked.as_at), told.death_on <= ibis.date(asked.last)
    else:
        index, death = (told[clock_column(measure.window, name)] for name in ("index", "death"))
        immature, died = still_open(measure.window, index, asked.as_at), death <= last_moment(measure.window, index)
    out = died.fill_null(False) & ibis.literal(measure.died == "excluded")
    return ibis.cases((immature, "immature"), (out, "died"), else_="counted")
