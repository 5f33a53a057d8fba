"""What methods that adjust for case mix have in common: when they refuse, and limits made of each person's pull.

A person's pull is how far the estimate would move were the person counted once more (the influence function over n);
the squares of the pulls add up to the estimate's variance, that of the fitted model's coefficients included.

References
----------
Stefanski & Boos (2002), The calculus of M-estimation, doi:10.1198/000313002753631330.
"""

from dataclasses import dataclass

import numpy as np

from fairclaim.stats.samples import BoolArray, FloatArray

# For which samples, and the sentence that a reader is given.
Refusal = tuple[BoolArray, str]
FEWEST_PEOPLE = 10
NOT_YES_OR_NO = "The outcome is not yes or no for everybody, so there is no share of people who have it."


@dataclass(frozen=True, slots=True, eq=False)
class AdjustedMeans:
    """R pairs of means, as they would be had both groups been alike.

    Parameters
    ----------
    own, reference : array of shape (R,)
    pulls : array of shape (2, R, n)
        Each person's pull on the own mean and on the reference's, enlarged for people whom the model follows closely.
    plain_pulls : array of shape (2, R, n)
        The same without that: what large samples need, and textbooks print.
    freedom : int
        Degrees of freedom for Student's t.
    """

    own: FloatArray
    reference: FloatArray
    pulls: FloatArray
    plain_pulls: FloatArray
    freedom: int


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """R contrasts with limits, each array of shape (R,); standard errors of a ratio are those of its logarithm."""

    value: FloatArray
    lower: FloatArray
    upper: FloatArray
    se: FloatArray
    plain_se: FloatArray


def difference_of(means: AdjustedMeans, level: float, widest: float = np.inf) -> Limits:
    """Own mean minus the reference's, with t limits that end at minus and plus `widest` (1 for shares)."""
    se, plain = (_length(pulls[0] - pulls[1]) for pulls in (means.pulls, means.plain_pulls))
    value, half = means.own - means.reference, _t(means, level) * se
    lower, upper = (np.clip(limit, -widest, widest) for limit in (value - half, value + half))
    return Limits(value, lower, upper, se, plain)


def ratio_of(means: AdjustedMeans, level: float) -> Limits:
    """Own mean over the reference's, both above nought, with t limits drawn on the log scale."""
    own, reference = means.own[..., None], means.reference[..., None]
    se, plain = (_length(pulls[0] / own - pulls[1] / reference) for pulls in (means.pulls, means.plain_pulls))
    # A sample that will be refused for its separation has errors past all floating numbers.
    value, factor = means.own / means.reference, np.exp(np.minimum(_t(means, level) * se, 300.0))
    return Limits(value, value / factor, value * factor, se, plain)


def _length(pulls: FloatArray) -> FloatArray:
    return np.asarray(np.sqrt((pulls**2).sum(axis=-1)))


def _t(means: AdjustedMeans, level: float) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(max(means.freedom, 1), (1 + level) / 2))


def small_groups(own: BoolArray) -> tuple[Refusal, Refusal]:
    """Refusals where a group has fewer than ten people; `own` of shape (R, n)."""
    people = own.sum(axis=-1)
    return (
        (people < FEWEST_PEOPLE, "Fewer than ten people are in the group reported on, too few to adjust for case mix."),
        (
            own.shape[-1] - people < FEWEST_PEOPLE,
            "Fewer than ten people are in the reference group, too few to adjust for case mix.",
        ),
    )


def yes_or_no(outcome: FloatArray) -> BoolArray:
    """Whether all outcomes of a sample are 0 or 1; `outcome` of shape (R, n)."""
    return np.asarray(np.isin(outcome, (0.0, 1.0)).all(axis=-1))


def fewer_of_either(outcome: FloatArray, group: BoolArray | bool = True) -> FloatArray:
    """People with the outcome or people without it, whichever are fewer, of a group or of all; shape (R,)."""
    counts = np.stack([((outcome == kind) & group).sum(axis=-1) for kind in (0, 1)])
    return np.asarray(counts.min(axis=0), dtype=np.float64)


def first_reason(refusals: tuple[Refusal, ...]) -> str | None:
    """Return the first reason that holds for a batch of one, or None."""
    return next((sentence for where, sentence in refusals if where[0]), None)


def allowed(refusals: tuple[Refusal, ...]) -> BoolArray:
    """Return for which samples none of the reasons holds."""
    return np.asarray(~np.any([where for where, _ in refusals], axis=0))
