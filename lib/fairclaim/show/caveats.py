"""Caveats told once: what several claims of a section share is said once for all, and a claim keeps what is its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from fairclaim.claims.ledger import Entry

MOST = 2


@dataclass(frozen=True, slots=True)
class Caveats:
    """What is to be read with care in one section.

    Parameters
    ----------
    shared : tuple of (tuple of str, tuple of Entry)
        Caveats of more than one claim, and the claims that they are of: no claims named where they are of all.
    first : Entry or None
        One that holds a shared caveat.
    beside_reasons : bool
    """

    shared: tuple[tuple[tuple[str, ...], tuple[Entry, ...]], ...]
    first: Entry | None
    beside_reasons: bool

    def own(self, entry: Entry) -> tuple[str, ...]:
        """Return the caveats that one claim tells itself: with the reasons of its level, at most two."""
        together = {one for words, _ in self.shared for one in words}
        reasons = entry.because if self.beside_reasons else ()
        left = [words for words in entry.cautions if words not in together and words not in reasons]
        return tuple(left[: max(0, MOST - len(reasons))])


def caveats(entries: Sequence[Entry], *, beside_reasons: bool) -> Caveats:
    """Gather the caveats that more than one claim of a section has, in the order in which they are met.

    Parameters
    ----------
    entries : sequence of Entry
        The claims of the section.
    beside_reasons : bool
        Whether the reasons for a claim's level are told beside it, as they are everywhere but on page one: a caveat
        that is such a reason is then not told twice.
    """
    holders: dict[str, list[Entry]] = {}
    for entry in entries:
        reasons = entry.because if beside_reasons else ()
        for words in dict.fromkeys(words for words in entry.cautions if words not in reasons):
            holders.setdefault(words, []).append(entry)
    shared = {words: found for words, found in holders.items() if len(found) > 1}
    groups: dict[tuple[str, ...], list[str]] = {}
    for words, found in shared.items():
        groups.setdefault(tuple(entry.claim_id for entry in found), []).append(words)
    told = tuple((tuple(words), _named(entries, ids)) for ids, words in groups.items())
    first = next(iter(shared.values()))[0] if shared else None
    return Caveats(told, first, beside_reasons)


def _named(entries: Sequence[Entry], ids: tuple[str, ...]) -> tuple[Entry, ...]:
    return () if len(ids) == len(entries) else tuple(entry for entry in entries if entry.claim_id in ids)
