"""Files as sheets of cells: a CSV file is a workbook of one sheet. Values only: no formulas, notes or properties."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fairclaim.data.reading.cells import header_of
from fairclaim.errors import Problem

_HEADER_WITHIN = 20  # Titles above a table take a few rows; what stands further down is a row of the table.

_DELIMITERS = ",;\t|"
_TEXT = {".csv", ".txt", ".tsv"}


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Rows of cells as they stand in the file.

    Parameters
    ----------
    name : str
        Empty for a CSV file.
    rows : list of list
        Text for CSV; for Excel also numbers, dates and None.
    header_at : int or None
        Row that holds the wanted column's header, from 0; None where no row does.
    """

    name: str
    rows: list[list[Any]]
    header_at: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """One file.

    Parameters
    ----------
    name : str
        The file's own name, which its copy keeps.
    sheets : tuple of Sheet
    delimiter, encoding : str
        How a CSV file is written; unused for Excel.
    """

    name: str
    sheets: tuple[Sheet, ...]
    delimiter: str = ","
    encoding: str = "utf-8"


def same(header: object, wanted: str) -> bool:
    """Whether a header is the one that was asked for: capitals and the number of spaces make no difference."""
    return header_of(header).casefold() == header_of(wanted).casefold() != ""


def read_book(path: Path, column: str) -> Book | Problem:
    """Read one file, looking for the header `column` to know how it is divided and where its table begins."""
    if not path.is_file():
        return Problem("the file is missing", path.name, todo="correct its name")
    if path.suffix.lower() in _TEXT:
        return _read_text(path, column)
    if path.suffix.lower() == ".xlsx":
        return _read_workbook(path, column)
    todo = "open it in the program that made it and save it as .xlsx or .csv"
    return Problem("files of this kind are not read", path.name, "", ".csv, .txt, .tsv, .xlsx", todo)


def write_book(book: Book, folder: Path) -> None:
    """Write a book into a folder under its own name."""
    path = folder / book.name
    if path.suffix.lower() == ".xlsx":
        _write_workbook(book, path)
        return
    with path.open("w", encoding=book.encoding, newline="") as file:
        csv.writer(file, delimiter=book.delimiter, lineterminator="\n").writerows(book.sheets[0].rows)


def _read_text(path: Path, column: str) -> Book | Problem:
    decoded = _decoded(path.read_bytes())
    if decoded is None:
        return Problem("the file cannot be read as text", path.name, todo="save it as 'CSV UTF-8' in Excel")
    text, encoding = decoded
    try:
        for delimiter in _DELIMITERS:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
            header_at = _header_at(rows, column)
            if header_at is not None:
                return Book(path.name, (Sheet("", rows, header_at),), delimiter, encoding)
    except csv.Error:
        todo = "look for a quotation mark that is opened and not closed, and save it as CSV again"
        return Problem("the file cannot be read as CSV", path.name, todo=todo)
    # The first line of a file without the header may be a person's row: it is not shown.
    return _without_column(path.name, column)


def _decoded(content: bytes) -> tuple[str, str] | None:
    encoding = "utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8"
    tries = ("utf-16",) if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "windows-1252")
    for tried in tries:
        try:
            return content.decode(tried), encoding
        except UnicodeDecodeError:
            continue
    return None


def _read_workbook(path: Path, column: str) -> Book | Problem:
    import openpyxl

    try:
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception:  # noqa: BLE001 (a file that only bears the name may fail in any way; its text is not told)
        return Problem("the file cannot be read as a workbook", path.name, todo="open it in Excel and save it as .xlsx")
    sheets = []
    for sheet in workbook.worksheets:
        # Some programs state a sheet's size wrongly; its rows are then all that counts.
        sheet.reset_dimensions()
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        sheets.append(Sheet(sheet.title, rows, _header_at(rows, column)))
    workbook.close()
    found = any(sheet.header_at is not None for sheet in sheets)
    return Book(path.name, tuple(sheets)) if found else _without_column(path.name, column)


def _write_workbook(book: Book, path: Path) -> None:
    import openpyxl

    workbook = openpyxl.Workbook(write_only=True)
    for sheet in book.sheets:
        made = workbook.create_sheet(sheet.name)
        for row in sheet.rows:
            made.append(row)
    workbook.save(path)


def _header_at(rows: list[list[Any]], column: str) -> int | None:
    first = enumerate(rows[:_HEADER_WITHIN])
    return next((number for number, row in first if any(same(cell, column) for cell in row)), None)


def _without_column(file: str, column: str) -> Problem:
    what = f"there is no column '{column.strip()}' in the first {_HEADER_WITHIN} rows"
    return Problem(
        what,
        file,
        todo="write the header with --column exactly as it stands in the file; a file without it needs no copy",
    )
