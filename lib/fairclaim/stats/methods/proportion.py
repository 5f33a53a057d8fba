"""What share of the people counted had the outcome, and how surely do we know that share?

Use it for one group: the share with the outcome, alone or held against a target. Do not use it to compare two groups
(`difference`: two intervals that overlap may still differ), for one value a month (`xmr`), or where one person can be
counted often (the counts are then not independent and every interval here is too narrow).
"""

from collections.abc import Callable
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import ArrayLike
from pydantic import Field

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import Counts, FloatArray, Sample

Limits = tuple[FloatArray, FloatArray]


class Proportion(Method):
    """A share of one group, with its interval; `null` is the target that it is held against."""

    name: Literal["proportion"] = "proportion"
    interval: Literal["wilson", "exact", "jeffreys", "midp"] = "wilson"
    null: float | None = Field(default=None, ge=0, le=1, description="The target, as a proportion: 0.85, not 85")

    estimand: ClassVar[str] = "share of people (or referrals) with the outcome"
    needs: ClassVar[type] = Counts
    refuses: ClassVar[tuple[str, ...]] = ("Nobody was counted.",)
    references: ClassVar[tuple[str, ...]] = (
        "Wilson (1927), doi:10.1080/01621459.1927.10502953",
        "Newcombe (1998), doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E",
        "Brown, Cai & DasGupta (2001), doi:10.1214/ss/1009213286",
        "Clopper & Pearson (1934), doi:10.1093/biomet/26.4.404",
        "Berry & Armitage (1995), The Statistician 44:417-423",
    )
    parameter: ClassVar[str] = "share"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "mirror")

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the share; NotEstimable where nobody was counted."""
        counts = expect(sample, Counts)
        if counts.n == 0:
            return NotEstimable("Nobody was counted, so there is no share to report.")
        lower, upper = INTERVALS[self.interval](counts.events, counts.n, level)
        return Estimate(
            value=counts.events / counts.n,
            lower=float(lower),
            upper=float(upper),
            level=level,
            null=self.null,
            unit="proportion",
            n=counts.n,
            method=f"proportion, {self.interval}",
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many counts at once; parts `x`, `n`."""
        x, n = np.broadcast_arrays(batch["x"], batch["n"])
        counted = n > 0
        lower, upper = INTERVALS[self.interval](x, np.maximum(n, 1), level)
        return Spoken.of(x / np.maximum(n, 1), lower, upper, counted)


def wilson(x: ArrayLike, n: ArrayLike, level: float) -> Limits:
    """Wilson's score interval, without continuity correction.

    (2x + z² ∓ z √(z² + 4x(1 − x/n))) / (2(n + z²)), z the normal quantile of 1 − α/2.

    Parameters
    ----------
    x, n : int or array of int
        Events and people, 0 ≤ x ≤ n, n ≥ 1; arrays broadcast.
    level : float
        Confidence level 1 − α, in (0, 1).

    Returns
    -------
    lower, upper : array of float, of the broadcast shape
        Proportions. Always holds x/n and has a width; lower is 0 at x = 0 and upper 1 at x = n.

    References
    ----------
    Wilson (1927), doi:10.1080/01621459.1927.10502953. Newcombe (1998), method 3,
    doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E.

    Examples
    --------
    >>> lower, upper = wilson(0, 25, 0.95)
    >>> f"{lower:.4f} to {upper:.4f}"
    '0.0000 to 0.1332'
    """
    from scipy.special import ndtri

    x, n = _floats(x, n)
    z = ndtri((1 + level) / 2)
    centre, half = 2 * x + z**2, z * np.sqrt(z**2 + 4 * x * (1 - x / n))
    return _at_the_ends(x, n, (centre - half) / (2 * (n + z**2)), (centre + half) / (2 * (n + z**2)))


