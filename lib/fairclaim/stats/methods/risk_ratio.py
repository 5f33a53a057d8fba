"""How many times as high is the share with the outcome in one group as in another?

Use it beside the difference of the shares, for two groups of different people. Do not use it alone (half of a rare
outcome is few people, and a ratio hides how few), for the same people twice, or where one person can be counted often.
A ratio of odds is not this ratio: where the outcome is common it lies much further from 1.
"""

from collections.abc import Callable
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.shares.share_ratios import Limits, katz, koopman, ratio
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import Sample, TwoCounts


class RiskRatio(Method):
    """Own share over the reference's, with its interval; no difference is 1.

    Examples
    --------
    >>> from fairclaim.stats.samples import Counts
    >>> result = RiskRatio()(TwoCounts(own=Counts(5, 15), reference=Counts(0, 15)))
    >>> f"{result.value}, {result.lower:.4f} to {result.upper}"
    'inf, 1.5087 to inf'
    """

    name: Literal["risk_ratio"] = "risk_ratio"
    interval: Literal["score", "log"] = "score"

    estimand: ClassVar[str] = "ratio of two independent shares, own over reference"
    needs: ClassVar[type] = TwoCounts
    refuses: ClassVar[tuple[str, ...]] = (
        "Nobody was counted in the group reported on.",
        "Nobody was counted in the reference group.",
        "Nobody had the outcome in either group.",
        "log: nobody had the outcome in one of the groups, or everybody in both.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Koopman (1984), doi:10.2307/2531405",
        "Katz, Baptista, Azen & Pike (1978), doi:10.2307/2530610",
    )
    parameter: ClassVar[str] = "share_ratio"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "swap_inverts", "equal_arms")

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the ratio; NotEstimable where a group is empty or the outcome too rare for the interval."""
        groups = expect(sample, TwoCounts)
        own, reference = groups.own, groups.reference
        for arm, words in ((own, "the group reported on"), (reference, "the reference group")):
            if arm.n == 0:
                return NotEstimable(f"Nobody was counted in {words}, so there is nothing to compare.")
        if own.events == reference.events == 0:
            return NotEstimable("Nobody had the outcome in either group, so there is no ratio of the two shares.")
        arms = (own.events, own.n, reference.events, reference.n)
        if not enough(self.interval, *arms):
            return NotEstimable(
                "This interval needs somebody with the outcome in each group, and somebody without it in one of them."
            )
        lower, upper = INTERVALS[self.interval](*arms, level)
        return Estimate(
            value=float(ratio(*arms)),
            lower=float(lower),
            upper=float(upper),
            level=level,
            null=1.0,
            unit="ratio",
            n=own.n + reference.n,
            method=f"risk_ratio, {self.interval}",
            answers={"own": own.events / own.n, "reference": reference.events / reference.n},
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many pairs of groups at once; parts `x1`, `n1`, `x2`, `n2`."""
        x1, n1, x2, n2 = np.broadcast_arrays(*(batch[name] for name in ("x1", "n1", "x2", "n2")))
        given = (n1 > 0) & (n2 > 0) & enough(self.interval, x1, n1, x2, n2)
        # Where there is no answer another sample stands in, whose answer nobody hears.
        x1, n1, x2, n2 = (np.where(given, count, other) for count, other in ((x1, 1), (n1, 2), (x2, 1), (n2, 2)))
        lower, upper = INTERVALS[self.interval](x1, n1, x2, n2, level)
        return Spoken.of(ratio(x1, n1, x2, n2), lower, upper, given)


def enough(interval: str, x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> NDArray[np.bool_]:
    """Whether there are the outcomes that an interval needs: anybody's; for `log`, both groups' and a spread."""
    if interval == "score":
        return np.asarray(np.add(x1, x2) > 0)
    return np.asarray((np.multiply(x1, x2) > 0) & (np.less(x1, n1) | np.less(x2, n2)))


INTERVALS: dict[str, Callable[[ArrayLike, ArrayLike, ArrayLike, ArrayLike, float], Limits]] = {
    "score": koopman,
    "log": katz,
}
