"""Scores and quantities of people."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from fairclaim.stats.samples.arrays import FloatArray, IntArray, finite, same_length, whole


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """The same people twice: `before[i]` and `after[i]` belong to one person. Shape `(n,)` each, in points."""

    plain: ClassVar[str] = "two scores of each person"

    before: FloatArray
    after: FloatArray

    def __post_init__(self) -> None:
        object.__setattr__(self, "before", finite("before", self.before))
        object.__setattr__(self, "after", finite("after", self.after))
        if self.before.shape != self.after.shape:
            raise ValueError("before and after must hold the same people in the same order.")


@dataclass(frozen=True, slots=True, eq=False)
class TwoPairs:
    """Two groups of different people, each person scored twice: the group reported on, and its reference."""

    plain: ClassVar[str] = "two scores of each person, in two groups of different people"

    own: Pairs
    reference: Pairs


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """One value a person, in the measure's unit.

    Parameters
    ----------
    values : array of shape (n,)
    clusters : array of int of shape (n,), or None
        Whom each value belongs to, where values of one cluster (a practitioner, a person seen often) are alike; None
        where every value is a different person's.
    """

    plain: ClassVar[str] = "one value of each person"

    values: FloatArray
    clusters: IntArray | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", finite("values", self.values))
        if self.clusters is not None:
            labels = finite("clusters", np.asarray(self.clusters, dtype=np.float64))
            same_length(values=self.values, clusters=labels)
            object.__setattr__(self, "clusters", labels.astype(np.int64))


@dataclass(frozen=True, slots=True, eq=False)
class TwoValues:
    """One value a person in two groups of different people: the group reported on, and its reference."""

    plain: ClassVar[str] = "one value of each person, in two groups of different people"

    own: Values
    reference: Values


@dataclass(frozen=True, slots=True)
class PairSummary:
    """What a paper prints of one group scored twice: means and sample standard deviations, in points.

    The standard deviation of the changes says how closely the two scores go together (`covariance`).
    """

    plain: ClassVar[str] = "printed means and standard deviations of two scores"

    n: int
    baseline_mean: float
    baseline_sd: float
    followup_mean: float
    followup_sd: float
    change_sd: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "n", whole("n", self.n))
        spreads = (self.baseline_sd, self.followup_sd, self.change_sd)
        if self.n < 0 or min(spreads) < 0:
            raise ValueError("n and standard deviations cannot be below 0.")
        # Printed figures are rounded: a correlation a hair beyond 1 is one of 1.
        if abs(self.covariance) > 1.02 * self.baseline_sd * self.followup_sd:
            raise ValueError("the three standard deviations cannot belong to the same people.")

    @property
    def covariance(self) -> float:
        """Covariance of the two scores: (s_b² + s_f² − s_c²) / 2."""
        return (self.baseline_sd**2 + self.followup_sd**2 - self.change_sd**2) / 2


@dataclass(frozen=True, slots=True)
class PairSummaries:
    """Printed figures of two groups scored twice: the group reported on, and its reference."""

    plain: ClassVar[str] = "printed means and standard deviations of two scores, in two groups of different people"

    own: PairSummary
    reference: PairSummary
