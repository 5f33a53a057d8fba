"""What a method is given: a small sum type of plain numbers, without frames or identifiers.

Each type checks itself when it is made, so that a method never meets an impossible sample. Emptiness is possible
(an empty arm is a fact about the world); whether anything can be estimated from it is the method's business.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def _whole(name: str, value: Any) -> int:
    if isinstance(value, bool) or int(value) != value:
        raise ValueError(f"{name} must be a whole number of people or events.")
    return int(value)


def _finite(name: str, values: Sequence[float] | FloatArray) -> FloatArray:
    array = np.array(values, dtype=np.float64)  # A copy: the caller's own array stays writable.
    if array.ndim != 1 or not np.isfinite(array).all():
        raise ValueError(f"{name} must be one row of finite numbers; leave out what was not observed.")
    array.setflags(write=False)
    return array


@dataclass(frozen=True, slots=True)
class Counts:
    """Events among people (or referrals): `0 <= events <= n`."""

    events: int
    n: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "events", _whole("events", self.events))
        object.__setattr__(self, "n", _whole("n", self.n))
        if not 0 <= self.events <= self.n:
            raise ValueError("events must lie between 0 and n.")


@dataclass(frozen=True, slots=True)
class TwoCounts:
    """Two independent groups of counts: the one reported on, and its reference."""

    own: Counts
    reference: Counts


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """The same people twice: `before[i]` and `after[i]` belong to one person. Shape `(n,)` each, in points."""

    before: FloatArray
    after: FloatArray

    def __post_init__(self) -> None:
        object.__setattr__(self, "before", _finite("before", self.before))
        object.__setattr__(self, "after", _finite("after", self.after))
        if self.before.shape != self.after.shape:
            raise ValueError("before and after must hold the same people in the same order.")


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

    values: FloatArray
    positions: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        values = _finite("values", self.values)
        positions = tuple(int(p) for p in self.positions) or tuple(range(len(values)))
        if len(positions) != len(values):
            raise ValueError("values and positions must have the same length.")
        if any(later <= earlier for earlier, later in pairwise(positions)):
            raise ValueError("positions must rise: two values for one period, or periods out of order.")
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "positions", positions)


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """One value for each of many like units (providers, integrated care boards), and which of them is ours.

    Parameters
    ----------
    values : array of shape (n,)
        In the measure's unit; `n >= 1`.
    own : int
        Index of the unit reported on.
    """

    values: FloatArray
    own: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", _finite("values", self.values))
        if not 0 <= self.own < len(self.values):
            raise ValueError("own must be the index of one of the units.")


Sample = Counts | TwoCounts | Pairs | Series | Units
