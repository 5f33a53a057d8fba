"""Many samples at once, and the many intervals made of them: how a method is measured without a loop."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fairclaim.stats.samples import FloatArray, Sample


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """R samples of one kind.

    Parameters
    ----------
    parts : mapping of str to array of shape (R, …)
        What differs from sample to sample, by the names that every mechanism of this kind of sample uses.
    build : function
        Makes one Sample of one entry of each part, and of `shared`.
    shared : mapping
        What all samples have in common (the clusters of the rows, the points of the series).
    """

    parts: Mapping[str, NDArray[Any]]
    build: Callable[..., Sample]
    shared: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len({len(part) for part in self.parts.values()}) != 1:
            raise ValueError("All parts of a batch have one entry a sample.")

    def __len__(self) -> int:
        return len(next(iter(self.parts.values())))

    def __getitem__(self, name: str) -> Any:
        return self.parts[name] if name in self.parts else self.shared[name]

    def sample(self, index: int) -> Sample:
        """Return one of the samples, as a method is given it in a report."""
        return self.build(**{name: part[index] for name, part in self.parts.items()}, **self.shared)

    def first(self, count: int) -> "Batch":
        """Return the first `count` samples."""
        return Batch({name: part[:count] for name, part in self.parts.items()}, self.build, self.shared)


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """R intervals as a method speaks them: where `given` is false it refused, and the numbers there mean nothing."""

    value: FloatArray
    lower: FloatArray
    upper: FloatArray
    given: NDArray[np.bool_]

    @classmethod
    def of(cls, value: ArrayLike, lower: ArrayLike, upper: ArrayLike, given: ArrayLike = True) -> "Spoken":
        """Return the four as arrays of one shape; a lacking number counts as refused."""
        numbers = np.broadcast_arrays(*(np.asarray(x, dtype=np.float64) for x in (value, lower, upper)))
        known = np.broadcast_to(np.asarray(given, dtype=bool), numbers[0].shape)
        return cls(numbers[0], numbers[1], numbers[2], known & ~np.isnan(np.stack(numbers)).any(axis=0))
