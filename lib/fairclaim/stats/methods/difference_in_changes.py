"""How much more did one group change than another, from what was printed of each: a mean change and its error?

Use it on published or printed mean changes of two groups of different people. Do not use it where people's own rows are
at hand (`adjusted_change`), where the groups started from different places for a reason that goes on working (they
would have changed differently anyway), or on changes of the same people.
"""

import math
from typing import ClassVar, Literal

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.scores.welch import joined, quantile
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import MeanChange, Sample, TwoMeanChanges

NORMAL_LIMITS = "How many people the errors rest on was not given, so normal limits are used: too narrow for few."


class DifferenceInChanges(Method):
    """Own mean change minus the reference's: Welch's t where both give their number, normal limits where not.

    Restaurants' full-time jobs before and after a minimum wage rose in New Jersey and not in Pennsylvania:

    >>> answer = DifferenceInChanges()(TwoMeanChanges(MeanChange(0.59, 0.54), MeanChange(-2.16, 1.25)))
    >>> f"{answer.value:.2f}, error {answer.answers['se']:.2f}"
    '2.75, error 1.36'
    """

    name: Literal["difference_in_changes"] = "difference_in_changes"

    estimand: ClassVar[str] = "difference between two mean changes, own minus reference"
    needs: ClassVar[type] = TwoMeanChanges
    refuses: ClassVar[tuple[str, ...]] = (
        "Fewer than two people in a group.",
        "Both changes are said to have no error.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Card & Krueger (1994), The American Economic Review 84:772-793, table 3",
        "Welch (1947), doi:10.1093/biomet/34.1-2.28",
    )
    parameter: ClassVar[str] = "change_difference"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "swap_negates", "equal_arms", "units")

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the difference; NotEstimable where a group is too small or nothing is uncertain."""
        groups = expect(sample, TwoMeanChanges)
        own, reference = groups.own, groups.reference
        if any(group.n is not None and group.n < 2 for group in (own, reference)):
            return NotEstimable("A change of fewer than two people has no known error.")
        if own.error == reference.error == 0:
            return NotEstimable("Neither change has an error, so no interval can be given.")
        error, df = joined(own.error, _df(own), reference.error, _df(reference))
        value, half = own.change - reference.change, float(quantile(df, level) * error)
        return Estimate(
            value=value,
            lower=value - half,
            upper=value + half,
            level=level,
            null=0.0,
            unit="value_difference",
            n=(own.n or 0) + (reference.n or 0),
            method="difference_in_changes, " + ("welch" if math.isfinite(df) else "normal"),
            answers={
                "se": float(error),
                "own": own.change,
                "reference": reference.change,
                **({"df": float(df)} if math.isfinite(df) else {}),
            },
            notes=() if math.isfinite(df) else (NORMAL_LIMITS,),
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many pairs of changes; parts `change1`, `error1`, `change2`, `error2`, shared `n1`, `n2`."""
        n1, n2 = int(batch["n1"]), int(batch["n2"])
        value = batch["change1"] - batch["change2"]
        if min(n1, n2) < 2:
            return Spoken.of(value, value, value, given=False)
        error, df = joined(batch["error1"], n1 - 1, batch["error2"], n2 - 1)
        half = quantile(df, level) * error
        return Spoken.of(value, value - half, value + half, error > 0)


def _df(group: MeanChange) -> float:
    return np.inf if group.n is None else group.n - 1
