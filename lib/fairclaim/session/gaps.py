"""What a report as a whole does not hold: breakdowns and cost, named so that nobody takes silence for an answer."""

from fairclaim.claims.phrasebook import phrasebook
from fairclaim.disclosure.breakdown import NAMES
from fairclaim.params.measures import QuantityMeasure
from fairclaim.session.assess import Assessment
from fairclaim.session.supply import joined


def gaps(assessment: Assessment) -> tuple[str, ...]:
    """Name the characteristics by which nothing is broken down, and cost where nothing is counted in pounds."""
    words = phrasebook().gaps
    shown = {by for claim in assessment.claims for by, _ in claim.observed.groups}
    missing = tuple(name.lower() for by, name in NAMES.items() if by not in shown)
    said = [words["breakdowns"].format(missing=joined(missing, "or"))] if missing else []
    if not any(isinstance(c.measure, QuantityMeasure) and c.measure.unit == "pounds" for c in assessment.claims):
        said.append(words["cost"])
    return tuple(said)
