"""How many times as often do events happen in one group as in another, where one person can have many of them?

Use it for contacts, admissions, crises or falls of two groups of different people who are followed one by one. Do not
use it on totals (`rate_ratio`), for the same people before and after, or as the effect of a service: groups that
differ in who they are differ in their events.
"""

from collections.abc import Callable
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.rates.person_dispersion import (
    PEOPLE_NEEDED,
    TOO_FEW_PEOPLE,
    TOO_FEW_WITH_EVENTS,
    Gathered,
    gathered,
)
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import FloatArray, Sample, TwoPersonEvents

# One dispersion for both groups misleads where it is mostly that of the larger one.
MOST_UNEQUAL = 2


class RateRatioByPerson(Method):
    """Own rate over the reference's, as uncertain as the unevenness between people makes it; no difference is 1.

    `robust_t` lets each group have its own dispersion; `quasi_poisson` has one for both, as the regression of that
    name, and is refused for groups of very unequal size.
    """

    name: Literal["rate_ratio_by_person"] = "rate_ratio_by_person"
    interval: Literal["robust_t", "quasi_poisson"] = "robust_t"

    estimand: ClassVar[str] = "ratio of two rates of events of people who can have many, own over reference"
    needs: ClassVar[type] = TwoPersonEvents
    refuses: ClassVar[tuple[str, ...]] = (
        f"{TOO_FEW_PEOPLE} in a group.",
        f"{TOO_FEW_WITH_EVENTS} in a group.",
        "One group has more than twice the people of the other, where one dispersion for both is asked for.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Wedderburn (1974), doi:10.1093/biomet/61.3.439",
        "MacKinnon & White (1985), doi:10.1016/0304-4076(85)90158-7",
        "Welch (1947), doi:10.1093/biomet/34.1-2.28",
    )
    parameter: ClassVar[str] = "rate_ratio"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "swap_inverts", "equal_arms", "order")

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the ratio, or say why there is none."""
        groups = expect(sample, TwoPersonEvents)
        own, reference = (gathered(group.events, group.time) for group in (groups.own, groups.reference))
        if min(own.people, reference.people) < PEOPLE_NEEDED:
            return NotEstimable(f"{TOO_FEW_PEOPLE} in one of the groups, too few to see how unevenly events fall.")
        if not (own.enough and reference.enough):
            return NotEstimable(f"{TOO_FEW_WITH_EVENTS} in one of the groups, too few to see how unevenly they fall.")
        if self.interval == "quasi_poisson" and not _alike_in_size(own, reference):
            return NotEstimable(
                "One group has more than twice the people of the other, too unequal to take one dispersion for both."
            )
        error, df = ERRORS[self.interval](own, reference)
        ratio, factor = float(own.rate / reference.rate), float(_factor(error, df, level))
        return Estimate(
            value=ratio,
            lower=ratio / factor,
            upper=ratio * factor,
            level=level,
            null=1.0,
            unit="ratio",
            n=int(own.people + reference.people),
            method=f"rate ratio by person, {self.interval}",
            answers={
                "own": float(own.rate),
                "reference": float(reference.rate),
                "dispersion": float(np.maximum(common_dispersion(own, reference), 1.0)),
                "dispersion_own": float(own.dispersion),
                "dispersion_reference": float(reference.dispersion),
                "df": float(df),
            },
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many pairs of groups at once; parts `events1`, `time1`, `events2`, `time2`, of shape (R, people)."""
        own = gathered(*np.broadcast_arrays(batch["events1"], batch["time1"]))
        reference = gathered(*np.broadcast_arrays(batch["events2"], batch["time2"]))
        enough = own.enough & reference.enough
        if self.interval == "quasi_poisson":
            enough = enough & _alike_in_size(own, reference)
        error, df = ERRORS[self.interval](own, reference)
        ratio = own.rate / np.where(reference.rate > 0, reference.rate, 1.0)
        factor = _factor(np.where(enough, error, 1.0), np.where(enough, df, 1.0), level)
        return Spoken.of(ratio, ratio / factor, ratio * factor, enough)


def robust(own: Gathered, reference: Gathered) -> tuple[FloatArray, FloatArray]:
    """Standard error of the log ratio √(φ₁/y₁ + φ₂/y₂), each group with its own dispersion, and Welch's degrees.

    Examples
    --------
    >>> events, time = np.array([0, 0, 0, 6, 2, 0, 1, 0, 3, 0]), np.ones(10)
    >>> error, df = robust(gathered(events, time), gathered(events[::-1], time))
    >>> f"{error:.3f} with {df:.0f} degrees of freedom"
    '0.781 with 18 degrees of freedom'
    """
    one, other = (group.dispersion / np.where(group.events > 0, group.events, 1.0) for group in (own, reference))
    degrees = one**2 / np.maximum(own.people - 1, 1) + other**2 / np.maximum(reference.people - 1, 1)
    return np.sqrt(one + other), (one + other) ** 2 / degrees


def quasi_poisson(own: Gathered, reference: Gathered) -> tuple[FloatArray, FloatArray]:
    """Standard error √(φ(1/y₁ + 1/y₂)) with one Pearson dispersion, held at 1 from below, and n₁ + n₂ − 2 degrees.

    Examples
    --------
    >>> events, time = np.array([0, 0, 0, 6, 2, 0, 1, 0, 3, 0]), np.ones(10)
    >>> error, df = quasi_poisson(gathered(events, time), gathered(events[::-1], time))
    >>> f"{error:.3f} with {df:.0f} degrees of freedom"
    '0.741 with 18 degrees of freedom'
    """
    each = sum(1 / np.where(group.events > 0, group.events, 1.0) for group in (own, reference))
    df = np.maximum(own.people + reference.people - 2, 1)
    return np.sqrt(np.maximum(common_dispersion(own, reference), 1.0) * each), np.asarray(df, dtype=np.float64)


def common_dispersion(own: Gathered, reference: Gathered) -> FloatArray:
    """Pearson's statistic of both groups over its degrees of freedom: 1 where events are independent."""
    return np.asarray((own.pearson + reference.pearson) / np.maximum(own.people + reference.people - 2, 1))


def _factor(error: FloatArray, df: FloatArray, level: float) -> FloatArray:
    from scipy.special import stdtrit

    # Beyond 700 an exponential is more than a computer holds; a limit so far out holds everything.
    return np.asarray(np.exp(np.minimum(stdtrit(df, (1 + level) / 2) * error, 700.0)), dtype=np.float64)


def _alike_in_size(own: Gathered, reference: Gathered) -> NDArray[np.bool_]:
    larger, smaller = np.maximum(own.people, reference.people), np.minimum(own.people, reference.people)
    return np.asarray(larger <= MOST_UNEQUAL * smaller)


ERRORS: dict[str, Callable[[Gathered, Gathered], tuple[FloatArray, FloatArray]]] = {
    "robust_t": robust,
    "quasi_poisson": quasi_poisson,
}
