"""How many times as often do events happen in one group as in another?

Use it for totals of two groups of different people, where events are independent of each other. Do not use it where a
few people have many of the events (`rate_ratio_by_person`: from totals that cannot be seen, and the interval is far
too narrow), or as the effect of a service: groups that differ in who they are differ in their events.
"""

from collections.abc import Callable
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import ArrayLike

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.results import Answer, Estimate, NotEstimable, Result
from fairclaim.stats.samples import FloatArray, Sample, TwoEvents

Limits = tuple[FloatArray, FloatArray]


class RateRatio(Method):
    """Own rate over the reference's, with its interval; no difference is 1.

    With no events in the reference the ratio and its upper limit do not exist, and the lower one still does.
    """

    name: Literal["rate_ratio"] = "rate_ratio"
    interval: Literal["exact", "log"] = "exact"

    estimand: ClassVar[str] = "ratio of two independent rates, own over reference"
    needs: ClassVar[type] = TwoEvents
    refuses: ClassVar[tuple[str, ...]] = (
        "A group had no time at risk.",
        "Neither group had an event.",
        "A group had no event, where the interval on the log scale is asked for.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Przyborowski & Wilenski (1940), doi:10.1093/biomet/31.3-4.313",
        "Clopper & Pearson (1934), doi:10.1093/biomet/26.4.404",
        "Rothman, Greenland & Lash (2008), Modern Epidemiology, 3rd edition, chapter 14",
    )
    parameter: ClassVar[str] = "rate_ratio"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "swap_inverts", "equal_arms")

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the ratio, or say why there is none."""
        groups = expect(sample, TwoEvents)
        x1, t1 = groups.own.events, groups.own.time
        x2, t2 = groups.reference.events, groups.reference.time
        if refusal := self._refusal(x1, t1, x2, t2):
            return refusal
        lower, upper = INTERVALS[self.interval](x1, t1, x2, t2, level)
        answers: dict[str, Answer] = {"own": x1 / t1, "reference": x2 / t2}
        if self.interval == "exact":
            answers["p_value"] = p_value(x1, t1, x2, t2)
        endless = "The reference had no events, so the ratio has no upper limit."
        return Estimate(
            value=x1 * t2 / (x2 * t1) if x2 else np.inf,
            lower=float(lower),
            upper=float(upper),
            level=level,
            null=1.0,
            unit="ratio",
            n=x1 + x2,
            method=f"rate ratio, {self.interval}",
            answers=answers,
            notes=() if x2 else (endless,),
        )

    def _refusal(self, x1: int, t1: float, x2: int, t2: float) -> NotEstimable | None:
        if t1 == 0 or t2 == 0:
            return NotEstimable("One of the groups had no time at risk, so there is nothing to compare.")
        if x1 + x2 == 0:
            return NotEstimable("Neither group had an event, so any ratio is possible.")
        if self.interval == "log" and (x1 == 0 or x2 == 0):
            return NotEstimable("One of the groups had no events: this interval cannot be given, the exact one can.")
        return None

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many pairs of groups at once; parts `x1`, `t1`, `x2`, `t2`."""
        x1, t1, x2, t2 = np.broadcast_arrays(*(np.asarray(batch[name], float) for name in ("x1", "t1", "x2", "t2")))
        some = (x1 > 0) & (x2 > 0) if self.interval == "log" else x1 + x2 > 0
        followed = (t1 > 0) & (t2 > 0)
        t1, t2 = np.where(followed, t1, 1.0), np.where(followed, t2, 1.0)
        value = np.where(x2 > 0, x1 * t2 / (np.where(x2 > 0, x2, 1.0) * t1), np.inf)
        lower, upper = INTERVALS[self.interval](np.where(some, x1, 1), t1, np.where(some, x2, 1), t2, level)
        return Spoken.of(value, lower, upper, some & followed)


def exact(x1: ArrayLike, t1: ArrayLike, x2: ArrayLike, t2: ArrayLike, level: float) -> Limits:
    """Clopper and Pearson's limits of own events among all events, as a ratio of rates.

    Given x₁ + x₂, own events are binomial with the share ρt₁ / (ρt₁ + t₂); a limit π of that share is the ratio
    π / (1 − π) · t₂ / t₁. Coverage is never below the level.

    Parameters
    ----------
    x1, t1, x2, t2 : number or array
        Events, 0 or more and not both 0, and time at risk, above 0; arrays broadcast.
    level : float
        Confidence level, in (0, 1).

    Returns
    -------
    lower, upper : array of float, of the broadcast shape
        Ratios; lower is 0 without own events, upper infinite without the reference's.

    References
    ----------
    Przyborowski & Wilenski (1940), doi:10.1093/biomet/31.3-4.313.

    Examples
    --------
    >>> lower, upper = exact(11, 800, 21, 3011, 0.95)
    >>> f"{lower:.4f} to {upper:.4f}"
    '0.8584 to 4.2773'
    """
    upper = _exact_upper(x1, t1, x2, t2, level)
    with np.errstate(divide="ignore"):
        # The lower limit is one over the swapped groups' upper one, which is infinite without own events.
        return 1 / _exact_upper(x2, t2, x1, t1, level), upper


def _exact_upper(x1: ArrayLike, t1: ArrayLike, x2: ArrayLike, t2: ArrayLike, level: float) -> FloatArray:
    from scipy.special import betaincinv

    x1, t1, x2, t2 = np.broadcast_arrays(*(np.asarray(a, dtype=np.float64) for a in (x1, t1, x2, t2)))
    # The share of the reference's events, from its own side: 1 - π would lose the digits of a π near 1.
    others = betaincinv(np.where(x2 > 0, x2, 1.0), x1 + 1, (1 - level) / 2)
    return np.where(x2 > 0, (1 - others) / others * t2 / t1, np.inf)


def log(x1: ArrayLike, t1: ArrayLike, x2: ArrayLike, t2: ArrayLike, level: float) -> Limits:
    """Rate ratio times e to the ± z √(1/x₁ + 1/x₂). As `exact`, but for one event or more in each group.

    References
    ----------
    Rothman, Greenland & Lash (2008), Modern Epidemiology, 3rd edition, chapter 14.

    Examples
    --------
    >>> lower, upper = log(41, 28010, 15, 19017, 0.95)
    >>> f"{lower:.4f} to {upper:.4f}"
    '1.0272 to 3.3526'
    """
    from scipy.special import ndtri

    x1, t1, x2, t2 = (np.asarray(a, dtype=np.float64) for a in (x1, t1, x2, t2))
    factor = np.exp(ndtri((1 + level) / 2) * np.sqrt(1 / x1 + 1 / x2))
    ratio = x1 * t2 / (x2 * t1)
    return ratio / factor, ratio * factor


def p_value(x1: int, t1: float, x2: int, t2: float) -> float:
    """Two-sided exact p-value of equal rates: all splits of the events that are no likelier than the one seen.

    Examples
    --------
    >>> f"{p_value(11, 800, 21, 3011):.4f}"
    '0.0797'
    """
    from scipy.stats import binomtest

    return float(binomtest(x1, x1 + x2, t1 / (t1 + t2)).pvalue)


INTERVALS: dict[str, Callable[[ArrayLike, ArrayLike, ArrayLike, ArrayLike, float], Limits]] = {
    "exact": exact,
    "log": log,
}
