"""People one by one: which group they are in, what they were like at the start, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from fairclaim.stats.samples.arrays import FloatArray, finite, finite_table

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Traits:
    """Who is in which of two groups, and what each person was like before anything was done for them.

    Parameters
    ----------
    own : array of bool, shape (n,)
        Whether the person belongs to the group reported on; the others are its reference.
    covariates : array of shape (n, p)
        One column a trait, as numbers; a trait of several kinds is one column of 0 and 1 for each kind but one.
    names : tuple of str, length p
        What the columns are called; "covariate 1" and so on where nothing is given.
    """

    plain: ClassVar[str] = "for each person the group, and traits from before the start"

    own: BoolArray
    covariates: FloatArray
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        own = _yes_or_no(self.own)
        covariates, names = _table(self.covariates, self.names, len(own))
        object.__setattr__(self, "own", own)
        object.__setattr__(self, "covariates", covariates)
        object.__setattr__(self, "names", names)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """As `Traits`, and the outcome of each person: 0 or 1, or a value in the measure's unit. Shape (n,)."""

    plain: ClassVar[str] = "for each person the outcome, the group, and traits from before the start"

    outcome: FloatArray
    own: BoolArray
    covariates: FloatArray
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        outcome, own = finite("outcome", self.outcome), _yes_or_no(self.own)
        if len(outcome) != len(own):
            raise ValueError("outcome and own must have the same length: one entry each for the same people.")
        covariates, names = _table(self.covariates, self.names, len(own))
        object.__setattr__(self, "outcome", outcome)
        object.__setattr__(self, "own", own)
        object.__setattr__(self, "covariates", covariates)
        object.__setattr__(self, "names", names)

    def traits(self) -> Traits:
        """Return the people without their outcomes."""
        return Traits(self.own, self.covariates, self.names)


def _yes_or_no(own: Sequence[bool] | BoolArray) -> BoolArray:
    given = finite("own", np.asarray(own, dtype=np.float64))
    if not np.isin(given, (0.0, 1.0)).all():
        raise ValueError("own must be true (or 1) for people of the group reported on, and false (or 0) for others.")
    answer = given.astype(np.bool_)
    answer.setflags(write=False)
    return answer


def _table(covariates: FloatArray, names: Sequence[str], people: int) -> tuple[FloatArray, tuple[str, ...]]:
    table = finite_table("covariates", covariates)
    if len(table) != people:
        raise ValueError("covariates must have one row for each person in own.")
    called = tuple(names) or tuple(f"covariate {column}" for column in range(1, table.shape[1] + 1))
    if len(called) != table.shape[1] or len(set(called)) != len(called):
        raise ValueError("names must hold one name for each column of covariates, each a different one.")
    return table, called
