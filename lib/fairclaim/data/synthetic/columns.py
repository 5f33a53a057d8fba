"""Columns of the made-up tables as Arrow arrays: words and ids are held once, so that millions of rows stay cheap."""

from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from fairclaim.data.synthetic.episodes import DAY
from fairclaim.data.synthetic.rows import NEVER
from fairclaim.data.synthetic.streams import Days, Flags

# pyarrow has no types that a checker could read.
Arrow: TypeAlias = Any


def pick(ids: Arrow, places: Days) -> Arrow:
    """Ids at places, each id held once."""
    return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int32)), ids)


def words(codes: Days | Flags, *labels: str, blank: Flags | None = None) -> Arrow:
    """Words by their place in a list; `blank` marks the rows without one."""
    return pa.DictionaryArray.from_arrays(pa.array(np.asarray(codes).astype(np.int32), mask=blank), pa.array(labels))


def yes_no(flags: Flags) -> Arrow:
    """`yes` and `no`."""
    return words(flags, "no", "yes")


def dates(day: Days, known_by: int = NEVER - 1) -> Arrow:
    """Days; blank where after the last day known."""
    blank = day > known_by
    return pa.array(np.where(blank, 0, day).astype("datetime64[D]"), mask=blank)


def times(minute: Days, known_by: int = NEVER - 1) -> Arrow:
    """Times of day; blank where after the last day known."""
    blank = minute // DAY > known_by
    # Nothing is dated between one and two: one night a year lacks that hour, and another has it twice.
    minute = np.where((minute % DAY >= 60) & (minute % DAY < 120), minute + 60, minute)
    return pa.array(np.where(blank, 0, minute).astype("datetime64[m]").astype("datetime64[s]"), mask=blank)


def numbers(values: NDArray[np.floating[Any]] | Days) -> Arrow:
    """Numbers."""
    return pa.array(values)


def ids(letter: str, n: int) -> Arrow:
    """Ids of so many things: R00000000, R00000001 …"""
    import pyarrow.compute as pc

    digits = pc.utf8_lpad(pa.array(np.arange(n)).cast(pa.string()), 8, "0")
    return pc.binary_join_element_wise(letter, digits, "")
