"""How would the two groups compare had people been weighed so that both have the same case mix?

Use it where what people were like at the start is on record, many people of either group resemble people of the other,
and the outcome is better not modelled. Do not use it for small groups (`standardised` says more with fewer people),
where the groups hardly overlap, for traits that came after the start, or as proof that nothing else differed.
"""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from fairclaim.kinds import Unit
from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.rows.balance import standardised_differences
from fairclaim.stats.numbers.rows.case_mix import (
    NOT_YES_OR_NO,
    AdjustedMeans,
    Limits,
    Refusal,
    allowed,
    difference_of,
    fewer_of_either,
    first_reason,
    small_groups,
    yes_or_no,
)
from fairclaim.stats.numbers.rows.logistic import of_full_rank
from fairclaim.stats.numbers.rows.weighting import Among, Weights, effective_sizes, weighted_means, weights_for
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import BoolArray, FloatArray, Rows, Sample

MOST_IMBALANCE, LEAST_EFFECTIVE, LEAST_KEPT, LEAST_EVENTS = 0.1, 30, 0.25, 5
REPEATED = "A covariate has one value for everybody, or can be worked out from the other covariates."
NO_OVERLAP = "The covariates tell the groups apart without a mistake, so nobody in one group stands for the other."
IMBALANCED = "After weighting the groups still differ by more than a tenth of a standard deviation in a covariate."
FEW_EFFECTIVE = "After weighting a group is worth fewer than thirty people, or less than a quarter of those it has."
FEW_EVENTS = "A group has fewer than five people with the outcome, or without it."
NO_SPREAD = "Everybody in a group has the same value, so there is nothing to measure chance by."


