"""Many like units: services, providers, boards."""

from dataclasses import dataclass
from typing import ClassVar

from fairclaim.stats.samples.arrays import FloatArray, finite


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """One value for each of many like units (providers, integrated care boards), and which of them is ours.

    Parameters
    ----------
    values : array of shape (n,)
        In the measure's unit; `n >= 1`.
    own : int
        Index of the unit reported on.
    """

    plain: ClassVar[str] = "one value of each of many like organisations"

    values: FloatArray
    own: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", finite("values", self.values))
        if not 0 <= self.own < len(self.values):
            raise ValueError("own must be the index of one of the units.")
