"""What measuring itself does to scores: one person's error, goals, selection by a score, two raters, plans."""

import math
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from fairclaim.stats.samples.arrays import FloatArray, finite, same_length, whole


def _all_finite(**numbers: float) -> None:
    if not all(math.isfinite(number) for number in numbers.values()):
        raise ValueError(f"{', '.join(numbers)} must be finite numbers.")


def _share(name: str, value: float) -> None:
    if not 0 <= value <= 1:
        raise ValueError(f"{name} must lie between 0 and 1.")


@dataclass(frozen=True, slots=True)
class PersonChange:
    """Two scores of one person, and how well the instrument measures: its spread at the start, its reliability."""

    plain: ClassVar[str] = "two scores of one person, and the instrument's reliability"

    pre: float
    post: float
    sd_pre: float
    reliability: float

    def __post_init__(self) -> None:
        _all_finite(pre=self.pre, post=self.post, sd_pre=self.sd_pre)
        _share("reliability", self.reliability)
        if self.sd_pre < 0:
            raise ValueError("sd_pre cannot be below 0.")


@dataclass(frozen=True, slots=True, eq=False)
class Goals:
    """How far one person's goals were met, −2 (much less than expected) to 2 (much more), and each goal's weight."""

    plain: ClassVar[str] = "how far each goal of one person was met"

    scores: FloatArray
    weights: FloatArray
    correlation: float = 0.3

    def __post_init__(self) -> None:
        object.__setattr__(self, "scores", finite("scores", self.scores))
        object.__setattr__(self, "weights", finite("weights", self.weights))
        same_length(scores=self.scores, weights=self.weights)
        _share("the correlation between goals", self.correlation)
        if (np.abs(self.scores) > 2).any():
            raise ValueError("scores of goals lie between -2 and 2.")
        if (self.weights < 0).any():
            raise ValueError("weights cannot be below 0.")


@dataclass(frozen=True, slots=True)
class Selection:
    """A population of scores, and the cut-off beyond which people were chosen for their score.

    Parameters
    ----------
    mean, sd : float
        Of the whole population that people were chosen from, in points; sd > 0.
    test_retest : float
        Correlation of two scores of a person whose state did not change, 0 to 1.
    cutoff : float
        In points.
    selected : {"above", "below"}
        The side of the cut-off on which people were chosen.
    """

    plain: ClassVar[str] = "a population's mean, spread and test-retest correlation, and the cut-off of referral"

    mean: float
    sd: float
    test_retest: float
    cutoff: float
    selected: Literal["above", "below"] = "above"

    def __post_init__(self) -> None:
        _all_finite(mean=self.mean, sd=self.sd, cutoff=self.cutoff)
        _share("test_retest", self.test_retest)
        if self.sd <= 0:
            raise ValueError("sd must be above 0.")


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """The same people or records put into categories by two raters: `first[i]` and `second[i]` rate one of them."""

    plain: ClassVar[str] = "two raters' categories of the same records"

    first: NDArray[Any]
    second: NDArray[Any]

    def __post_init__(self) -> None:
        if self.first.ndim != 1 or self.first.shape != self.second.shape:
            raise ValueError("first and second must rate the same records in the same order.")


@dataclass(frozen=True, slots=True)
class Plan:
    """People to be counted in each of two groups, and what a comparison of them is to find.

    Parameters
    ----------
    n_per_group : int
    power : float
        The chance with which a difference is to be found, in (0.5, 1).
    alpha : float
        The chance of finding one where there is none, in (0, 0.5).
    base : float or None
        Share with the outcome in the reference group; None where means are to be compared.
    """

    plain: ClassVar[str] = "how many people two groups will have"

    n_per_group: int
    power: float = 0.8
    alpha: float = 0.05
    base: float | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "n_per_group", whole("n_per_group", self.n_per_group))
        if self.n_per_group < 0 or not 0.5 < self.power < 1 or not 0 < self.alpha < 0.5:
            raise ValueError("n_per_group is 0 or more, power lies between 0.5 and 1, alpha between 0 and 0.5.")
        if self.base is not None:
            _share("the share of the reference group", self.base)
