"""Did a design that needs two groups to move alike pass its own test?"""

from dataclasses import dataclass

from fairclaim.checks.evidence import Evidence
from fairclaim.stats.results import Diagnostic, Estimate


@dataclass(frozen=True, slots=True)
class OwnTests:
    """`passed`, `weak`, `failed` or `not_run` by the design's own diagnostic; `plain` where no design was asked for.

    `weak` if it was passed, but its likely range reaches as far as what the design found: trends alone might have made
    all of it. A design whose test was not passed is withdrawn before this check is asked: it then tells why.
    """

    id: str = "own_tests"

    def __call__(self, evidence: Evidence) -> str:
        """Return the state."""
        if evidence.test is None and evidence.comparison.against == "comparison_group":
            return "plain"
        if not isinstance(evidence.test, Diagnostic):
            return "not_run"
        if not evidence.test.passed:
            return "failed"
        return "weak" if _reaches(evidence.test, evidence) else "passed"


def _reaches(test: Diagnostic, evidence: Evidence) -> bool:
    found = next((p.result for p in evidence.others if p.comparison.id == evidence.comparison.id), None)
    if not isinstance(found, Estimate) or test.lower is None or test.upper is None:
        return False
    return test.upper >= found.value if found.value > 0 else test.lower <= found.value
