"""Where the sentences of a text begin and end: headings, bullets, abbreviations, decimals."""

import re
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """One sentence and its place in the text."""

    start: int
    end: int
    text: str


# A line that opens a block of its own: a heading, a bullet, a numbered item, a quotation, a row of a table.
_OPENS = re.compile(r"\s*(?:#{1,6}\s|[-*+•–]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s|>|\|)")
_MARKS = re.compile(r"\s*(?:#{1,6}\s+|[-*+•–]\s+|\(?\d{1,2}[.)]\s+|\(?[a-z]\)\s+|>\s*)?")
_HEADING = re.compile(r"\s*#{1,6}\s")
# A stop ends a sentence before a space and what may begin one. A closing quotation mark or bracket belongs to it.
_STOP = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]*[A-Z0-9£])")
_SHORT = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|al|approx|incl|no|nos|fig|figs|ref|refs|para|p|pp|vol|dept|est|max|min|hrs|mins|"
    r"dr|mr|mrs|ms|mx|prof|st|rev|hon|sr|jr)|(?:^|\s)[A-Z])\.$",
    re.IGNORECASE,
)


def split(text: str) -> tuple[Span, ...]:
    """Split a text into sentences, each with its place; markup in front of a heading or a bullet is left out.

    >>> [span.text for span in split("We saw 3.5 a day, e.g. Dr. Khan's. Why? It snowed.")]
    ["We saw 3.5 a day, e.g. Dr. Khan's.", 'Why?', 'It snowed.']
    >>> [(span.start, span.text) for span in split("# What we did\\n- saw people\\n- wrote\\nletters")]
    [(2, 'What we did'), (16, 'saw people'), (29, 'wrote\\nletters')]
    """
    return tuple(span for start, end in _blocks(text) for span in _sentences(text, start, end))


def _blocks(text: str) -> list[tuple[int, int]]:
    edges, place, closed = [0], 0, True
    for line in text.splitlines(keepends=True):
        if closed or not line.strip() or _OPENS.match(line):
            edges.append(place)
        closed = not line.strip() or bool(_HEADING.match(line))
        place += len(line)
    edges.append(len(text))
    return [(a, b) for a, b in pairwise(edges) if text[a:b].strip()]


def _sentences(text: str, start: int, end: int) -> list[Span]:
    marks = _MARKS.match(text, start, end)
    begin = marks.end() if marks else start
    spans = []
    for stop in _STOP.finditer(text, begin, end):
        if not _SHORT.search(text[begin : stop.end()]):
            spans.append(_span(text, begin, stop.end()))
            begin = stop.end()
    spans.append(_span(text, begin, end))
    return [span for span in spans if span.text]


def _span(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    return Span(first, first + len(words.strip()), words.strip())
