"""What a reissued extract changed: the report of the earlier one beside this one, claim by claim."""

from dataclasses import dataclass

from fairclaim.claims.beside import Revised, RevisedClaim, RevisedRows
from fairclaim.claims.claim import Claim
from fairclaim.claims.phrasebook import finding_words, phrasebook
from fairclaim.claims.reading import Reading
from fairclaim.claims.subject import subject
from fairclaim.data.reading.changed_rows import ChangedRows
from fairclaim.disclosure import read
from fairclaim.disclosure.revision import read_revision, rows_token
from fairclaim.disclosure.withheld import told_finding
from fairclaim.kinds import Finding
from fairclaim.params.models import DisclosurePolicy
from fairclaim.params.months import day
from fairclaim.params.spec import RunSpec
from fairclaim.session.assess import Assessment
from fairclaim.session.supply import joined, readers_name

_MOST = 2


@dataclass(frozen=True, slots=True)
class Before:
    """The report that this one takes the place of: assessed anew from its own extract, by today's definitions.

    Parameters
    ----------
    assessment : Assessment
    rows : tuple of ChangedRows
        How the two extracts differ, table by table, in true counts.
    """

    assessment: Assessment
    rows: tuple[ChangedRows, ...]


def revised(now: Assessment, before: Before, policy: DisclosurePolicy) -> Revised:
    """Say what changed, for one audience.

    Parameters
    ----------
    now : Assessment
        Of a quarter whose file says which extract it revises.
    before : Before
        With the same comparisons in the same order.
    policy : DisclosurePolicy
    """
    revision = now.spec.quarter_file.revises
    if revision is None:
        raise ValueError("Only a quarter whose file names an earlier extract has something to revise.")
    pairs = zip(before.assessment.claims, now.claims, strict=True)
    claims = tuple(_claim(before.assessment, was, now, claim, policy) for was, claim in pairs)
    changed = tuple(sorted((rows for rows in before.rows if _shown(rows, policy)), key=_most_first))
    reason = revision.reason.rstrip(". ")
    return Revised(
        as_at=revision.as_at,
        opening=phrasebook().revised["opening"].format(as_at=day(revision.as_at), reason=reason),
        changes=(*_changes(claims), *_rows_line(changed, policy)),
        claims=claims,
        rows=tuple(_rows(rows, policy) for rows in changed),
        other_rows=_other_rows(policy) if len(changed) < len(before.rows) else "",
    )


def _claim(earlier: Assessment, was: Claim, now: Assessment, claim: Claim, policy: DisclosurePolicy) -> RevisedClaim:
    about = subject(now.spec, claim.comparison)
    old = read(was, subject(earlier.spec, was.comparison), policy)
    new = read(claim, about, policy)
    figures = read_revision((was, old), (claim, new), policy)
    marks = [_marks(earlier.spec, was, old), _marks(now.spec, claim, new)]
    return RevisedClaim(
        claim_id=claim.id,
        title=about.title,
        against_words=about.against_words if about.against != "nothing" else "",
        before=figures[0],
        now=figures[1],
        before_marks=marks[0],
        now_marks=marks[1],
    )


def _marks(spec: RunSpec, claim: Claim, reading: Reading) -> str:
    found = finding_words(subject(spec, claim.comparison), told_finding(claim, reading), reading.shape)
    return f"{found}, {claim.rung.readers_name}"


def _changes(claims: tuple[RevisedClaim, ...]) -> tuple[str, ...]:
    """Name the first claims that changed: what is worse now, then other findings and evidence, then figures."""
    words = phrasebook().revised
    changed = sorted((claim for claim in claims if _turned(claim) or _moved(claim)), key=_worse_first)
    if not changed:
        return (words["nothing_moved"],)
    named = [words[_key(claim)].format(**claim.model_dump()) for claim in changed[:_MOST]]
    if others := len(changed[_MOST:]):
        named.append(words["others_one" if others == 1 else "others_some"].format(count=others))
    return tuple(named) if _turned(changed[0]) else (*named, words["none_turned"])


def _key(claim: RevisedClaim) -> str:
    if _turned(claim):
        return "turned"
    return "moved_by_few" if claim.before == claim.now else "moved"


def _worse_first(claim: RevisedClaim) -> tuple[bool, bool]:
    return not _turned(claim), not claim.now_marks.startswith(_BAD)


# How the marks of bad news begin.
_BAD = (Finding.WORSE.value, "standard not met")


def _turned(claim: RevisedClaim) -> bool:
    return claim.before_marks != claim.now_marks


def _moved(claim: RevisedClaim) -> bool:
    return claim.before != claim.now or claim.now == phrasebook().revised["few"]


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _shown(rows: ChangedRows, policy: DisclosurePolicy) -> bool:
    return max(rows.late, rows.withdrawn) >= max(1, policy.suppress_below)


def _most_first(rows: ChangedRows) -> tuple[int, str]:
    return -max(rows.late, rows.withdrawn), rows.table


def _rows(rows: ChangedRows, policy: DisclosurePolicy) -> RevisedRows:
    return RevisedRows(
        table=_capital(readers_name(rows.table)),
        late=rows_token(rows.late, policy),
        withdrawn=rows_token(rows.withdrawn, policy),
    )


def _rows_line(changed: tuple[ChangedRows, ...], policy: DisclosurePolicy) -> tuple[str, ...]:
    words = phrasebook().revised
    told = tuple(
        words["some_rows"].format(rows=rows_token(rows.late, policy), table=readers_name(rows.table))
        for rows in changed[:_MOST]
        if rows.late >= max(1, policy.suppress_below)
    )
    return (words["rows"].format(rows=joined(told)),) if told else ()


def _other_rows(policy: DisclosurePolicy) -> str:
    words = phrasebook().revised
    if policy.suppress_below == 0:
        return words["other_tables_exact"]
    return words["other_tables"].format(threshold=policy.suppress_below)
