"""Were the two groups alike at the start, and is there somebody in each to compare with somebody in the other?

Use it before any comparison that takes account of case mix, and after weighting, to see what the weights did. It
licenses no claim by itself: groups that are alike in what was recorded may differ in what was not.
"""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from fairclaim.stats.method import Method, expect
from fairclaim.stats.numbers.rows.balance import standardised_differences
from fairclaim.stats.numbers.rows.logistic import of_full_rank
from fairclaim.stats.numbers.rows.weighting import Weights, effective_sizes, weights_for
from fairclaim.stats.results import Answer, Diagnostic, NotEstimable, Result
from fairclaim.stats.samples import BoolArray, FloatArray, Sample, Traits

ALONE = "Everybody in a group has the same value of a covariate and the other group has another, so nobody is alike."
NO_WEIGHTS = (
    "The covariates tell the groups apart without a mistake, or repeat one another, so no weights can be made of them."
)


class Balance(Method):
    """The largest standardised difference of a covariate, with all of them, effective sizes and overlap beside it."""

    name: Literal["balance"] = "balance"
    weights: Literal["none", "everybody", "own"] = Field(
        default="none", description="Whose case mix people are weighted to, if at all"
    )
    threshold: float = Field(default=0.1, gt=0, description="Standard deviations that still count as alike")

    estimand: ClassVar[str] = "largest standardised difference of a covariate between the groups"
    needs: ClassVar[type] = Traits
    refuses: ClassVar[tuple[str, ...]] = (
        "Fewer than two people are in a group, or there is no covariate.",
        ALONE,
        NO_WEIGHTS,
    )
    references: ClassVar[tuple[str, ...]] = (
        "Austin (2009), doi:10.1002/sim.3697",
        "Austin & Stuart (2015), doi:10.1002/sim.6607",
    )

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:  # noqa: ARG002 - a balance has no limits
        """Compare the groups; NotEstimable where there is nothing to compare them by.

        Examples
        --------
        >>> ages = np.array([[71.0], [72], [73], [72], [73], [74]])
        >>> round(Balance()(Traits(np.array([True] * 3 + [False] * 3), ages, ("age",))).value, 4)
        -1.0
        """
        traits = expect(sample, Traits)
        people = min(int(traits.own.sum()), int((~traits.own).sum()))
        if people < 2 or not traits.names:
            return NotEstimable("Two people in each group, and a covariate, are needed to compare where they started.")
        own, covariates = traits.own[None], traits.covariates[None]
        before = standardised_differences(covariates, own)[0]
        if not np.isfinite(before).all():
            return NotEstimable(ALONE)
        weights = weights_for(own, covariates, "everybody" if self.weights == "none" else self.weights)
        fitted = bool(weights.found.settled[0] and of_full_rank(weights.design)[0])
        if self.weights != "none" and not fitted:
            return NotEstimable(NO_WEIGHTS)
        after = before if self.weights == "none" else standardised_differences(covariates, own, weights.shared)[0]
        return self._said(traits, before, after, _of_weights(weights, own) if fitted else {})

    def _said(self, traits: Traits, before: FloatArray, after: FloatArray, more: dict[str, Answer]) -> Diagnostic:
        worst = int(np.abs(after).argmax())
        weighted: dict[str, Answer] = {} if self.weights == "none" else {"smd_weighted": tuple(after.tolist())}
        kept = {name: answer for name, answer in more.items() if weighted or name.startswith("overlap")}
        return Diagnostic(
            name="balance at the start",
            value=float(after[worst]),
            threshold=self.threshold,
            passed=bool(abs(after[worst]) <= self.threshold),
            sentence=f"The groups differ most in {traits.names[worst]}; in standard deviations, own minus reference.",
            n=len(traits.own),
            method=f"balance, weights {self.weights}",
            answers={"covariates": traits.names, "smd": tuple(before.tolist()), **weighted, **kept},
            notes=() if more else ("Overlap could not be measured: no chance of being in a group could be fitted.",),
        )


def _of_weights(weights: Weights, own: BoolArray) -> dict[str, Answer]:
    """Effective sizes, the largest weight, and the share of each group within the other's range of propensity."""
    worth = effective_sizes(weights, own)
    chance = weights.found.means[0]
    overlap = [_within(chance[group], chance[~group]) for group in (own[0], ~own[0])]
    return {
        "ess_own": float(worth[0][0]),
        "ess_reference": float(worth[1][0]),
        "weight_max": float(weights.raw.max()),
        "overlap_own": overlap[0],
        "overlap_reference": overlap[1],
    }


def _within(chances: FloatArray, of_others: FloatArray) -> float:
    # Equal chances that were summed in another order differ by rounding.
    grain = 1e-9
    return float(np.mean((chances >= of_others.min() - grain) & (chances <= of_others.max() + grain)))
