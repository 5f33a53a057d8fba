"""Whether what stands in a column can be what its header promises."""

import re
from dataclasses import dataclass

from fairclaim.data.adopt.columns import Column, folded
from fairclaim.data.adopt.vocabulary import codes
from fairclaim.data.adopt.wording import say
from fairclaim.data.contract.tables import CONTRACT, codes_of, is_free_text
from fairclaim.errors import counted

_MOST = 0.9
_SOME = 0.5


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a column fits, and what is doubtful or wrong about it."""

    holds: bool
    doubt: str = ""


def kind_of(table: str, column: str) -> str:
    """Name the kind of a contract column: date, number, closed, key or word."""
    known = CONTRACT[table].columns[column]
    facts = known.metadata or {}
    if str(known.dtype).startswith("datetime64"):
        return "date"
    if str(known.dtype) == "float64":
        return "number"
    return "closed" if facts.get("closed") else "key" if facts.get("key") else "word"


def fit(column: Column, table: str, ours: str) -> Fit:
    """Compare a column's entries with what the contract wants there."""
    if not column.filled:
        return Fit(True, say("blank_column"))
    kind = kind_of(table, ours)
    if kind in {"date", "number"}:
        return _measured(column, kind)
    if kind == "closed":
        return _closed(column, table, ours)
    return _words(column, kind, prose=is_free_text(table, ours))


def _measured(column: Column, kind: str) -> Fit:
    share = column.share(kind)
    off = column.filled - round(share * column.filled)
    if share >= _MOST:
        return Fit(True, say("some_not", rows=counted(off, "row"), kind=kind) if off and kind == "number" else "")
    if share >= _SOME:
        return Fit(True, say("only_some", share=f"{share:.0%}", kind=kind))
    return Fit(False, _why_not(column, kind))


def _why_not(column: Column, kind: str) -> str:
    if kind == "number" and column.dressed_numbers >= _SOME * column.filled:
        return say("dressed")
    if kind == "date" and column.share("number") > _MOST:
        return say("serial")
    return say("not_kind", kind=kind)


def _closed(column: Column, table: str, ours: str) -> Fit:
    known = usual_codes(table, ours)
    share = sum(rows for code, rows in column.folded.items() if meaning(code, known)) / column.filled
    if share >= _MOST or (share >= _SOME and column.is_codes):
        return Fit(True)
    if column.is_codes and len(column.folded) <= 12 and column.share("date") == 0 and column.share("number") < 1:
        return Fit(True, say("new_codes", share=f"{1 - share:.0%}"))
    return Fit(False, say("not_codes", allowed=" / ".join(codes_of(table, ours))))


def _words(column: Column, kind: str, *, prose: bool) -> Fit:
    if prose:
        return Fit(False, say("free_text"))
    if column.share("date") > _SOME:
        return Fit(False, say("are_dates"))
    if column.is_prose:
        return Fit(False, say("free_text"))
    if kind == "word" and not column.is_codes:
        return Fit(False, say("many_words", n=f"{len(column.counts):,}", rows=counted(column.filled, "row")))
    return Fit(True)


def meaning(code: str, usual: dict[str, str]) -> str:
    """Give our word for a folded code, if need be without what stands in brackets; empty if it is not known."""
    return usual.get(code) or usual.get(re.sub(r"\s*\(.*\)$", "", code), "")


def usual_codes(table: str, column: str) -> dict[str, str]:
    """Usual code, without case and stray spaces → our word."""
    known = codes()
    words = known.columns.get(f"{table}.{column}")
    closed = codes_of(table, column)
    if words is None and closed and set(closed) <= {"yes", "no"}:
        words = known.yes_no
    found = {folded(code): word for word, spelled in (words or {}).items() for code in spelled}
    # Our own words need no usual spelling.
    return found | {folded(word): word for word in closed}
