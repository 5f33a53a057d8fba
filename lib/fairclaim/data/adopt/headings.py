"""Which row of a grid holds headers: words, all different, over rows that hold something else."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

from fairclaim.data.adopt.cells import Cell, date_kind, is_number, is_words
from fairclaim.data.adopt.columns import Column, folded
from fairclaim.data.adopt.identifying import tells_somebody
from fairclaim.data.adopt.vocabulary import vocabulary, words

Row = tuple[Cell, ...]
_FAR = 40
_LONGEST = 80


def filled(row: Row) -> list[Cell]:
    """Return the cells with an entry."""
    return [cell for cell in row if cell is not None]


def data_like(cell: Cell) -> bool:
    """Whether a cell holds a date or a number, which headers do not."""
    return bool(date_kind(cell)) or is_number(cell) or (cell is not None and not isinstance(cell, str))


def first_header(rows: Sequence[Row], start: int) -> int | None:
    """Find the header row of the first table at or below a row; None where nothing looks like a table."""
    near = [i for i in range(start, min(len(rows), start + _FAR)) if len(filled(rows[i])) > 1]
    if not near:
        return None
    width = _usual_width(rows, near)
    for i in near:
        if _could_be(rows[i]) and len(filled(rows[i])) >= 0.6 * width:
            return i + 1 if _is_title_of(rows, i) else i
    best = max(near, key=lambda i: (_known_share(rows[i]), -i))
    return best if _could_be(rows[best]) and _known_share(rows[best]) >= 0.5 else None


def _is_title_of(rows: Sequence[Row], top: int) -> bool:
    """Whether the row below is a complete row of better known headers, so that this one is a title or a heading."""
    below = rows[top + 1] if top + 1 < len(rows) else ()
    fuller = len(filled(below)) > len(filled(rows[top]))
    return fuller and _could_be(below) and None not in below and _known_share(below) > _known_share(rows[top])


def later_header(rows: Sequence[Row], start: int) -> int | None:
    """Find the header row of a further table, which a blank row or a title divides from what is above."""
    for i in range(max(1, start), len(rows)):
        above = len(filled(rows[i - 1]))
        if above > 1 or not _could_be(rows[i]) or i + 1 >= len(rows):
            continue
        follows = next((row for row in rows[i + 1 :] if filled(row)), ())
        differs = any(
            is_words(head) and data_like(cell) for head, cell in zip(rows[i], follows, strict=False) if cell is not None
        )
        if len(filled(follows)) > 1 and (_known_share(rows[i]) >= 0.5 or (differs and _known_share(rows[i]) > 0)):
            return i
    return None


def second_row(rows: Sequence[Row], top: int) -> bool:
    """Whether the row below a header row is part of the headers: it names columns that the row above spans."""
    if top + 2 >= len(rows):
        return False
    upper, lower = rows[top], rows[top + 1]
    if not filled(lower) or not all(is_words(cell) for cell in filled(lower)):
        return False
    spanned = any(low is not None and up is None for up, low in zip(upper, lower, strict=True))
    body = [row for row in rows[top + 2 : top + 30] if filled(row)]
    named = [place for place, cell in enumerate(lower) if cell is not None]
    differs = any(data_like(row[place]) for row in body for place in named)
    return spanned and differs and len(body) > 0


def spanning_heading(rows: Sequence[Row], top: int) -> bool:
    """Whether the row above a complete header row names groups of its columns."""
    if not top:
        return False
    above, header = rows[top - 1], rows[top]
    places = [place for place, cell in enumerate(above) if cell is not None]
    under = all(header[place] is not None for place in places)
    return (
        under
        and any(_says_when_or_what(cell) for cell in filled(above))
        and all(is_words(cell) for cell in filled(above))
        and (len(places) > 1 or (len(places) == 1 and places[0] > 0))
    )


def _says_when_or_what(cell: Cell) -> bool:
    """Whether a heading names an occasion or an instrument, and so belongs to the headers below it."""
    known = vocabulary()
    own = words(str(cell)) | set(str(cell).lower().split())
    told = {word for occasion in known.occasions.values() for word in occasion}
    return bool(own & told) or any(set(w.split()) <= own for one in known.instruments.values() for w in one.words)


def trusted(columns: Sequence[Column]) -> bool:
    """Whether headers are surely no row of entries: only then may they be told."""
    if any(tells_somebody(column.header) for column in columns):
        return False
    again = sum(1 for column in columns if folded(column.header) in column.folded)
    known = sum(1 for column in columns if words(column.full) in _known())
    return again < max(2, 0.3 * len(columns)) and known >= max(1, 0.15 * len(columns))


def _could_be(row: Row) -> bool:
    cells = filled(row)
    texts = [folded(cell) for cell in cells if isinstance(cell, str)]
    distinct = len(set(texts)) >= 0.6 * len(texts)
    wordy = all(is_words(cell) and len(str(cell)) <= _LONGEST for cell in cells)
    return len(cells) > 1 and wordy and distinct


def _usual_width(rows: Sequence[Row], near: list[int]) -> int:
    sizes = Counter(len(filled(rows[i])) for i in near)
    return max(sizes, key=lambda size: (sizes[size], size))


def _known_share(row: Row) -> float:
    """Share of the cells with a usual header's words."""
    cells = [str(cell) for cell in filled(row) if isinstance(cell, str)]
    return sum(1 for cell in cells if words(cell) in _known()) / len(cells) if cells else 0.0


@cache
def _known() -> frozenset[frozenset[str]]:
    known = vocabulary()
    usual = [*known.keys.values(), *(headers for table in known.tables.values() for headers in table.columns.values())]
    phrases = [phrase for headers in usual for phrase in (*headers.sure, *headers.perhaps)]
    return frozenset(words(phrase) for phrase in (*phrases, *known.keys_of_codes))
