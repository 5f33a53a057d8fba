"""From when to when after the index event an outcome counts, as Ibis expressions: every edge in one place."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from fairclaim.data.measuring.asked import Asked
from fairclaim.errors import ParamsRefused, Problem
from fairclaim.params.edges import Window
from fairclaim.params.measures import AnyMeasure, CurrencyMeasure

_HOURS = {"h": 1, "d": 24, "w": 168}


def hours(duration: str) -> int:
    """Length of `72h`, `3d` or `6w` in hours."""
    return int(duration[:-1]) * _HOURS[duration[-1]]


def check_window(measure: AnyMeasure) -> None:
    """Raise ParamsRefused with all that is wrong with the lengths of time in a measure.

    A window that ends before it starts; calendar days, or a grace, that are not a whole number of days.
    """
    where = f"params/measures/{measure.id}.yaml"
    if isinstance(measure, CurrencyMeasure):
        if hours(measure.grace) % 24:
            raise ParamsRefused(Problem("a grace must be whole days long", f"{where} → grace", todo="write whole days"))
        return
    window: Window | None = getattr(measure, "window", None)
    if window is None:
        return
    if hours(window.end) < hours(window.start):
        raise ParamsRefused(
            Problem("the window ends before it starts", f"{where} → window", todo="exchange start and end")
        )
    if window.clock == "days" and (hours(window.start) % 24 or hours(window.end) % 24):
        todo = "write whole days, or 'clock: hours' if the record holds exact times"
        what = "a window by calendar days must be whole days long"
        raise ParamsRefused(Problem(what, f"{where} → window", todo=todo))


def clock_column(window: Window, event: str) -> str:
    """Name of the column that the window's clock reads: the London day of an event, or its instant."""
    return f"{event}_on" if window.clock == "days" else f"{event}_at"


def after(window: Window, event: Any, duration: str) -> Any:
    """Put the moment (or day) that lies `duration` after an index event into an expression."""
    import ibis

    length = hours(duration)
    if length == 0:
        return event
    return event + (ibis.interval(days=length // 24) if window.clock == "days" else ibis.interval(hours=length))


def inside(window: Window, index: Any, event: Any) -> Any:
    """Say whether an event lies inside the window of its index event; both read from the window's clock."""
    opens, closes = after(window, index, window.start), after(window, index, window.end)
    late_enough = event >= opens if window.start_day == "inclusive" else event > opens
    early_enough = event <= closes if window.end_day == "inclusive" else event < closes
    return late_enough & early_enough


def last_moment(window: Window, index: Any) -> Any:
    """Put the last day on which an outcome still counts (or, by the hour, the window's end) into an expression."""
    import ibis

    closes = after(window, index, window.end)
    if window.clock == "days" and window.end_day == "exclusive":
        return closes - ibis.interval(days=1)
    return closes


def days_sought(window: Window, asked: Asked) -> tuple[date, date]:
    """First and last day on which an event can lie in the window of any index event asked for.

    A day is added on either side where hours are counted, for the nights on which the clocks change. Nothing after
    the freeze date is ever sought.
    """
    slack = timedelta(days=0 if window.clock == "days" else 1)
    first = asked.first + timedelta(days=hours(window.start) // 24) - slack
    last = asked.last + timedelta(days=-(-hours(window.end) // 24)) + slack
    return first, min(last, asked.as_at)


def end_of_day(day: date) -> Any:
    """Put the London midnight after a day, as an instant in UTC, into an expression."""
    import ibis

    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo("Europe/London"))
    return ibis.timestamp(midnight.astimezone(ZoneInfo("UTC")).replace(tzinfo=None))


def still_open(window: Window, index: Any, known_to: date) -> Any:
    """Say whether a window runs past the last day known, which is itself known to its end.

    Parameters
    ----------
    window : Window
    index : ibis Column
        The index event, read from the window's clock.
    known_to : date
        The freeze date, or the day to which a feed is linked.
    """
    import ibis

    if window.clock == "days":
        return last_moment(window, index) > ibis.date(known_to)
    past = last_moment(window, index)
    return past >= end_of_day(known_to) if window.end_day == "inclusive" else past > end_of_day(known_to)
