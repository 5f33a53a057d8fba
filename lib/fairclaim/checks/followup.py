"""Was what happened seen for enough people, in the worse followed of the two cohorts?"""

from collections.abc import Sequence
from dataclasses import dataclass

from fairclaim.checks.evidence import Evidence
from fairclaim.claims.ladder import ladder
from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.params.measures import (
    AnyMeasure,
    ProportionMeasure,
    QuantityMeasure,
    RateMeasure,
    TimeToEventMeasure,
)

SEEN = ("yes", "no", "paired", "counted", "event", "competing", "censored")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """`full`, `partial` or `low` by the ladder's thresholds; people who died are not owed a follow-up."""

    id: str = "followup"

    def __call__(self, evidence: Evidence) -> str:
        """Return the state."""
        cohorts = [cohort for cohort in (evidence.own, evidence.reference) if cohort is not None]
        return followed_up(evidence.measure, [seen_share(cohort) for cohort in cohorts])


def followed_up(measure: AnyMeasure, shares: Sequence[float | None]) -> str:
    """Return the state of a follow-up from the share seen in each cohort; `not_run` where one is not known."""
    known = [share for share in shares if share is not None]
    if nobody_looked(measure) or not known or len(known) < len(shares):
        return "not_run"
    thresholds = ladder().thresholds
    if min(known) >= thresholds.followup_full:
        return "full"
    return "partial" if min(known) >= thresholds.followup_partial else "low"


def nobody_looked(measure: AnyMeasure) -> bool:
    """Tell whether what was not recorded counts as the good state, so that the share seen cannot be known."""
    match measure:
        case ProportionMeasure():
            return measure.observed_when is None and measure.better == "lower"
        case RateMeasure():
            return measure.better == "lower"
        case QuantityMeasure():
            return measure.none_found == "zero" and measure.better == "lower"
        case TimeToEventMeasure():
            return measure.followed_to is None and measure.better == "higher"
    return False


def seen_share(cohort: Cohort) -> float | None:
    """Return the share (0 to 1) of the cohort's people whose outcome was seen; None for an empty cohort."""
    seen = int(cohort.frame["state"].isin(SEEN).sum())
    unseen = int((cohort.frame["state"] == "not_observed").sum())
    return seen / (seen + unseen) if seen + unseen else None
