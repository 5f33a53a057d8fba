"""Columns beside the one that is replaced that would tell in the copy who the people are."""

import re
from collections.abc import Sequence
from typing import Any

from fairclaim.data.pseudonymise.books import Sheet, same
from fairclaim.data.pseudonymise.person_keys import nhs_number
from fairclaim.data.reading.cells import header_of
from fairclaim.data.reading.identifying import identifying
from fairclaim.errors import Problem

_INSIDE = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_REMOVE = "take the column, or the whole sheet, out of the file and run again"


def giving_away(sheet: Sheet, told: str, settled: Sequence[str], numbers: frozenset[str]) -> list[Problem]:
    """List the columns of a sheet that look as if they named people.

    Parameters
    ----------
    sheet : Sheet
    told : str
        The sheet as messages name it.
    settled : sequence of str
        Headers that somebody has decided about: replaced, left out, or kept on purpose.
    numbers : frozenset of str
        The file's own NHS numbers. One of them anywhere else, even inside a sentence, is no accident.

    Notes
    -----
    On a sheet without the header that was asked for, no row is known to be the header, and the first may be a person's:
    columns are named by their letter.
    """
    header = [header_of(cell) for cell in sheet.rows[sheet.header_at]] if sheet.header_at is not None else []
    problems = []
    for place in range(max(map(len, sheet.rows), default=0)):
        name = header[place] if place < len(header) else ""
        if name and any(same(name, one) for one in settled):
            continue
        cells = [row[place] for at, row in enumerate(sheet.rows) if place < len(row) and at != sheet.header_at]
        why = identifying(name or _first_words(cells), cells) or _holds(cells, numbers)
        if why:
            todo = f'leave it out with --drop "{name}"; if it names nobody, keep it with --keep "{name}"'
            where = f"{told} → {name or 'column ' + letter(place)}"
            what = f"a column may tell who people are: {why}"
            problems.append(Problem(what, where, todo=todo if name else _REMOVE))
    return problems


def letter(place: int) -> str:
    """Name a column by its letter, as Excel does; the first is 0."""
    letters = ""
    while place >= 0:
        letters = chr(ord("A") + place % 26) + letters
        place = place // 26 - 1
    return letters


def _first_words(cells: Sequence[Any]) -> str:
    return next((header_of(cell) for cell in cells if isinstance(cell, str) and cell.strip()), "")


def _holds(cells: Sequence[Any], numbers: frozenset[str]) -> str:
    # Most cells repeat: each different one is looked at once.
    for cell in {str(cell) for cell in cells if cell is not None}:
        if any(nhs_number(found) in numbers for found in _INSIDE.findall(cell)):
            return "it holds NHS numbers of the column that is replaced"
    return ""
