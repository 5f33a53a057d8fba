"""How would the two groups compare had they been of the same case mix?

Use it for two groups of different people whose differences from before the start are on record (severity, age, living
alone), and are few beside the events. Do not use it where events are so few that a covariate tells them apart
(`firth`), for traits that came after the start (they are part of what happened), or as proof that nothing else
differed: it takes account of what was recorded, and of nothing else.
"""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from fairclaim.kinds import Unit
from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.rows.case_mix import (
    NOT_YES_OR_NO,
    AdjustedMeans,
    Limits,
    Refusal,
    allowed,
    difference_of,
    fewer_of_either,
    first_reason,
    ratio_of,
    small_groups,
    yes_or_no,
)
from fairclaim.stats.numbers.rows.logistic import of_full_rank
from fairclaim.stats.numbers.rows.standardisation import design, standardised_means
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import BoolArray, FloatArray, Rows, Sample

FEWEST_FOR_EACH = 3
TOLD_APART = (
    "Group and covariates tell everybody with the outcome from everybody without it, so no odds can be fitted; "
    "the penalised odds ratio can."
)
REPEATED = "A covariate has one value for everybody, or can be worked out from the group and the other covariates."
TOO_FEW = {
    "share": "There are fewer than three people with the outcome, or without it, for each covariate adjusted for.",
    "value": "There are fewer than three people for each covariate adjusted for.",
}
NO_SPREAD = "People who are alike do not differ in their outcomes, so there is nothing to measure chance by."
# The largest residual beside the largest outcome where a model follows everybody but for rounding.
ROUNDING = 1e-9