class Weighted(Method):
    """Own minus reference, both groups weighted to the case mix of everybody, or of the own group."""

    name: Literal["weighted"] = "weighted"
    measure: Literal["share", "value"] = Field(default="share", description="share: yes or no; value: any number")
    among: Among = Field(default="everybody", description="Whose case mix: that of everybody counted, or of own group")

    estimand: ClassVar[str] = (
        "difference of the outcomes that everybody counted (or everybody in the own group) would be expected to have "
        "in either group"
    )
    needs: ClassVar[type] = Rows
    refuses: ClassVar[tuple[str, ...]] = (
        "Fewer than ten people are in a group.",
        NOT_YES_OR_NO,
        FEW_EVENTS,
        REPEATED,
        NO_OVERLAP,
        IMBALANCED,
        FEW_EFFECTIVE,
        NO_SPREAD,
    )
    references: ClassVar[tuple[str, ...]] = (
        "Lunceford & Davidian (2004), doi:10.1002/sim.1903",
        "Hernán & Robins (2020), Causal Inference: What If, chapter 12",
        "Austin (2009), doi:10.1002/sim.3697",
    )
    parameter: ClassVar[str] = "adjusted_share_difference"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "equal_arms", "order")

    def aims_at(self) -> str:
        """Name the parameter of this measure, for these people."""
        return f"adjusted_{self.measure}_difference" + ("_of_own" if self.among == "own" else "")

    @classmethod
    def variants(cls) -> tuple[Method, ...]:
        """Return both measures for both groups of people."""
        return cls(), cls(among="own"), cls(measure="value"), cls(measure="value", among="own")

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Weigh and compare; NotEstimable where weights cannot make the groups alike.

        Examples
        --------
        Of the worse cases 3 in 4 are in the own group, of the others 1 in 4; both fare alike in both groups. A worse
        case of the own group stands for 4 / 3 people, another for 4.

        >>> worse, own = np.repeat([1, 1, 0, 0], [48, 16, 16, 48]), np.repeat([1, 0, 1, 0], [48, 16, 16, 48]) == 1
        >>> home = np.concatenate([np.arange(n) < events for n, events in ((48, 12), (16, 4), (16, 12), (48, 36))])
        >>> result = Weighted()(Rows(home * 1.0, own, worse[:, None], ("worse",)))
        >>> f"{abs(result.value):.4f}, {result.answers['ess_own']:.0f} of 64, {result.answers['weight_max']:.0f}"
        '0.0000, 48 of 64, 4'
        """
        rows = expect(sample, Rows)
        small = first_reason(small_groups(rows.own[None]))
        if small:
            return NotEstimable(small)
        outcome, own, covariates = rows.outcome[None], rows.own[None], rows.covariates[None]
        weights = weights_for(own, covariates, self.among)
        reason = first_reason(self._refusals(outcome, own, covariates, weights))
        if reason:
            return NotEstimable(reason)
        means = weighted_means(own, outcome, weights)
        limits = self._limits(means, level)
        return Estimate(
            value=float(limits.value[0]),
            lower=float(limits.lower[0]),
            upper=float(limits.upper[0]),
            level=level,
            null=0.0,
            unit=self._unit(),
            n=len(rows.outcome),
            method=f"weighted {self.measure}, among {self.among}",
            answers=_answers(means, limits, weights, own, covariates),
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many samples at once; parts `outcome`, `own`, `covariates`."""
        outcome, own, covariates = batch["outcome"], batch["own"], batch["covariates"]
        given = allowed(small_groups(own))
        numbers = np.full((3, len(batch)), np.nan)
        if given.any():
            outcome, own, covariates = outcome[given], own[given], covariates[given]
            weights = weights_for(own, covariates, self.among)
            limits = self._limits(weighted_means(own, outcome, weights), level)
            numbers[:, given] = limits.value, limits.lower, limits.upper
            given[given] = allowed(self._refusals(outcome, own, covariates, weights))
        return Spoken.of(numbers[0], numbers[1], numbers[2], given)

    def _refusals(
        self, outcome: FloatArray, own: BoolArray, covariates: FloatArray, weights: Weights
    ) -> tuple[Refusal, ...]:
        """Reasons for samples whose groups are large enough to be weighed."""
        share = self.measure == "share"
        left = np.abs(standardised_differences(covariates, own, weights.shared)).max(axis=-1, initial=0.0)
        worth, people = np.stack(effective_sizes(weights, own)), np.stack([own.sum(axis=-1), (~own).sum(axis=-1)])
        fewest = np.minimum(fewer_of_either(outcome, own), fewer_of_either(outcome, ~own))
        same = np.stack([_spread(outcome, group) for group in (own, ~own)]).min(axis=0) == 0
        return (
            (~yes_or_no(outcome) & share, NOT_YES_OR_NO),
            ((fewest < LEAST_EVENTS) & share, FEW_EVENTS),
            (~of_full_rank(weights.design), REPEATED),
            (~weights.found.settled, NO_OVERLAP),
            (np.asarray(left > MOST_IMBALANCE), IMBALANCED),
            (np.asarray((worth < np.maximum(LEAST_EFFECTIVE, LEAST_KEPT * people)).any(axis=0)), FEW_EFFECTIVE),
            (np.asarray(same), NO_SPREAD),
        )

    def _limits(self, means: AdjustedMeans, level: float) -> Limits:
        return difference_of(means, level, 1.0 if self.measure == "share" else np.inf)

    def _unit(self) -> Unit:
        return "proportion_difference" if self.measure == "share" else "value_difference"


def _spread(outcome: FloatArray, group: BoolArray) -> FloatArray:
    """Largest minus smallest outcome of a group that has somebody, shape (R,)."""
    highest = np.where(group, outcome, -np.inf).max(axis=-1)
    return np.asarray(highest - np.where(group, outcome, np.inf).min(axis=-1))


def _answers(
    means: AdjustedMeans, limits: Limits, weights: Weights, own: BoolArray, covariates: FloatArray
) -> dict[str, float]:
    worth = effective_sizes(weights, own)
    left = standardised_differences(covariates, own, weights.shared)
    return {
        "own": float(means.own[0]),
        "reference": float(means.reference[0]),
        "se": float(limits.se[0]),
        "se_large_sample": float(limits.plain_se[0]),
        "ess_own": float(worth[0][0]),
        "ess_reference": float(worth[1][0]),
        "weight_max": float(weights.raw.max()),
        "largest_smd": float(np.abs(left).max(initial=0.0)),
    }
