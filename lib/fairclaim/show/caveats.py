"""Caveats told once: what several claims of a section share is said once for all, and a claim keeps what is its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from fairclaim.claims.ledger import Entry

MOST = 2
# A list of more exceptions than these is no help to a reader who wants to know what holds.
_MOST_EXCEPTIONS = 3


@dataclass(frozen=True, slots=True)
class Shared:
    """Caveats that more than one claim has.

    Parameters
    ----------
    words : tuple of str
    holder : Entry
        One of the claims that they are of.
    named : tuple of Entry
        The claims that they are of; where `but` is true, the claims that they are not of, as those are fewer.
    but : bool
    """

    words: tuple[str, ...]
    holder: Entry
    named: tuple[Entry, ...]
    but: bool

    @property
    def exceptions_too_many(self) -> bool:
        """Whether to say that most claims have it, and leave each to say so among its checks."""
        return self.but and len(self.named) > _MOST_EXCEPTIONS


@dataclass(frozen=True, slots=True)
class Caveats:
    """What is to be read with care in one section, and whether the reasons for a level are told beside each claim."""

    shared: tuple[Shared, ...]
    beside_reasons: bool

    def own(self, entry: Entry) -> tuple[str, ...]:
        """Return the caveats that one claim tells itself: with the reasons of its level, at most two."""
        together = {one for shared in self.shared for one in shared.words}
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
    told = tuple(_shared(entries, ids, tuple(words)) for ids, words in groups.items())
    return Caveats(told, beside_reasons)


def _shared(entries: Sequence[Entry], ids: tuple[str, ...], words: tuple[str, ...]) -> Shared:
    """Name the claims of some caveats, or those that have them not, whichever are fewer."""
    holders = tuple(entry for entry in entries if entry.claim_id in ids)
    rest = tuple(entry for entry in entries if entry.claim_id not in ids)
    but = len(rest) < len(holders)
    return Shared(words, holders[0], rest if but else holders, but)
