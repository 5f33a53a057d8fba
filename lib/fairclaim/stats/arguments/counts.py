"""Inputs of methods for shares."""

from fairclaim.stats.arguments.base import Arguments, array
from fairclaim.stats.samples import Categories, Counts, PairedCounts, Sample, Strata, Tally, TwoCounts


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


class PairedCountsArguments(Arguments):
    """People with the outcome at both times, at the first only, at the second only, at neither."""

    both: int
    first_only: int
    second_only: int
    neither: int

    def sample(self) -> Sample:
        """Return PairedCounts."""
        return PairedCounts(self.both, self.first_only, self.second_only, self.neither)


class CategoriesArguments(Arguments):
    """People in each category; the names are numbers unless given."""

    x: list[int]
    names: list[str] | None = None

    def sample(self) -> Sample:
        """Return Categories."""
        names = self.names if self.names is not None else [str(place + 1) for place in range(len(self.x))]
        return Categories(tuple(self.x), tuple(names))


class TallyArguments(Arguments):
    """How many there were, and how many were planned."""

    x: int
    planned: int | None = None

    def sample(self) -> Sample:
        """Return Tally."""
        return Tally(self.x, self.planned)


class StrataArguments(Arguments):
    """Events and people of the two groups, one entry a stratum."""

    x1: list[float]
    n1: list[float]
    x2: list[float]
    n2: list[float]

    def sample(self) -> Sample:
        """Return Strata, own group first."""
        return Strata(array(self.x1), array(self.n1), array(self.x2), array(self.n2))
