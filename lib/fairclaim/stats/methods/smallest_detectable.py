"""What difference could a comparison of two groups of this size show?

Use it before anybody has seen a result, to choose sizes, margins and quarters. Do not use it of a comparison that was
made: its interval says what was shown, and the power of a finished comparison is its p-value in other words.
"""

from typing import ClassVar, Literal

import numpy as np

from fairclaim.stats.method import Method, expect
from fairclaim.stats.numbers.scores.noncentral_t import centre_for
from fairclaim.stats.results import Diagnostic, NotEstimable, Result
from fairclaim.stats.samples import Plan, Sample


class SmallestDetectable(Method):
    """Smallest difference of two shares, or of two means in standard deviations, that would probably show."""

    name: Literal["smallest_detectable"] = "smallest_detectable"
    direction: Literal["up", "down"] = "up"

    estimand: ClassVar[str] = "smallest difference between two groups that would probably show"
    needs: ClassVar[type] = Plan
    refuses: ClassVar[tuple[str, ...]] = (
        "A group has too few people for any difference to show.",
        "Not even the largest possible difference of shares would probably show.",
    )
    references: ClassVar[tuple[str, ...]] = ("Cohen (1992), doi:10.1037/0033-2909.112.1.155",)

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Give the difference; NotEstimable where none could show."""
        # Not above: that module rests on methods, and would be met half read.
        from fairclaim.stats.detectable import difference_of_shares

        plan = expect(sample, Plan)
        if plan.base is None:
            found = difference_of_means(plan.n_per_group, plan.alpha, plan.power)
        else:
            n, level = plan.n_per_group, 1 - plan.alpha
            found = difference_of_shares(plan.base, n, n, self.direction, level=level, power=plan.power)
        if isinstance(found, NotEstimable):
            return found
        return Diagnostic(
            name="smallest detectable difference",
            value=found,
            sentence="A smaller difference than this would more often than planned be missed.",
            level=1 - plan.alpha,
            null=0.0,
            unit="index" if plan.base is None else "proportion_difference",
            n=2 * plan.n_per_group,
            method="smallest_detectable, " + ("noncentral t" if plan.base is None else "arcsine"),
        )


def difference_of_means(n: int, alpha: float = 0.05, power: float = 0.8) -> float | NotEstimable:
    """Smallest difference of two means, in standard deviations, that a two-sided t test of n and n people detects.

    By the noncentral t, both tails counted; R's ``power.t.test(n, power = , strict = TRUE)``.

    Parameters
    ----------
    n : int
        People in each group.
    alpha, power : float
        In (0, 0.5) and (0.5, 1).

    Examples
    --------
    >>> f"{difference_of_means(64):.4f}"
    '0.4991'
    """
    if n < 2:
        return NotEstimable("A group has too few people for any difference to show.")

    return centre_for(2 * n - 2, alpha, power) / float(np.sqrt(n / 2))
