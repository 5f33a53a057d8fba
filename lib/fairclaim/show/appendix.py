"""The appendix: how to read, the story, the limits, how each claim was made and checked, and the way back."""

from itertools import groupby

from fairclaim.claims.ladder import ladder
from fairclaim.claims.ledger import Entry, Ledger
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


def _methods(ledger: Ledger) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """Return each method once, with the claims that were made with it."""
    ordered = sorted((entry for entry in ledger.entries if entry.supplied), key=lambda entry: entry.method)
    return tuple((method, tuple(entries)) for method, entries in groupby(ordered, key=lambda entry: entry.method))
