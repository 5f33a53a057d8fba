"""Change and difference in change where some final scores were not seen: filled in m times, and when they may be."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fairclaim.stats.numbers.lost.imputation_pooling import Pooled, pooled
from fairclaim.stats.numbers.lost.normal_imputation import completed, draws
from fairclaim.stats.results import NotEstimable
from fairclaim.stats.samples import FloatArray

Flags = NDArray[np.bool_]

FEWEST_SEEN = 10
MOST_LOST, MOST_LOST_UNSEEN = 0.4, 0.2
# Changes that differ by less than this share of the largest score differ by rounding.
ROUNDING = 1e-9
REFUSES = (
    "Fewer than ten people of a group have a final score.",
    "More than two in five people of a group were lost.",
    "More than one in five people of a group were lost, and nobody has a score on the way.",
    "The earlier scores of the people seen do not vary, or say the same.",
    "Nobody's score changed by more or less than anybody else's.",
)


class Filled(NamedTuple):
    """Samples of one size, their final scores filled in m times.

    Attributes
    ----------
    before, seen, own : array of shape (..., n)
        `own` is true for everybody where there is one group.
    after : array of shape (..., m, n)
    exists : array of bool, shape (...)
        Whether the regressions exist.
    varies : array of bool, shape (...)
        Whether the people seen changed by different amounts.
    grouped : bool
        Whether two groups are compared.
    """

    before: FloatArray
    after: FloatArray
    seen: Flags
    own: Flags
    exists: Flags
    varies: Flags
    grouped: bool


def filled(
    before: FloatArray,
    interim: FloatArray | None,
    after: FloatArray,
    seen: Flags,
    own: Flags | None,
    *,
    seed: int,
    imputations: int,
) -> Filled:
    """Fill in, each group from its own people: whoever was not served may have come to other scores.

    Parameters
    ----------
    before, interim, after, seen, own : array of shape (..., n) or (n,)
    """
    earlier = np.stack([before] if interim is None else [before, interim], axis=-1)
    random = draws(seed, imputations, earlier.shape[-1] + 1, seen.shape[-1])
    groups = np.broadcast_to(np.ones(seen.shape, dtype=bool) if own is None else own, seen.shape)
    scores, exists = completed(earlier, after, seen & groups, random)
    if own is not None:
        others = completed(earlier, after, seen & ~groups, random)
        scores, exists = np.where(groups[..., None, :], scores, others.after), exists & others.exists
    return Filled(before, scores, seen, groups, exists, _varies(before, after, seen), own is not None)


def _varies(before: FloatArray, after: FloatArray, seen: Flags) -> Flags:
    changes = after - before
    highest = np.where(seen, changes, -np.inf).max(axis=-1, initial=-np.inf)
    lowest = np.where(seen, changes, np.inf).min(axis=-1, initial=np.inf)
    largest = np.where(seen, np.abs(after), 0.0).max(axis=-1, initial=0.0) + np.abs(before).max(axis=-1, initial=0.0)
    return np.asarray(highest - lowest > ROUNDING * largest)


def pooled_change(data: Filled, delta: float | FloatArray = 0.0) -> Pooled:
    """Mean change, or own group's minus the reference's, pooled over the imputations.

    Parameters
    ----------
    data : Filled
    delta : float
        Points added to each score that was filled in; with two groups, to the own group's only.
    """
    shifted = data.after + delta * (~data.seen & data.own)[..., None, :]
    changes = shifted - data.before[..., None, :]
    value, variance, count = _moments(changes, data.own)
    if not data.grouped:
        return pooled(value, variance, count - 1)
    other, others_variance, others = _moments(changes, ~data.own)
    # Welch and Satterthwaite's, with the variances that the imputations have on average.
    one, two = variance.mean(axis=-1), others_variance.mean(axis=-1)
    complete = (one + two) ** 2 / np.maximum(one**2 / (count - 1) + two**2 / (others - 1), np.finfo(float).tiny)
    return pooled(value - other, variance + others_variance, complete)


def _moments(changes: FloatArray, group: Flags) -> tuple[FloatArray, FloatArray, FloatArray]:
    # Means and their squared errors (..., m), and how many people (...).
    inside, count = group[..., None, :], np.maximum(group.sum(axis=-1), 2).astype(np.float64)
    mean = (changes * inside).sum(axis=-1) / count[..., None]
    squares = ((changes - mean[..., None]) ** 2 * inside).sum(axis=-1)
    return mean, squares / (count * (count - 1))[..., None], count


def refused(seen: Flags, own: Flags | None, *, interim: bool) -> NotEstimable | None:
    """Return why too few were seen, of one sample; None where enough were."""
    for group in (np.ones(len(seen), dtype=bool),) if own is None else (own, ~own):
        if int((seen & group).sum()) < FEWEST_SEEN:
            return NotEstimable("Fewer than ten people have a final score, too few to stand in for those lost.")
        lost = 1 - float((seen & group).sum() / group.sum())
        if lost > MOST_LOST:
            return NotEstimable("More than two in five people were lost, too many to be stood in for.")
        if lost > MOST_LOST_UNSEEN and not interim:
            return NotEstimable("More than one in five people were lost, and nobody has a score on the way.")
    return None


def enough(seen: Flags, own: Flags | None, *, interim: bool) -> Flags:
    """Whether `refused` would say nothing, of many samples at once: shape (R, n) to (R,)."""
    groups = (np.ones(seen.shape, dtype=bool),) if own is None else (own, ~np.asarray(own))
    answer = np.ones(seen.shape[:-1], dtype=bool)
    for group in groups:
        held = (seen & group).sum(axis=-1)
        people = np.maximum(np.broadcast_to(group, seen.shape).sum(axis=-1), 1)
        answer &= (held >= FEWEST_SEEN) & (1 - held / people <= (MOST_LOST if interim else MOST_LOST_UNSEEN))
    return answer
