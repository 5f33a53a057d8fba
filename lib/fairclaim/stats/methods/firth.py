"""At equal covariates, how many times the odds are there in one group, where events are few or can all be foretold?

Use it for two groups of different people and an outcome that few (or nearly all) have, with one or two covariates
from before the start. Do not use it for common outcomes as though it were a ratio of shares (odds run ahead of shares
as outcomes become common: `standardised` gives shares), or as proof that nothing else differed.
"""

from typing import ClassVar, Literal

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.rows.case_mix import (
    NOT_YES_OR_NO,
    Refusal,
    allowed,
    fewer_of_either,
    first_reason,
    small_groups,
    yes_or_no,
)
from fairclaim.stats.numbers.rows.logistic import of_full_rank
from fairclaim.stats.numbers.rows.penalised import PenalisedFit, penalised_fit, profile_limits
from fairclaim.stats.numbers.rows.standardisation import design
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import BoolArray, FloatArray, Rows, Sample

# The column of the design that holds the group.
GROUP = 1
TOO_FEW = "There are fewer people with the outcome, or without it, than covariates, or none at all."
REPEATED = "A covariate has one value for everybody, or can be worked out from the group and the other covariates."
UNSETTLED = "The search for the odds ratio or its limits did not come to an end."


class Firth(Method):
    """Odds of the own group over those of its reference at equal covariates, by Firth's penalised likelihood."""

    name: Literal["firth"] = "firth"

    estimand: ClassVar[str] = "odds ratio of own group to reference among people with the same covariates"
    needs: ClassVar[type] = Rows
    refuses: ClassVar[tuple[str, ...]] = (
        "Fewer than ten people are in a group.",
        NOT_YES_OR_NO,
        TOO_FEW,
        REPEATED,
        UNSETTLED,
    )
    references: ClassVar[tuple[str, ...]] = (
        "Firth (1993), doi:10.1093/biomet/80.1.27",
        "Heinze & Schemper (2002), doi:10.1002/sim.1047",
    )
    parameter: ClassVar[str] = "adjusted_odds_ratio"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "swap_inverts", "equal_arms", "order")

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate; NotEstimable where a group or the events are too few.

        Examples
        --------
        Nobody of 20 fell against 5 of 20: ordinary odds are nought, with no lower limit.

        >>> fell, own = np.repeat([0.0, 1, 0], [20, 5, 15]), np.repeat([True, False], [20, 20])
        >>> result = Firth()(Rows(fell, own, np.empty((40, 0))))
        >>> f"{result.value:.4f}: {result.lower:.5f} to {result.upper:.4f}"
        '0.0687: 0.00051 to 0.6812'
        """
        rows = expect(sample, Rows)
        small = first_reason(small_groups(rows.own[None]))
        if small:
            return NotEstimable(small)
        outcome, own, covariates = rows.outcome[None], rows.own[None], rows.covariates[None]
        reason = first_reason(_refusals(outcome, own, covariates))
        if reason:
            return NotEstimable(reason)
        found, lower, upper = _fitted(outcome, own, covariates, level)
        if not found.settled[0] or np.isnan([lower[0], upper[0]]).any():
            return NotEstimable(UNSETTLED)
        return Estimate(
            value=float(np.exp(found.coefficients[0, GROUP])),
            lower=float(np.exp(lower[0])),
            upper=float(np.exp(upper[0])),
            level=level,
            null=1.0,
            unit="ratio",
            n=len(rows.outcome),
            method="firth, profile",
            answers={"log_odds_ratio": float(found.coefficients[0, GROUP])},
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many samples at once; parts `outcome`, `own`, `covariates`."""
        outcome, own, covariates = batch["outcome"], batch["own"], batch["covariates"]
        given, numbers = allowed(small_groups(own)), np.full((3, len(batch)), np.nan)
        given[given] = allowed(_refusals(outcome[given], own[given], covariates[given]))
        if given.any():
            found, lower, upper = _fitted(outcome[given], own[given], covariates[given], level)
            value = np.where(found.settled, found.coefficients[:, GROUP], np.nan)
            numbers[:, given] = np.exp([value, lower, upper])
        return Spoken.of(numbers[0], numbers[1], numbers[2], given)


def _refusals(outcome: FloatArray, own: BoolArray, covariates: FloatArray) -> tuple[Refusal, ...]:
    return (
        (~yes_or_no(outcome), NOT_YES_OR_NO),
        (np.asarray(fewer_of_either(outcome) < max(covariates.shape[-1], 1)), TOO_FEW),
        (~of_full_rank(design(own, covariates)), REPEATED),
    )


def _fitted(
    outcome: FloatArray, own: BoolArray, covariates: FloatArray, level: float
) -> tuple[PenalisedFit, FloatArray, FloatArray]:
    matrix = design(own, covariates)
    found = penalised_fit(matrix, outcome)
    return found, *profile_limits(matrix, outcome, found, GROUP, level)
