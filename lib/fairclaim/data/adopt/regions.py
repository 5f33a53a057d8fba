"""Where the tables of a grid lie: titles above, headers in one row or two, another table below or beside."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from fairclaim.data.adopt.cells import is_words
from fairclaim.data.adopt.columns import Column, folded
from fairclaim.data.adopt.endings import find_ending
from fairclaim.data.adopt.grids import Grid
from fairclaim.data.adopt.headings import Row, filled, first_header, later_header, second_row, spanning_heading, trusted
from fairclaim.data.adopt.wording import say
from fairclaim.data.reading.header import joined
from fairclaim.errors import counted


@dataclass(frozen=True)
class Region:
    """One table of a grid.

    Parameters
    ----------
    grid : Grid
    top : int
        Row of the headers, counted from 0: the lower one, where there are two.
    columns : tuple of Column
    rows : int
        Rows of entries, blank ones and sums not counted.
    title : str
        Words above it that are no headers: a hint at what the table holds. Never told.
    two_rows : bool
        Whether headers are put together from two rows.
    footer : tuple of str
        The word that what is below the table begins with.
    last_row : int or None
        Last row of entries, counted from 1, where no footer can mark it.
    beside : bool
        Whether another table stands beside it.
    odd : int
        Rows within the table that hold only a heading or a sum.
    odd_blank : frozenset of str
        Headers of the columns that are blank in all of these.
    doubled : frozenset of str
        Headers that stand in the row more than once, in this table or beside it.
    doubts : tuple of str
    """

    grid: Grid
    top: int
    columns: tuple[Column, ...]
    rows: int
    title: str = ""
    two_rows: bool = False
    footer: tuple[str, ...] = ()
    last_row: int | None = None
    beside: bool = False
    odd: int = 0
    odd_blank: frozenset[str] = field(default=frozenset())
    doubled: frozenset[str] = field(default=frozenset())
    doubts: tuple[str, ...] = ()

    @property
    def header_row(self) -> int:
        """Row of the headers as a person counts it."""
        return self.top + 1

    @property
    def place(self) -> str:
        """The table as a person points at it; of several in one sheet, with the row of its headers."""
        return f"{self.grid.name}, from row {self.header_row}" if self.beside or self.top > 20 else self.grid.name

    @property
    def names(self) -> tuple[str, ...]:
        """What may say what the table holds: title, sheet, database table, and the file's name without its ending."""
        stem = self.grid.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        return tuple(name for name in (self.title, self.grid.sheet, self.grid.table, stem) if name)


def find_regions(grid: Grid) -> list[Region]:
    """Find the tables of one grid, from top to bottom and from left to right."""
    if grid.form in {"database", "parquet"}:
        return [_exact(grid)]
    blocks = _blocks(grid.rows)
    found = [region for block in blocks for region in _down(grid, block)]
    return [replace(region, beside=len(blocks) > 1) for region in found]


def _exact(grid: Grid) -> Region:
    names, *rows = grid.rows
    columns = tuple(
        Column(header, header, [row[place] for row in rows])
        for place, name in enumerate(names)
        if (header := _told(name))
    )
    total = max(len(rows), grid.total)
    cut = (say("part_only", rows=counted(len(rows), "row"), total=f"{total:,}"),) if total > len(rows) else ()
    return Region(grid, 0, columns, total, doubts=cut)


def _told(cell: object) -> str:
    return " ".join(str(cell).split()) if cell is not None else ""


def _blocks(rows: Sequence[Row]) -> list[list[int]]:
    """Cut the grid where a blank column divides tables that begin or end in different rows."""
    width = len(rows[0]) if rows else 0
    # A title that stands over a gap is no reason to see one table, so only rows with two entries count.
    wide = [row for row in rows if len(filled(row)) > 1]
    used = [any(row[place] is not None for row in wide) for place in range(width)]
    blocks: list[list[int]] = []
    for place in (place for place in range(width) if used[place]):
        if blocks and blocks[-1][-1] == place - 1:
            blocks[-1].append(place)
        else:
            blocks.append([place])
    whole: list[list[int]] = []
    for block in blocks:
        if whole and (min(len(block), len(whole[-1])) < 2 or not _apart(rows, whole[-1], block)):
            whole[-1] += block
        else:
            whole.append(block)
    return whole or [list(range(width))]


