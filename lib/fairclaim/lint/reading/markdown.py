"""Markdown: headings, paragraphs, list items, quotes and cells; code, addresses and comments are not prose."""

import re
from collections.abc import Iterator

from fairclaim.lint.reading.blocks import blocks
from fairclaim.lint.reading.directives import COMMENT, Directive, directives
from fairclaim.lint.reading.files import refused
from fairclaim.lint.reading.passage import Passage
from fairclaim.lint.reading.strand import Lines, Strand

_HEAD = re.compile(r"---[ \t]*\n.*?\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})[^\n]*$", re.MULTILINE)
_WRITTEN = re.compile(r"[^\n]+")
# What of it is read: a group, or (0) a letter that stands for words that are named and not used.
_MARKUP: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"(?<!`)(`{1,4})(?!`)[^`\n]{1,400}\1(?!`)"), 0),
    (re.compile(r"!\[([^\[\]\n]{0,400})\]\([^()\n]{0,2000}\)"), 1),
    (re.compile(r"\[([^\[\]\n]{0,400})\]\([^()\n]{0,2000}\)"), 1),
    (re.compile(r"\[([^\[\]\n]{1,400})\]\[[^\[\]\n]{0,200}\]"), 1),
    (re.compile(r"()</?[A-Za-z][^<>]{0,2000}>"), 1),
    (re.compile(r"()<?\bhttps?://[^\s<>]{1,2000}>?"), 1),
    (re.compile(r"(\*\*|~~)(?=\S)([^*~]{1,2000})(?<=\S)\1"), 2),
    (re.compile(r"(?<!\w)(__)(?=\S)([^_]{1,2000})(?<=\S)\1(?!\w)"), 2),
    (re.compile(r"(\*)(?=\S)([^*]{1,2000})(?<=\S)\1"), 2),
    (re.compile(r"(?<!\w)(_)(?=\S)([^_]{1,2000})(?<=\S)\1(?!\w)"), 2),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), 1),
)


def markdown(text: str, where: str) -> tuple[Passage, ...]:
    """Read a Markdown text. A waiver belongs to the text that it stands in or before; a claim, to all that follows."""
    source = _without_code(text)
    said = directives(source, where)
    lines = Lines(text)
    head = _HEAD.match(text)
    # Every letter keeps its place, and a comment between two paragraphs does not join them.
    source = COMMENT.sub(lambda match: _blank(match[0]), source)
    found: list[Passage] = []
    spans: list[tuple[int, int]] = []
    for block in blocks(source, head.end() if head else 0):
        strand = Strand.of(source, block.spans)
        for pattern, group in _MARKUP:
            strand = strand.keeping(pattern, group, "…")
        strand = strand.plain()
        if strand.text:
            found.append(Passage(where, block.kind, strand.text, strand.runs(lines)))
            spans.append((block.spans[0][0], block.spans[-1][1]))
    return tuple(_told(found, spans, said, where, lines))


def _without_code(text: str) -> str:
    pieces: list[str] = []
    end = 0
    while opening := _FENCE.search(text, end):
        closing = re.compile(rf"^[ \t]*{opening[1]}[`~]*[ \t]*$", re.MULTILINE).search(text, opening.end())
        after = closing.end() if closing else len(text)
        pieces += [text[end : opening.start()], _blank(text[opening.start() : after])]
        end = after
    return "".join((*pieces, text[end:]))


def _blank(text: str) -> str:
    return _WRITTEN.sub(lambda line: " " * len(line[0]), text)


def _told(
    found: list[Passage], spans: list[tuple[int, int]], said: tuple[Directive, ...], where: str, lines: Lines
) -> Iterator[Passage]:
    """Give each passage the claim and the waivers that its writer's comments name."""
    waiting = list(said)
    claim = ""
    for passage, (_, end) in zip(found, spans, strict=True):
        mine = [one for one in waiting if one.offset <= end]
        waiting = waiting[len(mine) :]
        claim = next((one.claim for one in reversed(mine) if one.waiver is None), claim)
        waivers = tuple(one.waiver for one in mine if one.waiver is not None)
        yield Passage(passage.file, passage.kind, passage.text, passage.runs, claim, waivers)
    for one in waiting:
        if one.waiver is not None:
            place = f"{where}, line {lines.place(one.offset)[0]}"
            raise refused("a waiver with no text after it", place, todo="Put it before the text that it is about")
