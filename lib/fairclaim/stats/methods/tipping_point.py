"""How much worse must the people who were lost have fared, for the finding to disappear?

Use it beside `multiple_imputation`, which takes the lost to have fared as people with the same earlier scores did. It
gives the points that would have to be added to every score filled in (taken away, where scores rose) until the
interval just reaches no change. Whether so many points are believable is for those who know the people to say. Do not
use it where there is no finding: there is nothing to tip.
"""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from fairclaim.stats.method import Method, expect
from fairclaim.stats.methods.multiple_imputation import limits
from fairclaim.stats.numbers.lost.lost_scores import REFUSES, Filled, filled, pooled_change, refused
from fairclaim.stats.results import Diagnostic, NotEstimable, Result
from fairclaim.stats.samples import PartlyScored, Sample


class TippingPoint(Method):
    """The shift of the lost people's final scores at which the pooled interval just reaches no change."""

    name: Literal["tipping_point"] = "tipping_point"
    compare: Literal["change", "groups"] = Field(default="change", description="groups: own minus reference")
    imputations: int = Field(default=100, ge=20, le=1000)
    seed: int = Field(default=20261122, ge=0)

    estimand: ClassVar[str] = "points by which the lost must have ended worse for the finding to disappear"
    needs: ClassVar[type] = PartlyScored
    refuses: ClassVar[tuple[str, ...]] = (
        *REFUSES,
        "Nobody was lost.",
        "The interval holds no change already.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Cro, Morris, Kenward & Carpenter (2020), doi:10.1002/sim.8569",
        "Ratitch, O'Kelly & Tosiello (2013), doi:10.1002/pst.1549",
    )

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Find the shift; NotEstimable where nobody was lost, too many were, or there is no finding to tip."""
        people = expect(sample, PartlyScored)
        own = people.own if self.compare == "groups" else None
        if self.compare == "groups" and own is None:
            return NotEstimable("There is one group, so there is no difference between groups.")
        reason = refused(people.seen, own, interim=people.interim is not None)
        if reason is not None:
            return reason
        data = filled(
            people.before,
            people.interim,
            people.after,
            people.seen,
            own,
            seed=self.seed,
            imputations=self.imputations,
        )
        if not (~data.seen & data.own).any():
            return NotEstimable("Nobody of the group reported on was lost, so there is nothing to tip.")
        if not (data.exists and data.varies):
            return NotEstimable("The scores do not vary enough for an interval, so there is nothing to tip.")
        return _found(data, level, self)


def _found(data: Filled, level: float, method: TippingPoint) -> Result:
    value, lower, upper = (float(x) for x in limits(pooled_change(data), level))
    if lower <= 0 <= upper:
        return NotEstimable("The interval holds no change already, so there is no finding to tip.")
    shift = tipping_shift(data, level)
    seen = data.after[..., 0, :][data.seen & data.own]
    return Diagnostic(
        name="tipping point",
        value=shift,
        sentence="Points by which the people lost must have ended away from people alike for the finding to disappear.",
        unit="score_change",
        level=level,
        n=data.seen.shape[-1],
        method=f"tipping_point, {method.imputations} imputations",
        answers={
            "lost": int((~data.seen & data.own).sum()),
            "in_standard_deviations": shift / float(seen.std(ddof=1)),
            "estimate_without_shift": value,
        },
    )


def tipping_shift(data: Filled, level: float) -> float:
    """Solve for the shift at which the limit nearest to 0 is 0.

    At the shift that brings the estimate itself to 0 the interval holds 0, so the answer lies between none and that.

    Examples
    --------
    >>> before, seen = np.zeros(20), np.arange(20) < 15
    >>> after = np.where(seen, np.tile([2.0, 3.0], 10), np.repeat([[2.0], [3.0]], 10, axis=1).mean())
    >>> data = Filled(before, np.stack([after, after]), seen, seen | True, seen.any(), seen.any(), False)
    >>> round(tipping_shift(data, 0.95), 2)
    -5.36
    """
    from scipy.optimize import brentq

    found = pooled_change(data)
    sign = float(np.sign(found.value))
    farthest = -float(found.value) / float((~data.seen & data.own).sum() / data.own.sum())

    def nearest(shift: float) -> float:
        _, lower, upper = limits(pooled_change(data, shift), level)
        return float(lower) if sign > 0 else -float(upper)

    return float(brentq(nearest, 0.0, farthest, xtol=1e-9 * abs(farthest)))
