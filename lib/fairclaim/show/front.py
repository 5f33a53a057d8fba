"""Page one: what is worse, what may be said and how sure, what is not yet shown, what is next, what is asked."""

from fairclaim.claims.ledger import Entry, Ledger
from fairclaim.kinds import Finding
from fairclaim.show.caveats import caveats
from fairclaim.show.markup import render

_UNCLEAR = {Finding.CANNOT_SAY, Finding.NO_CLEAR_DIFFERENCE}


def front(ledger: Ledger) -> str:
    """Return page one. What is worse leads; each statement links to its evidence."""
    told = ledger.front
    said = _entries(ledger, (*told.worse, *told.may_say, *told.described))
    cares = caveats(said, beside_reasons=False)
    return render(
        "front.j2",
        ledger=ledger,
        caveats=cares,
        own={entry.claim_id: cares.own(entry) for entry in said},
        worse=_entries(ledger, told.worse),
        absent=any(not entry.supplied for entry in ledger.entries),
        unclear=any(entry.supplied and entry.finding in _UNCLEAR for entry in ledger.entries),
        may_say=_entries(ledger, told.may_say),
        described=_entries(ledger, told.described),
        not_yet=tuple((words, _teller(ledger, words)) for words in told.not_yet),
        asks=tuple((words, _teller(ledger, words)) for words in told.asks),
    )


def _entries(ledger: Ledger, claim_ids: tuple[str, ...]) -> tuple[Entry, ...]:
    return tuple(ledger.entry(claim_id) for claim_id in claim_ids)


def _teller(ledger: Ledger, words: str) -> Entry | None:
    """Return the claim that a sentence about the whole was taken from, to link to it; None where it is of no one."""
    for entry in ledger.entries:
        if words in (*entry.not_yet, entry.ask):
            return entry
    return None
