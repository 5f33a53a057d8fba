"""From when to when after the index event an outcome counts, as Ibis expressions: every edge in one place."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from fairclaim.errors import ParamsRefused, Problem
from fairclaim.params.measures import Window

_HOURS = {"h": 1, "d": 24, "w": 168}


def hours(duration: str) -> int:
    """Length of `72h`, `3d` or `6w` in hours."""
    return int(duration[:-1]) * _HOURS[duration[-1]]


def check_window(window: Window, measure: str) -> None:
    """Raise ParamsRefused where a window by calendar days is not a whole number of days, or ends before it starts."""
    where = f"params/measures/{measure}.yaml → window"
    if hours(window.end) < hours(window.start):
        raise ParamsRefused(Problem("the window ends before it starts", where, todo="exchange start and end"))
    if window.clock == "days" and (hours(window.start) % 24 or hours(window.end) % 24):
        todo = "write whole days, or 'clock: hours' if the record holds exact times"
        raise ParamsRefused(Problem("a window by calendar days must be whole days long", where, todo=todo))


def clock_column(window: Window, event: str) -> str:
    """Name of the column that the window's clock reads: the London day of an event, or its instant."""
    return f"{event}_on" if window.clock == "days" else f"{event}_at"


def after(window: Window, event: Any, duration: str) -> Any:
    """Put the moment (or day) that lies `duration` after an index event into an expression."""
    import ibis

    length = hours(duration)
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


def still_open(window: Window, index: Any, as_at: date) -> Any:
    """Say whether a window runs past the freeze date. The freeze date itself is in the extract to its end."""
    import ibis

    if window.clock == "days":
        return last_moment(window, index) > ibis.date(as_at)
    midnight = datetime.combine(as_at + timedelta(days=1), time(), ZoneInfo("Europe/London"))
    ends = ibis.timestamp(midnight.astimezone(ZoneInfo("UTC")).replace(tzinfo=None))
    past = last_moment(window, index)
    return past >= ends if window.end_day == "inclusive" else past > ends
