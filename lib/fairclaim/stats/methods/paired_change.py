"""PLACEHOLDER."""

from typing import ClassVar, Literal

from fairclaim.stats.method import Method
from fairclaim.stats.results import NotEstimable, Result
from fairclaim.stats.samples import Pairs, Sample


class PairedChange(Method):
    name: Literal["paired_change"] = "paired_change"

    needs: ClassVar[type] = Pairs

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        return NotEstimable("Not written yet.")
