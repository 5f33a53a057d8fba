"""Bytes of a CSV or text file to strings: the mapped columns only, untouched but for spaces around them.

Nothing is guessed here: `007`, `NA` and `1e5` stay what they were written as, and conversion is somebody else's work.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from fairclaim.data.reading.cells import Cells, Read, framed
from fairclaim.data.reading.footers import footer_test
from fairclaim.data.reading.header import NAMES, divided_otherwise, joined, places
from fairclaim.data.reading.origins import numbered
from fairclaim.errors import Problem, counted
from fairclaim.params.sources import Part

_SAVE_AS = "open it in Excel, choose Save As, and save it as 'CSV UTF-8 (comma delimited)'"
_TWO_BYTES = (b"\xff\xfe", b"\xfe\xff")


def read_csv(path: Path, part: Part, wanted: Sequence[str], file: str) -> Read:
    """Read the wanted columns of one file.

    Parameters
    ----------
    path : Path
        Where the file lies; never told.
    part : Part
        Says delimiter, encoding, header row, footer and last row.
    wanted : sequence of str
        Headers in the file.
    file : str
        The file as it is told to the user.

    Returns
    -------
    Cells or list of Problem
        Rows are numbered as a spreadsheet would number them: a cell with a line break in it is still one row. UTF-8 is
        read with or without the mark that Excel puts in front.
    """
    text = _decoded(path.read_bytes(), part.encoding, file)
    if isinstance(text, Problem):
        return [text]
    if not text.strip():
        return [Problem("the file is empty", file, "", "a header and its rows", "extract it again")]
    return _parsed(text, part, wanted, file)


def _parsed(text: str, part: Part, wanted: Sequence[str], file: str) -> Read:
    delimiter = "\t" if part.delimiter == "tab" else part.delimiter
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        over = list(islice(lines, part.header_row - 1))
        header = next(lines, None)
        if header is not None and part.header_rows == 2:
            header = joined(over[-1], header)
        if header is None:
            return [beyond(part, file)]
        found = places(header, wanted, file, part.header_row)
        if not isinstance(found, list):
            return _cells(lines, part, found, header, file)
    except csv.Error:
        todo = "look for a quotation mark that is opened and not closed, and save it as CSV again"
        found = [Problem("the file cannot be read as CSV", file, "", f"cells divided by {NAMES[delimiter]}", todo)]
    line = next(islice(io.StringIO(text), part.header_row - 1, None), "")
    other = divided_otherwise(line, delimiter, wanted, file)
    return found if other is None else [other]


def _decoded(raw: bytes, encoding: str, file: str) -> str | Problem:
    if encoding != "utf-16" and raw.startswith(_TWO_BYTES):
        todo = "set 'encoding: utf-16' for the table in the source"
        return Problem(f"the file is not {_named(encoding)}", file, "UTF-16", "", todo)
    if encoding == "windows-1252" and not raw.isascii() and _is_utf_8(raw):
        # Read as Windows' own, every accent would become two signs, and codes would stop matching.
        todo = "set 'encoding: utf-8' for the table in the source"
        return Problem("the file is not Windows-1252", file, "UTF-8", "", todo)
    # Bytes of any text pass for UTF-16, and would come out as signs that no header matches.
    sound = encoding != "utf-16" or raw.startswith(_TWO_BYTES) or b"\0" in raw
    try:
        text = raw.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeError:
        sound = False
    if sound and "\0" not in text:
        return text
    todo = f"{_SAVE_AS}, or set 'encoding:' for the table in the source"
    return Problem(f"the file is not {_named(encoding)}", file, "", f"text in {_named(encoding)}", todo)


def _named(encoding: str) -> str:
    return {"utf-8": "UTF-8", "utf-16": "UTF-16", "windows-1252": "Windows-1252"}[encoding]


def _is_utf_8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _cells(lines: Iterator[list[str]], part: Part, found: dict[str, int], header: list[str], file: str) -> Read:
    rows: list[list[str | None]] = []
    numbers: list[int] = []
    crooked: list[int] = []
    is_footer, spots = footer_test(part.footer), list(found.values())
    for number, line in enumerate(lines, start=part.header_row + 1):
        if part.last_row is not None and number > part.last_row:
            break
        first = next((cell for cell in line if cell.strip()), None)
        # Excel leaves lines of nothing but commas below a table.
        if first is None:
            continue
        if is_footer(first):
            break
        if len(line) != len(header):
            crooked.append(number)
            continue
        rows.append([line[spot].strip() or None for spot in spots])
        numbers.append(number)
    if crooked:
        todo = "put quotation marks around cells that hold the delimiter, and extract again"
        count = f"{counted(len(crooked))} ({numbered(crooked)})"
        return [Problem("rows with more or fewer cells than the header", file, count, f"{len(header)} cells", todo)]
    return Cells(framed(rows, list(found)), np.array(numbers, dtype=np.int64))


def beyond(part: Part, file: str) -> Problem:
    """Tell that a file ends before its header."""
    todo = "correct 'header_row' of the table in the source"
    return Problem("the file ends before its header row", file, f"header_row: {part.header_row}", todo=todo)
