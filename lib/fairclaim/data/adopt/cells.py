"""What one cell holds: a date, a number or words. Cells are looked at here and never told."""

import re
from datetime import date, datetime, time

Cell = None | str | int | float | bool | date | datetime | time

ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
_SHORT_YEAR = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}(?: \d{1,2}:\d{2}.*)?")
_IN_WORDS = re.compile(
    r"(?:[A-Za-z]{3,9},? )?\d{1,2}(?:st|nd|rd|th)?[ -][A-Za-z]{3,9}[ -,]+\d{2,4}(?: \d{1,2}:\d{2}.*)?"
)
_MONTH_ONLY = re.compile(r"[A-Za-z]{3,9}[ -]\d{2,4}")
_MONTHS = frozenset(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"))
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_DRESSED_NUMBER = re.compile(r"[£$€]?\s?[+-]?\d{1,3}(?:,\d{3})*(?:\.\d+)?\s?%?")


def tidy(cell: Cell) -> Cell:
    """Return the cell without spaces around it; None where nothing is left."""
    return (cell.strip() or None) if isinstance(cell, str) else cell


def as_text(cell: Cell) -> str:
    """Write a cell as a reader of the file would: whole numbers without a point, dates year first."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def date_kind(cell: Cell) -> str:
    """Name how a date is written: true, iso, day-first, month-first, either, short year, words; '' for no date."""
    if isinstance(cell, date):
        return "true"
    if not isinstance(cell, str):
        return ""
    if ISO.fullmatch(cell):
        return "iso"
    if match := SLASHED.fullmatch(cell):
        return _order(int(match[1]), int(match[2]))
    if _SHORT_YEAR.fullmatch(cell):
        return "short year"
    worded = _IN_WORDS.fullmatch(cell) or _MONTH_ONLY.fullmatch(cell)
    return "words" if worded and _MONTHS & {word[:3].lower() for word in re.findall("[A-Za-z]+", cell)} else ""


def _order(first: int, second: int) -> str:
    if first > 12:
        return "day-first" if 0 < second <= 12 and first <= 31 else ""
    return "month-first" if 12 < second <= 31 else "either" if first > 0 and 0 < second <= 12 else ""


def year_of(cell: Cell) -> int | None:
    """Return the year of a date in any of the forms with four digits for it."""
    if isinstance(cell, date):
        return cell.year
    match = re.search(r"(?<!\d)(?:19|20)\d{2}(?!\d)", cell) if isinstance(cell, str) else None
    return int(match[0]) if match else None


def is_number(cell: Cell) -> bool:
    """Whether the cell is a number, or text that is read as one."""
    if isinstance(cell, str):
        return bool(_NUMBER.fullmatch(cell))
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def is_dressed_number(cell: Cell) -> bool:
    """Whether the cell is a number with a sign of money, a percent sign or commas, which is not read as one."""
    return isinstance(cell, str) and not is_number(cell) and bool(_DRESSED_NUMBER.fullmatch(cell))


def number_of(cell: Cell) -> float | None:
    """Return the number, if it is one."""
    return float(cell) if is_number(cell) and isinstance(cell, str | int | float) else None


def is_words(cell: Cell) -> bool:
    """Whether the cell is text that is neither a number nor a date."""
    return isinstance(cell, str) and not is_number(cell) and not is_dressed_number(cell) and not date_kind(cell)