def exact(x: ArrayLike, n: ArrayLike, level: float) -> Limits:
    """Clopper and Pearson's interval: both tails of the binomial hold at most α/2, so coverage is never below 1 − α.

    Lower: the α/2 quantile of Beta(x, n − x + 1); upper: the 1 − α/2 quantile of Beta(x + 1, n − x). At x = 0 the
    upper limit still leaves α/2 (not α) in its tail. Parameters, units and edges as for `wilson`.

    References
    ----------
    Clopper & Pearson (1934), doi:10.1093/biomet/26.4.404.

    Examples
    --------
    >>> lower, upper = exact(14, 15, 0.95)
    >>> f"{lower:.4f} to {upper:.4f}"
    '0.6805 to 0.9983'
    """
    from scipy.special import betaincinv

    x, n = _floats(x, n)
    tail = (1 - level) / 2
    # Beta's parameters must be positive; at the ends the limit is set by `_at_the_ends`, whatever stands here.
    lower = betaincinv(np.maximum(x, 1), n - x + 1, tail)
    upper = betaincinv(x + 1, np.maximum(n - x, 1), 1 - tail)
    return _at_the_ends(x, n, lower, upper)


def jeffreys(x: ArrayLike, n: ArrayLike, level: float) -> Limits:
    """Equal-tailed quantiles of Beta(x + ½, n − x + ½), with the lower limit 0 at x = 0 and the upper 1 at x = n.

    Without the rule for the ends the interval at x = 0 would leave out 0 itself. Parameters and units as for
    `wilson`; the interval holds x/n for levels of 0.5 and above.

    References
    ----------
    Brown, Cai & DasGupta (2001), section 4.1.2, doi:10.1214/ss/1009213286.

    Examples
    --------
    >>> lower, upper = jeffreys([0, 2], [18, 18], 0.95)
    >>> [f"{low:.4f} to {high:.4f}" for low, high in zip(lower, upper)]
    ['0.0000 to 0.1286', '0.0238 to 0.3112']
    """
    from scipy.special import betaincinv

    x, n = _floats(x, n)
    tail = (1 - level) / 2
    lower, upper = (betaincinv(x + 0.5, n - x + 0.5, q) for q in (tail, 1 - tail))
    return _at_the_ends(x, n, lower, upper)


def midp(x: ArrayLike, n: ArrayLike, level: float) -> Limits:
    """Mid-P interval: as the exact one, but the observed count contributes half of its probability to each tail.

    Lower: the p with P(X > x) + ½ P(X = x) = α/2; upper: its mirror. Narrower than exact, average coverage close to
    1 − α. Parameters and units as for `wilson`; the interval holds x/n for levels of 0.5 and above.

    References
    ----------
    Berry & Armitage (1995), The Statistician 44:417-423.

    Examples
    --------
    >>> lower, upper = midp(0, 15, 0.95)
    >>> f"{lower:.4f} to {upper:.4f}"
    '0.0000 to 0.1810'
    """
    x, n = _floats(x, n)
    return _at_the_ends(x, n, _midp_lower(x, n, level), 1 - _midp_lower(n - x, n, level))


def _midp_lower(x: FloatArray, n: FloatArray, level: float) -> FloatArray:
    from scipy.optimize.elementwise import find_root
    from scipy.special import betainc

    # At x = 0 there is no root (the limit is 0 by definition): solve for 1 instead and let the caller overwrite it.
    x = np.maximum(x, 1)

    def excess(p: FloatArray, x: FloatArray, n: FloatArray) -> FloatArray:
        # I_p(x, n - x + 1) = P(X >= x); the next one, P(X >= x + 1), is nought at x = n, where Beta(n + 1, 0) is not.
        more = np.where(x < n, betainc(x + 1, np.maximum(n - x, 1), p), 0.0)
        return np.asarray((betainc(x, n - x + 1, p) + more) / 2 - (1 - level) / 2)

    root = find_root(excess, (np.zeros_like(x), np.ones_like(x)), args=(x, n), tolerances={"xatol": 1e-14})
    return np.asarray(root.x, dtype=np.float64)


def _floats(x: ArrayLike, n: ArrayLike) -> tuple[FloatArray, FloatArray]:
    x, n = np.broadcast_arrays(np.asarray(x, dtype=np.float64), np.asarray(n, dtype=np.float64))
    return x, n


def _at_the_ends(x: FloatArray, n: FloatArray, lower: ArrayLike, upper: ArrayLike) -> Limits:
    # Written in rather than left to rounding, which would print a limit of 1e-18 below nought.
    return np.where(x == 0, 0.0, np.asarray(lower, float)), np.where(x == n, 1.0, np.asarray(upper, float))


INTERVALS: dict[str, Callable[[ArrayLike, ArrayLike, float], Limits]] = {
    "wilson": wilson,
    "exact": exact,
    "jeffreys": jeffreys,
    "midp": midp,
}
