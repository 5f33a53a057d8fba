"""One claim becomes an entry of the ledger: its reading for an audience, in words, and what it rests on."""

from collections.abc import Mapping

from fairclaim.claims.asking import ask
from fairclaim.claims.claim import CheckResult, Claim
from fairclaim.claims.definition import definition
from fairclaim.claims.doubts import cautions, more_quarters
from fairclaim.claims.ladder import ladder
from fairclaim.claims.ledger import CheckLine, Entry, Table
from fairclaim.claims.phrasebook import completion_sentence, finding_words, phrasebook, to_say_more
from fairclaim.claims.reading import Reading
from fairclaim.claims.subject import Subject, subject
from fairclaim.claims.telling import Telling, figure_title, headline
from fairclaim.disclosure import read
from fairclaim.disclosure.breakdown import breakdowns
from fairclaim.disclosure.read_checks import check_figures
from fairclaim.disclosure.rounding import count_token
from fairclaim.disclosure.withheld import told_finding
from fairclaim.kinds import Finding
from fairclaim.params.models import DisclosurePolicy
from fairclaim.params.months import month_name
from fairclaim.params.spec import RunSpec
from fairclaim.session.cards import method_card, method_sentence
from fairclaim.session.supply import would_show
from fairclaim.stats.results import NotEstimable, Process


def told_entry(spec: RunSpec, claim: Claim, policy: DisclosurePolicy) -> Entry:
    """Read one claim under a policy, and put it into words, with everything that it rests on."""
    about = subject(spec, claim.comparison)
    reading = read(claim, about, policy)
    telling = Telling(
        reading=reading,
        subject=about,
        finding=told_finding(claim, reading),
        rung=claim.rung,
        redefined=claim.redefined,
        harm_unclear=CheckResult("harm", "is_unclear") in claim.checks,
        supplied=not claim.observed.lacks,
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
        finding_words=finding_words(about, telling.finding, reading.shape),
        rung=claim.rung,
        primary=claim.comparison.primary,
        headline=said,
        because=tuple(ladder().state(check.check, check.state).sentence for check in claim.bound),
        cautions=(*cautions(telling), *_check_cautions(claim)),
        not_yet=_not_yet(spec, claim, about, reading),
        ask=ask(telling),
        table=reading.table,
        picture=reading.picture,
        picture_title=figure_title(telling),
        picture_text=said,
        definition=definition(spec, claim.comparison, claim.observed.planned),
        flow=_flow(claim, about, policy, shown=reading.shape != "withheld"),
        breakdowns=_breakdowns(spec, claim, reading, policy),
        completion=reading.completion.table if reading.completion else None,
        completion_words=completion_sentence(reading),
        checks=_check_lines(claim, _figures(spec, claim, reading, policy)),
        method=method_sentence(claim),
        card=method_card(claim.comparison.method),
        evidence=_evidence(claim, policy),
        supplied=not claim.observed.lacks,
        read_with=claim.measure.read_with or "",
    )


def _breakdowns(spec: RunSpec, claim: Claim, reading: Reading, policy: DisclosurePolicy) -> tuple[Table, ...]:
    # The groups of a withheld share would add up to it.
    return () if reading.shape in {"withheld", "none"} else breakdowns(claim, spec.house.level, policy)


# Cohorts smaller than this could be guessed row by row until their fingerprint fits.
_FEWEST_ROWS = 100


def _evidence(claim: Claim, policy: DisclosurePolicy) -> tuple[tuple[str, str], ...]:
    prints = claim.observed.fingerprints
    return tuple((name, sha) for name, sha, rows in prints if rows >= _FEWEST_ROWS or policy.round_counts_to == 1)


def _check_cautions(claim: Claim) -> tuple[str, ...]:
    # Beside bad news a caution would read as an excuse. Everywhere else it is owed, also where it is the reason for the
    # rung: page one shows the cautions, and the reasons only in words of their level.
    if claim.finding is Finding.WORSE or isinstance(claim.result, NotEstimable):
        return ()
    # That people get better by themselves explains a change for the better, and no other.
    asked = (check for check in claim.checks if check.check != "regression" or claim.finding is Finding.BETTER)
    said = (ladder().state(check.check, check.state).caution for check in asked)
    return tuple(sentence for sentence in said if sentence)


def _not_yet(spec: RunSpec, claim: Claim, about: Subject, reading: Reading) -> tuple[str, ...]:
    """Say what the claim does not show, and what would show it."""
    if claim.observed.lacks and isinstance(claim.result, NotEstimable):
        title = claim.measure.title
        line = phrasebook().not_supplied["not_yet"].format(title=title, line=claim.result.reason)
        return line, would_show(title, claim.observed.lacks)
    if isinstance(claim.result, NotEstimable):
        return ()
    said = [ladder().rungs[claim.rung].not_yet]
    if claim.finding in {Finding.CANNOT_SAY, Finding.NO_CLEAR_DIFFERENCE} and not claim.redefined:
        said += more_quarters(reading, about, getattr(claim.result, "level", None) or spec.house.level)
    missing = [ladder().state(check.check, check.state).shows for check in claim.bound]
    return (*said, *to_say_more(claim.measure.title, missing))


def _limits_rest_on(claim: Claim) -> tuple[tuple[str, str], ...]:
    result, months = claim.result, claim.observed.periods
    if not isinstance(result, Process) or isinstance(result.limits, NotEstimable):
        return ()
    first = result.segments[-1][0]
    used = months[first : first + result.earlier] if result.earlier else months[first:]
    told = f"{len(used)}, from {month_name(used[0])} to {month_name(used[-1])}"
    return (("Months that set the chart's limits", told),)


def _flow(claim: Claim, about: Subject, policy: DisclosurePolicy, *, shown: bool) -> tuple[tuple[str, str], ...]:
    if claim.measure.kind == "series":  # Published months; people asked by month have steps of their own.
        months, missing = len(claim.observed.periods), len(claim.observed.not_published)
        counted = (("Months up to the quarter's end", str(months + missing)), ("Of them published", str(months)))
        return (*counted, *_limits_rest_on(claim))
    sides = ((about.period, claim.observed.flow), (about.reference, claim.observed.reference_flow))
    steps = tuple((f"{period}: {step}", count_token(count, policy)) for period, flow in sides for step, count in flow)
    # Whether a month is there at all says nothing of how many were counted in it, unless the chart is withheld.
    return (*steps, *(_limits_rest_on(claim) if shown else ()))


def _figures(spec: RunSpec, claim: Claim, reading: Reading, policy: DisclosurePolicy) -> Mapping[str, str]:
    # Beside withheld numbers, who was seen or audited would narrow them down.
    if reading.shape in {"withheld", "none"}:
        return {}
    return check_figures(claim, subject(spec, claim.comparison), spec.house.level, policy)


def _check_lines(claim: Claim, figures: Mapping[str, str]) -> tuple[CheckLine, ...]:
    return tuple(
        CheckLine(
            check=ladder().check(check.check).asks,
            verdict=ladder().state(check.check, check.state).verdict,
            sentence=ladder().state(check.check, check.state).sentence,
            figures=figures.get(check.check, ""),
            bound=check in claim.bound,
        )
        for check in claim.checks
    )
