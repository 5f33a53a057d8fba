"""From an assessment to the ledger: the one place where claims become readings, and readings are put into words."""

from fairclaim import __version__
from fairclaim.claims.claim import Claim
from fairclaim.claims.ladder import ladder
from fairclaim.claims.ledger import CheckLine, Entry, Ledger, Story
from fairclaim.claims.phrasebook import Telling, ask, cautions, figure_title, headline, more_quarters
from fairclaim.claims.reading import Reading
from fairclaim.claims.subject import Subject, definition, subject
from fairclaim.disclosure import read
from fairclaim.disclosure.rounding import count_token
from fairclaim.kinds import Audience, Finding
from fairclaim.params.models import DisclosurePolicy
from fairclaim.params.spec import RunSpec
from fairclaim.session.assess import Assessment
from fairclaim.session.front import front
from fairclaim.session.remarks import remarks
from fairclaim.stats.results import Estimate, NotEstimable, Process


def tell(assessment: Assessment, audience: Audience | None = None) -> Ledger:
    """Read every claim for one audience (the house's own by default) and gather what a page may show."""
    spec = assessment.spec
    reader = audience or spec.house.audience
    policy: DisclosurePolicy = getattr(spec.house.disclosure, reader)
    entries = tuple(_entry(spec, claim, policy) for claim in assessment.claims)
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
        front=front(entries),
        entries=entries,
        remarks=remarks(spec, entries),
        fingerprints=(*spec.fingerprints, *prints),
        fairclaim_version=__version__,
    )


def _entry(spec: RunSpec, claim: Claim, policy: DisclosurePolicy) -> Entry:
    about = subject(spec, claim.comparison)
    reading = read(claim, about, policy)
    telling = Telling(
        reading=reading,
        subject=about,
        finding=_told_finding(claim, reading),
        rung=claim.rung,
        redefined=claim.redefined,
        wider_good=spec.pathway.wider_good,
    )
    said = headline(telling)
    return Entry(
        claim_id=claim.id,
        measure=claim.measure.id,
        title=about.title,
        against=claim.comparison.against,
        against_words=about.against_words,
        family=claim.measure.family,
        level=claim.measure.level,
        finding=telling.finding,
        rung=claim.rung,
        primary=claim.comparison.primary,
        headline=said,
        because=tuple(ladder().state(check.check, check.state).sentence for check in claim.bound),
        cautions=(*cautions(telling), *_check_cautions(claim)),
        not_yet=_not_yet(claim, reading),
        ask=ask(telling),
        table=reading.table,
        picture=reading.picture,
        picture_title=figure_title(telling),
        picture_text=said,
        definition=definition(spec, claim.comparison),
        flow=_flow(claim, about, policy),
        checks=_check_lines(claim),
        method=_method(claim),
        evidence=_evidence(claim, policy),
    )


def _told_finding(claim: Claim, reading: Reading) -> Finding:
    # Which way withheld numbers point can itself single them out, so only bad news is told of them.
    if reading.shape == "withheld" and claim.finding is not Finding.WORSE:
        return Finding.CANNOT_SAY
    return claim.finding


# Cohorts smaller than this could be guessed row by row until their fingerprint fits.
_FEWEST_ROWS = 100


def _evidence(claim: Claim, policy: DisclosurePolicy) -> tuple[tuple[str, str], ...]:
    prints = claim.observed.fingerprints
    return tuple((name, sha) for name, sha, rows in prints if rows >= _FEWEST_ROWS or policy.round_counts_to == 1)


def _check_cautions(claim: Claim) -> tuple[str, ...]:
    # A caution is owed where the claim says something good or plain: beside bad news it would read as an excuse.
    if claim.finding not in {Finding.BETTER, Finding.DESCRIBED}:
        return ()
    said = (ladder().state(check.check, check.state).caution for check in claim.checks if check not in claim.bound)
    return tuple(sentence for sentence in said if sentence)


def _not_yet(claim: Claim, reading: Reading) -> tuple[str, ...]:
    """Say what the claim does not show, and what would show it."""
    if isinstance(claim.result, NotEstimable):
        return ()
    said = [ladder().rungs[claim.rung].not_yet]
    if claim.finding in {Finding.CANNOT_SAY, Finding.NO_CLEAR_DIFFERENCE} and not claim.redefined:
        said += more_quarters(reading, claim.measure.title)
    missing = [ladder().state(check.check, check.state).shows for check in claim.bound]
    if missing:
        said.append(f"{claim.measure.title}: to say more, the next report would need {' and '.join(missing)}.")
    return tuple(said)


def _flow(claim: Claim, about: Subject, policy: DisclosurePolicy) -> tuple[tuple[str, str], ...]:
    if claim.measure.kind == "series":
        months, missing = len(claim.observed.periods), len(claim.observed.not_published)
        return (("Months up to the quarter's end", str(months + missing)), ("Of them published", str(months)))
    sides = ((about.period, claim.observed.flow), (about.reference, claim.observed.reference_flow))
    return tuple((f"{period}: {step}", count_token(count, policy)) for period, flow in sides for step, count in flow)


def _check_lines(claim: Claim) -> tuple[CheckLine, ...]:
    return tuple(
        CheckLine(
            check=ladder().check(check.check).asks,
            verdict=ladder().state(check.check, check.state).verdict,
            sentence=ladder().state(check.check, check.state).sentence,
            bound=check in claim.bound,
        )
        for check in claim.checks
    )


def _method(claim: Claim) -> str:
    result, estimand = claim.result, type(claim.comparison.method).estimand
    sentence = f"{estimand[0].upper()}{estimand[1:]}."
    if isinstance(result, Estimate):
        interval = f"Interval: {result.method}, at {100 * result.level:.4g}%."
        return " ".join((sentence, interval, *result.notes))
    if isinstance(result, Process):
        return " ".join((sentence, *result.notes))
    return sentence


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
