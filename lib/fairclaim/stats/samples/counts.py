"""People (or referrals) who had an outcome or had it not."""

from dataclasses import dataclass
from typing import ClassVar

from fairclaim.stats.samples.arrays import whole


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
