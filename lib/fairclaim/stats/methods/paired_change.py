"""By how much did people's scores change between two times, each person held against themself?

Use it to describe one cohort scored twice with the same instrument. Do not use it as the effect of the service:
people are referred when their score is poor, and poor scores tend to improve without help. Do not use it where many
were not scored a second time (those who were may be the ones who improved), or for yes-or-no outcomes.
"""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.scores.many_signed_ranks import limits_of_many
from fairclaim.stats.numbers.scores.signed_ranks import (
    exact_is_due,
    exact_p_value,
    exact_rank,
    normal_p_value,
    normal_rank,
    signed_rank,
    walsh_averages,
)
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import FloatArray, Pairs, Sample

NOT_THE_EFFECT = (
    "A change in one cohort is not the effect of the service: people are referred when their score is poor, and poor "
    "scores tend to move towards the average without any help (regression to the mean)."
)
NO_CHANGE_LEFT_OUT = "People whose score did not change take no part in this interval."


class PairedChange(Method):
    """After minus before, one difference a person; no change is 0."""

    name: Literal["paired_change"] = "paired_change"
    interval: Literal["t", "hodges_lehmann"] = "t"
    exact: bool | None = Field(
        default=None,
        description="hodges_lehmann only. Left out: exact below 50 changes without ties or zeros; false: never exact",
    )

    estimand: ClassVar[str] = "mean change (t) or pseudomedian of the changes (hodges_lehmann), after minus before"
    needs: ClassVar[type] = Pairs
    refuses: ClassVar[tuple[str, ...]] = (
        "Fewer than two people were scored at both times.",
        "Everybody's score changed by the same amount.",
        "hodges_lehmann: too few people changed for an interval at this level.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Student (1908), doi:10.1093/biomet/6.1.1",
        "Wilcoxon (1945), doi:10.2307/3001968",
        "Hodges & Lehmann (1963), doi:10.1214/aoms/1177704172",
        "Bauer (1972), doi:10.1080/01621459.1972.10481279",
        "Barnett, van der Pols & Dobson (2005), doi:10.1093/ije/dyh299",
    )
    parameter: ClassVar[str] = "mean_change"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "swap_negates", "shift", "order")

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the change; NotEstimable where there are no two people or no two different changes."""
        pairs = expect(sample, Pairs)
        changes = pairs.after - pairs.before
        if len(changes) < 2:
            return NotEstimable("Fewer than two people were scored at both times, so no interval can be given.")
        if np.ptp(changes) == 0:
            return NotEstimable("Everybody's score changed by the same amount, so no interval can be given.")
        if self.interval == "t":
            return _by_t(changes, level)
        return _by_signed_ranks(changes, level, self.exact)

    def aims_at(self) -> str:
        """Name the mean change, or by ranks the pseudomedian: the two differ where changes are skewed."""
        return "mean_change" if self.interval == "t" else "pseudomedian_change"

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many cohorts at once; parts `before`, `after`."""
        changes = batch["after"] - batch["before"]
        given = np.ptp(changes, axis=-1) > 0 if changes.shape[-1] > 1 else np.zeros(len(changes), dtype=bool)
        if self.interval == "hodges_lehmann":
            value, lower, upper = limits_of_many(changes, level, self.exact)
            return Spoken.of(value, lower, upper, given & (lower < upper))
        if not given.any():
            nothing = np.zeros(len(changes))
            return Spoken.of(nothing, nothing, nothing, given)
        mean, half, _ = mean_t(changes, level)
        return Spoken.of(mean, mean - half, mean + half, given)


def _by_t(changes: FloatArray, level: float) -> Estimate:
    mean, half, t = map(float, mean_t(changes, level))
    return Estimate(
        value=mean,
        lower=mean - half,
        upper=mean + half,
        level=level,
        null=0.0,
        unit="score_change",
        n=len(changes),
        method="paired_change, t",
        answers={"df": float(len(changes) - 1), "p_value": t_p_value(t, len(changes) - 1)},
        notes=(NOT_THE_EFFECT,),
    )


def _by_signed_ranks(changes: FloatArray, level: float, exact: bool | None) -> Result:
    moved = changes[changes != 0]
    use_exact = exact_is_due(moved, exact, zeros=len(moved) < len(changes))
    trimmed = exact_rank(len(moved), level) if use_exact else normal_rank(moved, level)
    too_few = "Too few people changed by different amounts for a signed-rank interval at this level."
    if trimmed < 1:
        return NotEstimable(too_few)
    averages = walsh_averages(moved)
    lower, upper = float(averages[trimmed - 1]), float(averages[-trimmed])
    if lower == upper:
        return NotEstimable(too_few)
    statistic = signed_rank(moved)
    p_value = exact_p_value(statistic, len(moved)) if use_exact else normal_p_value(statistic, moved)
    return Estimate(
        value=float(np.median(averages)),
        lower=lower,
        upper=upper,
        level=level,
        null=0.0,
        unit="score_change",
        n=len(changes),
        method="paired_change, hodges_lehmann, " + ("exact" if use_exact else "normal approximation"),
        answers={"V": statistic, "p_value": p_value},
        notes=(NOT_THE_EFFECT, *((NO_CHANGE_LEFT_OUT,) if len(moved) < len(changes) else ())),
    )


def mean_t(changes: FloatArray, level: float) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Mean d̄, half width t₁₋α/₂,ₙ₋₁ · s/√n of its interval, and t = d̄/(s/√n).

    Parameters
    ----------
    changes : array of shape (…, n)
        One difference a person, in points; n ≥ 2. The results have the leading shape; t is 0 where all are equal.
    level : float
        Confidence level 1 − α, in (0, 1).

    References
    ----------
    Student (1908), doi:10.1093/biomet/6.1.1.

    Examples
    --------
    >>> mean, half, t = mean_t(np.array([1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4]), 0.95)
    >>> f"{mean:.2f}, {mean - half:.4f} to {mean + half:.4f}, t = {t:.4f}"
    '1.58, 0.7001 to 2.4599, t = 4.0621'
    """
    from scipy.special import stdtrit

    n = changes.shape[-1]
    mean, error = np.mean(changes, axis=-1), np.std(changes, axis=-1, ddof=1) / np.sqrt(n)
    t = np.divide(mean, error, out=np.zeros_like(mean), where=error > 0)
    return mean, stdtrit(n - 1, (1 + level) / 2) * error, t


def t_p_value(t: float, df: float) -> float:
    """Two-sided p of Student's t on `df` degrees of freedom."""
    from scipy.special import stdtr

    return float(2 * stdtr(df, -abs(t)))