class Standardised(Method):
    """Own minus reference (or own over reference), as everybody counted would be expected to fare in either group."""

    name: Literal["standardised"] = "standardised"
    measure: Literal["share", "value"] = Field(default="share", description="share: yes or no; value: any number")
    contrast: Literal["difference", "ratio"] = "difference"
    interactions: tuple[str, ...] = Field(
        default=(), strict=False, description="Covariates whose slope may differ between the groups"
    )

    estimand: ClassVar[str] = (
        "difference (or ratio) of the outcomes that everybody counted would be expected to have in either group, "
        "at their own covariates"
    )
    needs: ClassVar[type] = Rows
    refuses: ClassVar[tuple[str, ...]] = (
        "Fewer than ten people are in a group.",
        NOT_YES_OR_NO,
        TOO_FEW["share"],
        TOO_FEW["value"],
        REPEATED,
        TOLD_APART,
        NO_SPREAD,
    )
    references: ClassVar[tuple[str, ...]] = (
        "Hernán & Robins (2020), Causal Inference: What If, chapter 13",
        "Stefanski & Boos (2002), doi:10.1198/000313002753631330",
        "MacKinnon & White (1985), doi:10.1016/0304-4076(85)90158-7",
    )
    parameter: ClassVar[str] = "adjusted_share_difference"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "equal_arms", "order")

    @model_validator(mode="after")
    def _a_value_may_be_nought(self) -> "Standardised":
        if self.measure == "value" and self.contrast == "ratio":
            raise ValueError("a value is compared by its difference; a ratio is for shares")
        return self

    def aims_at(self) -> str:
        """Name the parameter of this measure and contrast."""
        return f"adjusted_{self.measure}_{self.contrast}"

    @classmethod
    def variants(cls) -> tuple[Method, ...]:
        """Return both contrasts of a share, and the difference of a value."""
        return cls(), cls(contrast="ratio"), cls(measure="value")

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Adjust; NotEstimable where the group or the events are too few for it.

        Examples
        --------
        Of the worse cases 3 in 4 are in the own group, of the others 1 in 4. In the own group a quarter of the worse
        cases and three quarters of the others stay at home; in the reference the same: the crude shares differ by a
        quarter, the adjusted ones by nothing.

        >>> worse, own = np.repeat([1, 1, 0, 0], [24, 8, 8, 24]), np.repeat([1, 0, 1, 0], [24, 8, 8, 24]) == 1
        >>> home = np.concatenate([np.arange(n) < events for n, events in ((24, 6), (8, 2), (8, 6), (24, 18))])
        >>> round(float(home[own].mean() - home[~own].mean()), 4)
        -0.25
        >>> result = Standardised()(Rows(home * 1.0, own, worse[:, None], ("worse",)))
        >>> f"{abs(result.value):.4f}: {result.lower:.4f} to {result.upper:.4f}"
        '0.0000: -0.2589 to 0.2589'
        """
        rows = expect(sample, Rows)
        if not set(self.interactions) <= set(rows.names):
            return NotEstimable("An interaction names a covariate that is not among those given.")
        small = first_reason(small_groups(rows.own[None]))
        if small:
            return NotEstimable(small)
        refusals, means = self._adjusted(rows.outcome[None], rows.own[None], rows.covariates[None], rows.names)
        reason = first_reason(refusals)
        if reason:
            return NotEstimable(reason)
        limits = self._limits(means, level)
        return Estimate(
            value=float(limits.value[0]),
            lower=float(limits.lower[0]),
            upper=float(limits.upper[0]),
            level=level,
            null=1.0 if self.contrast == "ratio" else 0.0,
            unit=self._unit(),
            n=len(rows.outcome),
            method=f"standardised {self.measure}, {self.contrast}",
            answers={
                "own": float(means.own[0]),
                "reference": float(means.reference[0]),
                "se": float(limits.se[0]),
                "se_large_sample": float(limits.plain_se[0]),
                "df": means.freedom,
            },
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many samples at once; parts `outcome`, `own`, `covariates`, and `names` in common."""
        outcome, own, covariates = batch["outcome"], batch["own"], batch["covariates"]
        given, numbers = allowed(small_groups(own)), np.full((3, len(batch)), np.nan)
        if given.any():
            refusals, means = self._adjusted(outcome[given], own[given], covariates[given], batch["names"])
            limits = self._limits(means, level)
            numbers[:, given] = limits.value, limits.lower, limits.upper
            given[given] = allowed(refusals)
        return Spoken.of(numbers[0], numbers[1], numbers[2], given)

    def _adjusted(
        self, outcome: FloatArray, own: BoolArray, covariates: FloatArray, names: tuple[str, ...]
    ) -> tuple[tuple[Refusal, ...], AdjustedMeans]:
        """Adjusted means of samples whose groups are large enough, and the reasons for which some mean nothing."""
        interacting = tuple(names.index(name) for name in self.interactions)
        share, clear = self.measure == "share", yes_or_no(outcome)
        # A sample refused for its values is fitted to noughts, so that the batch can be fitted in one piece.
        fitted = np.where(clear[..., None], outcome, 0.0) if share else outcome
        means, found = standardised_means(own, covariates, fitted, logistic=share, interacting=interacting)
        for_each = fewer_of_either(outcome) if share else np.full(len(outcome), float(outcome.shape[-1]))
        missed = np.abs(fitted - found.means).max(axis=-1)
        return (
            (~clear & share, NOT_YES_OR_NO),
            (np.asarray(for_each < FEWEST_FOR_EACH * (covariates.shape[-1] + len(interacting))), TOO_FEW[self.measure]),
            (~of_full_rank(design(own, covariates, interacting)), REPEATED),
            (~found.settled, TOLD_APART),
            (np.asarray(missed <= ROUNDING * np.abs(fitted).max(axis=-1)), NO_SPREAD),
        ), means

    def _limits(self, means: AdjustedMeans, level: float) -> Limits:
        if self.contrast == "ratio":
            return ratio_of(means, level)
        return difference_of(means, level, 1.0 if self.measure == "share" else np.inf)

    def _unit(self) -> Unit:
        if self.contrast == "ratio":
            return "ratio"
        return "proportion_difference" if self.measure == "share" else "value_difference"
