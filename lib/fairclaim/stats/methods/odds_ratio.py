"""How many times as high are the odds of the outcome in one group as in another?

Use it where the ratio of shares cannot be had or a published figure must be met. Do not read it as a ratio of shares:
where the outcome is common it lies much further from 1 (`risk_ratio` answers that question). Not for the same people
twice, nor where one person can be counted often.
"""

from typing import ClassVar, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.shares.odds_ratios import Limits, cross_product, exact, fisher_p_value, likeliest, woolf
from fairclaim.stats.results import Answer, Estimate, NotEstimable, Result
from fairclaim.stats.samples import FloatArray, Sample, TwoCounts

NOT_A_RATIO_OF_SHARES = "An odds ratio is not a ratio of shares: where the outcome is common it lies further from one."


class OddsRatio(Method):
    """Own odds over the reference's, with the interval; no difference is 1.

    Examples
    --------
    >>> from fairclaim.stats.samples import Counts
    >>> result = OddsRatio()(TwoCounts(own=Counts(5, 15), reference=Counts(0, 15)))
    >>> f"{result.value}, {result.lower:.4f} to {result.upper}"
    'inf, 1.0719 to inf'
    """

    name: Literal["odds_ratio"] = "odds_ratio"
    interval: Literal["conditional_exact", "woolf"] = "conditional_exact"

    estimand: ClassVar[str] = "ratio of the odds of two independent groups, own over reference"
    needs: ClassVar[type] = TwoCounts
    refuses: ClassVar[tuple[str, ...]] = (
        "Nobody was counted in the group reported on.",
        "Nobody was counted in the reference group.",
        "Nobody had the outcome in either group, or everybody in both.",
        "woolf: nobody or everybody had the outcome in one of the groups.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Cornfield (1956), Proceedings of the Third Berkeley Symposium 4:135-148",
        "Fisher (1935), doi:10.2307/2342435",
        "Woolf (1955), doi:10.1111/j.1469-1809.1955.tb01348.x",
    )
    parameter: ClassVar[str] = "odds_ratio"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "swap_inverts", "equal_arms")

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the ratio; NotEstimable where a group, or a cell that the interval needs, is empty."""
        groups = expect(sample, TwoCounts)
        own, reference = groups.own, groups.reference
        for arm, words in ((own, "the group reported on"), (reference, "the reference group")):
            if arm.n == 0:
                return NotEstimable(f"Nobody was counted in {words}, so there is nothing to compare.")
        arms = (own.events, own.n, reference.events, reference.n)
        if not enough("conditional_exact", *arms):
            return NotEstimable("Nobody had the outcome, or everybody had it, so there are no odds to compare.")
        if not enough(self.interval, *arms):
            return NotEstimable("This interval needs people with the outcome and people without it in both groups.")
        value, (lower, upper) = answered(self.interval, *arms, level=level)
        return Estimate(
            value=float(value),
            lower=float(lower),
            upper=float(upper),
            level=level,
            null=1.0,
            unit="ratio",
            n=own.n + reference.n,
            method=f"odds_ratio, {self.interval}",
            answers=_beside(self.interval, *arms, upper=float(upper)),
            notes=(NOT_A_RATIO_OF_SHARES,),
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many pairs of groups at once; parts `x1`, `n1`, `x2`, `n2`."""
        x1, n1, x2, n2 = np.broadcast_arrays(*(batch[name] for name in ("x1", "n1", "x2", "n2")))
        given = (n1 > 0) & (n2 > 0) & enough(self.interval, x1, n1, x2, n2)
        # Where there is no answer another sample stands in, whose answer nobody hears.
        x1, n1, x2, n2 = (np.where(given, count, other) for count, other in ((x1, 1), (n1, 2), (x2, 1), (n2, 2)))
        value, (lower, upper) = answered(self.interval, x1, n1, x2, n2, level=level)
        return Spoken.of(value, lower, upper, given)


def answered(
    interval: str, x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, *, level: float
) -> tuple[FloatArray, Limits]:
    """Estimate and limits that belong together: conditional likelihood with exact, cross product with Woolf's."""
    if interval == "woolf":
        return cross_product(x1, n1, x2, n2), woolf(x1, n1, x2, n2, level)
    return likeliest(x1, n1, x2, n2), exact(x1, n1, x2, n2, level)


def enough(interval: str, x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> NDArray[np.bool_]:
    """Whether there are the cells that an interval needs: both kinds of people; for `woolf`, in both groups."""
    without1, without2 = np.subtract(n1, x1), np.subtract(n2, x2)
    if interval == "woolf":
        return np.asarray((np.minimum(x1, x2) > 0) & (np.minimum(without1, without2) > 0))
    return np.asarray((np.add(x1, x2) > 0) & (without1 + without2 > 0))


def _beside(interval: str, x1: int, n1: int, x2: int, n2: int, *, upper: float) -> dict[str, Answer]:
    shares: dict[str, Answer] = {"own": x1 / n1, "reference": x2 / n2}
    if interval == "woolf":
        return shares
    return shares | {"p_value": fisher_p_value(x1, n1, x2, n2), "upper_infinite": bool(np.isinf(upper))}
