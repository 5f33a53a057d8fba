"""People's follow-up split at the moment they started something, and into bands of time since the referral."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fairclaim.stats.samples import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class PersonTime:
    """Events and time of each band, after and before the start.

    Parameters
    ----------
    events, time : array of shape (..., k)
        After the start: how many events, and people's time in the unit of their follow-up.
    events_before, time_before : array of shape (..., k)
        Of the same people before their start, and of those who never started.
    """

    events: FloatArray
    time: FloatArray
    events_before: FloatArray
    time_before: FloatArray


def halving_bands(follow_up: FloatArray, bands: int) -> FloatArray:
    """Ends of bands, the last one open: a half of the longest follow-up, a half of that, and so on down to the start.

    Short where risk falls fast, after a referral, and long where little changes. They do not look at the events: ends
    laid at events would take turns with them, and pull the ratio away from where it is.

    Parameters
    ----------
    follow_up : array of shape (..., n)
    bands : int

    Returns
    -------
    array of shape (..., bands)
        Rising; the last is infinite.

    Examples
    --------
    >>> halving_bands(np.array([3.0, 5, 8, 12]), 3).tolist()
    [3.0, 6.0, inf]
    """
    longest = follow_up.max(axis=-1, keepdims=True)
    ends = longest / 2.0 ** np.arange(bands - 1, 0, -1)
    return np.concatenate([ends, np.full_like(longest, np.inf)], -1)


def split(follow_up: ArrayLike, event: ArrayLike, started: ArrayLike, ends: FloatArray) -> PersonTime:
    """Split every person's follow-up at the start and at the ends of bands.

    An event belongs to the band that ends at or after it. It counts as after the start only where the start came
    before it: what happens at the very moment of the start had been on its way.

    Parameters
    ----------
    follow_up, event, started : array of shape (..., n)
    ends : array of shape (..., k)
        Rising, the last infinite.

    Examples
    --------
    >>> spent = split([10.0, 6.0], [True, True], [4.0, np.inf], np.array([5.0, np.inf]))
    >>> spent.time.tolist(), spent.time_before.tolist()
    ([1.0, 5.0], [9.0, 1.0])
    >>> spent.events.tolist(), spent.events_before.tolist()
    ([0.0, 1.0], [0.0, 1.0])
    """
    follow_up, started = np.asarray(follow_up, dtype=np.float64), np.asarray(started, dtype=np.float64)
    event = np.asarray(event, dtype=bool)
    until = np.minimum(follow_up, started)
    on = event & (follow_up > started)
    columns: list[list[FloatArray]] = []
    low = np.zeros((*ends.shape[:-1], 1))
    for band in range(ends.shape[-1]):
        high = ends[..., band : band + 1]
        here = (follow_up <= high) & ((follow_up > low) | (band == 0))
        spent, before = (np.clip(x, low, high) - low for x in (follow_up, until))
        parts = on & here, spent - before, event & ~on & here, before
        columns.append([part.sum(axis=-1, dtype=np.float64) for part in parts])
        low = high
    return PersonTime(*(np.stack(column, axis=-1) for column in zip(*columns, strict=True)))
