"""The language that rules are written in, and its translation to regular expressions over tagged text.

A pattern is words in a row. `{name}` is any word of a class, `{name.past}` of a verb class in one form, or a pattern
that has that name; `(a b|c)` is either; `word?` may be left out; `..` is up to five words of the same clause, `..2` up to
two, `...` any of the sentence, over its stops; `[?]` is a question mark behind the word before it; `!word` is anything but that word; `=word` must follow and is no part of the words; `*ly` any word that ends so, and `*` any word; `^` and `$` are the ends of the
sentence; `@` stands before the words of the claim, from which its frames are read. A comma or a quotation mark may stand
between any two words; `word,` needs one there, and `word~` allows none.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from fairclaim.lint.tagging import CLOSE, MARK, TAGS, Tagged

Owner = TypeVar("Owner")

_BEGIN = r"(?<![^\s\"'(\[])"
_BETWEEN = r"[,\"')\]]* [\"'(\[]*"
# A word of a gap stands in the same clause, so no dash and no stop is passed over.
_LETTERS = rf"[^\s{MARK}]"
_TAGGED = MARK + TAGS + CLOSE
_ANY = rf"{_LETTERS}+{_TAGGED}"
_GAP = 5
_TOKEN = re.compile(r"\s*([!@=]?\(|\)\??|\||\$|[^\s()|$]+)")
_PLAIN = re.compile(r"[\w'&-]+")


@dataclass(frozen=True, slots=True)
class Part:
    """One element of a pattern: its expression, and sets of words and tags, of each of which one must be there."""

    expression: str
    needs: tuple[frozenset[str], ...] = ()
    kind: str = "word"


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A pattern ready to be searched for."""

    expression: re.Pattern[str]
    needs: tuple[frozenset[str], ...]

    def may_match(self, found: frozenset[str]) -> bool:
        """Tell whether a sentence with these words and tags could match."""
        for need in self.needs:  # a plain loop, as this is asked of many patterns for every sentence
            if found.isdisjoint(need):
                return False
        return True


class Index(Generic[Owner]):
    """Patterns by the words and tags without which they cannot match, so that a sentence asks few of them."""

    def __init__(self, pairs: Iterable[tuple[Owner, Pattern]]) -> None:
        self._pairs = tuple(pairs)
        self._by_need: dict[str, list[int]] = {}
        self._always: list[int] = []
        for place, (_, one) in enumerate(self._pairs):
            rarest = min(one.needs, key=len, default=None)
            for need in rarest or ():
                self._by_need.setdefault(need, []).append(place)
            if rarest is None:
                self._always.append(place)

    def matches(self, tagged: Tagged) -> Iterator[tuple[Owner, re.Match[str]]]:
        """Give every match of every pattern, by the order of the patterns."""
        places = {place for need in tagged.found if need in self._by_need for place in self._by_need[need]}
        for place in sorted(places.union(self._always)):
            owner, one = self._pairs[place]
            if one.may_match(tagged.found):
                for match in one.expression.finditer(tagged.text):
                    yield owner, match


