"""Bytes of a CSV file to a frame of strings: the mapped columns only, untouched but for spaces around them.

Nothing is guessed here: `007`, `NA` and `1e5` stay what they were written as, and conversion is somebody else's work.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from fairclaim.data.breaches import counted
from fairclaim.errors import Problem

_SAVE_AS = "open it in Excel, choose Save As, and save it as 'CSV UTF-8 (comma delimited)'"


def read_text(path: Path, file: str, theirs: dict[str, str]) -> pd.DataFrame | list[Problem]:
    """Read the mapped columns of one file.

    Parameters
    ----------
    path : Path
        Where the file lies; never told.
    file : str
        The file as it is told to the user.
    theirs : dict of str to str
        Contract column → header in the file.

    Returns
    -------
    DataFrame or list of Problem
        Strings (None where blank) under the contract's names, one row for each line that is not blank; or all that is
        wrong with the file. UTF-8 is read with or without the mark that Excel puts in front.
    """
    if not path.is_file():
        return [Problem("the file is missing", file, "", "", "put the file there, or correct its name in the source")]
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return [Problem("the file is not UTF-8", file, "", "CSV in UTF-8", _SAVE_AS)]
    if not text.strip():
        return [Problem("the file is empty", file, "", "a header and its rows", "extract it again")]
    try:
        return _frame(csv.reader(io.StringIO(text, newline=""), strict=True), file, theirs)
    except csv.Error:
        todo = "look for a quotation mark that is opened and not closed, and save it as CSV again"
        return [Problem("the file cannot be read as CSV", file, "", "cells divided by commas", todo)]


def _frame(lines: Iterator[list[str]], file: str, theirs: dict[str, str]) -> pd.DataFrame | list[Problem]:
    header = [cell.strip() for cell in next(lines)]
    problems = _header_problems(header, file, theirs)
    if problems:
        return problems
    places = {column: header.index(their) for column, their in theirs.items()}
    rows, crooked = [], 0
    for line in lines:
        # Excel leaves lines of nothing but commas below a table.
        if any(cell.strip() for cell in line):
            crooked += len(line) != len(header)
            rows.append([line[place].strip() or None if place < len(line) else None for place in places.values()])
    if crooked:
        todo = "put quotation marks around cells that hold a comma, and extract again"
        return [
            Problem(
                "rows with more or fewer cells than the header", file, counted(crooked), f"{len(header)} cells", todo
            )
        ]
    return pd.DataFrame(rows, columns=list(places), dtype=object)


def _header_problems(header: list[str], file: str, theirs: dict[str, str]) -> list[Problem]:
    missing = [their for their in theirs.values() if their not in header]
    doubled = sorted({their for their in theirs.values() if header.count(their) > 1})
    problems = []
    if missing:
        todo = "extract the missing columns, or correct the source's mapping"
        needed = "columns " + ", ".join(f"'{their}'" for their in theirs.values())
        if len(missing) == len(theirs):
            # A first line without any of them may be a row, and what a row holds is never told.
            what = "the first line holds none of the columns needed"
            todo = "put the header into the first line, or correct the source's mapping"
            return [Problem(what, file, "", needed, todo)]
        found = "columns " + ", ".join(f"'{cell}'" for cell in header)
        what = "a column is missing: " + ", ".join(f"'{their}'" for their in missing)
        problems.append(Problem(what, file, found, needed, todo))
    for their in doubled:
        todo = "keep the right one and name the other differently"
        problems.append(Problem("two columns have the same header", f"{file} → {their}", "", "one", todo))
    return problems
