"""The two ids that link tables: found by their headers, or because another file holds the same ids."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fairclaim.data.adopt.columns import Column
from fairclaim.data.adopt.guesses import Guess
from fairclaim.data.adopt.vocabulary import Match, match, vocabulary, words
from fairclaim.data.adopt.wording import joined, say

_LINKED = 0.8
# An id of a referral or a person stands on a few rows, a code on many.
_REPEATED = 0.3


@dataclass(frozen=True, slots=True)
class Ids:
    """Ids known from the tables of referrals, and where they stand; never told."""

    referrals: Mapping[str, frozenset[str]] = field(default_factory=dict)
    people: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def besides(self, own: str) -> "Ids":
        """Return the ids of all places but one."""
        left = [{place: ids for place, ids in known.items() if place != own} for known in (self.referrals, self.people)]
        return Ids(*left)


def find_keys(columns: list[Column], ids: Ids) -> dict[str, Guess]:
    """Find referral_id and person_id among the columns of one table."""
    able = [column for column in columns if _could_be_id(column)]
    found: dict[str, Guess] = {}
    for key, known in (("referral_id", ids.referrals), ("person_id", ids.people)):
        taken = {id(guess.column) for guess in found.values()}
        ranked = [(_strength(column, key, known), column) for column in able if id(column) not in taken]
        best = max(ranked, key=lambda item: item[0][0], default=None)
        if best is not None and best[0][0] > 0:
            found[key] = best[0][1]
    return found


def _could_be_id(column: Column) -> bool:
    return bool(column.filled) and not column.is_prose and column.share("date") < 0.5 and not _fractions(column)


def _fractions(column: Column) -> bool:
    return any(isinstance(cell, float) and not cell.is_integer() for cell in column.counts)


def _strength(column: Column, key: str, known: Mapping[str, frozenset[str]]) -> tuple[float, Guess]:
    usual = vocabulary().keys[key]
    found = match(column.full, usual, needs_table=True) or _some_id(column, key)
    strength = found.strength if found else 0.0
    guess = Guess(column, found.confidence, found.why) if found else Guess(column, "check", "")
    place, share = linked(column, known)
    # Small numbers are in every file: a link shows something only if the ids are many.
    if share >= _LINKED and len(column.texts) >= 10 and (strength or column.share("number") < 1):
        why = say("linked", place=place)
        guess = Guess(column, "sure" if strength else "likely", joined(guess.why, why))
        strength += 0.5
    return strength, guess


def _some_id(column: Column, key: str) -> Match | None:
    """Find an id by a word of its header alone, where no usual header is like it."""
    own, known = words(column.full), vocabulary()
    others = (headers for name, headers in known.keys.items() if name != key)
    if column.unique <= _REPEATED or any(match(column.full, headers, needs_table=True) for headers in others):
        return None
    for phrase in known.keys[key].perhaps:
        told = words(phrase)
        if (
            told < own
            and len(told) == 1
            and phrase not in {"id", "ref"}
            and not own & set(known.other_things) - {"id", "ref"}
        ):
            return Match(0.35, "check", say("holds", phrase=phrase))
    return Match(0.3, "check", say("some_id")) if {"id", "ref"} & own else None


def linked(column: Column, known: Mapping[str, frozenset[str]]) -> tuple[str, float]:
    """Say with which place most of a column's ids are shared, and what share of them."""
    shares = [(place, len(column.texts & ids) / max(1, len(column.texts))) for place, ids in known.items()]
    return max(shares, key=lambda item: item[1], default=("", 0.0))
