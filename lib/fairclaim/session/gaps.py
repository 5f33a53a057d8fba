"""What a report as a whole does not hold, named so that nobody takes silence for an answer."""

from collections.abc import Sequence

from fairclaim.claims.ledger import Entry
from fairclaim.claims.phrasebook import phrasebook
from fairclaim.disclosure.breakdown import NAMES
from fairclaim.disclosure.rounding import SUPPRESSED
from fairclaim.kinds import Finding
from fairclaim.params.measures import AnyMeasure, QuantityMeasure
from fairclaim.session.assess import Assessment
from fairclaim.session.supply import joined

# What an inspector asks after first.
_FIRST = ("safety", "system_proxy", "experience")
_NAMED = 3


def gaps(assessment: Assessment) -> tuple[str, ...]:
    """Name measures of the pathway that are not told, characteristics without a breakdown, and cost without pounds."""
    words = phrasebook().gaps
    shown = {by for claim in assessment.claims for by, _ in claim.observed.groups}
    missing = tuple(name.lower() for by, name in NAMES.items() if by not in shown)
    said = _not_asked(assessment)
    if missing:
        said.append(words["breakdowns_left" if shown else "breakdowns"].format(missing=joined(missing, "or")))
    if not any(isinstance(c.measure, QuantityMeasure) and c.measure.unit == "pounds" for c in assessment.claims):
        said.append(words["cost"])
    return tuple(said)


def hidden_groups(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Name characteristics of which most figures are withheld, so that a breakdown is not taken for an answer."""
    cells: dict[str, list[bool]] = {}
    for table in (table for entry in entries for table in entry.breakdowns):
        cells.setdefault(table.columns[0], []).extend(SUPPRESSED in row for row in table.rows)
    named = tuple(by.lower() for by, withheld in cells.items() if sum(withheld) > len(withheld) / 2)
    return (phrasebook().gaps["breakdowns_withheld"].format(withheld=joined(named, "and")),) if named else ()


def not_told(assessment: Assessment) -> tuple[str, ...]:
    """List the measures of the pathway of which this report tells nothing, in the order of `_not_asked`."""
    return tuple(one.title for one in _left_out(assessment))


def rival_reasons(entries: Sequence[Entry], rivals: Sequence[str]) -> tuple[str, ...]:
    """Name what else could explain a better outcome: a reader of page one alone would else credit the service.

    Of what is told: that a withheld figure is better is nobody's to know.
    """
    better = [entry for entry in entries if entry.finding is Finding.BETTER and entry.against != "target"]
    return (phrasebook().gaps["rivals"].format(rivals=" ".join(rivals)),) if rivals and better else ()


def _not_asked(assessment: Assessment) -> list[str]:
    """Name some measures of the pathway of which this report tells nothing, harm before the rest."""
    others = _left_out(assessment)
    if not others:
        return []
    ids = assessment.spec.pathway.measures
    told = {claim.measure.id for claim in assessment.claims}
    some = joined(tuple(f"“{one.title}”" for one in others[:_NAMED]), "or")
    key = "not_asked" if len(others) > _NAMED else "not_asked_few"
    return [phrasebook().gaps[key].format(all=len(ids), told=len(told.intersection(ids)), some=some)]


def _left_out(assessment: Assessment) -> list[AnyMeasure]:
    told = {claim.measure.id for claim in assessment.claims}
    ids = assessment.spec.pathway.measures
    others = [one for one in assessment.spec.measures if one.id in ids and one.id not in told]
    needed = {claim.measure.read_with for claim in assessment.claims}
    others.sort(key=lambda one: _FIRST.index(one.family) if one.family in _FIRST else len(_FIRST))
    # First of all what a claim that is told would mislead without.
    others.sort(key=lambda one: one.id not in needed)
    return others
