"""Did the measure mean the same on both sides of the comparison?"""

from dataclasses import dataclass

from fairclaim.checks.evidence import Evidence


@dataclass(frozen=True, slots=True)
class SameDefinition:
    """`changed` if a break on file lies between the start of the earlier quarter and the end of this one.

    A series is recalculated at a break, so its current limits always rest on one definition.
    """

    id: str = "definition"

    def __call__(self, evidence: Evidence) -> str:
        """Return the state."""
        if evidence.measure.kind == "series":
            return "same"
        quarter = evidence.spec.quarter
        start = {
            "previous_quarter": quarter.previous.start,
            "same_quarter_last_year": quarter.year_before.start,
        }.get(evidence.comparison.against, quarter.start)
        changed = any(start < change.on <= quarter.end for change in evidence.measure.breaks)
        return "changed" if changed else "same"
