"""Values in time."""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import ClassVar

import numpy as np

from fairclaim.stats.samples.arrays import FloatArray, finite, same_length, whole


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One value a period, in order. A gap is a jump in `positions`; a missing period has no entry.

    Parameters
    ----------
    values : array of shape (n,)
        In the measure's unit.
    positions : tuple of int, length n
        Strictly rising period numbers (months counted from any origin); consecutive numbers are neighbours.
    """

    plain: ClassVar[str] = "one value a month"

    values: FloatArray
    positions: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        values = finite("values", self.values)
        positions = tuple(int(p) for p in self.positions) or tuple(range(len(values)))
        if len(positions) != len(values):
            raise ValueError("values and positions must have the same length.")
        if any(later <= earlier for earlier, later in pairwise(positions)):
            raise ValueError("positions must rise: two values for one period, or periods out of order.")
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "positions", positions)


@dataclass(frozen=True, slots=True, eq=False)
class ChangedSeries:
    """One value a period, and the period in which something changed.

    Parameters
    ----------
    values : array of shape (n,)
        In the measure's unit; events of a period where they are counts.
    change : int
        Position of the first period after the change, in the numbering of `positions`.
    positions : tuple of int, length n
        Strictly rising period numbers; left out, the periods follow each other from 0.
    period : int
        Periods in a year: 12 for months, 4 for quarters. Where in the year the series starts plays no part.
    control : array of shape (n,), or of no length
        A series of the same periods that the change did not touch.
    exposure : array of shape (n,), or of no length
        What the counts are counts of (contacts, bed days), above 0.
    """

    plain: ClassVar[str] = "one value a month, and the month of a change"

    values: FloatArray
    change: int
    positions: tuple[int, ...] = ()
    period: int = 12
    control: FloatArray = field(default_factory=lambda: np.empty(0))
    exposure: FloatArray = field(default_factory=lambda: np.empty(0))

    def __post_init__(self) -> None:
        whole("change", self.change)
        series = Series(self.values, self.positions)
        object.__setattr__(self, "values", series.values)
        object.__setattr__(self, "positions", series.positions)
        for name in ("control", "exposure"):
            row = finite(name, getattr(self, name))
            if len(row):
                same_length(**{"values": series.values, name: row})
            object.__setattr__(self, name, row)
        if (self.exposure <= 0).any():
            raise ValueError("exposure must be above 0 in every period.")
        if whole("period", self.period) < 2:
            raise ValueError("period must be 2 or more periods in a year.")
