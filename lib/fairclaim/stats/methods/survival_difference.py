"""By a given time, how many more or fewer people have not had the event in one group than in another?

Use it for two groups of different people who were followed for different lengths of time. Do not use it as the effect
of a service (groups that differ in who they are differ in what happens to them), where another event can rule this one
out, or to look for the time at which two curves lie furthest apart: name the time before you look.
"""

from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.methods.survival import share_at
from fairclaim.stats.numbers.times.life_table import COMPETING, TRIED_AT, LifeTable, reaches
from fairclaim.stats.numbers.times.log_rank import log_rank
from fairclaim.stats.numbers.times.steps import cautions
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import Durations, FloatArray, Sample, TwoDurations

Triple = tuple[FloatArray, FloatArray, FloatArray]


class SurvivalDifference(Method):
    """Own share without the event by a time, minus the reference's; no difference is 0."""

    name: Literal["survival_difference"] = "survival_difference"
    at: float | None = Field(default=None, ge=0, description="When the curves are read, in the unit of the times")

    estimand: ClassVar[str] = "difference between two shares without the event by a time, own minus reference"
    needs: ClassVar[type] = TwoDurations
    refuses: ClassVar[tuple[str, ...]] = (
        "Nobody was followed in one of the groups.",
        "No time was named.",
        "Another event ruled the event out for somebody.",
        "Nobody was followed to that time in one of the groups.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Kaplan & Meier (1958), doi:10.1080/01621459.1958.10501452",
        "Zou & Donner (2008), doi:10.1002/sim.3095",
        "Peto & Peto (1972), doi:10.2307/2344317",
    )
    parameter: ClassVar[str] = "survival_difference"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "swap_negates", "equal_arms", "order")

    @classmethod
    def variants(cls) -> tuple[Method, ...]:
        """Return the method with a time to read at."""
        return (cls(at=TRIED_AT),)

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the difference; NotEstimable where a curve cannot be read at that time."""
        groups = expect(sample, TwoDurations)
        refused = not_comparable(groups, self.at, "read the curves: give 'at'")
        if refused is not None or self.at is None:
            return refused or NotEstimable("No time was named.")
        own, reference = (LifeTable.of(group.time, group.state) for group in (groups.own, groups.reference))
        shares = share_at(own, self.at, level), share_at(reference, self.at, level)
        value, lower, upper = (float(number) for number in squared_and_added(*shares))
        chi2, p_value = log_rank(groups)
        return Estimate(
            value=value,
            lower=lower,
            upper=upper,
            level=level,
            null=0.0,
            unit="proportion_difference",
            n=own.size + reference.size,
            method="survival_difference, log-log, squared and added",
            answers={
                "own": float(shares[0][0]),
                "reference": float(shares[1][0]),
                "log_rank_chi2": chi2,
                "log_rank_p_value": p_value,
            },
            notes=tuple(dict.fromkeys((*cautions(own, self.at), *cautions(reference, self.at)))),
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many pairs of groups at once; parts `own_time`, `own_state`, `reference_time`, `reference_state`."""
        at = 0.0 if self.at is None else self.at
        tables, plain = tables_of(batch)
        shares = [share_at(table, at, level) for table in tables]
        known = plain & np.logical_and(*(reaches(table, at) for table in tables))
        return Spoken.of(*squared_and_added(shares[0], shares[1]), known & (self.at is not None))


def tables_of(batch: Batch) -> tuple[tuple[LifeTable, LifeTable], NDArray[np.bool_]]:
    """Life tables of the two groups of each sample, and whether neither has a competing event."""
    own, reference = (LifeTable.of(batch[f"{arm}_time"], batch[f"{arm}_state"]) for arm in ("own", "reference"))
    plain = (own.state != COMPETING).all(axis=-1) & (reference.state != COMPETING).all(axis=-1)
    return (own, reference), plain


def not_comparable(groups: TwoDurations, until: float | None, what: str) -> NotEstimable | None:
    """Say why two curves cannot be held against each other up to a time; None where they can."""
    named: tuple[tuple[Durations, str], ...] = (
        (groups.own, "the group reported on"),
        (groups.reference, "the reference group"),
    )
    for group, words in named:
        if not len(group.time):
            return NotEstimable(f"Nobody was followed in {words}, so there is nothing to compare.")
        if (group.state == COMPETING).any():
            return NotEstimable(
                f"Another event ruled the event out for some people in {words}, who must not be counted as if they "
                "were only lost from view."
            )
    if until is None:
        return NotEstimable(f"No time was named at which to {what}.")
    for group, words in named:
        if not reaches(LifeTable.of(group.time, group.state), until):
            return NotEstimable(f"Nobody was followed to that time in {words}, so nothing can be compared there.")
    return None


def squared_and_added(own: Triple, reference: Triple) -> Triple:
    """Difference of two estimates, with limits as far from it as the two distances squared and added (MOVER).

    d − √((S₁ − l₁)² + (u₂ − S₂)²) to d + √((u₁ − S₁)² + (S₂ − l₂)²), d = S₁ − S₂: Newcombe's way with two shares, for
    any two estimates with sound limits of their own.

    Parameters
    ----------
    own, reference : three arrays each
        Estimate, lower and upper limit.

    Returns
    -------
    value, lower, upper : array

    References
    ----------
    Zou & Donner (2008), doi:10.1002/sim.3095.

    Examples
    --------
    >>> limits = squared_and_added(*(tuple(map(np.array, x)) for x in ((0.8, 0.7, 0.9), (0.5, 0.4, 0.6))))
    >>> [round(float(number), 4) for number in limits]
    [0.3, 0.1586, 0.4414]
    """
    (value1, lower1, upper1), (value2, lower2, upper2) = own, reference
    difference = value1 - value2
    below, above = np.hypot(value1 - lower1, upper2 - value2), np.hypot(upper1 - value1, value2 - lower2)
    return difference, difference - below, difference + above
