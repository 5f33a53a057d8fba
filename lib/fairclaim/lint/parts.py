"""The elements of a pattern as regular expressions over tagged text, in a row or one beside the other."""

import re
from dataclasses import dataclass
from typing import Literal

from fairclaim.lint.tagging import CLOSE, MARK, TAGS

_BETWEEN = r"[,\"')\]]* [\"'(\[]*"
LETTERS = rf"[^\s{MARK}]"
_TAGGED = MARK + TAGS + CLOSE
_ANY = rf"{LETTERS}+{_TAGGED}"
# What stands for a mark between words, or for an end of the sentence.
MARKS = {
    "...": rf"(?:[^{MARK}]*?[ ]{_ANY})*?",
    ",": r"[\"')]*,",
    ":": r"[\"')]*:",
    "[?]": r"[\"')]*\?",
    "^": r"(?<![^\"'(\[])",
    "$": r"(?=[\"').!:]*\s*$)",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One element: its expression, and sets of words and tags, of each of which one must be there."""

    expression: str
    needs: tuple[frozenset[str], ...] = ()
    kind: Literal["word", "optional", "gap", "mark", "not", "ahead"] = "word"


def literal(word: str) -> Part:
    """Match a word as it is spelt, with `*` for any letters."""
    if word == "*":
        return Part(_ANY)
    if "*" in word:
        return Part(re.escape(word).replace(r"\*", f"{LETTERS}+") + _TAGGED)
    return Part(re.escape(word) + _TAGGED, (frozenset({word}),))


def marked(part: Part, before: str, *, optional: bool) -> Part:
    """Set what stands before or behind an element: denied, to follow, the claim's own words, or left out."""
    if before == "!":
        return Part(part.expression, kind="not")
    if before == "=":
        return Part(part.expression, part.needs, kind="ahead")
    if before == "@":
        return Part(f"(?P<words>{part.expression})", part.needs)
    return Part(part.expression, kind="optional") if optional else part


def row(parts: list[Part]) -> Part:
    """Put elements behind each other."""
    text, begun = "", False
    for part in parts:
        text += _placed(part, begun=begun)
        begun = begun or part.kind == "word"
    return Part(text, tuple(need for part in parts if part.kind in ("word", "ahead") for need in part.needs))


def _placed(part: Part, *, begun: bool) -> str:
    # Where nothing stands before it, an element begins with a word and not with a space.
    between = _BETWEEN if begun else ""
    forms = {
        "mark": part.expression,
        "word": f"{between}{part.expression}",
        "not": f"(?!{between}{part.expression})",
        "ahead": f"(?={_BETWEEN}{part.expression})",
        "optional": f"(?:{between}{part.expression}{'' if begun else _BETWEEN})?",
        "gap": f"(?:{between}{_ANY}{'' if begun else _BETWEEN}){part.expression}",
    }
    return forms[part.kind]


def any_of(rows: list[Part]) -> Part:
    """Let one row of several stand, by the rarest word or tag that each of them needs."""
    if len(rows) == 1:
        return rows[0]
    if any(row.expression in (MARKS[","], MARKS[":"]) for row in rows):
        raise ValueError("a comma or a colon stands alone beside other words: write one form for each")
    expression = f"(?:{'|'.join(row.expression for row in rows)})"
    if not all(row.needs for row in rows):
        return Part(expression)
    # Of each branch its rarest need; one of them must be there.
    return Part(expression, (frozenset[str]().union(*(min(row.needs, key=len) for row in rows)),))
