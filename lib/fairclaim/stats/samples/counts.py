"""People (or referrals) who had an outcome or had it not."""

from dataclasses import dataclass
from typing import ClassVar

from fairclaim.stats.samples.arrays import FloatArray, same_length, whole, whole_row


@dataclass(frozen=True, slots=True)
class Counts:
    """Events among people (or referrals): `0 <= events <= n`."""

    plain: ClassVar[str] = "how many had the outcome, among how many"

    events: int
    n: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "events", whole("events", self.events))
        object.__setattr__(self, "n", whole("n", self.n))
        if not 0 <= self.events <= self.n:
            raise ValueError("events must lie between 0 and n.")


@dataclass(frozen=True, slots=True)
class TwoCounts:
    """Two independent groups of counts: the one reported on, and its reference."""

    plain: ClassVar[str] = "how many had the outcome, among how many, in two groups of different people"

    own: Counts
    reference: Counts


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there were, and how many were planned (None: no plan is on file)."""

    plain: ClassVar[str] = "how many there were, and how many were planned"

    count: int
    planned: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "count", whole("count", self.count))
        if self.planned is not None:
            object.__setattr__(self, "planned", whole("planned", self.planned))
        if self.count < 0 or (self.planned is not None and self.planned < 1):
            raise ValueError("a count is 0 or more, and a plan 1 or more.")


@dataclass(frozen=True, slots=True)
class Categories:
    """How many fell to each of several categories, of which everybody has one.

    Parameters
    ----------
    counts : tuple of int, length k
    names : tuple of str, length k
        All different.
    """

    plain: ClassVar[str] = "how many fell to each of several categories"

    counts: tuple[int, ...]
    names: tuple[str, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "counts", tuple(whole("counts", count) for count in self.counts))
        object.__setattr__(self, "names", tuple(self.names))
        if min(self.counts, default=0) < 0:
            raise ValueError("counts must be 0 or more.")
        if not len(self.counts) == len(self.names) == len(set(self.names)):
            raise ValueError("each count has a name of its own.")


@dataclass(frozen=True, slots=True)
class PairedCounts:
    """The same people twice, yes or no each time: how many at both times, at one only, at neither."""

    plain: ClassVar[str] = "the same people twice: how many had the outcome at both times, at one only, at neither"

    both: int
    first_only: int
    second_only: int
    neither: int

    def __post_init__(self) -> None:
        for name in ("both", "first_only", "second_only", "neither"):
            object.__setattr__(self, name, whole(name, getattr(self, name)))
            if getattr(self, name) < 0:
                raise ValueError(f"{name} must be 0 or more.")

    @property
    def n(self) -> int:
        """People."""
        return self.both + self.first_only + self.second_only + self.neither


@dataclass(frozen=True, slots=True, eq=False)
class Strata:
    """Two independent groups within each of several strata (age bands, levels of need): `0 <= x <= n` in each.

    Parameters
    ----------
    x1, n1 : array of shape (strata,)
        Events and people of the group reported on.
    x2, n2 : array of shape (strata,)
        The same of its reference.
    """

    plain: ClassVar[str] = "how many had the outcome, among how many, in two groups of different people in each stratum"

    x1: FloatArray
    n1: FloatArray
    x2: FloatArray
    n2: FloatArray

    def __post_init__(self) -> None:
        for name in ("x1", "n1", "x2", "n2"):
            object.__setattr__(self, name, whole_row(name, getattr(self, name)))
        same_length(x1=self.x1, n1=self.n1, x2=self.x2, n2=self.n2)
        if (self.x1 > self.n1).any() or (self.x2 > self.n2).any():
            raise ValueError("x1 must lie between 0 and n1, and x2 between 0 and n2, in every stratum.")
