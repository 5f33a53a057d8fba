"""The lines of a Markdown or plain text, grouped into headings, paragraphs, list items, quotes and table cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fairclaim.lint.reading.passage import Kind

_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}(?:[-*_][ \t]*){3,}$")
_ITEM = re.compile(r"[ \t]*(?:[-*+•–]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_CELL = re.compile(r"(?:\\\||[^|\n])+")
_DIVIDER = re.compile(r"[ \t|:-]+$")
_CODE = re.compile(r"(?: {4}|\t)")


@dataclass(slots=True)
class Block:
    """A kind, and the pieces of the source that make it up."""

    kind: Kind
    spans: list[tuple[int, int]]


def blocks(source: str, start: int = 0) -> Iterator[Block]:
    """Group the lines from an offset on; every block holds at least one piece."""
    found: Block | None = None
    in_list = False
    for begin, end in _lines(source, start):
        line = source[begin:end]
        piece = _opened(line, found, in_list)
        if piece is None:
            if found is not None and found.kind == "paragraph" and _UNDERLINE.match(line):
                found.kind = "heading"
            yield from _closed(found)
            yield from _cells(line, begin)
            found, in_list = None, in_list and not line.strip()
            continue
        kind, skipped, goes_on = piece
        if found is not None and goes_on:
            found.spans.append((begin + skipped, end))
            continue
        yield from _closed(found)
        found, in_list = Block(kind, [(begin + skipped, end)]), kind == "item" or (in_list and line[:1] in " \t")
        if kind == "heading":
            yield found
            found = None
    yield from _closed(found)


def _opened(line: str, found: Block | None, in_list: bool) -> tuple[Kind, int, bool] | None:
    """Return the kind of block that a line belongs to, how much of it is markup, whether it goes on; None: to none."""
    is_table = line.lstrip().startswith("|")
    if not line.strip() or is_table or _RULE.match(line) or (found is not None and _UNDERLINE.match(line)):
        return None
    if heading := _HEADING.match(line):
        return "heading", heading.end(), False
    if quote := _QUOTE.match(line):
        return "quote", quote.end(), found is not None and found.kind == "quote"
    if item := _ITEM.match(line):
        return "item", item.end(), False
    if found is None and not in_list and _CODE.match(line):
        return None
    return "paragraph", 0, found is not None


def _closed(found: Block | None) -> Iterator[Block]:
    if found is not None:
        yield found


def _cells(line: str, begin: int) -> Iterator[Block]:
    if line.lstrip().startswith("|") and not _DIVIDER.match(line):
        for match in _CELL.finditer(line):
            yield Block("cell", [(begin + match.start(), begin + match.end())])


def _lines(source: str, start: int) -> Iterator[tuple[int, int]]:
    while start < len(source):
        end = source.find("\n", start)
        end = len(source) if end < 0 else end
        yield start, end
        start = end + 1
