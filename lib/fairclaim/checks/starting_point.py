"""Did the two groups start from the same point?"""

from dataclasses import dataclass

import numpy as np

from fairclaim.checks.evidence import Evidence
from fairclaim.checks.followup import SEEN
from fairclaim.claims.ladder import ladder
from fairclaim.stats.numbers.rows.balance import standardised_difference
from fairclaim.stats.results import NotEstimable
from fairclaim.stats.samples import FloatArray

MOST_MISSING = 0.2


@dataclass(frozen=True, slots=True)
class StartingPoint:
    """`alike` if the starting scores differ by less than the ladder's share of a standard deviation.

    Not run where either cohort lacks the score for more than one person in five: the rest may be a selection.
    """

    id: str = "starting_point"

    def __call__(self, evidence: Evidence) -> str:
        """Return the state."""
        if evidence.reference is None:
            return "not_run"
        column = "before" if evidence.measure.kind == "paired_change" else "baseline"
        scores: list[FloatArray] = []
        for cohort in (evidence.own, evidence.reference):
            counted = cohort.frame[cohort.frame["state"].isin(SEEN)][column].astype(float)
            if counted.empty or counted.isna().mean() > MOST_MISSING:
                return "not_run"
            scores.append(np.asarray(counted.dropna(), dtype=np.float64))
        difference = standardised_difference(scores[0], scores[1], threshold=ladder().thresholds.starting_point_sd)
        if isinstance(difference, NotEstimable):
            return "not_run"
        return "alike" if difference.passed else "different"
