"""How much higher or lower is the mean of one group than of another?

Use it for one value a person in two groups of different people (lengths of stay, scores at one time, minutes of care).
Do not use it for the same people twice (`paired_change`), where groups were chosen by an earlier score that is at hand
(`adjusted_change`), where several values belong to one person or practitioner (the groups are then smaller than they
look), or for costs of few people: means of heavily skewed values are decided by whoever is not in the sample.
"""

from typing import ClassVar, Literal

import numpy as np
from numpy.typing import ArrayLike

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.methods.paired_change import t_p_value
from fairclaim.stats.numbers.scores.welch import joined, quantile
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import FloatArray, Sample, TwoValues


class MeanDifference(Method):
    """Own mean minus the reference's by Welch's t, which lets the two groups differ in spread; no difference is 0."""

    name: Literal["mean_difference"] = "mean_difference"

    estimand: ClassVar[str] = "difference between two independent means, own minus reference"
    needs: ClassVar[type] = TwoValues
    refuses: ClassVar[tuple[str, ...]] = (
        "Fewer than two people were counted in the group reported on.",
        "Fewer than two people were counted in the reference group.",
        "Nobody differs from anybody within the groups.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Welch (1938), doi:10.1093/biomet/29.3-4.350",
        "Satterthwaite (1946), doi:10.2307/3002019",
    )
    parameter: ClassVar[str] = "mean_difference"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "swap_negates", "equal_arms", "units", "shift", "order")

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the difference; NotEstimable where a group has no spread to go by."""
        groups = expect(sample, TwoValues)
        own, reference = groups.own.values, groups.reference.values
        for arm, words in ((own, "the group reported on"), (reference, "the reference group")):
            if len(arm) < 2:
                return NotEstimable(f"Fewer than two people were counted in {words}, so no interval can be given.")
        if np.ptp(own) == 0 and np.ptp(reference) == 0:
            return NotEstimable("Nobody differs from anybody within the groups, so no interval can be given.")
        value, error, df = map(float, welch(_described(own), _described(reference)))
        half = float(quantile(df, level)) * error
        return Estimate(
            value=value,
            lower=value - half,
            upper=value + half,
            level=level,
            null=0.0,
            unit="value_difference",
            n=len(own) + len(reference),
            method="mean_difference, Welch's t",
            answers={
                "df": df,
                "p_value": t_p_value(value / error, df),
                "se": error,
                "own": float(np.mean(own)),
                "reference": float(np.mean(reference)),
            },
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many pairs of groups at once; parts `own`, `reference`."""
        own, reference = batch["own"], batch["reference"]
        if min(own.shape[-1], reference.shape[-1]) < 2:
            nothing = np.zeros(len(batch))
            return Spoken.of(nothing, nothing, nothing, given=False)
        given = (np.ptp(own, axis=-1) > 0) | (np.ptp(reference, axis=-1) > 0)
        value, error, df = welch(_described(own), _described(reference))
        half = quantile(df, level) * error
        return Spoken.of(value, value - half, value + half, given)


Described = tuple[ArrayLike, ArrayLike, ArrayLike]


def _described(values: FloatArray) -> Described:
    return np.mean(values, axis=-1), np.var(values, axis=-1, ddof=1), values.shape[-1]


def welch(own: Described, reference: Described) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Difference of two means, its standard error, and Welch's degrees of freedom.

    se² = s₁²/n₁ + s₂²/n₂, df = se⁴ / ((s₁²/n₁)²/(n₁ − 1) + (s₂²/n₂)²/(n₂ − 1)).

    Parameters
    ----------
    own, reference : (mean, variance, n)
        Of each group: numbers or arrays that broadcast; sample variances; n ≥ 2.

    Returns
    -------
    difference, error, df : array of float
        df lies between the smaller n − 1 and n₁ + n₂ − 2; that of the other group where one has no spread, and the
        largest where neither has (error 0).

    References
    ----------
    Welch (1938), doi:10.1093/biomet/29.3-4.350. Satterthwaite (1946), doi:10.2307/3002019.

    Examples
    --------
    Student's sleep as if the two drugs had been given to different people:

    >>> difference, error, df = welch((0.75, 3.200556, 10), (2.33, 4.009, 10))
    >>> f"{difference:.2f} {error:.4f} {df:.3f}"
    '-1.58 0.8491 17.776'
    """
    (m1, v1, n1), (m2, v2, n2) = ((np.asarray(part, dtype=np.float64) for part in arm) for arm in (own, reference))
    error, df = joined(np.sqrt(v1 / n1), n1 - 1, np.sqrt(v2 / n2), n2 - 1)
    return m1 - m2, error, df
