"""Signed-rank limits of many samples at once, each as `signed_ranks` gives it alone."""

import numpy as np

from fairclaim.stats.numbers.scores.signed_ranks import exact_rank
from fairclaim.stats.samples import BoolArray, FloatArray, IntArray


def limits_of_many(
    changes: FloatArray, level: float, asked: bool | None = None
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Hodges and Lehmann's estimates and signed-rank limits of many samples at once.

    Parameters
    ----------
    changes : array of shape (R, n)
        R samples of n changes; changes of nought are left out of each.
    level : float
    asked : bool or None
        As for `exact_is_due`.

    Returns
    -------
    value, lower, upper : array of shape (R,)
        NaN where there are no limits. Samples are taken in blocks, so that no more than a few million averages lie
        in memory.

    Examples
    --------
    >>> value, lower, upper = limits_of_many(np.array([[1.0, 2, 3, 4, 5, 7], [0, 0, 0, 0, 0, 1]]), 0.95)
    >>> value.tolist(), lower.tolist(), upper.tolist()
    ([3.5, nan], [1.0, nan], [7.0, nan])
    """
    repetitions, n = changes.shape
    block = max(1, 2_000_000 // max(n * n, 1))
    found = [_block(changes[start : start + block], level, asked) for start in range(0, repetitions, block)]
    value, lower, upper = (np.concatenate(column) for column in zip(*found, strict=True))
    return value, lower, upper


def _block(changes: FloatArray, level: float, asked: bool | None) -> tuple[FloatArray, FloatArray, FloatArray]:
    first, second = np.triu_indices(changes.shape[1])
    zero = changes == 0
    moved = changes.shape[1] - zero.sum(axis=1)
    # An average that a change of nought takes part in is put beyond the end, where no rank reaches.
    averages = np.sort(
        np.where(zero[:, first] | zero[:, second], np.inf, (changes[:, first] + changes[:, second]) / 2), axis=1
    )
    trimmed = _ranks(changes, zero, moved, level, asked)
    count = moved * (moved + 1) // 2
    given = trimmed >= 1

    def ranked(rank: IntArray) -> FloatArray:
        return np.take_along_axis(averages, np.where(given, rank, 0)[:, None], axis=1)[:, 0]

    middle = (ranked((count - 1) // 2) + ranked(count // 2)) / 2
    value, lower, upper = (np.where(given, x, np.nan) for x in (middle, ranked(trimmed - 1), ranked(count - trimmed)))
    return value, lower, upper


def _ranks(changes: FloatArray, zero: BoolArray, moved: IntArray, level: float, asked: bool | None) -> IntArray:
    from scipy.special import ndtri

    use_exact = ~zero.any(axis=1) & ~_tied(np.abs(changes)) & (moved < 50 if asked is None else asked)
    exact = np.array([exact_rank(n, level) for n in range(changes.shape[1] + 1)] if use_exact.any() else [0])
    sigma = np.sqrt(moved * (moved + 1) * (2 * moved + 1) / 24 - _tie_sum(changes, zero) / 48)
    normal = np.floor(moved * (moved + 1) / 4 - 0.5 - ndtri((1 + level) / 2) * sigma).astype(np.int64) + 1
    return np.where(use_exact, exact[np.minimum(moved, len(exact) - 1)], normal)


def _tied(values: FloatArray) -> BoolArray:
    ordered = np.sort(values, axis=1)
    return np.asarray((ordered[:, 1:] == ordered[:, :-1]).any(axis=1))


def _tie_sum(changes: FloatArray, zero: BoolArray) -> FloatArray:
    # Each member of a group of t equal changes adds t² − 1, so that the group adds t³ − t.
    alike = (changes[:, :, None] == changes[:, None, :]).sum(axis=2, dtype=np.float64)
    return np.asarray(np.sum(np.where(zero, 0.0, alike**2 - 1), axis=1))
