"""What is known of results rather than of people: p-values, imputed estimates, a ratio, and scores with some unseen."""

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from fairclaim.stats.samples.arrays import FloatArray, finite, same_length


@dataclass(frozen=True, slots=True, eq=False)
class PValues:
    """P-values of the comparisons of one family, shape `(m,)`, within 0 to 1."""

    plain: ClassVar[str] = "the p-values of all comparisons of one family"

    values: FloatArray

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", finite("p_values", self.values))
        if ((self.values < 0) | (self.values > 1)).any():
            raise ValueError("p_values must lie between 0 and 1.")


@dataclass(frozen=True, slots=True, eq=False)
class Imputed:
    """The same estimate from each of m completed data sets, and its variance in each.

    Parameters
    ----------
    estimates, variances : array of shape (m,)
        Variances are squared standard errors, 0 or more.
    n : int or None
        People in the data; None where they are so many that it makes no odds.
    k : int
        Parameters that the analysis of complete data estimates, 1 or more: n − k are its degrees of freedom.
    """

    plain: ClassVar[str] = "an estimate and its variance from each of several imputed data sets"

    estimates: FloatArray
    variances: FloatArray
    n: int | None = None
    k: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "estimates", finite("estimates", self.estimates))
        object.__setattr__(self, "variances", finite("variances", self.variances))
        same_length(estimates=self.estimates, variances=self.variances)
        if (self.variances < 0).any():
            raise ValueError("variances must be 0 or more.")
        if self.k < 1 or (self.n is not None and self.n < 1):
            raise ValueError("n and k must be whole numbers of 1 or more.")


@dataclass(frozen=True, slots=True)
class RatioLimits:
    """A ratio of risks and its limits: above 0; a lower limit may be 0 and an upper infinite, which say nothing."""

    plain: ClassVar[str] = "a ratio of two risks, with its limits"

    ratio: float
    lower: float = 0.0
    upper: float = math.inf

    def __post_init__(self) -> None:
        if not 0 < self.ratio < math.inf:
            raise ValueError("rr must be above 0.")
        if not 0 <= self.lower <= self.ratio <= self.upper:
            raise ValueError("lower and upper must lie on either side of rr.")


@dataclass(frozen=True, slots=True, eq=False)
class PartlyScored:
    """The same people at the start, part of the way (where known) and at the end, when some were not seen.

    Parameters
    ----------
    before, after : array of shape (n,)
        In points. What stands in `after` for somebody who was not seen is never read, and is set to 0.
    seen : array of bool, shape (n,)
        Who has a final score.
    interim : array of shape (n,) or None
        A score of everybody on the way.
    own : array of bool, shape (n,), or None
        Who belongs to the group reported on; None where there is one group.
    """

    plain: ClassVar[str] = "scores at the start, on the way and at the end, where some people were lost"

    before: FloatArray
    after: FloatArray
    seen: NDArray[np.bool_]
    interim: FloatArray | None = None
    own: NDArray[np.bool_] | None = None

    def __post_init__(self) -> None:
        seen = np.array(self.seen, dtype=bool)
        object.__setattr__(self, "before", finite("before", self.before))
        same_length(before=self.before, after=np.asarray(self.after), seen=seen)
        object.__setattr__(self, "after", finite("after", np.where(seen, self.after, 0.0)))
        object.__setattr__(self, "seen", _fixed(seen))
        if self.interim is not None:
            object.__setattr__(self, "interim", finite("interim", self.interim))
            same_length(before=self.before, interim=self.interim)
        if self.own is not None:
            object.__setattr__(self, "own", _fixed(np.array(self.own, dtype=bool)))
            same_length(before=self.before, own=np.asarray(self.own))


def _fixed(flags: NDArray[np.bool_]) -> NDArray[np.bool_]:
    flags.setflags(write=False)
    return flags
