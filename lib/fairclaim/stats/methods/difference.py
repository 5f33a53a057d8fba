"""PLACEHOLDER."""

from typing import ClassVar, Literal

from fairclaim.stats.method import Method
from fairclaim.stats.results import NotEstimable, Result
from fairclaim.stats.samples import TwoCounts, Sample


class Difference(Method):
    name: Literal["difference"] = "difference"

    needs: ClassVar[type] = TwoCounts

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        return NotEstimable("Not written yet.")
