"""Inputs of methods for many like units."""

from fairclaim.stats.arguments.base import Arguments, array
from fairclaim.stats.samples import Sample, Units


class UnitsArguments(Arguments):
    """One value a unit, and the index (from 0) of the unit reported on."""

    values: list[float]
    own: int

    def sample(self) -> Sample:
        """Return Units."""
        return Units(array(self.values), self.own)
