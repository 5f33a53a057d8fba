"""How many more or fewer events happen in one group than in another, for so much time at risk?

Use it for totals of two groups of different people, where events are independent of each other: what a ratio leaves
out, whether twice as often is two more or two hundred more. Do not use it where a few people have many of the events
(the interval is then too narrow), or as the effect of a service.
"""

from typing import ClassVar, Literal

import numpy as np
from numpy.typing import ArrayLike
from pydantic import Field

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.rates.poisson_limits import exact
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import FloatArray, Sample, TwoEvents


class RateDifference(Method):
    """Own rate minus the reference's for each `multiplier` of time at risk; no difference is 0."""

    name: Literal["rate_difference"] = "rate_difference"
    multiplier: float = Field(default=1.0, gt=0, allow_inf_nan=False, description="1000: so many for each 1,000")

    estimand: ClassVar[str] = "difference between two independent rates, own minus reference"
    needs: ClassVar[type] = TwoEvents
    refuses: ClassVar[tuple[str, ...]] = ("A group had no time at risk.",)
    references: ClassVar[tuple[str, ...]] = (
        "Zou & Donner (2008), doi:10.1002/sim.3095",
        "Garwood (1936), doi:10.1093/biomet/28.3-4.437",
    )
    parameter: ClassVar[str] = "rate_difference"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "swap_negates", "equal_arms")

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the difference; NotEstimable where a group has no time at risk."""
        groups = expect(sample, TwoEvents)
        own, reference = groups.own, groups.reference
        if own.time == 0 or reference.time == 0:
            return NotEstimable("One of the groups had no time at risk, so there is nothing to compare.")
        lower, upper = mover_exact(own.events, own.time, reference.events, reference.time, level)
        rates = {
            "own": own.events / own.time * self.multiplier,
            "reference": reference.events / reference.time * self.multiplier,
        }
        return Estimate(
            value=rates["own"] - rates["reference"],
            lower=float(lower) * self.multiplier,
            upper=float(upper) * self.multiplier,
            level=level,
            null=0.0,
            unit="rate_difference",
            n=own.events + reference.events,
            method="rate difference, MOVER of exact limits",
            answers=rates,
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many pairs of groups at once; parts `x1`, `t1`, `x2`, `t2`."""
        x1, t1, x2, t2 = np.broadcast_arrays(*(np.asarray(batch[name], float) for name in ("x1", "t1", "x2", "t2")))
        followed = (t1 > 0) & (t2 > 0)
        t1, t2 = np.where(followed, t1, 1.0), np.where(followed, t2, 1.0)
        lower, upper = (limit * self.multiplier for limit in mover_exact(x1, t1, x2, t2, level))
        return Spoken.of((x1 / t1 - x2 / t2) * self.multiplier, lower, upper, followed)


def mover_exact(
    x1: ArrayLike, t1: ArrayLike, x2: ArrayLike, t2: ArrayLike, level: float
) -> tuple[FloatArray, FloatArray]:
    """Variance estimates recovered from the exact limits l, u of each rate, squared and added.

    d − √((r₁ − l₁)² + (u₂ − r₂)²) to d + √((u₁ − r₁)² + (r₂ − l₂)²), d = r₁ − r₂.

    Parameters
    ----------
    x1, t1, x2, t2 : number or array
        Events, 0 or more, and time at risk, above 0; arrays broadcast.
    level : float
        Confidence level, in (0, 1).

    Returns
    -------
    lower, upper : array of float, of the broadcast shape
        Differences of rates for one unit of time. Holds d and has a width, without any events too.

    References
    ----------
    Zou & Donner (2008), doi:10.1002/sim.3095.

    Examples
    --------
    >>> lower, upper = mover_exact(41, 28010, 0, 19017, 0.95)
    >>> f"{lower * 1e5:.1f} to {upper * 1e5:.1f} for each 100,000"
    '100.7 to 198.6 for each 100,000'
    """
    t1, t2 = np.asarray(t1, dtype=np.float64), np.asarray(t2, dtype=np.float64)
    r1, r2 = x1 / t1, x2 / t2
    (l1, u1), (l2, u2) = exact(x1, level), exact(x2, level)
    below, above = np.hypot(r1 - l1 / t1, u2 / t2 - r2), np.hypot(u1 / t1 - r1, r2 - l2 / t2)
    return np.asarray(r1 - r2 - below), np.asarray(r1 - r2 + above)
