"""Financial quarters: `2024-25-q4` is January to March 2025."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

_FORM = re.compile(r"(?P<year>\d{4})-(?P<end>\d{2})-q(?P<number>[1-4])")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """One quarter of a financial year that starts on 1 April.

    Parameters
    ----------
    year : int
        The calendar year in which the financial year starts.
    number : int
        1 (April to June) to 4 (January to March of the next calendar year).
    """

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2024-25-q4`; raise ValueError with the form expected."""
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError("a quarter is written like 2024-25-q4")
        year = int(match["year"])
        if int(match["end"]) != (year + 1) % 100:
            raise ValueError(f"the year after {year} is {(year + 1) % 100:02d}: write {year}-{(year + 1) % 100:02d}-q…")
        return cls(year, int(match["number"]))

    def __str__(self) -> str:
        return f"{self.year}-{(self.year + 1) % 100:02d}-q{self.number}"

    @property
    def readers_name(self) -> str:
        """Name the months, as a reader says them."""
        return f"January to March {self.year + 1}" if self.number == 4 else f"{self._months} {self.year}"

    @property
    def _months(self) -> str:
        return {1: "April to June", 2: "July to September", 3: "October to December"}[self.number]

    @property
    def start(self) -> date:
        """First day."""
        if self.number == 4:
            return date(self.year + 1, 1, 1)
        return date(self.year, 1 + 3 * self.number, 1)

    @property
    def end(self) -> date:
        """Last day, inclusive."""
        return self.next.start - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        """The quarter after."""
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def previous(self) -> "Quarter":
        """The quarter before."""
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    @property
    def year_before(self) -> "Quarter":
        """The same quarter of the year before."""
        return Quarter(self.year - 1, self.number)
