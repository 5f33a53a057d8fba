"""Page one: what leads, what may be said, what it does not yet show, what comes next, what is asked."""

from collections.abc import Iterable

from fairclaim.claims.ledger import Entry, Front
from fairclaim.claims.phrasebook import phrasebook
from fairclaim.kinds import WORST_FIRST, Finding

_MOST = 4
QUOTE = "When you quote a figure, quote its likely range and its limits with it."


def front(entries: tuple[Entry, ...], not_measured: tuple[str, ...] = (), overdue: tuple[str, ...] = ()) -> Front:
    """Put the claims of a report in the order in which a busy reader needs them.

    Parameters
    ----------
    entries : tuple of Entry
    not_measured : tuple of str
        Sentences on what the report as a whole lacks, from `gaps`.
    overdue : tuple of str
        Decisions asked for on actions that are overdue.
    """
    absent = [e for e in entries if not e.supplied]
    worse = sorted(
        (e for e in entries if e.finding is Finding.WORSE), key=lambda e: (WORST_FIRST.index(e.family), -e.rung)
    )
    described = [e for e in entries if e.finding is Finding.DESCRIBED]
    rest = [e for e in entries if e.supplied and e.finding not in {Finding.WORSE, Finding.DESCRIBED}]
    rest.sort(key=lambda e: (not e.primary, e.finding is Finding.CANNOT_SAY, -e.rung, WORST_FIRST.index(e.family)))
    may_say, with_next = _with_companions(rest, described)
    said_ids = {e.claim_id for e in may_say}
    unclear = sorted((e for e in (*absent, *rest) if e.ask), key=lambda e: WORST_FIRST.index(e.family))
    # Of what cannot be told, no more decisions than fit one meeting: each is asked beside its own claim as well.
    said = dict.fromkeys(e.ask for e in unclear)
    asks = dict.fromkeys((*(e.ask for e in worse if e.ask), *overdue, *list(said)[:_MOST], *_others(len(said) - _MOST)))
    told = (*rest, *worse, *described)
    return Front(
        worse=tuple(e.claim_id for e in worse),
        may_say=tuple(e.claim_id for e in may_say),
        described=tuple(e.claim_id for e in described if e.claim_id not in said_ids),
        with_next=with_next,
        # What was not supplied is never cut off: a reader would take the silence for good news.
        not_yet=(*_first(absent), *_first(told)[:_MOST], *not_measured),
        next_steps=tuple(dict.fromkeys(step for e in (*absent, *told) for step in e.not_yet[1:]))[:_MOST],
        asks=(*asks, QUOTE),
    )


def _with_companions(rest: list[Entry], described: list[Entry]) -> tuple[list[Entry], tuple[str, ...]]:
    """Pull each claim's companion up to stand right after it, so that nobody quotes the one without the other."""
    told: dict[str, Entry] = {}
    with_next = []
    for entry in rest:
        told.setdefault(entry.claim_id, entry)
        beside = {
            one.claim_id: one
            for one in (*rest, *described)
            if one.measure == entry.read_with and one.claim_id not in told
        }
        told |= beside
        with_next += [entry.claim_id] if beside else []
    return list(told.values()), tuple(with_next)


def _others(rest: int) -> tuple[str, ...]:
    words = phrasebook().asks
    if rest < 1:
        return ()
    return (words["unclear_one_other"] if rest == 1 else words["unclear_others"].format(rest=rest),)


def _first(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.not_yet[0] for entry in entries if entry.not_yet))
