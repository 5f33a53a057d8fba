"""Was the outcome recorded correctly, as far as an audit of a sample can tell?"""

from dataclasses import dataclass

from fairclaim.checks.evidence import Evidence
from fairclaim.params.measures import AnyMeasure, ProportionMeasure
from fairclaim.stats.methods.proportion import Proportion
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import Counts


@dataclass(frozen=True, slots=True)
class Audited:
    """`agreed` if the lower limit of the audited agreement (Wilson) reaches the level on file.

    The limit and not the share, because a handful of records that all agree show little: where only the share reaches
    the level, the records are `too_few`. What an audit itself found is no record that an audit could confirm.
    """

    id: str = "audit"

    def __call__(self, evidence: Evidence) -> str:
        """Return the state."""
        if _is_an_audit(evidence.measure):
            return "is_audit"
        rule = evidence.spec.pathway.audit
        if rule is None or evidence.audit is None or evidence.audit.frame.empty:
            return "not_run"
        agreed = int((evidence.audit.frame["state"] == "yes").sum())
        estimate = Proportion()(Counts(agreed, len(evidence.audit.frame)), level=evidence.spec.house.level)
        if not isinstance(estimate, Estimate):
            return "not_run"
        if estimate.lower >= rule.agreement:
            return "agreed"
        return "too_few" if estimate.value >= rule.agreement else "below"


def _is_an_audit(measure: AnyMeasure) -> bool:
    return isinstance(measure, ProportionMeasure) and measure.index.table == "audits"
