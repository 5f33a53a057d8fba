"""Was the outcome recorded correctly, as far as an audit of a sample can tell?"""

from dataclasses import dataclass

from fairclaim.checks.evidence import Evidence
from fairclaim.stats.methods.proportion import Proportion
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import Counts


@dataclass(frozen=True, slots=True)
class Audited:
    """`agreed` if the lower limit of the audited agreement (Wilson) reaches the level on file.

    The limit and not the share, because a handful of records that all agree show little.
    """

    id: str = "audit"

    def __call__(self, evidence: Evidence) -> str:
        """Return the state."""
        rule = evidence.spec.pathway.audit
        if rule is None or evidence.audit is None or evidence.audit.frame.empty:
            return "not_run"
        agreed = int((evidence.audit.frame["state"] == "yes").sum())
        estimate = Proportion()(Counts(agreed, len(evidence.audit.frame)), level=evidence.spec.house.level)
        if not isinstance(estimate, Estimate):
            return "not_run"
        return "agreed" if estimate.lower >= rule.agreement else "below"
