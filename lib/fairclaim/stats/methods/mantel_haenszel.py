"""How do the shares with the outcome of two groups compare, like with like within strata?

Use it where the groups differ in one known thing that sorts people into few strata (level of need, age band, site) and
the comparison is meant to hold within each. Do not use it for several things at once or for numbers that do not come
in bands (`standardised`), where the strata differ in the comparison itself (show them one by one), or as the effect of
a service: groups may differ in what the strata do not say.
"""

from abc import abstractmethod
from collections.abc import Callable
from typing import ClassVar, Literal

import numpy as np

from fairclaim.kinds import Unit
from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.shares.strata import (
    Weighed,
    compared,
    difference,
    log_odds_ratio,
    log_risk_ratio,
    sato_limits,
    score_limits,
)
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import FloatArray, Sample, Strata

Arms = tuple[FloatArray, FloatArray, FloatArray, FloatArray]
Limits = tuple[FloatArray, FloatArray, FloatArray]


class Stratified(Method):
    """What the three comparisons have in common: strata that hold both groups, and numbers or a sentence why not."""

    needs: ClassVar[type] = Strata
    unit: ClassVar[Unit]
    null: ClassVar[float]
    lacking: ClassVar[str]

    @abstractmethod
    def limits(self, arms: Arms, level: float) -> Limits:
        """Value, lower and upper limit; NaN where there is no comparison, or no spread to judge it by."""

    def label(self) -> str:
        """Name the method, and its interval where it has several."""
        return self.name

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Compare the groups; NotEstimable where no stratum holds both, or too few had the outcome."""
        strata = expect(sample, Strata)
        both = compared(strata.n1, strata.n2)
        if not both.any():
            return NotEstimable("No stratum holds people of both groups, so there is nothing to compare.")
        value, lower, upper = map(float, self.limits((strata.x1, strata.n1, strata.x2, strata.n2), level))
        if np.isnan([value, lower, upper]).any():
            return NotEstimable(self.lacking)
        used, left_out = int(both.sum()), int((~both).sum())
        return Estimate(
            value=value,
            lower=lower,
            upper=upper,
            level=level,
            null=self.null,
            unit=self.unit,
            n=int((strata.n1 + strata.n2)[both].sum()),
            method=self.label(),
            answers={"strata": used, "strata_left_out": left_out},
            notes=("Strata that hold people of one group only take no part.",) if left_out else (),
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many tables at once; parts `x1`, `n1`, `x2`, `n2` of shape (R, strata), or shared (strata,)."""
        return Spoken.of(*self.limits((batch["x1"], batch["n1"], batch["x2"], batch["n2"]), level))


def _from_logs(log: FloatArray, variance: FloatArray, level: float) -> Limits:
    """Take the limits z standard errors from the log, and everything back from logs; NaN where there is no spread."""
    from scipy.special import ndtri

    given = np.isfinite(log) & np.isfinite(variance) & (variance > 0)
    log, half = np.where(given, log, np.nan), ndtri((1 + level) / 2) * np.sqrt(np.where(given, variance, np.nan))
    return np.exp(log), np.exp(log - half), np.exp(log + half)


class StratifiedDifference(Stratified):
    """Own share minus the reference's within strata, averaged with Mantel-Haenszel weights; no difference is 0.

    Examples
    --------
    >>> result = StratifiedDifference()(Strata([8, 22], [106, 98], [5, 16], [120, 85]))
    >>> f"{result.value:.4f}, {result.lower:.4f} to {result.upper:.4f}"
    '0.0349, -0.0278 to 0.0972'
    """

    name: Literal["stratified_difference"] = "stratified_difference"
    interval: Literal["score", "sato"] = "score"

    estimand: ClassVar[str] = "difference between two shares within strata, own minus reference, averaged over strata"
    refuses: ClassVar[tuple[str, ...]] = (
        "No stratum holds people of both groups.",
        "Within every stratum everybody or nobody had the outcome, whichever group they were in.",
        "sato: everybody in one group had the outcome and nobody in the other.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Mantel & Haenszel (1959), doi:10.1093/jnci/22.4.719",
        "Sato (1989), Biometrics 45:1323-1324",
    )
    parameter: ClassVar[str] = "share_difference"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "swap_negates", "equal_arms", "order")
    unit: ClassVar[Unit] = "proportion_difference"
    null: ClassVar[float] = 0.0
    lacking: ClassVar[str] = "Within the strata everybody had the outcome or nobody, so no interval can be given."

    def label(self) -> str:
        """Name the method and its interval."""
        return f"{self.name}, {self.interval}"

    def limits(self, arms: Arms, level: float) -> Limits:
        """See `strata.score_limits`, `strata.sato_limits`."""
        from scipy.special import ndtri

        with np.errstate(invalid="ignore"):
            estimate, slope, base = difference(*arms)
            lower, upper = INTERVALS[self.interval](estimate, slope, base, float(ndtri((1 + level) / 2)))
        return np.where(base > 0, estimate, np.nan), lower, upper


class StratifiedRiskRatio(Stratified):
    """Own share over the reference's within strata, Mantel and Haenszel's average; no difference is 1."""

    name: Literal["stratified_risk_ratio"] = "stratified_risk_ratio"

    estimand: ClassVar[str] = "ratio of two shares within strata, own over reference, averaged over strata"
    refuses: ClassVar[tuple[str, ...]] = (
        "No stratum holds people of both groups.",
        "In one of the groups nobody had the outcome, or in every stratum everybody.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Mantel & Haenszel (1959), doi:10.1093/jnci/22.4.719",
        "Greenland & Robins (1985), doi:10.2307/2530643",
    )
    parameter: ClassVar[str] = "share_ratio"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "swap_inverts", "equal_arms", "order")
    unit: ClassVar[Unit] = "ratio"
    null: ClassVar[float] = 1.0
    lacking: ClassVar[str] = (
        "In one of the groups nobody had the outcome, or everybody in both, so the ratio has no interval."
    )

    def limits(self, arms: Arms, level: float) -> Limits:
        """See `strata.log_risk_ratio`."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return _from_logs(*log_risk_ratio(*arms), level)


class StratifiedOddsRatio(Stratified):
    """Own odds over the reference's within strata, Mantel and Haenszel's average; no difference is 1."""

    name: Literal["stratified_odds_ratio"] = "stratified_odds_ratio"

    estimand: ClassVar[str] = "ratio of the odds of two groups, own over reference, taken to be the same in all strata"
    refuses: ClassVar[tuple[str, ...]] = (
        "No stratum holds people of both groups.",
        "No stratum has people with the outcome in one group and without it in the other, both ways round.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Mantel & Haenszel (1959), doi:10.1093/jnci/22.4.719",
        "Robins, Breslow & Greenland (1986), doi:10.2307/2531052",
    )
    parameter: ClassVar[str] = "odds_ratio"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "swap_inverts", "equal_arms", "order")
    unit: ClassVar[Unit] = "ratio"
    null: ClassVar[float] = 1.0
    lacking: ClassVar[str] = (
        "Within strata, people with the outcome and people without it are too few on either side for odds to compare."
    )

    def limits(self, arms: Arms, level: float) -> Limits:
        """See `strata.log_odds_ratio`."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return _from_logs(*log_odds_ratio(*arms), level)


INTERVALS: dict[str, Callable[[FloatArray, FloatArray, FloatArray, float], Weighed]] = {
    "score": score_limits,
    "sato": sato_limits,
}
