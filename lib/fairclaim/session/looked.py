"""What the checks looked at, as counts: the audited sample, and where each cohort started. Frames stop here."""

from fairclaim.checks.followup import SEEN
from fairclaim.checks.starting_point import scores_of
from fairclaim.claims.claim import Audit, Start
from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.params.measures import AnyMeasure
from fairclaim.stats.samples import Counts


def audited(cohort: Cohort | None) -> Audit | None:
    """Count the audited records of the outcome that agreed, and say from when to when they were looked up."""
    if cohort is None or cohort.frame.empty:
        return None
    frame = cohort.frame
    agreed = Counts(int((frame["state"] == "yes").sum()), len(frame))
    days = sorted(frame["on"].dropna()) if "on" in frame else []
    return Audit(agreed, days[0], days[-1]) if days else Audit(agreed)


def starts(measure: AnyMeasure, cohorts: tuple[Cohort, ...]) -> tuple[Start, ...]:
    """Say where each cohort started; nothing where one of them has no score at the start."""
    found = []
    for cohort in cohorts:
        scores = scores_of(measure, cohort)
        if not len(scores):
            return ()
        counted = int(cohort.frame["state"].isin(SEEN).sum())
        found.append(Start(Counts(len(scores), counted), float(scores.mean())))
    return tuple(found)
