"""Units followed over the same periods, some of which change on the way; and the changes of two groups as printed."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from fairclaim.stats.samples.arrays import FloatArray, whole


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """One value a unit and period, without gaps.

    Parameters
    ----------
    values : array of shape (units, periods)
        In the measure's unit.
    treated : int or sequence of int
        Index (from 0) of each unit that changed.
    change : int
        Index (from 0) of the first period after the change: the same for all that changed.
    """

    plain: ClassVar[str] = "one value of each of several organisations in each period, some of which changed"

    values: FloatArray
    treated: tuple[int, ...]
    change: int

    def __post_init__(self) -> None:
        values = np.array(self.values, dtype=np.float64)  # A copy: the caller's own array stays writable.
        if values.ndim != 2 or not np.isfinite(values).all():
            raise ValueError("values must be a table of finite numbers: one row a unit, one column a period, no gaps.")
        given: Sequence[int] = (self.treated,) if isinstance(self.treated, int | np.integer) else self.treated
        treated = tuple(sorted({whole("treated", unit) for unit in given}))
        if not treated or treated[0] < 0 or treated[-1] >= len(values):
            raise ValueError("treated must be the index of at least one of the units.")
        if not 1 <= whole("change", self.change) < values.shape[1]:
            raise ValueError("change must leave at least one period before it and one from it on.")
        values.setflags(write=False)
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "treated", treated)


@dataclass(frozen=True, slots=True)
class MeanChange:
    """The mean change of one group as a paper prints it.

    Parameters
    ----------
    change : float
        After minus before.
    error : float
        Standard error of it.
    n : int or None
        People or units it was made of; None where it was not printed.
    """

    plain: ClassVar[str] = "a printed mean change and its standard error"

    change: float
    error: float
    n: int | None = None

    def __post_init__(self) -> None:
        if not (math.isfinite(self.change) and math.isfinite(self.error)) or self.error < 0:
            raise ValueError("a change is a finite number, and its standard error one of 0 or more.")
        if self.n is not None and whole("n", self.n) < 0:
            raise ValueError("n cannot be below 0.")


@dataclass(frozen=True, slots=True)
class TwoMeanChanges:
    """Printed mean changes of two groups of different people: the group reported on, and its reference."""

    plain: ClassVar[str] = "printed mean changes of two groups of different people"

    own: MeanChange
    reference: MeanChange
