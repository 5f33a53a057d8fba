"""The shape of a method: its fields are the options that YAML and the shell offer, its call is the work."""

from abc import abstractmethod
from typing import Any, ClassVar, Literal, TypeVar, get_args, get_origin

import numpy as np
from pydantic import BaseModel, ConfigDict

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.results import Curve, Estimate, Result
from fairclaim.stats.samples import Sample

SampleKind = TypeVar("SampleKind")

# What holds for a method whatever the numbers; each is tested on random samples by this name.
Invariant = Literal[
    "nested",  # A higher level gives an interval that holds the lower level's.
    "swap_negates",  # Own and reference exchanged: estimate and limits change their sign and places.
    "swap_inverts",  # The same for a ratio: one over each.
    "equal_arms",  # Two groups that are alike: the estimate is the value of no difference, inside its limits.
    "mirror",  # Events and non-events exchanged: one minus each.
    "units",  # Values measured in another unit: estimate and limits in that unit.
    "shift",  # A constant added to every value: a difference stays as it is.
    "order",  # The order of the rows plays no part.
]


def _first_paragraph(schema: dict[str, Any]) -> None:
    # What an editor shows beside a key: the sentence, without the examples below it.
    schema["description"] = schema.get("description", "").partition("\n\n")[0]


class Method(BaseModel):
    """One estimand. A frozen model: parameters are fields, the call keeps nothing.

    Subclasses add `name: Literal[...]` (the discriminator in YAML), their options as fields with defaults, and the
    class facts below, from which the manual, `fairclaim methods` and the report's method card are made.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, json_schema_extra=_first_paragraph)

    name: str

    estimand: ClassVar[str]
    needs: ClassVar[type]
    refuses: ClassVar[tuple[str, ...]]
    references: ClassVar[tuple[str, ...]]
    # Which of a mechanism's true numbers it estimates ("share_difference"); empty where none can be planted.
    parameter: ClassVar[str] = ""
    invariants: ClassVar[tuple[Invariant, ...]] = ()

    @abstractmethod
    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate, or say why not."""

    def aims_at(self) -> str:
        """Name the parameter under these options; a method overrides it whose options change what is estimated."""
        return self.parameter

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many samples as so many calls would, refusals included.

        One call a sample, for methods that fit with a library. Closed forms override it with their own arrays, and a
        test holds every override against the calls.
        """
        results = [spoken(self(batch.sample(index), level=level)) for index in range(len(batch))]
        return Spoken.of(*np.array(results, dtype=np.float64).reshape(-1, 3).T)

    @classmethod
    def variants(cls) -> "tuple[Method, ...]":
        """Return the method once for each of its intervals, the default first: what is calibrated."""
        field = cls.model_fields.get("interval")
        if field is None or get_origin(field.annotation) is not Literal:
            return (cls.model_validate({}),)
        return tuple(cls.model_validate({"interval": choice}) for choice in get_args(field.annotation))


def spoken(result: Result) -> tuple[float, float, float]:
    """Estimate and limits of a result, or three times NaN where it gives no interval."""
    read = result.read if isinstance(result, Curve) else result
    if isinstance(read, Estimate):
        return read.value, read.lower, read.upper
    return float("nan"), float("nan"), float("nan")


def expect(sample: Sample, kind: type[SampleKind]) -> SampleKind:
    """Return the sample as the kind that a method needs.

    Raises
    ------
    TypeError
        If it is of another kind. That is a mistake of the program, not of the data: params pair measures with
        methods that can answer them before any number is seen.
    """
    if not isinstance(sample, kind):
        raise TypeError(f"This method needs {kind.__name__}, not {type(sample).__name__}.")
    return sample
