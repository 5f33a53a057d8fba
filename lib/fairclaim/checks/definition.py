"""Did the measure mean the same on both sides of the comparison?"""

from dataclasses import dataclass

from fairclaim.checks.evidence import Evidence
from fairclaim.kinds import EARLIER
from fairclaim.params.measures import AnyMeasure
from fairclaim.params.models import Comparison
from fairclaim.params.quarters import Quarter

# Months of both groups are followed for at most so long before the quarter's end.
_YEARS_FOLLOWED = 3


@dataclass(frozen=True, slots=True)
class SameDefinition:
    """`changed` if the two sides were counted by different definitions, `within` if one cohort mixes two.

    A series is recalculated at a break, so its current limits always rest on one definition.
    """

    id: str = "definition"

    def __call__(self, evidence: Evidence) -> str:
        """Return the state."""
        if evidence.measure.kind == "series":
            return "same"
        quarter = evidence.spec.quarter
        if changed_against(evidence.comparison, evidence.measure, quarter):
            return "changed"
        within = any(quarter.start < change.on <= quarter.end for change in evidence.measure.breaks)
        return "within" if within else "same"


def changed_against(comparison: Comparison, measure: AnyMeasure, quarter: Quarter) -> bool:
    """Tell whether a break on file lies between the start of the earlier quarter and the end of this one."""
    if comparison.against == "difference_in_differences":
        return any(_YEARS_FOLLOWED * 366 > (quarter.end - change.on).days >= 0 for change in measure.breaks)
    if comparison.against not in EARLIER or measure.kind == "series":
        return False
    start = (quarter.previous if comparison.against == "previous_quarter" else quarter.year_before).start
    return any(start < change.on <= quarter.end for change in measure.breaks)
