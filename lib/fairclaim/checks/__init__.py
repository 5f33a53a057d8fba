"""Every check, in one explicit tuple: adding one is adding its file, its line here and its row in the ladder."""

from fairclaim.checks.audit import Audited
from fairclaim.checks.definition import SameDefinition
from fairclaim.checks.delivery import Delivered
from fairclaim.checks.evidence import Check, Evidence, Preliminary
from fairclaim.checks.followup import FollowUp
from fairclaim.checks.harm import HarmNotWorse
from fairclaim.checks.own_tests import OwnTests
from fairclaim.checks.regression import BeyondRegression
from fairclaim.checks.starting_point import StartingPoint
from fairclaim.checks.story import StoryOnFile
from fairclaim.claims.claim import CheckResult
from fairclaim.claims.ladder import BROKEN, graded_as, ladder

CHECKS: tuple[Check, ...] = (
    SameDefinition(),
    FollowUp(),
    BeyondRegression(),
    StartingPoint(),
    OwnTests(),
    Audited(),
    HarmNotWorse(),
    Delivered(),
    StoryOnFile(),
)

__all__ = ["CHECKS", "Check", "Evidence", "Preliminary", "run_checks"]


def run_checks(evidence: Evidence, checks: tuple[Check, ...] = CHECKS) -> tuple[CheckResult, ...]:
    """Run every check that the ladder asks of this kind of claim, in the ladder's order.

    A check of the ladder that has no file yet did not run: its state is `not_run`, with the cap that this has. One
    that stops with an error has the same cap and says so. A check never vanishes.
    """
    by_id = {check.id: check for check in checks}
    kind = graded_as(evidence.measure)
    asked = [row.id for row in ladder().checks if row.applies(kind, evidence.comparison.against)]
    return tuple(CheckResult(check_id, _state(by_id.get(check_id), evidence)) for check_id in asked)


def _state(check: Check | None, evidence: Evidence) -> str:
    if check is None:
        return "not_run"
    try:
        return check(evidence)
    except Exception:  # noqa: BLE001 - whatever goes wrong inside a check, the claim must be told without it.
        return BROKEN