class Language:
    """Reads patterns, given the letters of classes and the patterns that have names."""

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
        tokens = iter([*self._joined([match[1] for match in _TOKEN.finditer(text)]), ")"])
        part, _ = self._either(tokens)
        if next(tokens, None) is not None:
            raise ValueError(f"a bracket is closed too often in {text!r}")
        return part

    def _joined(self, tokens: list[str]) -> Iterator[str]:
        # A name of several words is one word of the tagged text, and so it is here.
        for plain, run in groupby(tokens, key=lambda token: bool(_PLAIN.fullmatch(token))):
            yield from self._united(list(run)) if plain else run

    def _either(self, tokens: Iterator[str]) -> tuple[Part, str]:
        branches: list[list[Part]] = [[]]
        for token in tokens:
            if token.startswith(")"):
                return _either([_row(branch) for branch in branches]), token
            if token == "|":
                branches.append([])
            elif token.endswith("("):
                inner, end = self._either(tokens)
                branches[-1].append(_marked(inner, token[:-1], optional=end.endswith("?")))
            else:
                branches[-1].append(self._one(token))
        raise ValueError("a bracket is not closed")

    def _one(self, token: str) -> Part:
        if token == "...":
            return Part(rf"(?:[^{MARK}]*?[ ]{_ANY})*?", kind="end")
        if token in ",:":
            return Part(rf"[\"')]*{token}", kind="end")
        if token == "[?]":
            return Part(r"[\"')]*\?", kind="end")
        if token.startswith(".."):
            return Part(f"{{0,{token[2:] or _GAP}}}?", kind="gap")
        if token == "^":
            return Part(r"(?<![^\"'(\[])", kind="start")
        if token == "$":
            return Part(r"(?=[\"').!:]*\s*$)", kind="end")
        mark = token[0] if token[0] in "!@=" else ""
        token = token.removeprefix(mark)
        optional, token = token.endswith("?"), token.removesuffix("?")
        close, token = token.endswith("~"), token.removesuffix("~")
        comma, token = token[-1] in ",:" and len(token) > 1, token.rstrip(",:") or token
        part = self._word(token)
        if comma or close:
            part = Part(part.expression + ("(?=[,:])" if comma else r"(?=[)\"']* )"), part.needs)
        return _marked(part, mark, optional=optional)

    def _word(self, token: str) -> Part:
        if not token.startswith("{"):
            return _literal(token)
        name = token[1:-1]
        if name not in self._known:
            self._known[name] = self._read(self._named[name]) if name in self._named else self._class(name)
        return self._known[name]

    def _class(self, name: str) -> Part:
        letter = self._letters[name]
        return Part(rf"{_LETTERS}+{MARK}{TAGS}{letter}{TAGS}{CLOSE}", (frozenset({letter}),))


def _literal(token: str) -> Part:
    if token == "*":
        return Part(_ANY)
    if "*" in token:
        return Part(re.escape(token).replace(r"\*", f"{_LETTERS}+") + _TAGGED)
    return Part(re.escape(token) + _TAGGED, (frozenset({token}),))


def _marked(part: Part, mark: str, *, optional: bool) -> Part:
    if mark == "!":
        return Part(part.expression, kind="not")
    if mark == "=":
        return Part(part.expression, part.needs, kind="ahead")
    if mark == "@":
        return Part(f"(?P<words>{part.expression})", part.needs)
    return Part(part.expression, kind="optional") if optional else part


def _row(parts: list[Part]) -> Part:
    text, begun = "", False
    for part in parts:
        if part.kind in ("start", "end"):
            text += part.expression
        elif part.kind == "gap":
            # Where nothing stands before it, a gap begins with a word and not with a space.
            text += (rf"(?:{_BETWEEN}{_ANY})" if begun else rf"(?:{_ANY}{_BETWEEN})") + part.expression
        elif part.kind == "not":
            text += rf"(?!{_BETWEEN if begun else ''}{part.expression})"
        elif part.kind == "ahead":
            text += rf"(?={_BETWEEN}{part.expression})"
        elif part.kind == "optional":
            text += rf"(?:{_BETWEEN}{part.expression})?" if begun else rf"(?:{part.expression}{_BETWEEN})?"
        else:
            text += (_BETWEEN if begun else "") + part.expression
            begun = True
    return Part(text, tuple(need for part in parts if part.kind in ("word", "ahead") for need in part.needs))


def _either(rows: list[Part]) -> Part:
    if len(rows) == 1:
        return rows[0]
    expression = f"(?:{'|'.join(row.expression for row in rows)})"
    if not all(row.needs for row in rows):
        return Part(expression)
    # Of each branch its rarest need; one of them must be there.
    return Part(expression, (frozenset[str]().union(*(min(row.needs, key=len) for row in rows)),))
