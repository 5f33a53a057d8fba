"""What headers are usual for a contract column, and how like one of them a header is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from pydantic import Field

from fairclaim.data.adopt.wording import say
from fairclaim.params.model import Model
from fairclaim.params.reading import shipped

_PACKAGE = "fairclaim.data.adopt"
_LIKE = 0.86


class Headers(Model):
    """Usual headers of one contract column: those that say it by themselves, and those that need their table."""

    sure: list[str]
    perhaps: list[str] = Field(default=[])


class TableWords(Model):
    """Words in the name of a sheet or file that hold a table, and the headers of its columns."""

    names: list[str]
    columns: dict[str, Headers]


class Instrument(Model):
    """How an instrument is written, and its scale."""

    words: list[str]
    low: float
    high: float


class Submission(Model):
    """How the tables of a national submission are named."""

    pattern: str
    name: str


class Vocabulary(Model):
    """`headers.yaml`."""

    aliases: dict[str | int, str]
    abbreviations: dict[str, str]
    filler: list[str]
    other_things: list[str]
    keys: dict[str, Headers]
    tables: dict[str, TableWords]
    instruments: dict[str, Instrument]
    occasions: dict[str, list[str]]
    submissions: dict[str, Submission]
    keys_of_codes: list[str]


class Codes(Model):
    """`codes.yaml`, once its tables are gathered."""

    columns: dict[str, dict[str, list[str]]]
    yes_no: dict[str, list[str]]
    blank: list[str]
    footers: list[str]
    sums: list[str]


@cache
def vocabulary() -> Vocabulary:
    """Read the usual headers."""
    return shipped(Vocabulary, _PACKAGE, "headers.yaml")


@dataclass(frozen=True, slots=True)
class Match:
    """How like a usual header a header is: 1 the same words, less for less; and what to say of it."""

    strength: float
    confidence: str
    why: str


@cache
def words(header: str, *, split: bool = True) -> frozenset[str]:
    """Return the words of a header without case, order, filler and spelling of abbreviations.

    `split` tells words apart at capitals ("ReferralID"), which a name such as "RiO" does not want.
    """
    known = vocabulary()
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", header) if split else header
    # A question about the way an entry is to be made is no part of the header: "DNA (Y/N)".
    plain = re.sub(r"\((?:y/n|yes/no|dd/mm/yy(?:yy)?|£|%)\)", " ", apart.lower())
    for short, long in known.abbreviations.items():
        plain = re.sub(rf"(?<![a-z]){re.escape(short)}(?![a-z])", f" {long} ", plain)
    plain = re.sub(r"\b(\d+)(?!st\b)([a-z]{2,})", r"\1 \2", plain)
    found: list[str] = []
    for word in re.findall(r"[a-z0-9]+", plain):
        found += str(known.aliases.get(word, _singular(word))).split()
    told = frozenset(word for word in found if word not in known.filler)
    # "Gender_Desc" holds genders, and a date with its time is a date; by themselves these words are something else.
    return told - {"description", "time"} if {"description"} < told or {"date", "time"} < told else told


def _singular(word: str) -> str:
    known = vocabulary().aliases
    short = word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
    return known.get(short, short)


@cache
def _prepared(phrases: tuple[str, ...]) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((phrase, words(phrase)) for phrase in phrases)


def match(header: str, usual: Headers, *, needs_table: bool, dated: bool = False) -> Match | None:
    """Say how like the usual headers of a column a header is.

    Parameters
    ----------
    header : str
    usual : Headers
    needs_table : bool
        The table is known: headers count that say something only there.
    dated : bool
        The entries are dates and the column wants dates, so that less of the header has to agree.
    """
    found = [_match(own, usual, needs_table, dated) for own in {words(header), words(header, split=False)} if own]
    return max((one for one in found if one is not None), key=lambda one: one.strength, default=None)


def _match(own: frozenset[str], usual: Headers, needs_table: bool, dated: bool) -> Match | None:
    best = _best(own, _prepared(tuple(usual.sure)), (2 if dated else 1) if needs_table else 0)
    if (best is not None and best.strength > 0.75) or not needs_table:
        return best
    perhaps = _prepared(tuple(usual.perhaps))
    if any(own == theirs for _, theirs in perhaps):
        return Match(0.75, "likely", "")
    near = _best(own, perhaps, 1) if dated and best is None else None
    return Match(0.4, "check", near.why) if near is not None else best


def _best(own: frozenset[str], usual: Iterable[tuple[str, frozenset[str]]], around: int) -> Match | None:
    """Find the usual header that is most like; `around` so many words may stand about one of a single word."""
    found: list[Match] = []
    for phrase, theirs in usual:
        more = own - theirs
        if own == theirs:
            return Match(1.0, "sure", "")
        if theirs < own and len(theirs) > 1 and len(more) <= 2:
            strength, confidence = (0.8, "likely") if len(more) == 1 else (0.55, "check")
            found.append(Match(strength, confidence, say("holds", phrase=phrase)))
        elif theirs < own and len(more) <= around and not more & set(vocabulary().other_things):
            found.append(Match(0.5, "check", say("holds", phrase=phrase)))
        elif len(theirs) > 1 and len(own) > 1 and _is_alike(own, theirs):
            found.append(Match(0.6, "check", say("spelled", phrase=phrase)))
    return max(found, key=lambda item: item.strength, default=None)


@cache
def _is_alike(own: frozenset[str], theirs: frozenset[str]) -> bool:
    matcher = SequenceMatcher(None, " ".join(sorted(own)), " ".join(sorted(theirs)))
    # The cheap bounds come first: nearly all pairs end there.
    return matcher.real_quick_ratio() >= _LIKE and matcher.quick_ratio() >= _LIKE and matcher.ratio() >= _LIKE


def names_table(name: str, table: str) -> bool:
    """Whether the name of a sheet, a file or a title points at a contract table."""
    own = words(name)
    return any(words(phrase) <= own for phrase in vocabulary().tables[table].names if words(phrase))


@cache
def codes() -> Codes:
    """Read the usual codes."""
    from importlib.resources import files

    from ruamel.yaml import YAML

    given = YAML(typ="safe", pure=True).load((files(_PACKAGE) / "codes.yaml").read_text(encoding="utf-8"))
    rest = {key: given.pop(key) for key in ("yes_no", "blank", "footers", "sums")}
    return Codes.model_validate({"columns": given, **rest})
