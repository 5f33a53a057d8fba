"""Was the service delivered as designed: does its own reliability measure meet its standard?"""

from dataclasses import dataclass

from fairclaim.checks.evidence import Evidence
from fairclaim.kinds import Finding


@dataclass(frozen=True, slots=True)
class Delivered:
    """`met` only where the standard's finding is better: the whole likely range lies on the right side of it."""

    id: str = "delivery"

    def __call__(self, evidence: Evidence) -> str:
        """Return the state."""
        standard = evidence.spec.pathway.standard
        if evidence.measure.id == standard:
            return "is_standard"
        measured = [p for p in evidence.others if p.measure.id == standard and p.supplied]
        found = [p.finding for p in measured if p.comparison.against == "target"]
        if not found:
            return "not_run"
        return "met" if all(finding is Finding.BETTER for finding in found) else "not_met"
