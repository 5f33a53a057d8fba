"""Values of people who share a practitioner, a team or a ward."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from fairclaim.stats.samples.arrays import FloatArray, IntArray, finite, same_length


@dataclass(frozen=True, slots=True, eq=False)
class ClusteredValues:
    """One value a person, and whose patient the person is.

    Parameters
    ----------
    values : array of shape (n,)
        In the measure's unit; a yes-or-no outcome as 1 and 0.
    clusters : sequence of length n
        The practitioner or team of each person, by any number or word; kept as 0 to G − 1.
    covariate : array of shape (n,) or None
        What the groups are to be compared at the same value of (the score at the start).
    """

    plain: ClassVar[str] = "one value of each person, and whose patient each is"

    values: FloatArray
    clusters: IntArray
    covariate: FloatArray | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", finite("values", self.values))
        object.__setattr__(self, "clusters", numbered(self.clusters))
        if len(self.clusters) != len(self.values):
            raise ValueError("values and clusters must have the same length: each person belongs to one.")
        if self.covariate is not None:
            object.__setattr__(self, "covariate", finite("covariate", self.covariate))
            same_length(values=self.values, covariate=self.covariate)

    @property
    def count(self) -> int:
        """How many clusters there are."""
        return int(self.clusters.max()) + 1 if len(self.clusters) else 0


@dataclass(frozen=True, slots=True, eq=False)
class TwoClustered:
    """Two groups of different people with different practitioners: the group reported on, and its reference."""

    plain: ClassVar[str] = "one value of each person in two groups, and whose patient each is"

    own: ClusteredValues
    reference: ClusteredValues

    def __post_init__(self) -> None:
        if (self.own.covariate is None) != (self.reference.covariate is None):
            raise ValueError("a covariate is given for both groups or for neither.")


def numbered(labels: Sequence[Any] | IntArray) -> IntArray:
    """Return labels of any one kind as numbers from 0, in the order of the labels."""
    _, numbers = np.unique(np.asarray(labels), return_inverse=True)
    numbers = np.asarray(numbers, dtype=np.int64).reshape(-1)
    numbers.setflags(write=False)
    return numbers
