"""Where the entries of a table end: sums below it, notes below it, and sums that stand in its middle."""

from collections.abc import Sequence
from dataclasses import dataclass

from fairclaim.data.adopt.cells import is_number
from fairclaim.data.adopt.columns import folded
from fairclaim.data.adopt.headings import Row, filled
from fairclaim.data.adopt.vocabulary import codes
from fairclaim.data.adopt.wording import say
from fairclaim.errors import counted


@dataclass(frozen=True, slots=True)
class Ending:
    """Where entries end and what is none.

    Parameters
    ----------
    last : int
        Last row of entries, counted from 0.
    footer : tuple of str
        The word that marks what is below.
    odd : tuple of int
        Rows with only a heading or a sum, among the entries.
    doubts : tuple of str
    """

    last: int
    footer: tuple[str, ...] = ()
    odd: tuple[int, ...] = ()
    doubts: tuple[str, ...] = ()


def find_ending(rows: Sequence[Row], below: list[int], first: int) -> Ending:
    """Find the end of the entries.

    Parameters
    ----------
    rows : sequence of tuples
    below : list of int
        Rows below the header that are not blank.
    first : int
        The row below the header.
    """
    usual = _usual_fill(rows, below)
    marks = [i for i in below if _is_mark(rows[i], usual)]
    tail = [i for i in marks if all(_is_tail(rows[j], usual) for j in below if j >= i)]
    middle = [i for i in marks if i not in tail]
    lone = [i for i in below if _is_lone(rows[i], usual) and i not in marks]
    if middle or (lone and not tail and any(not _is_lone(rows[i], usual) for i in below if i > lone[0])):
        # A word that also stands in the middle would cut the table off there.
        return Ending(below[-1], odd=tuple(sorted({*marks, *lone})))
    if tail:
        word = footer_word(rows[tail[0]])
        odd = tuple(i for i in lone if i < tail[0])
        return Ending(_before(below, tail[0], first), (word,), odd, (say("sums_below", word=word),))
    if lone:
        return Ending(_before(below, lone[0], first), doubts=(say("loose_below", rows=counted(len(lone), "row")),))
    return Ending(below[-1] if below else first - 1)


def _is_mark(row: Row, usual: float) -> bool:
    """Whether a row is a sum, or a note with fewer entries than rows usually have."""
    fewer = len(filled(row)) < usual
    word = folded(footer_word(row)) if fewer or isinstance(filled(row)[0], str) else ""
    return bool(word) and (fewer or word in codes().sums)


def _before(below: list[int], row: int, first: int) -> int:
    return max((i for i in below if i < row), default=first - 1)


def _is_tail(row: Row, usual: float) -> bool:
    return bool(footer_word(row)) or len(filled(row)) <= max(1, usual / 2)


def _usual_fill(rows: Sequence[Row], below: list[int]) -> float:
    sizes = sorted(len(filled(rows[i])) for i in below)
    return sizes[len(sizes) // 2] if sizes else 0.0


def _is_lone(row: Row, usual: float) -> bool:
    """Whether a row holds one cell of words where rows usually have several entries: a heading, or a note."""
    cells = filled(row)
    return usual >= 3 and len(cells) == 1 and isinstance(cells[0], str) and not is_number(cells[0])


def footer_word(row: Row) -> str:
    """Return the word of a sum or note that a row begins with, as it is written; empty if it begins otherwise."""
    start = next(iter(filled(row)), None)
    if not isinstance(start, str):
        return ""
    said = [word.rstrip(":") for word in folded(start).split()]
    for word in codes().footers:
        length = len(word.split())
        if " ".join(said[:length]) == word:
            return " ".join(start.split()[:length]).rstrip(":")
    return ""
