"""From an assessment to the ledger: every claim told for one audience, and what is said of the report as a whole."""

from fairclaim import __version__
from fairclaim.claims.beside import Story
from fairclaim.claims.ledger import Entry, Ledger
from fairclaim.data.cohorts.overdue import OverdueAction
from fairclaim.kinds import Audience
from fairclaim.params.models import DisclosurePolicy
from fairclaim.params.spec import RunSpec
from fairclaim.session.actions import overdue_asks, overdue_lines
from fairclaim.session.assess import Assessment
from fairclaim.session.entries import told_entry
from fairclaim.session.front import front
from fairclaim.session.gaps import gaps, hidden_groups, not_told, rival_reasons
from fairclaim.session.remarks import remarks
from fairclaim.session.revised import Before, revised
from fairclaim.session.supply import not_supplied


def tell(
    assessment: Assessment,
    audience: Audience | None = None,
    *,
    before: Before | None = None,
    notices: tuple[str, ...] = (),
    overdue: tuple[OverdueAction, ...] = (),
) -> Ledger:
    """Read every claim for one audience (the house's own by default) and gather what a page may show.

    Parameters
    ----------
    assessment : Assessment
    audience : Audience, optional
    before : Before, optional
        The report that this one takes the place of, where the quarter's file names an extract that was reissued.
    notices : tuple of str
        Sentences on how this report came about, told on page one.
    overdue : tuple of OverdueAction
        Actions of the learning log that were due and not done: page one asks for decisions, and the appendix lists all.
    """
    spec = assessment.spec
    reader = audience or spec.house.audience
    policy: DisclosurePolicy = getattr(spec.house.disclosure, reader)
    entries = tuple(told_entry(spec, claim, policy) for claim in assessment.claims)
    prints = dict.fromkeys(pair for entry in entries for pair in entry.evidence)
    return Ledger(
        service=spec.service.id,
        service_name=spec.service.name,
        organisation=spec.house.organisation,
        contact=spec.house.contact,
        about=spec.service.about,
        pathway_name=spec.pathway.name,
        quarter=str(spec.quarter),
        quarter_words=spec.quarter.readers_name,
        as_at=spec.quarter_file.as_at,
        audience=reader,
        audience_words=_audience_words(reader, policy),
        synthetic=spec.quarter_file.synthetic is not None and spec.source.folder is None,
        level_words=_level_words(spec),
        issues=tuple(spec.quarter_file.issues),
        source_name=spec.source.name,
        publisher=spec.source.publisher,
        licence=spec.source.licence or "",
        story=_story(spec),
        front=front(entries, _lacks(assessment, entries), overdue_asks(overdue, spec.quarter)),
        entries=entries,
        remarks=remarks(spec, entries),
        not_told=not_told(assessment),
        not_supplied=tuple(not_supplied((table,), spec.quarter_file) for table in _missing(assessment)),
        revised=None if before is None else revised(assessment, before, policy),
        overdue=overdue_lines(overdue),
        notices=notices,
        fingerprints=(*spec.fingerprints, *prints),
        fairclaim_version=__version__,
    )


def _lacks(assessment: Assessment, entries: tuple[Entry, ...]) -> tuple[str, ...]:
    reasons = rival_reasons(entries, assessment.spec.pathway.rivals)
    return (*reasons, *hidden_groups(entries), *gaps(assessment))


def _missing(assessment: Assessment) -> tuple[str, ...]:
    lacking = (table for claim in assessment.claims for table in claim.observed.lacks)
    return tuple(dict.fromkeys((*assessment.spec.quarter_file.not_supplied, *lacking)))


def _story(spec: RunSpec) -> Story:
    return Story(
        mechanism=spec.pathway.mechanism,
        rivals=tuple(spec.pathway.rivals),
        partners=tuple(spec.pathway.partners),
        owner=spec.pathway.owner,
        dated=spec.pathway.dated,
        wider_good=spec.pathway.wider_good or "",
    )


def _audience_words(audience: Audience, policy: DisclosurePolicy) -> str:
    if policy.suppress_below == 0 and policy.round_counts_to == 1:
        return f"This copy is for {_READERS[audience]}. It holds exact counts and must not be passed on."
    return (
        f"This copy is for {_READERS[audience]}. Counts below {policy.suppress_below}, and those that would give them "
        f"away, are withheld; other counts are given to the nearest {policy.round_counts_to}. Figures are rounded, so "
        "they may not add up."
    )


_READERS: dict[Audience, str] = {
    "internal": "the service itself",
    "contract": "the service and its commissioners",
    "public": "anyone",
}


def _level_words(spec: RunSpec) -> str:
    primary = sum(comparison.primary for comparison in spec.service.comparisons)
    words = (
        f"A likely range is a {100 * spec.house.level:.4g}% confidence interval: the figures beyond it fit poorly with "
        "what was counted. It does not cover errors in the records."
    )
    if primary > 1:
        words += " Main comparisons are asked together (Holm), so their ranges may be wider: each says its level."
    return words
