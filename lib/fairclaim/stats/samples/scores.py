"""Scores and quantities of people."""

from dataclasses import dataclass
from typing import ClassVar

from fairclaim.stats.samples.arrays import FloatArray, finite


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """The same people twice: `before[i]` and `after[i]` belong to one person. Shape `(n,)` each, in points."""

    plain: ClassVar[str] = "two scores of each person"

    before: FloatArray
    after: FloatArray

    def __post_init__(self) -> None:
        object.__setattr__(self, "before", finite("before", self.before))
        object.__setattr__(self, "after", finite("after", self.after))
        if self.before.shape != self.after.shape:
            raise ValueError("before and after must hold the same people in the same order.")
