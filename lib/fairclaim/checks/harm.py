"""Was harm watched beside the outcome, and did it not get worse?"""

from dataclasses import dataclass

from fairclaim.checks.evidence import Evidence, Preliminary
from fairclaim.checks.followup import followed_up
from fairclaim.claims.direction import better_for
from fairclaim.claims.findings import gain, room
from fairclaim.kinds import EARLIER, Finding
from fairclaim.stats.results import Curve, Estimate


@dataclass(frozen=True, slots=True)
class HarmNotWorse:
    """`worse`, `cannot_tell`, `unseen` or `not_worse`, by the paired harm's own interval, margin and follow-up.

    `not_worse` asks that a worsening which would matter is ruled out: the interval's bad end lies within the margin.
    Without a margin on file only a harm that is clearly better rules a worsening out. It also asks that somebody
    looked: where harm that nobody recorded counts as none, or too few were followed up, it is `unseen` and no pass. A
    harm that was not supplied was not watched, and one that is held against no earlier quarter cannot be found worse:
    then the check did not run. The harm measure itself has the same states under names of its own.
    """

    id: str = "harm"

    def __call__(self, evidence: Evidence) -> str:
        """Return the state."""
        harm_id = evidence.spec.pathway.harm
        supplied = [p for p in evidence.others if p.measure.id == harm_id and p.supplied]
        states = {self._state(p) for p in supplied if p.comparison.against in EARLIER}
        state = next((one for one in _WORST_FIRST if one in states), "not_compared" if supplied else "not_run")
        return _OF_ITSELF.get(state, state) if evidence.measure.id == harm_id else state

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
        if not ruled_out:
            return "cannot_tell"
        shares = [counts.events / counts.n if counts.n else None for counts in harm.seen]
        return "not_worse" if followed_up(harm.measure, shares) == "full" else "unseen"


_WORST_FIRST = ("worse", "cannot_tell", "unseen", "not_worse")
# What the harm measure's own claim is told, whose headline says the rest.
_OF_ITSELF = {"worse": "is_worse", "cannot_tell": "is_unclear", "unseen": "is_unseen", "not_worse": "is_harm"}
