"""Inputs of methods for values in time."""

from typing import Any, Literal

from pydantic import Field, field_validator

from fairclaim.stats.arguments.base import Arguments, array
from fairclaim.stats.samples import ChangedSeries, Sample, Series


class SeriesArguments(Arguments):
    """One value a period in order; null where a period has none."""

    x: list[float | None]

    def sample(self) -> Sample:
        """Return a Series whose positions count from 0, with a gap at each null."""
        present = [(position, value) for position, value in enumerate(self.x) if value is not None]
        return Series(array([value for _, value in present]), tuple(position for position, _ in present))


class MakingDataCountArguments(SeriesArguments):
    """A series with the options as the reference cases spell them."""

    improvement_direction: Literal["increase", "decrease"] = "increase"
    screen_outliers: bool = True
    rebase_at_index1: int | None = Field(default=None, description="First point of the second segment, from 1")
    constant: float = 2.66

    @field_validator("constant")
    @classmethod
    def _is_the_published_one(cls, constant: float) -> float:
        if constant != 2.66:
            raise ValueError("Making Data Count limits lie 2.66 mean moving ranges from the mean, and nowhere else")
        return constant

    def options(self) -> dict[str, Any]:
        """Return direction and recalculation in the words of `XmR`, whose positions count from 0."""
        return {
            "better": "higher" if self.improvement_direction == "increase" else "lower",
            "screen_outliers": self.screen_outliers,
            "rebase_at": () if self.rebase_at_index1 is None else (self.rebase_at_index1 - 1,),
        }


class ChangedSeriesArguments(Arguments):
    """One value a period in order, null where a period has none, and the period of a change."""

    x: list[float | None]
    change: int = Field(description="First period after the change, counted from 0")
    period: int = Field(default=12, description="Periods in a year: 12 for months, 4 for quarters")
    control: list[float | None] = Field(default=[], description="A series of the same periods that did not change")
    exposure: list[float | None] = Field(default=[], description="What the counts of each period are counts of")

    def sample(self) -> Sample:
        """Return a ChangedSeries with a gap at each period that lacks a value."""
        rows = [row for row in (self.x, self.control, self.exposure) if row]
        if len({len(row) for row in rows}) > 1:
            raise ValueError("x, control and exposure must have the same length.")
        present = [period for period in range(len(self.x)) if all(row[period] is not None for row in rows)]
        values, control, exposure = (
            array([value for period in present if row and (value := row[period]) is not None])
            for row in (self.x, self.control, self.exposure)
        )
        return ChangedSeries(values, self.change, tuple(present), self.period, control, exposure)
