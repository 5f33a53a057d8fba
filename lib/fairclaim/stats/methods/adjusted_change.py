"""By how much did one group's later scores differ from another's, among people who started from the same score?

Use it where two groups of different people were scored twice, above all where people came in because their score was
poor: comparing people with the same starting score takes the move towards the average out of both groups alike. Do not
use it where the groups differ in more than their starting scores (that difference stays in), where many were not scored
again, or where no comparable group was scored twice: no adjustment makes one cohort its own control.
"""

from typing import ClassVar, Literal

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.methods.paired_change import t_p_value
from fairclaim.stats.numbers.scores.robust_errors import Fit, hc2
from fairclaim.stats.numbers.scores.welch import quantile
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import FloatArray, Sample, TwoPairs

FEWEST = 5
_TOO_FEW = NotEstimable("A group has fewer than five people with both scores, too few to adjust for starting scores.")
_NO_SPREAD = NotEstimable("The scores do not vary enough to adjust for where people started.")


class AdjustedChange(Method):
    """Own minus reference later score at the same starting score (ANCOVA), with HC2 limits; no difference is 0."""

    name: Literal["adjusted_change"] = "adjusted_change"

    estimand: ClassVar[str] = "difference in mean later score at the same starting score, own minus reference"
    needs: ClassVar[type] = TwoPairs
    refuses: ClassVar[tuple[str, ...]] = (
        "A group has fewer than five people with both scores.",
        "Starting or later scores do not vary.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Vickers & Altman (2001), doi:10.1136/bmj.323.7321.1123",
        "MacKinnon & White (1985), doi:10.1016/0304-4076(85)90158-7",
        "Imbens & Kolesár (2016), doi:10.1162/REST_a_00552",
    )
    parameter: ClassVar[str] = "adjusted_difference"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "swap_negates", "order")

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the adjusted difference; NotEstimable where starting scores cannot be adjusted for."""
        groups = expect(sample, TwoPairs)
        own, reference = groups.own, groups.reference
        if min(len(own.before), len(reference.before)) < FEWEST:
            return _TOO_FEW
        fit = adjusted(own.before, own.after, reference.before, reference.after)
        if not fit.given:
            return _NO_SPREAD
        value, error, df = float(fit.coefficients[1]), float(fit.error), float(fit.df)
        half = float(quantile(df, level)) * error
        return Estimate(
            value=value,
            lower=value - half,
            upper=value + half,
            level=level,
            null=0.0,
            unit="score_change",
            n=len(own.before) + len(reference.before),
            method="adjusted_change, HC2 t",
            answers={
                "slope": float(fit.coefficients[2]),
                "se": error,
                "df": df,
                "p_value": t_p_value(value / error, df),
                "baseline_difference": float(np.mean(own.before) - np.mean(reference.before)),
            },
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many at once; parts `own_before`, `own_after`, `reference_before`, `reference_after`."""
        parts = [batch[name] for name in ("own_before", "own_after", "reference_before", "reference_after")]
        if min(part.shape[-1] for part in parts) < FEWEST:
            nothing = np.zeros(len(batch))
            return Spoken.of(nothing, nothing, nothing, given=False)
        fit = adjusted(*parts)
        value, half = fit.coefficients[..., 1], quantile(fit.df, level) * fit.error
        return Spoken.of(value, value - half, value + half, fit.given)


def adjusted(
    own_before: FloatArray, own_after: FloatArray, reference_before: FloatArray, reference_after: FloatArray
) -> Fit:
    """Fit after = b₀ + b₁ · (own group) + b₂ · before, with the HC2 error of b₁.

    Parameters
    ----------
    own_before, own_after : array of shape (…, n)
    reference_before, reference_after : array of shape (…, m)
        In points; n, m ≥ 2.

    References
    ----------
    Vickers & Altman (2001), doi:10.1136/bmj.323.7321.1123.

    Examples
    --------
    >>> before, later = np.array([10.0, 12, 15, 18, 20]), np.array([1.0, -1, 0, 1, -1])
    >>> fit = adjusted(before, before / 2 + 9 + later, before + 2, before / 2 + 6 + later)
    >>> f"{fit.coefficients[1]:.2f} {fit.coefficients[2]:.2f}"
    '3.88 0.44'
    """
    before = np.concatenate([own_before, reference_before], axis=-1)
    after = np.concatenate([own_after, reference_after], axis=-1)
    # Starting scores in standard units: the equations are then well conditioned whatever the instrument's range.
    centre, spread = np.mean(before, axis=-1, keepdims=True), np.std(before, axis=-1, keepdims=True)
    scale = np.where(spread > 0, spread, 1.0)
    is_own = np.zeros_like(before)
    is_own[..., : own_before.shape[-1]] = 1.0
    fit = hc2(np.stack([np.ones_like(before), is_own, (before - centre) / scale], axis=-1), after, which=1)
    coefficients = fit.coefficients / np.stack([np.ones_like(scale[..., 0])] * 2 + [scale[..., 0]], axis=-1)
    return Fit(coefficients, fit.error, fit.df, fit.given)
