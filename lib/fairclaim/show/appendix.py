"""The appendix: how to read, the story, the limits, how each claim was made and checked, and the way back."""

from itertools import groupby

from fairclaim.claims.ladder import ladder
from fairclaim.claims.ledger import Entry, Ledger, MethodCard
from fairclaim.kinds import FAMILIES
from fairclaim.show.markup import render

FAMILY_WORDS = {
    "person_change": "change in people",
    "pathway_reliability": "reliability of the pathway",
    "system_proxy": "demand on the wider system",
    "quality": "quality of care",
    "experience": "experience of care",
    "safety": "safety",
}


def appendix(ledger: Ledger) -> str:
    """Return the appendix, in sections under headings of the third level."""
    return render(
        "appendix.j2",
        ledger=ledger,
        rungs=ladder().rungs,
        methods=_methods(ledger),
        absent=tuple(FAMILY_WORDS[family] for family in FAMILIES if not ledger.family(family)),
    )


def _methods(ledger: Ledger) -> tuple[tuple[MethodCard | None, tuple[tuple[str, tuple[Entry, ...]], ...]], ...]:
    """Return each method once with its card, and under it each way in which it was used, with the claims made so."""
    supplied = [entry for entry in ledger.entries if entry.supplied]
    cards = sorted({entry.card for entry in supplied}, key=lambda card: "" if card is None else card.name)
    return tuple((card, _uses([entry for entry in supplied if entry.card == card])) for card in cards)


def _uses(entries: list[Entry]) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    ordered = sorted(entries, key=lambda entry: entry.method)
    return tuple((method, tuple(some)) for method, some in groupby(ordered, key=lambda entry: entry.method))
