"""Random numbers: each concern draws from a stream of its own.

So two worlds with one seed differ by what was planted and by nothing else, and a table can be drawn without the others.
"""

from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def stream(seed: int, concern: str) -> np.random.Generator:
    """Open the stream of one concern; the same seed and word always give the same numbers."""
    return np.random.default_rng([seed, crc32(concern.encode())])


def wave(day: Days) -> Floats:
    """The season: 1 in the middle of January, -1 in the middle of July; days counted from 1970-01-01."""
    return np.asarray(np.cos(2 * np.pi * (day - 14) / 365.25))


def years(day: Days, first: int) -> Floats:
    """Years since the first day of the record."""
    return (day - first) / 365.25
