"""Lengths of time and windows in plain dates, as the measures document them."""

from datetime import date, datetime, timedelta
from typing import Any

from edgy_records import Row, instant, london_day


def hours_of(duration: str) -> int:
    return int(duration[:-1]) * {"h": 1, "d": 24, "w": 168}[duration[-1]]


def days_of(duration: str) -> timedelta:
    return timedelta(hours_of(duration) // 24)


def end_of(day: date) -> datetime:
    return instant(day + timedelta(1))


class Window:
    """The window of one index event, by its own clock."""

    def __init__(self, window: Any, index: Row) -> None:
        self.days = window.clock == "days"
        self.excluded_start, self.excluded_end = window.start_day == "exclusive", window.end_day == "exclusive"
        self.index = self.of(index["at"])
        step = days_of if self.days else lambda duration: timedelta(hours=hours_of(duration))
        self.start, self.end = self.index + step(window.start), self.index + step(window.end)

    def of(self, moment: datetime) -> Any:
        return london_day(moment) if self.days else moment

    def counts(self, moment: datetime) -> bool:
        at = self.of(moment)
        early = at < self.start or (self.excluded_start and at == self.start)
        late = at > self.end or (self.excluded_end and at == self.end)
        return not early and not late

    @property
    def last(self) -> Any:
        """The last day that counts; by the hour, the moment at which the window ends."""
        return self.end - timedelta(1) if self.days and self.excluded_end else self.end

    def reaches(self, moment: datetime) -> bool:
        """Did it happen by the window's end? That is so of what happened before the index event, too."""
        return bool(self.of(moment) <= self.last)

    def open_after(self, known: date) -> bool:
        """Could an event that counts happen after this day?"""
        if self.days:
            return bool(self.last > known)
        return bool(self.end > end_of(known) or (self.end == end_of(known) and not self.excluded_end))
