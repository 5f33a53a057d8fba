"""What every sample asks of its numbers: whole where they count, finite where they measure, and never changed after."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


def whole(name: str, value: Any) -> int:
    """Return the value as an int; ValueError where it is no whole number."""
    if isinstance(value, bool) or int(value) != value:
        raise ValueError(f"{name} must be a whole number of people or events.")
    return int(value)


def finite(name: str, values: Sequence[float] | FloatArray) -> FloatArray:
    """Return a copy of one row of finite numbers that cannot be written to; ValueError for anything else."""
    array = np.array(values, dtype=np.float64)  # A copy: the caller's own array stays writable.
    if array.ndim != 1 or not np.isfinite(array).all():
        raise ValueError(f"{name} must be one row of finite numbers; leave out what was not observed.")
    array.setflags(write=False)
    return array


def finite_table(name: str, values: Sequence[Sequence[float]] | FloatArray) -> FloatArray:
    """Return a copy of a table of finite numbers, one row a person, that cannot be written to."""
    array = np.array(values, dtype=np.float64)
    if array.ndim != 2 or not np.isfinite(array).all():
        raise ValueError(f"{name} must be a table of finite numbers; leave out what was not observed.")
    array.setflags(write=False)
    return array


def whole_row(name: str, values: Sequence[float] | FloatArray) -> FloatArray:
    """Return a row of whole numbers of 0 or more, as floats that cannot be written to."""
    array = finite(name, values)
    if (array < 0).any() or (array != np.floor(array)).any():
        raise ValueError(f"{name} must be whole numbers of 0 or more.")
    return array


def same_length(**rows: FloatArray) -> None:
    """Raise ValueError where rows that belong together differ in length."""
    if len({len(row) for row in rows.values()}) > 1:
        raise ValueError(f"{', '.join(rows)} must have the same length: one entry each for the same people or groups.")
