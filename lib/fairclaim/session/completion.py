"""From a cohort of paired scores to its completion funnel. Frames stop here."""

from fairclaim.claims.completion import Completion
from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.data.cohorts.flow_words import eligible_of
from fairclaim.params.scores import PairedChangeMeasure

# Scores are sums of tenths at the finest: what floating point leaves beyond this is not a part of the change.
_DECIMALS = 9


def completion(measure: PairedChangeMeasure, cohort: Cohort) -> Completion:
    """Count how far each episode got, and whether its change reached the measure's published threshold.

    Parameters
    ----------
    measure : PairedChangeMeasure
    cohort : Cohort
        With all its states: who died or was not scored again is eligible as well.

    Notes
    -----
    A change of exactly the threshold is meaningful.
    """
    pairs = cohort.frame[cohort.frame["state"] == "paired"]
    gain = (pairs["after"].astype(float) - pairs["before"].astype(float)).round(_DECIMALS)
    gain = gain if measure.better == "higher" else -gain
    improved, worsened = (int((side >= measure.meaningful_change).sum()) for side in (gain, -gain))
    return Completion(
        start=eligible_of(measure, cohort.period),
        eligible=len(cohort.frame),
        with_baseline=int(cohort.frame["before"].notna().sum()),
        improved=improved,
        unchanged=len(pairs) - improved - worsened,
        worsened=worsened,
    )
