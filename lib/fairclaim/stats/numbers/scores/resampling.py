"""The bootstrap without a loop over resamples: how often each unit is drawn, and what that does to sums.

A resample of people (or of whole clusters of them) is a row of counts. Any sum over the people in it is that row times
their values, so that many resamples are one product of matrices.
"""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from fairclaim.stats.samples import FloatArray, IntArray

# Draws worked on at a time, so that they stay in the processor's own memory: three times as fast as all at once.
BLOCK = 65_536


def draws(units: int, resamples: int, seed: int) -> FloatArray:
    """How often each unit is drawn, with replacement, in each resample.

    Parameters
    ----------
    units : int
        People or clusters, ≥ 1.
    resamples : int
        ≥ 1.
    seed : int
        The same seed gives the same draws.

    Returns
    -------
    array of shape (resamples, units)
        Whole numbers, each row adding up to `units`; as floats, since the rows are there to be multiplied.

    Examples
    --------
    >>> draws(4, 2, seed=1).tolist()
    [[0.0, 1.0, 1.0, 2.0], [2.0, 0.0, 0.0, 2.0]]
    """
    return np.concatenate(list(_blocks(units, resamples, seed)))


@lru_cache(maxsize=4)
def kept_draws(units: int, resamples: int, seed: int) -> FloatArray:
    """As `draws`, kept for the next samples of this size; it cannot be written to.

    Examples
    --------
    >>> kept_draws(4, 2, seed=1) is kept_draws(4, 2, seed=1)
    True
    """
    counts = draws(units, resamples, seed)
    counts.setflags(write=False)
    return counts


def resampled_sums(totals: FloatArray, resamples: int, seed: int) -> FloatArray:
    """Sums over the units drawn, of one sample in every resample; the draws are those of `draws`.

    Parameters
    ----------
    totals : array of shape (units, k)
        k numbers of each unit: the sum of its values, its size, …

    Returns
    -------
    array of shape (resamples, k)

    Examples
    --------
    >>> resampled_sums(np.array([[1.0, 1], [10, 1], [100, 1], [1000, 1]]), 2, seed=1).tolist()
    [[2110.0, 4.0], [2002.0, 4.0]]
    """
    return np.concatenate([counts @ totals for counts in _blocks(len(totals), resamples, seed)])


def cluster_totals(values: FloatArray, clusters: IntArray) -> FloatArray:
    """Sum of the values and number of the rows of each cluster, in the order of the clusters' numbers.

    Parameters
    ----------
    values : array of shape (…, n)
    clusters : array of int of shape (n,)

    Returns
    -------
    array of shape (…, clusters, 2)

    Examples
    --------
    >>> cluster_totals(np.array([1.0, 2, 3, 4]), np.array([7, 7, 9, 7])).tolist()
    [[7.0, 3.0], [3.0, 1.0]]
    """
    order = np.argsort(clusters, kind="stable")
    starts = np.flatnonzero(np.diff(clusters[order], prepend=clusters[order][:1] - 1))
    sums = np.add.reduceat(values[..., order], starts, axis=-1)
    sizes = np.diff(starts, append=len(clusters)).astype(np.float64)
    return np.stack([sums, np.broadcast_to(sizes, sums.shape)], axis=-1)


def _blocks(units: int, resamples: int, seed: int) -> Iterator[FloatArray]:
    rng, most = np.random.default_rng(seed), max(1, BLOCK // units)
    for start in range(0, resamples, most):
        rows = min(most, resamples - start)
        cells = rng.integers(0, units, size=(rows, units))
        cells += units * np.arange(rows)[:, None]  # One number for each unit of each resample: one count for all.
        yield np.bincount(cells.ravel(), minlength=rows * units).reshape(rows, units).astype(np.float64)
