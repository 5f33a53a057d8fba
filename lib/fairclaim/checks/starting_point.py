"""Did the two groups start from the same point?"""

from dataclasses import dataclass

import numpy as np

from fairclaim.checks.evidence import Evidence
from fairclaim.checks.followup import SEEN
from fairclaim.claims.ladder import ladder
from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.params.measures import AnyMeasure
from fairclaim.params.scores import OfScores
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
        scores: list[FloatArray] = []
        for cohort in (evidence.own, evidence.reference):
            known = scores_of(evidence.measure, cohort)
            counted = int(cohort.frame["state"].isin(SEEN).sum())
            if counted == 0 or len(known) < (1 - MOST_MISSING) * counted:
                return "not_run"
            scores.append(known)
        difference = standardised_difference(scores[0], scores[1], threshold=ladder().thresholds.starting_point_sd)
        if isinstance(difference, NotEstimable):
            return "not_run"
        return "alike" if difference.passed else "different"


def scores_of(measure: AnyMeasure, cohort: Cohort) -> FloatArray:
    """Return the scores at the start of the people who were counted, as far as they are known."""
    column = "before" if isinstance(measure, OfScores) else "baseline"
    if column not in cohort.frame:
        return np.zeros(0)
    counted = cohort.frame[cohort.frame["state"].isin(SEEN)][column].astype(float)
    return np.asarray(counted.dropna(), dtype=np.float64)
