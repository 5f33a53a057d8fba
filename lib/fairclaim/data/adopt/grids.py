"""Files opened as grids of cells: one for each sheet, database table or text file."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from fairclaim.data.adopt.cells import Cell, tidy
from fairclaim.data.adopt.text_files import Text, read_text_file
from fairclaim.errors import DataRefused, Problem

Form = Literal["text", "workbook", "database", "parquet"]
ENDINGS: dict[str, Form] = {
    ".csv": "text", ".txt": "text", ".xlsx": "workbook", ".parquet": "parquet",
    ".sqlite": "database", ".db": "database", ".duckdb": "database",
}  # fmt: skip
# Enough to judge a column by; a database of millions of rows need not be carried through Python for it.
MOST_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells as they lie, with nothing said yet about which of them are headers.

    Parameters
    ----------
    file : str
        The file, as the source will name it.
    form : str
    rows : sequence of tuples
        Tidied cells. For a database table the first row holds its column names.
    sheet, table : str or None
        Of a workbook, or of a database.
    text : Text or None
        How a text file is written.
    total : int
        Rows of the whole, where only the first were read.
    """

    file: str
    form: Form
    rows: Sequence[tuple[Cell, ...]]
    sheet: str | None = None
    table: str | None = None
    text: Text | None = None
    total: int = field(default=0)

    @property
    def name(self) -> str:
        """The grid as a person points at it."""
        part = f", sheet '{self.sheet}'" if self.sheet else f", table '{self.table}'" if self.table else ""
        return f"{self.file}{part}"


def read_grids(path: Path, file: str) -> list[Grid]:
    """Open one file; raise DataRefused, without a word of its content, if it cannot be read."""
    form = ENDINGS.get(path.suffix.lower())
    if form is None:
        allowed = "Excel (.xlsx), CSV or text (.csv, .txt, .tsv), Parquet, SQLite (.db, .sqlite) and DuckDB files"
        todo = "save it as one of these; an old .xls opens in Excel and saves as .xlsx"
        raise DataRefused(Problem("this kind of file is not read", file, path.suffix or "no ending", allowed, todo))
    if not path.is_file():
        raise DataRefused(Problem("the file is missing", file, todo="correct its name, or put it there"))
    try:
        return [grid for grid in _READERS[form](path, file) if grid.rows]
    except _unreadable() as error:
        # Libraries quote what they stumble over, which may be a row: only the kind of mishap is kept.
        todo = "open it, check that it is what its ending says and has no password, and save it again"
        raise DataRefused(Problem("the file cannot be read", file, type(error).__name__, "", todo)) from None


def _unreadable() -> tuple[type[Exception], ...]:
    import sqlite3
    from xml.etree.ElementTree import ParseError
    from zipfile import BadZipFile

    import duckdb
    import pyarrow as pa

    usual = (BadZipFile, ParseError, KeyError, ValueError, TypeError, OSError, EOFError)
    return (*usual, csv.Error, sqlite3.Error, duckdb.Error, pa.ArrowException)


def _workbook(path: Path, file: str) -> Iterator[Grid]:
    import warnings

    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # Styles, drop-downs and the like that openpyxl leaves out do not matter to the cells.
        warnings.simplefilter("ignore")
        book = load_workbook(path, read_only=True, data_only=True)
        for sheet in book.worksheets:
            # Some systems write a wrong size into the sheet; without it the rows are counted as they come.
            sheet.reset_dimensions()
            rows = [tuple(tidy(cell) for cell in row) for row in sheet.iter_rows(values_only=True)]
            yield Grid(file, "workbook", _squared(rows), sheet=sheet.title)
        book.close()


def _text(path: Path, file: str) -> Iterator[Grid]:
    text, rows = read_text_file(path, file)
    yield Grid(file, "text", _squared(rows), text=text)


def _parquet(path: Path, file: str) -> Iterator[Grid]:
    import pyarrow.parquet as pq

    whole = pq.ParquetFile(path)
    batch = next(whole.iter_batches(MOST_ROWS), None)
    names = tuple(whole.schema_arrow.names)
    rows = [] if batch is None else [tuple(tidy(_plain(cell)) for cell in row.values()) for row in batch.to_pylist()]
    yield Grid(file, "parquet", [names, *rows], total=whole.metadata.num_rows)


def _database(path: Path, file: str) -> Iterator[Grid]:
    import duckdb

    with path.open("rb") as opened:
        sqlite = opened.read(16).startswith(b"SQLite format 3")
    if sqlite:
        yield from _sqlite(path, file)
        return
    with duckdb.connect(str(path), read_only=True) as connection:
        for (name,) in connection.execute("select table_name from information_schema.tables order by 1").fetchall():
            yield _table(connection.execute, name, file)


def _sqlite(path: Path, file: str) -> Iterator[Grid]:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        listed = (
            "select name from sqlite_master where type in ('table', 'view') and name not like 'sqlite_%' order by 1"
        )
        for (name,) in connection.execute(listed).fetchall():
            yield _table(connection.execute, name, file)


def _table(execute: Callable[[str], Any], name: str, file: str) -> Grid:
    quoted = '"' + name.replace('"', '""') + '"'
    total = execute(f"select count(*) from {quoted}").fetchone()[0]  # noqa: S608
    cursor = execute(f"select * from {quoted} limit {MOST_ROWS}")  # noqa: S608
    names = tuple(column[0] for column in cursor.description)
    rows = [tuple(tidy(_plain(cell)) for cell in row) for row in cursor.fetchall()]
    return Grid(file, "database", [names, *rows], table=name, total=total)


def _plain(cell: Any) -> Cell:
    from datetime import date, time
    from decimal import Decimal

    if isinstance(cell, Decimal):
        return float(cell)
    return cell if isinstance(cell, str | int | float | bool | date | time | None) else str(cell)


def _squared(rows: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Cut what is blank at the bottom and at the right, and make all rows equally long."""
    full = [i for i, row in enumerate(rows) if any(cell is not None for cell in row)]
    kept = rows[: full[-1] + 1] if full else []
    width = max((j + 1 for row in kept for j, cell in enumerate(row) if cell is not None), default=0)
    return [(*row[:width], *([None] * (width - len(row)))) for row in kept]


_READERS: dict[Form, Callable[[Path, str], Iterator[Grid]]] = {
    "text": _text, "workbook": _workbook, "parquet": _parquet, "database": _database,
}  # fmt: skip
