"""What an estimate asked for by hand is given: plain inputs and options, checked, and turned into a Sample."""

import re
from typing import Any, Literal, get_origin

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, field_validator

from fairclaim.stats.samples import Counts, FloatArray, Pairs, Sample, Series, TwoCounts, Units


class Arguments(BaseModel):
    """What a name is given: its data, the level, and options spelt as the name spells them."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    conf_level: float = Field(default=0.95, ge=0.5, lt=1)

    def sample(self) -> Sample:
        """Return the data as the sample that the method needs; ValueError where it is impossible."""
        raise NotImplementedError

    def options(self) -> dict[str, Any]:
        """Return options of the method that these arguments spell differently."""
        return {}

    @classmethod
    def lists(cls) -> frozenset[str]:
        """Names of the inputs that hold one value a row."""
        return frozenset(name for name, info in cls.model_fields.items() if _is_list(info.annotation))


class CountsArguments(Arguments):
    """Events `x` among `n`."""

    x: int
    n: int

    def sample(self) -> Sample:
        """Return Counts."""
        return Counts(self.x, self.n)


class TwoCountsArguments(Arguments):
    """Events and people of the group reported on (1) and of its reference (2)."""

    x1: int
    n1: int
    x2: int
    n2: int

    def sample(self) -> Sample:
        """Return TwoCounts, own group first."""
        return TwoCounts(own=Counts(self.x1, self.n1), reference=Counts(self.x2, self.n2))


class PairsArguments(Arguments):
    """Two scores a person, in the same order; `contrast` says which is taken from which."""

    before: list[float]
    after: list[float]
    contrast: str = "after - before"

    @field_validator("contrast")
    @classmethod
    def _names_both(cls, contrast: str) -> str:
        if sorted(re.findall("before|after", contrast.lower())) != ["after", "before"]:
            raise ValueError("write 'after - before' or 'before - after'")
        return contrast

    def sample(self) -> Sample:
        """Return Pairs whose `after` is what the other score is taken from."""
        before, after = _array(self.before), _array(self.after)
        if self.contrast.lower().index("after") < self.contrast.lower().index("before"):
            return Pairs(before=before, after=after)
        return Pairs(before=after, after=before)


class SeriesArguments(Arguments):
    """One value a period in order; null where a period has none."""

    x: list[float | None]

    def sample(self) -> Sample:
        """Return a Series whose positions count from 0, with a gap at each null."""
        present = [(position, value) for position, value in enumerate(self.x) if value is not None]
        return Series(_array([value for _, value in present]), tuple(position for position, _ in present))


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


class UnitsArguments(Arguments):
    """One value a unit, and the index (from 0) of the unit reported on."""

    values: list[float]
    own: int

    def sample(self) -> Sample:
        """Return Units."""
        return Units(_array(self.values), self.own)


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is list


def _array(values: list[float]) -> FloatArray:
    return np.asarray(values, dtype=np.float64)