def _apart(rows: Sequence[Row], left: list[int], right: list[int]) -> bool:
    ends, headers = [], []
    for block in (left, right):
        full = [i for i, row in enumerate(rows) if sum(row[place] is not None for place in block) > 1]
        ends.append((full[0], full[-1]) if full else (0, 0))
        headers.append({folded(str(rows[ends[-1][0]][place])) for place in block})
    return ends[0] != ends[1] or bool(headers[0] & headers[1])


def _down(grid: Grid, block: list[int]) -> list[Region]:
    """Walk down one block of columns, table by table."""
    rows = [tuple(row[place] for place in block) for row in grid.rows]
    found: list[Region] = []
    top, start = first_header(rows, 0), 0
    while top is not None:
        end = later_header(rows, top + 2 if second_row(rows, top) else top + 1)
        # Titles of the table below belong to that one.
        stop = _titles_above(rows, end) if end is not None else len(rows)
        region = _region(grid, rows, top, stop, start)
        if region is not None:
            found.append(region)
        top, start = end, stop
    return found


def _titles_above(rows: Sequence[Row], header: int) -> int:
    row = header
    while row and len(filled(rows[row - 1])) <= 1:
        row -= 1
    return row


def _region(grid: Grid, rows: Sequence[Row], top: int, stop: int, start: int) -> Region | None:
    lower = second_row(rows, top)
    header, first = (top + 1, top + 2) if lower else (top, top + 1)
    below = [i for i in range(first, stop) if filled(rows[i])]
    ending = find_ending(rows, below, first)
    odd = set(ending.odd)
    entries = [i for i in below if i <= ending.last and rows[i] != rows[header] and i not in odd]
    names, full, two_rows, doubts = _headers(rows, top, lower=lower)
    columns = tuple(
        Column(names[place], full[place], [rows[i][place] for i in entries])
        for place in range(len(full))
        if full[place]
    )
    if not trusted(columns):
        return None
    again = sum(1 for i in below if rows[i] == rows[header])
    nameless = sum(
        1 for place, name in enumerate(full) if not name and any(rows[i][place] is not None for i in entries)
    )
    doubts += [say("repeated", rows=counted(again, "row"))] if again else []
    doubts += [say("nameless", columns=counted(nameless, "column"))] if nameless else []
    more = stop < len(rows) and not ending.footer
    doubts += [say("another_below")] if more and any(map(filled, rows[stop:])) else []
    cut = more or ending.last < max(below, default=ending.last)
    title = " ".join(str(cell) for row in rows[start:top] for cell in filled(row) if is_words(cell))
    told = Counter(_told(cell) for cell in grid.rows[header] if cell is not None) if not two_rows else Counter(names)
    return Region(
        grid, header, columns, len(entries), title, two_rows, ending.footer,
        ending.last + 1 if cut and not ending.footer else None,
        odd=len(odd), odd_blank=frozenset(
            names[place] for place in range(len(names)) if odd and all(rows[i][place] is None for i in odd)
        ),
        doubled=frozenset(name for name, times in told.items() if times > 1), doubts=(*doubts, *ending.doubts),
    )  # fmt: skip


def _headers(rows: Sequence[Row], top: int, *, lower: bool) -> tuple[list[str], list[str], bool, list[str]]:
    """Give the headers as they are looked up and as they are judged, whether both rows make them, and doubts."""
    if lower:
        full = joined(rows[top], rows[top + 1])
        return full, full, True, [say("two_rows_read", upper=top + 1, lower=top + 2)]
    plain = [_told(cell) for cell in rows[top]]
    if spanning_heading(rows, top):
        return plain, joined(rows[top - 1], rows[top]), False, [say("spanned", upper=top, lower=top + 1)]
    return plain, plain, False, []
