"""Inputs of methods that work on results, and of those for people of whom some were lost."""

import math

import numpy as np
from pydantic import Field

from fairclaim.stats.arguments.base import Arguments, array
from fairclaim.stats.samples import Imputed, PartlyScored, PValues, RatioLimits, Sample


class PValuesArguments(Arguments):
    """The p-values of one family of comparisons."""

    p_values: list[float]

    def sample(self) -> Sample:
        """Return PValues."""
        return PValues(array(self.p_values))


class ImputedArguments(Arguments):
    """Estimates and variances of m completed data sets; people `n` (null for a great many), parameters `k`."""

    estimates: list[float]
    variances: list[float]
    n: int | None = None
    k: int = 1

    def sample(self) -> Sample:
        """Return Imputed."""
        return Imputed(array(self.estimates), array(self.variances), self.n, self.k)


class RatioLimitsArguments(Arguments):
    """A ratio of risks and its limits; null for a limit that does not exist."""

    rr: float
    lower: float | None = None
    upper: float | None = None

    def sample(self) -> Sample:
        """Return RatioLimits."""
        lower = 0.0 if self.lower is None else self.lower
        return RatioLimits(self.rr, lower, math.inf if self.upper is None else self.upper)


class PartlyScoredArguments(Arguments):
    """Two or three scores a person, `after` null where nobody saw them; `own` is 1 in the group reported on, else 0."""

    before: list[float]
    after: list[float | None]
    interim: list[float] = Field(default_factory=list)
    own: list[float] = Field(default_factory=list)

    def sample(self) -> Sample:
        """Return PartlyScored."""
        seen = np.array([score is not None for score in self.after], dtype=bool)
        if not {*self.own} <= {0.0, 1.0}:
            raise ValueError("own must be 1 for the group reported on and 0 for the reference.")
        return PartlyScored(
            before=array(self.before),
            after=array([0.0 if score is None else score for score in self.after]),
            seen=seen,
            interim=array(self.interim) if self.interim else None,
            own=array(self.own) == 1 if self.own else None,
        )
