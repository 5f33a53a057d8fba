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
from itertools import groupby

from fairclaim.lint.parts import LETTERS, MARKS, Part, any_of, literal, marked, row
from fairclaim.lint.pattern import Pattern
from fairclaim.lint.tagging import CLOSE, MARK, TAGS

_BEGIN = r"(?<![^\s\"'(\[])"
_GAP = 5
_PIECE = re.compile(r"\s*([!@=]?\(|\)\??|\||\$|[^\s()|$]+)")
_PLAIN = re.compile(r"[\w'&-]+")


class Language:
    """Reads patterns, given the letters of classes, the patterns that have names, and names of several words."""

    def __init__(
        self, letters: Mapping[str, str], named: Mapping[str, str], united: Callable[[list[str]], list[str]] = list
    ) -> None:
        self._letters, self._named, self._united = letters, named, united
        self._known: dict[str, Part] = {}

    def pattern(self, text: str) -> Pattern:
        """Translate one pattern.

        >>> made = Language({"fewer": "\\ue000"}, {}).pattern("{fewer} ..2 falls")
        >>> bool(made.expression.search("fewer\\x01\\ue000\\x02 serious\\x01\\x02 falls\\x01\\x02"))
        True
        """
        part = self._read(text)
        return Pattern(re.compile(_BEGIN + part.expression), part.needs)

    def _read(self, text: str) -> Part:
        pieces = iter([*self._joined([match[1] for match in _PIECE.finditer(text)]), ")"])
        part, _ = self._either(pieces)
        if next(pieces, None) is not None:
            raise ValueError(f"a bracket is closed too often in {text!r}")
        return part

    def _joined(self, pieces: list[str]) -> Iterator[str]:
        # A name of several words is one word of the tagged text, and so it is here.
        for plain, run in groupby(pieces, key=lambda piece: bool(_PLAIN.fullmatch(piece))):
            listed = list(run)
            yield from self._united(listed) if plain else listed

    def _either(self, pieces: Iterator[str]) -> tuple[Part, str]:
        branches: list[list[Part]] = [[]]
        for piece in pieces:
            if piece.startswith(")"):
                return any_of([row(branch) for branch in branches]), piece
            if piece == "|":
                branches.append([])
            elif piece.endswith("("):
                inner, end = self._either(pieces)
                branches[-1].append(marked(inner, piece[:-1], optional=end.endswith("?")))
            else:
                branches[-1].append(self._one(piece))
        raise ValueError("a bracket is not closed")

    def _one(self, piece: str) -> Part:
        if piece in MARKS:
            return Part(MARKS[piece], kind="mark")
        if piece.startswith(".."):
            return Part(f"{{0,{piece[2:] or _GAP}}}?", kind="gap")
        before = piece[0] if piece[0] in "!@=" else ""
        word = piece.removeprefix(before)
        optional, word = word.endswith("?"), word.removesuffix("?")
        part = self._word(word.rstrip(",:~"))
        if word.endswith("~"):
            part = Part(part.expression + r"(?=[)\"']* )", part.needs)
        elif word[-1] in ",:":
            part = Part(part.expression + "(?=[,:])", part.needs)
        return marked(part, before, optional=optional)

    def _word(self, word: str) -> Part:
        if not word.startswith("{"):
            return literal(word)
        name = word[1:-1]
        if name not in self._known:
            self._known[name] = self._read(self._named[name]) if name in self._named else self._class(name)
        return self._known[name]

    def _class(self, name: str) -> Part:
        letter = self._letters[name]
        return Part(rf"{LETTERS}+{MARK}{TAGS}{letter}{TAGS}{CLOSE}", (frozenset({letter}),))
