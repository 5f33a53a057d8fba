"""As `adjusted_change`, from what a paper prints: means and standard deviations of two groups scored twice.

Use it to set a published comparison beside the service's own, or where only summaries may leave a trust. Do not use it
where the rows are at hand: from summaries, both groups must be taken to have the same spread and the same slope.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import ArrayLike

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.methods.paired_change import t_p_value
from fairclaim.stats.numbers.scores.welch import quantile
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import FloatArray, PairSummaries, Sample

_TOO_FEW = NotEstimable("A group has fewer than five people, so starting scores cannot be adjusted for.")
_NO_SPREAD = NotEstimable("The scores do not vary enough to adjust for where people started.")
FEWEST = 5


class AdjustedChangeSummary(Method):
    """Own minus reference later score at the same starting score (ANCOVA) from summaries; no difference is 0."""

    name: Literal["adjusted_change_summary"] = "adjusted_change_summary"

    estimand: ClassVar[str] = "difference in mean later score at the same starting score, own minus reference"
    needs: ClassVar[type] = PairSummaries
    refuses: ClassVar[tuple[str, ...]] = (
        "A group has fewer than five people.",
        "Starting or later scores do not vary.",
    )
    references: ClassVar[tuple[str, ...]] = ("Vickers & Altman (2001), doi:10.1136/bmj.323.7321.1123",)
    parameter: ClassVar[str] = "adjusted_difference"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "swap_negates", "equal_arms")

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the adjusted difference; NotEstimable where starting scores cannot be adjusted for."""
        groups = expect(sample, PairSummaries)
        if min(groups.own.n, groups.reference.n) < FEWEST:
            return _TOO_FEW
        own, reference = (
            Group(arm.n, arm.baseline_mean, arm.followup_mean, arm.baseline_sd**2, arm.followup_sd**2, arm.covariance)
            for arm in (groups.own, groups.reference)
        )
        found = ancova(own, reference)
        value, error, slope = (float(number) for number in found)
        df = groups.own.n + groups.reference.n - 3
        if not error > 0:
            return _NO_SPREAD
        half = float(quantile(df, level)) * error
        return Estimate(
            value=value,
            lower=value - half,
            upper=value + half,
            level=level,
            null=0.0,
            unit="score_change",
            n=groups.own.n + groups.reference.n,
            method="adjusted_change_summary, t",
            answers={"slope": slope, "se": error, "df": float(df), "p_value": t_p_value(value / error, df)},
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many at once; `own` and `reference` hold a row of what `Group` holds, after n, for each sample."""
        n, m = batch["n_own"], batch["n_reference"]
        own, reference = (Group(size, *batch[name].T) for size, name in ((n, "own"), (m, "reference")))
        value, error, _ = ancova(own, reference)
        half = quantile(max(n + m - 3, 1), level) * error
        return Spoken.of(value, value - half, value + half, (error > 0) & (min(n, m) >= FEWEST))


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Size, means, variances and covariance of one group's two scores; the last five broadcast."""

    n: int
    before: ArrayLike
    after: ArrayLike
    var_before: ArrayLike
    var_after: ArrayLike
    covariance: ArrayLike


def ancova(own: Group, reference: Group) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Difference of later means at the same starting mean, its standard error, and the slope, from summaries.

    With S the sums of squares and products within groups: slope b = S_bf/S_bb, difference = Δf − b · Δb,
    s² = (S_ff − b · S_bf)/(n + m − 3), se² = s² (1/n + 1/m + Δb²/S_bb). The same as least squares on the rows.

    Returns
    -------
    difference, error, slope : array of float
        The error is 0 where scores do not vary, and the other two mean nothing there.

    References
    ----------
    Vickers & Altman (2001), doi:10.1136/bmj.323.7321.1123.

    Examples
    --------
    Acupuncture for painful shoulders; the paper prints 12.7 (4.1 to 21.3), from rows:

    >>> treated = Group(27, 60.4, 79.6, 12.3**2, 17.1**2, (12.3**2 + 17.1**2 - 16.1**2) / 2)
    >>> control = Group(25, 53.9, 62.3, 14.0**2, 17.9**2, (14.0**2 + 17.9**2 - 14.6**2) / 2)
    >>> difference, error, slope = ancova(treated, control)
    >>> f"{difference:.2f} {error:.3f} {slope:.3f}"
    '12.76 4.303 0.699'
    """

    def within(name: str) -> FloatArray:
        return np.asarray((own.n - 1) * getattr(own, name) + (reference.n - 1) * getattr(reference, name), float)

    s_bb, s_ff, s_bf = within("var_before"), within("var_after"), within("covariance")
    varies = s_bb > 0
    squares = np.where(varies, s_bb, 1.0)
    slope = s_bf / squares
    start, later = (np.subtract(getattr(own, name), getattr(reference, name)) for name in ("before", "after"))
    left = s_ff - slope * s_bf
    # Rounded figures of scores that go together perfectly can leave a hair less than nothing.
    left = np.where(varies & (left > 1e-9 * s_ff), left, 0.0)
    variance = left / max(own.n + reference.n - 3, 1) * (1 / own.n + 1 / reference.n + start**2 / squares)
    return later - slope * start, np.asarray(np.sqrt(variance)), slope
