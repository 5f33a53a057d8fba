"""How much higher or lower is the share with the outcome in one group than in another?

Use it for two groups of different people (this quarter and the same quarter last year, one service and another). Do
not use it for the same people twice (the groups are then not independent), where one person can be counted often, or
as the effect of a service: groups that differ in who they are differ in their outcomes.
"""

from collections.abc import Callable
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import ArrayLike

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.methods.proportion import wilson
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import FloatArray, Sample, TwoCounts

Limits = tuple[FloatArray, FloatArray]


class Difference(Method):
    """Own share minus the reference's, with its interval; no difference is 0."""

    name: Literal["difference"] = "difference"
    interval: Literal["newcombe", "miettinen_nurminen"] = "newcombe"

    estimand: ClassVar[str] = "difference between two independent shares, own minus reference"
    needs: ClassVar[type] = TwoCounts
    refuses: ClassVar[tuple[str, ...]] = (
        "Nobody was counted in the group reported on.",
        "Nobody was counted in the reference group.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Newcombe (1998), doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I",
        "Miettinen & Nurminen (1985), doi:10.1002/sim.4780040211",
    )
    parameter: ClassVar[str] = "share_difference"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "swap_negates", "equal_arms")

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the difference; NotEstimable where a group is empty."""
        groups = expect(sample, TwoCounts)
        own, reference = groups.own, groups.reference
        for arm, words in ((own, "the group reported on"), (reference, "the reference group")):
            if arm.n == 0:
                return NotEstimable(f"Nobody was counted in {words}, so there is nothing to compare.")
        lower, upper = INTERVALS[self.interval](own.events, own.n, reference.events, reference.n, level)
        shares = {"own": own.events / own.n, "reference": reference.events / reference.n}
        return Estimate(
            value=shares["own"] - shares["reference"],
            lower=float(lower),
            upper=float(upper),
            level=level,
            null=0.0,
            unit="proportion_difference",
            n=own.n + reference.n,
            method=f"difference, {self.interval}",
            answers=shares,
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many pairs of groups at once; parts `x1`, `n1`, `x2`, `n2`."""
        x1, n1, x2, n2 = np.broadcast_arrays(*(batch[name] for name in ("x1", "n1", "x2", "n2")))
        counted = (n1 > 0) & (n2 > 0)
        n1, n2 = np.maximum(n1, 1), np.maximum(n2, 1)
        lower, upper = INTERVALS[self.interval](x1, n1, x2, n2, level)
        return Spoken.of(x1 / n1 - x2 / n2, lower, upper, counted)


def newcombe(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, level: float) -> Limits:
    """Newcombe's method 10: the Wilson limits l, u of each share, squared and added.

    d − √((p₁ − l₁)² + (u₂ − p₂)²) to d + √((u₁ − p₁)² + (p₂ − l₂)²), d = p₁ − p₂.

    Parameters
    ----------
    x1, n1, x2, n2 : int or array of int
        Events and people of the two groups, 0 ≤ x ≤ n, n ≥ 1; arrays broadcast.
    level : float
        Confidence level, in (0, 1).

    Returns
    -------
    lower, upper : array of float, of the broadcast shape
        Differences of proportions, within −1 to 1. Holds d and has a width, with no events and all events too.

    References
    ----------
    Newcombe (1998), doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.

    Examples
    --------
    >>> lower, upper = newcombe(56, 70, 48, 80, 0.95)
    >>> f"{lower:.4f} to {upper:.4f}"
    '0.0524 to 0.3339'
    """
    p1, p2 = np.divide(x1, n1), np.divide(x2, n2)
    (l1, u1), (l2, u2) = wilson(x1, n1, level), wilson(x2, n2, level)
    below, above = np.hypot(p1 - l1, u2 - p2), np.hypot(u1 - p1, p2 - l2)
    return p1 - p2 - below, p1 - p2 + above


def miettinen_nurminen(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, level: float) -> Limits:
    """Miettinen and Nurminen's score interval: every δ that a score test at this level would not reject.

    The limits solve `score(δ)² = z²` on either side of d = p₁ − p₂. Parameters, units and edges as for `newcombe`;
    a limit is −1 or 1 where d is.

    References
    ----------
    Miettinen & Nurminen (1985), doi:10.1002/sim.4780040211.

    Examples
    --------
    >>> lower, upper = miettinen_nurminen(56, 70, 48, 80, 0.95)
    >>> f"{lower:.4f} to {upper:.4f}"
    '0.0528 to 0.3382'
    """
    upper = _score_upper(x1, n1, x2, n2, level)
    # The lower limit is the upper one of the swapped groups, mirrored: one root finder serves both.
    return -_score_upper(x2, n2, x1, n1, level), upper


