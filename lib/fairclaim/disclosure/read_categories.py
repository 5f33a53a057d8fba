"""Readings of the shares of several categories: no category that the others would give away."""

from collections.abc import Mapping, Sequence

from fairclaim.claims.claim import Claim
from fairclaim.claims.ledger import Table
from fairclaim.claims.phrasebook import phrasebook
from fairclaim.claims.pictures import NoPicture
from fairclaim.claims.reading import Reading
from fairclaim.claims.subject import Subject
from fairclaim.disclosure.giveaway import safe_step
from fairclaim.disclosure.group_rows import Row, notes_of
from fairclaim.disclosure.lines import share_tokens
from fairclaim.disclosure.months import listed
from fairclaim.disclosure.rounding import SUPPRESSED, count_token, is_small
from fairclaim.disclosure.withheld import withheld_amount
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.methods.proportion import Proportion
from fairclaim.stats.results import Estimate, Shares
from fairclaim.stats.samples import Counts

# So many categories are told in the sentence; all stand in the table.
_MOST_TOLD = 3
TOGETHER = "The likely ranges hold for all categories together, so each is wider than if it were asked by itself."
NOT_DRAWN = "The table tells the share of each category."
Line = Mapping[str, str]


def read_categories(claim: Claim, shares: Shares, subject: Subject, policy: DisclosurePolicy) -> Reading:
    """Read the share of each category; withheld whole where none of them may be told."""
    lines = category_lines(shares, policy)
    if not lines:
        return withheld_amount(claim, subject, 1)
    names = [_label(name) for name in shares.names]
    hidden = sorted(set(range(len(names))) - set(lines), key=names.__getitem__)
    rows: list[Row] = [(names[place], *(lines[place][key] for key in ("count", "own", "range"))) for place in lines]
    rows += [(names[place], SUPPRESSED, SUPPRESSED, SUPPRESSED) for place in hidden]
    first, *others = _told(lines, shares)
    tokens = {**lines[first], "first": names[first], "rest": _rest([(names[one], lines[one]) for one in others])}
    table = Table(
        caption=f"{subject.title}, {subject.period}",
        columns=("What was recorded", "How many", "In every 100", "Likely range, in every 100"),
        rows=tuple(rows),
        notes=(f"Counted in all: {count_token(shares.n, policy)}.", TOGETHER, *notes_of(rows)),
    )
    picture = NoPicture(reason=NOT_DRAWN)
    return Reading(claim_id=claim.id, shape="categories", tokens=tokens, table=table, picture=picture)


def _told(lines: Mapping[int, Line], shares: Shares) -> list[int]:
    """Choose the largest categories for the sentence; that nothing is on record is no reason, and is told last."""
    named = sorted((place for place in lines if shares.names[place]), key=lambda place: -shares.counts[place])
    return named[:_MOST_TOLD] + [place for place in lines if not shares.names[place]]


def category_lines(shares: Shares, policy: DisclosurePolicy) -> dict[int, Line]:
    """Write the line of each category that may be told, in the table's order.

    Where one alone is held back, the total less the others would give it away: the smallest of the others goes with
    it. Exact counts leave too little in doubt even then, so that they are told of all categories or of none.
    """
    told = {place: line for place in range(len(shares.names)) if (line := _line(shares, place, policy)) is not None}
    hidden = len(shares.names) - len(told)
    if hidden and policy.round_counts_to == 1:
        return {}
    if hidden == 1 and told:
        del told[min(told, key=lambda place: (shares.counts[place], -place))]
    return told


def _line(shares: Shares, place: int, policy: DisclosurePolicy) -> Line | None:
    counts = Counts(shares.counts[place], shares.n)
    if is_small(counts, policy):
        return None

    def line(arms: tuple[Counts, ...], step: int) -> tuple[object, ...] | None:
        return tuple(_tokens(arms[0], shares, policy, step).values())

    step = safe_step((counts,), line, policy)
    return None if step is None else _tokens(counts, shares, policy, step)


def _tokens(counts: Counts, shares: Shares, policy: DisclosurePolicy, step: int) -> dict[str, str]:
    """Write one category beside all others together, at the level that so many categories ask of each."""
    alone = Proportion()(counts, level=1 - (1 - shares.level) / len(shares.names))
    if not isinstance(alone, Estimate):
        raise TypeError("A category of those who were counted has a share.")
    return {**share_tokens(counts, alone, policy, step), "count": count_token(counts.events, policy)}


def _label(name: str) -> str:
    return name.replace("_", " ") if name else phrasebook().categories["unknown"]


def _rest(others: Sequence[tuple[str, Line]]) -> str:
    if not others:
        return ""
    words = phrasebook().categories
    named = [words["one"].format(name=name, own=line["own"]) for name, line in others]
    return words["then"].format(named=listed(named))
