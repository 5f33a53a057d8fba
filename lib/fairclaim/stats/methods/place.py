"""PLACEHOLDER."""

from typing import ClassVar, Literal

from fairclaim.stats.method import Method
from fairclaim.stats.results import NotEstimable, Result
from fairclaim.stats.samples import Units, Sample


class PlaceAmongUnits(Method):
    name: Literal["place"] = "place"

    needs: ClassVar[type] = Units

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        return NotEstimable("Not written yet.")
