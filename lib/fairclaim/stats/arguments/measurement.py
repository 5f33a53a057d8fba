"""Inputs of methods for what measuring itself does to scores."""

from typing import Literal

import numpy as np
from pydantic import Field

from fairclaim.stats.arguments.base import Arguments, array
from fairclaim.stats.samples import Goals, PersonChange, Plan, Ratings, Sample, Selection


class PersonChangeArguments(Arguments):
    """Two scores of one person, the spread of scores at the start, and the instrument's reliability."""

    pre: float
    post: float
    sd_pre: float
    reliability: float

    def sample(self) -> Sample:
        """Return PersonChange."""
        return PersonChange(self.pre, self.post, self.sd_pre, self.reliability)


class GoalsArguments(Arguments):
    """One person's goals: how far each was met (-2 to 2), weights, and the correlation between goals."""

    scores: list[float]
    weights: list[float] = Field(default=[], description="Left out: all goals alike")
    rho: float = 0.3

    def sample(self) -> Sample:
        """Return Goals."""
        return Goals(array(self.scores), array(self.weights or [1.0] * len(self.scores)), self.rho)


class SelectionArguments(Arguments):
    """A population's mean, spread and test-retest correlation, and the cut-off beyond which people were chosen."""

    mean: float
    sd: float
    test_retest: float
    cutoff: float
    selected: Literal["above", "below"] = "above"

    def sample(self) -> Sample:
        """Return Selection."""
        return Selection(self.mean, self.sd, self.test_retest, self.cutoff, self.selected)


class RatingsArguments(Arguments):
    """Each record's category by the first rater and by the second, as numbers or words."""

    first: list[int | str]
    second: list[int | str]

    def sample(self) -> Sample:
        """Return Ratings."""
        return Ratings(*(np.array([str(label) for label in labels], dtype=str) for labels in (self.first, self.second)))


class PlannedMeansArguments(Arguments):
    """People in each of two groups, and the chances that a comparison of their means is to have."""

    n_per_group: int
    power: float = 0.8
    alpha: float = 0.05

    def sample(self) -> Sample:
        """Return Plan."""
        return Plan(self.n_per_group, self.power, self.alpha)


class PlanArguments(PlannedMeansArguments):
    """As for means; with the share of the reference group where shares are to be compared."""

    p1: float | None = Field(default=None, description="Share of the reference group; left out: means are compared")

    def sample(self) -> Sample:
        """Return Plan."""
        return Plan(self.n_per_group, self.power, self.alpha, self.p1)
