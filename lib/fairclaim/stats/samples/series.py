"""Values in time."""

from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from fairclaim.stats.samples.arrays import FloatArray, finite


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
