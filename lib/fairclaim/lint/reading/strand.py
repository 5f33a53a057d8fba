"""Text that remembers where each of its letters came from, so that markup can be taken out of it."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from fairclaim.lint.reading.passage import Run

_SPACES = re.compile(r"\s+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,30});")


@dataclass(frozen=True, slots=True)
class Strand:
    """Letters, and the offset in the source of each."""

    text: str
    at: tuple[int, ...]

    @classmethod
    def of(cls, source: str, spans: Iterable[tuple[int, int]]) -> "Strand":
        """Take pieces of a source, joined by spaces."""
        letters: list[str] = []
        at: list[int] = []
        for start, end in spans:
            if letters:
                letters.append(" ")
                at.append(at[-1])
            letters.append(source[start:end])
            at.extend(range(start, end))
        return cls("".join(letters), tuple(at))

    def keeping(self, pattern: re.Pattern[str], group: int, instead: str = "") -> "Strand":
        """Replace each match by one of its groups, or (group 0) by a letter."""
        pieces: list[str] = []
        at: list[int] = []
        end = 0
        for match in pattern.finditer(self.text):
            pieces.append(self.text[end : match.start()])
            at.extend(self.at[end : match.start()])
            pieces.append(match[group] if group else instead)
            at.extend(
                self.at[match.start(group) : match.end(group)] if group else [self.at[match.start()]] * len(instead)
            )
            end = match.end()
        return Strand("".join((*pieces, self.text[end:])), (*at, *self.at[end:])) if end else self

    def plain(self) -> "Strand":
        """Turn entities into their letters and each stretch of white space into one space; none at the ends."""
        found = self
        for match in reversed(list(_ENTITY.finditer(self.text))):
            letter = unescape(match[0])
            if len(letter) == 1:
                start, end = match.span()
                text = found.text[:start] + letter + found.text[end:]
                found = Strand(text, (*found.at[: start + 1], *found.at[end:]))
        found = found.keeping(_SPACES, 0, " ")
        first = len(found.text) - len(found.text.lstrip())
        last = len(found.text.rstrip())
        return Strand(found.text[first:last], found.at[first:last])

    def runs(self, lines: "Lines") -> tuple[Run, ...]:
        """Group letters that stand side by side on one line of the source."""
        found: list[Run] = []
        for offset, (before, at) in enumerate(zip((-2, *self.at), self.at, strict=False)):
            if at != before + 1 or lines.starts_at(at):
                found.append(Run(offset, *lines.place(at)))
        return tuple(found)


class Lines:
    """Where the lines of a source start."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._starts = [0, *(match.end() for match in re.finditer("\n", source))]

    def starts_at(self, offset: int) -> bool:
        """Tell whether a line starts at this offset."""
        return offset == 0 or self._source[offset - 1] == "\n"

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
