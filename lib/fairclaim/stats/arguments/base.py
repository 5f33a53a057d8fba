"""What every question by hand is given: a level, inputs, and options spelt as the name spells them."""

from typing import Any, get_args, get_origin

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from fairclaim.stats.samples import FloatArray, Sample

# Squares and sums of numbers beyond these leave what a computer can hold; no count, score, time or cost comes near.
LARGEST, SMALLEST = 1e15, 1e-15


class Arguments(BaseModel):
    """What a name is given: its data, the level, and options spelt as the name spells them."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    conf_level: float = Field(default=0.95, ge=0.5, lt=1)

    @model_validator(mode="after")
    def _no_number_is_out_of_this_world(self) -> "Arguments":
        for name in type(self).model_fields:
            if _beyond(getattr(self, name)):
                raise ValueError(f"{name}: numbers must be 0 or lie between 1e-15 and 1e15 in size; use another unit")
        return self

    def sample(self) -> Sample:
        """Return the data as the sample that the method needs; ValueError where it is impossible."""
        raise NotImplementedError

    def options(self) -> dict[str, Any]:
        """Return options of the method that these arguments spell differently."""
        return {}

    @classmethod
    def lists(cls) -> frozenset[str]:
        """Names of the inputs that hold one value a row, or several by name."""
        return frozenset(name for name, info in cls.model_fields.items() if _is_list(info.annotation))


def _beyond(value: Any) -> bool:
    if isinstance(value, BaseModel):
        return any(_beyond(getattr(value, name)) for name in type(value).model_fields)
    if isinstance(value, dict):
        return any(map(_beyond, value.values()))
    if isinstance(value, list | tuple):
        return any(map(_beyond, value))
    return isinstance(value, int | float) and value != 0 and not SMALLEST <= abs(value) <= LARGEST


def _is_list(annotation: Any) -> bool:
    if get_origin(annotation) is dict:
        return _is_list(get_args(annotation)[1])
    return get_origin(annotation) is list


def array(values: list[float]) -> FloatArray:
    """Return a list of inputs as an array of floats."""
    return np.asarray(values, dtype=np.float64)
