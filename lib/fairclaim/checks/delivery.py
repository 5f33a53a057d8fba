"""Was the service delivered as designed: does its own reliability measure meet its standard?"""

from dataclasses import dataclass

from fairclaim.checks.evidence import Evidence
from fairclaim.kinds import Finding


@dataclass(frozen=True, slots=True)
class Delivered:
    """`met` only where the standard's finding is better: the whole likely range lies on the right side of it.

    `not_met` where it lies on the wrong side, and `unclear` in between.
    """

    id: str = "delivery"

    def __call__(self, evidence: Evidence) -> str:
        """Return the state."""
        standard = evidence.spec.pathway.standard
        measured = [p for p in evidence.others if p.measure.id == standard and p.supplied]
        found = [p.finding for p in measured if p.comparison.against == "target"]
        its_own = evidence.measure.id == standard
        if not found:
            return "is_standard" if its_own else "not_run"
        if all(finding is Finding.BETTER for finding in found):
            return "is_standard" if its_own else "met"
        if its_own:
            return "is_not_met"
        return "not_met" if Finding.WORSE in found else "unclear"
