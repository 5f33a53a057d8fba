"""Inputs of methods for shares."""

from fairclaim.stats.arguments.base import Arguments
from fairclaim.stats.samples import Counts, Sample, TwoCounts


class CountsArguments(Arguments):
    """Events `x` among `n`."""

    x: int
    n: int

    def sample(self) -> Sample:
        """Return Counts."""
        return Counts(self.x, self.n)


class TwoCountsArguments(Arguments):
    """Events and people of the group reported on (1) and of its reference (2)."""

    x1: int
    n1: int
    x2: int
    n2: int

    def sample(self) -> Sample:
        """Return TwoCounts, own group first."""
        return TwoCounts(own=Counts(self.x1, self.n1), reference=Counts(self.x2, self.n2))
