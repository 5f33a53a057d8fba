"""Readings of the shares of several categories: a sentence, a table and a picture of the same lines."""

from collections.abc import Mapping, Sequence

from fairclaim.claims.claim import Claim
from fairclaim.claims.ledger import Table
from fairclaim.claims.phrasebook import phrasebook
from fairclaim.claims.pictures import CategoriesPicture, CategoryRow
from fairclaim.claims.reading import Reading
from fairclaim.claims.subject import Subject
from fairclaim.disclosure.category_lines import CategoryLine, category_lines
from fairclaim.disclosure.group_rows import Row, notes_of
from fairclaim.disclosure.months import listed
from fairclaim.disclosure.read_checks import of_the_seen
from fairclaim.disclosure.rounding import SUPPRESSED, count_token, nearly_all
from fairclaim.disclosure.withheld import withheld_amount
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.results import Shares
from fairclaim.stats.samples import Counts

# So many categories are told in the sentence; all stand in the table.
_MOST_TOLD = 3
TOGETHER = "The likely ranges hold for all categories together, so each is wider than if it were asked by itself."
UNIT = "In every 100"


def read_categories(claim: Claim, shares: Shares, subject: Subject, policy: DisclosurePolicy) -> Reading:
    """Read the share of each category; withheld whole where none of them may be told."""
    seen = _seen_of_all(claim)
    lines = category_lines(shares, policy)
    if not lines:
        return withheld_amount(claim, subject, 1)
    names = [_label(name) for name in shares.names]
    hidden = sorted(set(range(len(names))) - set(lines), key=names.__getitem__)
    rows: list[Row] = [
        (names[place], *(line.tokens[key] for key in ("count", "own", "range"))) for place, line in lines.items()
    ]
    rows += [(names[place], SUPPRESSED, SUPPRESSED, SUPPRESSED) for place in hidden]
    first, *others = _told(lines, shares)
    rest = _rest([(names[one], lines[one]) for one in others])
    known = _known(seen, policy) if seen else ""
    tokens = {
        **lines[first].tokens,
        "first": names[first],
        "rest": rest,
        "known": known,
        "hidden": _hidden([names[one] for one in hidden]),
    }
    table = Table(
        caption=f"{subject.title}, {subject.period}",
        columns=("What was recorded", "How many", "In every 100", "Likely range, in every 100"),
        rows=tuple(rows),
        notes=(known.strip() or f"Counted in all: {count_token(shares.n, policy)}.", TOGETHER, *notes_of(rows)),
    )
    picture = _picture(lines, shares, tuple(names[place] for place in hidden))
    return Reading(claim_id=claim.id, shape="categories", tokens=tokens, table=table, picture=picture)


def _hidden(names: Sequence[str]) -> str:
    return phrasebook().categories["hidden"].format(names=listed(list(names))) if names else ""


def _seen_of_all(claim: Claim) -> Counts | None:
    """Return how many of all the shares are of; None where they are of everybody."""
    return claim.observed.seen[0] if of_the_seen(claim) else None


def _known(seen: Counts, policy: DisclosurePolicy) -> str:
    """Say of how many something is on record; what is told of anybody means that these are not few."""
    words, everybody = phrasebook().categories, count_token(seen.n, policy)
    if nearly_all(seen, policy):
        return words["known_nearly_all"].format(all=everybody)
    return words["known"].format(n=count_token(seen.events, policy), all=everybody)


def _told(lines: Mapping[int, CategoryLine], shares: Shares) -> list[int]:
    """Choose the largest categories for the sentence; that nothing is on record is no reason, and is told last."""
    named = sorted((place for place in lines if shares.names[place]), key=lambda place: -shares.counts[place])
    return named[:_MOST_TOLD] + [place for place in lines if not shares.names[place]]


def _picture(lines: Mapping[int, CategoryLine], shares: Shares, withheld: tuple[str, ...]) -> CategoriesPicture:
    """Draw what is told. Rows are ordered by what is drawn: the true order of two that print alike is nobody's."""
    largest_first = sorted(lines, key=lambda place: (shares.names[place] == "", -lines[place].drawn[0]))
    return CategoriesPicture(
        unit=UNIT,
        rows=tuple(_row(_label(shares.names[place]), lines[place]) for place in largest_first),
        withheld=withheld,
    )


def _row(name: str, line: CategoryLine) -> CategoryRow:
    value, lower, upper = line.drawn
    return CategoryRow(name=name, told=line.tokens["own"], value=value, lower=lower, upper=upper)


def _label(name: str) -> str:
    return name.replace("_", " ") if name else phrasebook().categories["unknown"]


def _rest(others: Sequence[tuple[str, CategoryLine]]) -> str:
    if not others:
        return ""
    words = phrasebook().categories
    named = [words["one"].format(name=name, own=line.tokens["own"]) for name, line in others]
    return words["then_one" if len(named) == 1 else "then"].format(named=listed(named))
