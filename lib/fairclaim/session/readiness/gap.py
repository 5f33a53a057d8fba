"""What every part of `check` is told in: a gap with what it costs, and a share of so many."""

from dataclasses import dataclass
from typing import Literal

Weight = Literal["no figure", "weaker claim", "look at it"]
WORST_FIRST: tuple[Weight, ...] = ("no figure", "weaker claim", "look at it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One thing to put right, or to know, before the quarter is run.

    Parameters
    ----------
    weight : Weight
        What it costs: a figure, the strength of a claim, or a second look.
    where : str
        Table or measure.
    what, todo : str
        Whole sentences.
    """

    weight: Weight
    where: str
    what: str
    todo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None of nothing."""
        return self.part / self.whole if self.whole else None
