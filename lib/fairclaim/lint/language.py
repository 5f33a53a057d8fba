"""The language that rules are written in, and its translation to regular expressions over tagged text.

A pattern is words in a row.

- `{name}` is any word of a class, `{name.past}` of a verb class in one form, or a pattern that has that name.
- `(a b|c)` is either; `word?` may be left out; `*ly` is any word that ends so, and `*` any word.
- `..` is up to five words of the same clause, `..2` up to two, `...` any of the sentence, over its stops.
- `!word` is anything but that word; `=word` must follow and is no part of the words.
- A comma or a quotation mark may stand between any two words; `word,` needs a comma and `word~` allows none. A comma or
  a colon may also stand alone, and `[?]` is a question mark behind the word before it.
- `^` and `$` are the ends of the sentence; `@` stands before the words of the claim, from which its frames are read.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from fairclaim.lint.pattern import Pattern
from fairclaim.lint.tagging import CLOSE, MARK, TAGS

_BEGIN = r"(?<![^\s\"'(\[])"
_BETWEEN = r"[,\"')\]]* [\"'(\[]*"
_LETTERS = rf"[^\s{MARK}]"
_TAGGED = MARK + TAGS + CLOSE
_ANY = rf"{_LETTERS}+{_TAGGED}"
_GAP = 5
_PIECE = re.compile(r"\s*([!@=]?\(|\)\??|\||\$|[^\s()|$]+)")
_PLAIN = re.compile(r"[\w'&-]+")
# What stands for a mark between words, or for an end of the sentence.
_MARKS = {
    "...": rf"(?:[^{MARK}]*?[ ]{_ANY})*?",
    ",": r"[\"')]*,",
    ":": r"[\"')]*:",
    "[?]": r"[\"')]*\?",
    "^": r"(?<![^\"'(\[])",
    "$": r"(?=[\"').!:]*\s*$)",
}


@dataclass(frozen=True, slots=True)
class _Part:
    """One element: its expression, and sets of words and tags, of each of which one must be there."""

    expression: str
    needs: tuple[frozenset[str], ...] = ()
    kind: Literal["word", "optional", "gap", "mark", "not", "ahead"] = "word"


class Language:
    """Reads patterns, given the letters of classes, the patterns that have names, and names of several words."""

    def __init__(
        self, letters: Mapping[str, str], named: Mapping[str, str], united: Callable[[list[str]], list[str]] = list
    ) -> None:
        self._letters, self._named, self._united = letters, named, united
        self._known: dict[str, _Part] = {}

    def pattern(self, text: str) -> Pattern:
        """Translate one pattern.

        >>> made = Language({"fewer": "\\ue000"}, {}).pattern("{fewer} ..2 falls")
        >>> bool(made.expression.search("fewer\\x01\\ue000\\x02 serious\\x01\\x02 falls\\x01\\x02"))
        True
        """
        part = self._read(text)
        return Pattern(re.compile(_BEGIN + part.expression), part.needs)

    def _read(self, text: str) -> _Part:
        pieces = iter([*self._joined([match[1] for match in _PIECE.finditer(text)]), ")"])
        part, _ = self._either(pieces)
        if next(pieces, None) is not None:
            raise ValueError(f"a bracket is closed too often in {text!r}")
        return part

    def _joined(self, pieces: list[str]) -> Iterator[str]:
        # A name of several words is one word of the tagged text, and so it is here.
        for plain, run in groupby(pieces, key=lambda piece: bool(_PLAIN.fullmatch(piece))):
            row = list(run)
            yield from self._united(row) if plain else row

    def _either(self, pieces: Iterator[str]) -> tuple[_Part, str]:
        branches: list[list[_Part]] = [[]]
        for piece in pieces:
            if piece.startswith(")"):
                return _any_of([_row(branch) for branch in branches]), piece
            if piece == "|":
                branches.append([])
            elif piece.endswith("("):
                inner, end = self._either(pieces)
                branches[-1].append(_marked(inner, piece[:-1], optional=end.endswith("?")))
            else:
                branches[-1].append(self._one(piece))
        raise ValueError("a bracket is not closed")

    def _one(self, piece: str) -> _Part:
        if piece in _MARKS:
            return _Part(_MARKS[piece], kind="mark")
        if piece.startswith(".."):
            return _Part(f"{{0,{piece[2:] or _GAP}}}?", kind="gap")
        before = piece[0] if piece[0] in "!@=" else ""
        word = piece.removeprefix(before)
        optional, word = word.endswith("?"), word.removesuffix("?")
        part = self._word(word.rstrip(",:~"))
        if word.endswith("~"):
            part = _Part(part.expression + r"(?=[)\"']* )", part.needs)
        elif word[-1] in ",:":
            part = _Part(part.expression + "(?=[,:])", part.needs)
        return _marked(part, before, optional=optional)

    def _word(self, word: str) -> _Part:
        if not word.startswith("{"):
            return _literal(word)
        name = word[1:-1]
        if name not in self._known:
            self._known[name] = self._read(self._named[name]) if name in self._named else self._class(name)
        return self._known[name]

    def _class(self, name: str) -> _Part:
        letter = self._letters[name]
        return _Part(rf"{_LETTERS}+{MARK}{TAGS}{letter}{TAGS}{CLOSE}", (frozenset({letter}),))


def _literal(word: str) -> _Part:
    if word == "*":
        return _Part(_ANY)
    if "*" in word:
        return _Part(re.escape(word).replace(r"\*", f"{_LETTERS}+") + _TAGGED)
    return _Part(re.escape(word) + _TAGGED, (frozenset({word}),))


def _marked(part: _Part, before: str, *, optional: bool) -> _Part:
    if before == "!":
        return _Part(part.expression, kind="not")
    if before == "=":
        return _Part(part.expression, part.needs, kind="ahead")
    if before == "@":
        return _Part(f"(?P<words>{part.expression})", part.needs)
    return _Part(part.expression, kind="optional") if optional else part


def _row(parts: list[_Part]) -> _Part:
    text, begun = "", False
    for part in parts:
        text += _placed(part, begun=begun)
        begun = begun or part.kind == "word"
    return _Part(text, tuple(need for part in parts if part.kind in ("word", "ahead") for need in part.needs))


def _placed(part: _Part, *, begun: bool) -> str:
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


def _any_of(rows: list[_Part]) -> _Part:
    if len(rows) == 1:
        return rows[0]
    if any(row.expression in (_MARKS[","], _MARKS[":"]) for row in rows):
        raise ValueError("a comma or a colon stands alone beside other words: write one form for each")
    expression = f"(?:{'|'.join(row.expression for row in rows)})"
    if not all(row.needs for row in rows):
        return _Part(expression)
    # Of each branch its rarest need; one of them must be there.
    return _Part(expression, (frozenset[str]().union(*(min(row.needs, key=len) for row in rows)),))