def score(delta: ArrayLike, x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> FloatArray:
    """Score statistic of p₁ − p₂ = δ: (d − δ) / √(N/(N − 1) · (p̃₁(1 − p̃₁)/n₁ + p̃₂(1 − p̃₂)/n₂)).

    p̃ are the shares that fit best under p̃₁ − p̃₂ = δ (see `restricted`), N = n₁ + n₂. For −1 < δ < 1 the variance is
    positive but where d = δ, and there the statistic is nought.

    Examples
    --------
    >>> f"{score(0.0, 56, 70, 48, 80):.4f}"
    '2.6413'
    """
    x1, n1, x2, n2, delta = (np.asarray(a, dtype=np.float64) for a in (x1, n1, x2, n2, delta))
    q1, q2 = restricted(delta, x1, n1, x2, n2)
    total = n1 + n2
    variance = np.maximum(q1 * (1 - q1) / n1 + q2 * (1 - q2) / n2, np.finfo(float).tiny) * total / (total - 1)
    return np.asarray((x1 / n1 - x2 / n2 - delta) / np.sqrt(variance))


def restricted(
    delta: FloatArray, x1: FloatArray, n1: FloatArray, x2: FloatArray, n2: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Maximum likelihood shares (p̃₁, p̃₂) under p̃₁ − p̃₂ = δ: the admissible root of the paper's cubic, appendix I.

    L₃ p̃₂³ + L₂ p̃₂² + L₁ p̃₂ + L₀ = 0, solved as p̃₂ = 2p cos a − L₂/(3L₃), a = (π + arccos(q/p³))/3. Without a
    difference both are the pooled share:

    >>> import numpy as np
    >>> q1, q2 = restricted(*map(np.float64, (0, 56, 70, 48, 80)))
    >>> f"{q1:.4f} {q2:.4f}"
    '0.6933 0.6933'
    """
    c3 = n1 + n2
    c2 = (n1 + 2 * n2) * delta - c3 - x1 - x2
    c1 = (n2 * delta - c3 - 2 * x2) * delta + x1 + x2
    c0 = x2 * delta * (1 - delta)
    q = (c2 / (3 * c3)) ** 3 - c1 * c2 / (6 * c3**2) + c0 / (2 * c3)
    p = np.copysign(np.sqrt(np.maximum((c2 / (3 * c3)) ** 2 - c1 / (3 * c3), 0.0)), q)
    # Rounding can put the cosine a hair outside -1 to 1, and p at nought means a triple root: any angle will do.
    cosine = np.clip(q / np.where(p == 0, 1.0, p**3), -1.0, 1.0)
    p2 = 2 * p * np.cos((np.pi + np.arccos(cosine)) / 3) - c2 / (3 * c3)
    p2 = np.clip(p2, np.maximum(0.0, -delta), np.minimum(1.0, 1 - delta))
    return p2 + delta, p2


def _score_upper(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, level: float) -> FloatArray:
    from scipy.optimize.elementwise import find_root
    from scipy.special import ndtri

    x1, n1, x2, n2 = np.broadcast_arrays(*(np.asarray(a, dtype=np.float64) for a in (x1, n1, x2, n2)))
    d, z = x1 / n1 - x2 / n2, ndtri((1 + level) / 2)

    def excess(delta: FloatArray, *arms: FloatArray) -> FloatArray:
        return score(delta, *arms) + z

    # At d = 1 there is nothing above d to search: look from 0 and let the limit be 1.
    root = find_root(excess, (np.where(d < 1, d, 0.0), np.ones_like(d)), args=(x1, n1, x2, n2))
    return np.where(d < 1, root.x, 1.0)


INTERVALS: dict[str, Callable[[ArrayLike, ArrayLike, ArrayLike, ArrayLike, float], Limits]] = {
    "newcombe": newcombe,
    "miettinen_nurminen": miettinen_nurminen,
}
