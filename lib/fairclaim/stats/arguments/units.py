"""Inputs of methods for many like units."""

from typing import Any

from pydantic import Field

from fairclaim.stats.arguments.base import Arguments, array
from fairclaim.stats.samples import Effects, Sample, UnitCounts, UnitExpected, Units


class UnitsArguments(Arguments):
    """One value a unit, and the index (from 0) of the unit reported on."""

    values: list[float]
    own: int

    def sample(self) -> Sample:
        """Return Units."""
        return Units(array(self.values), self.own)


class UnitCountsArguments(Arguments):
    """Events `x` among `n` in each unit."""

    x: list[float]
    n: list[float]

    def sample(self) -> Sample:
        """Return UnitCounts."""
        return UnitCounts(array(self.x), array(self.n))


class UnitExpectedArguments(Arguments):
    """Events observed and expected in each unit."""

    observed: list[float]
    expected: list[float]

    def sample(self) -> Sample:
        """Return UnitExpected."""
        return UnitExpected(array(self.observed), array(self.expected))


class TrimmedArguments(UnitExpectedArguments):
    """The same, with the share left out at either end among the data, as the reference cases have it."""

    trim: float = Field(default=0.1, ge=0, lt=0.5)

    def options(self) -> dict[str, Any]:
        """Return the share left out."""
        return {"trim": self.trim}


class EffectsArguments(Arguments):
    """An estimate and its standard error from each unit."""

    estimates: list[float]
    errors: list[float]

    def sample(self) -> Sample:
        """Return Effects."""
        return Effects(array(self.estimates), array(self.errors))
