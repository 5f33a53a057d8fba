"""The shape of a method: its fields are the options that YAML and the shell offer, its call is the work."""

from abc import abstractmethod
from typing import ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict

from fairclaim.stats.results import Result
from fairclaim.stats.samples import Sample

SampleKind = TypeVar("SampleKind")


class Method(BaseModel):
    """One estimand. A frozen model: parameters are fields, the call keeps nothing.

    Subclasses add `name: Literal[...]` (the discriminator in YAML), their options as fields with defaults, and the
    class facts below, from which the manual, `fairclaim methods` and the report's method card are made.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    estimand: ClassVar[str]
    needs: ClassVar[type]
    refuses: ClassVar[tuple[str, ...]]
    references: ClassVar[tuple[str, ...]]

    @abstractmethod
    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate, or say why not."""


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
