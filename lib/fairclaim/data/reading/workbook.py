"""One sheet of an Excel workbook as strings: only the cells of mapped columns are kept."""

import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import numpy as np

from fairclaim.data.reading.cells import Cells, Read, as_text, framed, header_of
from fairclaim.data.reading.csv_text import beyond
from fairclaim.data.reading.footers import footer_test
from fairclaim.data.reading.header import joined, places, quoted
from fairclaim.errors import Problem
from fairclaim.params.sources import Part

_UNREADABLE = (BadZipFile, ParseError, KeyError, ValueError, TypeError, OSError, EOFError)


def read_workbook(path: Path, part: Part, wanted: Sequence[str], file: str) -> Read:
    """Read the wanted columns of one sheet.

    Returns
    -------
    Cells or list of Problem
        A true date becomes ISO text, with its time unless it is shown as a day; a number becomes plain figures, so that
        a date kept as Excel's number of days stays a number and is refused as a date. A formula gives the value that
        Excel last saved. Hidden rows are read like others.
    """
    # openpyxl warns of drop-downs and styles that it leaves out: nothing that a reader of values needs.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _read(path, part, wanted, file)
        except _UNREADABLE:
            todo = "open it in Excel, take off its password if it has one, and save it as .xlsx"
            return [Problem("the file cannot be read as a workbook", file, "", "an Excel workbook (.xlsx)", todo)]


def _read(path: Path, part: Part, wanted: Sequence[str], file: str) -> Read:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        sheet = _sheet(book, part, file)
        return [sheet] if isinstance(sheet, Problem) else _cells(sheet, part, wanted, file)
    finally:
        book.close()


def _sheet(book: Any, part: Part, file: str) -> Any:
    names = [sheet.title for sheet in book.worksheets]
    if part.sheet is None and len(names) == 1:
        return book.worksheets[0]
    if part.sheet is None:
        todo = "name one as 'sheet:' of the table in the source"
        return Problem("the workbook has several sheets", file, f"{len(names)} sheets", quoted(names), todo)
    # Excel itself does not tell sheets apart by case.
    for sheet in book.worksheets:
        if sheet.title.strip().casefold() == part.sheet.strip().casefold():
            return sheet
    todo = "correct 'sheet:' of the table in the source"
    return Problem("the workbook has no such sheet", file, "", quoted(names), todo)


def _cells(sheet: Any, part: Part, wanted: Sequence[str], file: str) -> Read:
    # What the file says of its own size is often wrong, and would cut rows off.
    sheet.reset_dimensions()
    lines = sheet.iter_rows(min_row=part.header_row - part.header_rows + 1, max_row=part.last_row)
    over = next(lines, ()) if part.header_rows == 2 else ()
    header = next(lines, None)
    if header is None:
        return [beyond(part, file)]
    titles: list[str | None] = [as_text(cell.value) for cell in header]
    if part.header_rows == 2:
        titles = [*joined([as_text(cell.value) for cell in over], titles)]
    if not any(titles):
        todo = "correct 'header_row' of the table in the source"
        return [Problem("the header row is blank", file, f"header_row: {part.header_row}", todo=todo)]
    found = places([header_of(title) for title in titles], wanted, file, part.header_row)
    return found if isinstance(found, list) else _rows(lines, part, found)


def _rows(lines: Iterator[Sequence[Any]], part: Part, found: dict[str, int]) -> Cells:
    rows: list[list[str | None]] = []
    numbers: list[int] = []
    is_footer, spots = footer_test(part.footer), list(found.values())
    for number, line in enumerate(lines, start=part.header_row + 1):
        first = next((cell.value for cell in line if not _blank(cell.value)), None)
        if first is None:
            continue
        if is_footer(str(first)):
            break
        rows.append([_text(line[spot]) if spot < len(line) else None for spot in spots])
        numbers.append(number)
    return Cells(framed(rows, list(found)), np.array(numbers, dtype=np.int64), true_dates=True)


def _blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _text(cell: Any) -> str | None:
    value = cell.value
    if type(value) is str:
        return value.strip() or None
    # Midnight in a column of times is a time; the form in which Excel shows it tells the two apart.
    timed = hasattr(value, "hour") and "h" in cell.number_format.casefold()
    return as_text(value, timed=timed)
