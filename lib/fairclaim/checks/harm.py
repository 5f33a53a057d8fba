"""Was harm watched beside the outcome, and did it not get worse?"""

from dataclasses import dataclass

from fairclaim.checks.evidence import Evidence, Preliminary
from fairclaim.claims.direction import better_for
from fairclaim.claims.findings import gain, room
from fairclaim.kinds import EARLIER, Finding
from fairclaim.stats.results import Curve, Estimate


@dataclass(frozen=True, slots=True)
class HarmNotWorse:
    """`worse`, `cannot_tell` or `not_worse`, by the paired harm's own interval and margin.

    `not_worse` asks that a worsening which would matter is ruled out: the interval's bad end lies within the margin.
    Without a margin on file only a harm that is clearly better rules a worsening out. A harm that was not supplied was
    not watched: the check did not run.
    """

    id: str = "harm"

    def __call__(self, evidence: Evidence) -> str:
        """Return the state."""
        harm_id = evidence.spec.pathway.harm
        if evidence.measure.id == harm_id:
            return "is_harm"
        watched = [p for p in evidence.others if p.measure.id == harm_id and p.supplied]
        found = [p for p in watched if p.comparison.against in EARLIER]
        states = {self._state(p) for p in found}
        for state in ("worse", "cannot_tell", "not_worse"):
            if state in states:
                return state
        return "not_run"

    @staticmethod
    def _state(harm: Preliminary) -> str:
        result = harm.result.read if isinstance(harm.result, Curve) else harm.result
        if harm.finding is Finding.WORSE:
            return "worse"
        if not isinstance(result, Estimate) or harm.finding is Finding.CANNOT_SAY:
            return "cannot_tell"
        bad_end, _ = gain(result, better=better_for(harm.comparison, harm.measure, result))
        margin = harm.comparison.margin
        ruled_out = bad_end > 0 if margin is None else bad_end > -room(result, margin)
        return "not_worse" if ruled_out else "cannot_tell"
