"""Was what happened seen for enough people, in the worse followed of the two cohorts?"""

from dataclasses import dataclass

from fairclaim.checks.evidence import Evidence
from fairclaim.claims.ladder import ladder
from fairclaim.data.cohorts.cohort import Cohort

SEEN = ("yes", "no", "paired")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """`full`, `partial` or `low` by the ladder's thresholds; people who died are not owed a follow-up."""

    id: str = "followup"

    def __call__(self, evidence: Evidence) -> str:
        """Return the state."""
        measure = evidence.measure
        if measure.kind == "proportion" and measure.observed_when is None and measure.better == "lower":
            # Nobody looked: what was not recorded counts as the good state, and its share cannot be known.
            return "not_run"
        cohorts = [cohort for cohort in (evidence.own, evidence.reference) if cohort is not None]
        shares = [share for cohort in cohorts if (share := seen_share(cohort)) is not None]
        if len(shares) < len(cohorts):
            return "not_run"
        thresholds = ladder().thresholds
        if min(shares) >= thresholds.followup_full:
            return "full"
        return "partial" if min(shares) >= thresholds.followup_partial else "low"


def seen_share(cohort: Cohort) -> float | None:
    """Return the share (0 to 1) of the cohort's people whose outcome was seen; None for an empty cohort."""
    seen = int(cohort.frame["state"].isin(SEEN).sum())
    unseen = int((cohort.frame["state"] == "not_observed").sum())
    return seen / (seen + unseen) if seen + unseen else None
