"""One file with a key in place of the column that names people."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from fairclaim.data.pseudonymise.books import Book, Sheet, same
from fairclaim.data.pseudonymise.giving_away import giving_away
from fairclaim.data.pseudonymise.person_keys import local_id, nhs_number, person_key
from fairclaim.data.reading.cells import header_of
from fairclaim.errors import Problem


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for.

    Parameters
    ----------
    column : str
        Header of the column that names people.
    named : str
        Header of the key's column.
    any_id : bool
        The column holds ids of one's own, not NHS numbers.
    drop, keep : tuple of str
        Headers of columns to leave out, and of columns that name nobody although they look as if they did.
    """

    column: str
    named: str = "person_id"
    any_id: bool = False
    drop: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()

    @property
    def read(self) -> Callable[[object], str | None]:
        """What makes an identifier of a cell; None where it cannot."""
        return local_id if self.any_id else nhs_number


@dataclass(frozen=True, slots=True)
class Count:
    """One sheet as it is told: its rows, and those that got no key because the entry was blank or not valid."""

    told: str
    rows: int
    blank: int
    invalid: int


@dataclass(frozen=True, slots=True, eq=False)
class Replaced:
    """A book with keys, or what is wrong with it. `headers` are what --drop and --keep may name."""

    book: Book
    counts: tuple[Count, ...]
    keys: frozenset[str]
    headers: tuple[str, ...]
    problems: tuple[Problem, ...]


def replaced(book: Book, wanted: Wanted, secret: bytes) -> Replaced:
    """Put a key in place of the wanted column on every sheet that has it, judging every other column of the file.

    Entries that are blank or no NHS number get no key: they are counted, and stand blank in the copy.
    """
    told = {sheet.name: f"{book.name}/{sheet.name}" if sheet.name else book.name for sheet in book.sheets}
    with_column = [sheet for sheet in book.sheets if sheet.header_at is not None]
    problems = [problem for sheet in with_column for problem in _header_problems(sheet, told[sheet.name], wanted)]
    settled = (wanted.column, *wanted.drop, *wanted.keep)
    entries = [entry for sheet in with_column for entry in _entries(sheet, wanted)]
    numbers = frozenset(number for number in map(nhs_number, entries) if number)
    problems += [p for sheet in book.sheets for p in giving_away(sheet, told[sheet.name], settled, numbers)]
    counts = tuple(_count(sheet, told[sheet.name], wanted) for sheet in with_column)
    problems += [p for sheet, count in zip(with_column, counts, strict=True) for p in _doubtful(sheet, count, wanted)]
    sheets = tuple(_with_keys(sheet, wanted, secret) for sheet in book.sheets)
    keys = frozenset(person_key(identifier, secret) for identifier in set(map(wanted.read, entries)) if identifier)
    headers = tuple(header_of(cell) for sheet in with_column for cell in _header(sheet))
    return Replaced(replace(book, sheets=sheets), counts, keys, headers, tuple(problems))


def _header(sheet: Sheet) -> list[Any]:
    return sheet.rows[sheet.header_at] if sheet.header_at is not None else []


def _at(sheet: Sheet, wanted: Wanted) -> int:
    return next(place for place, cell in enumerate(_header(sheet)) if same(cell, wanted.column))


def _below(sheet: Sheet) -> list[list[Any]]:
    """Rows of the table; Excel leaves rows of nothing at its end."""
    return [row for row in sheet.rows[(sheet.header_at or 0) + 1 :] if any(header_of(cell) for cell in row)]


def _entries(sheet: Sheet, wanted: Wanted) -> list[Any]:
    at = _at(sheet, wanted)
    return [row[at] if at < len(row) else None for row in _below(sheet)]


def _header_problems(sheet: Sheet, told: str, wanted: Wanted) -> list[Problem]:
    problems = []
    if sum(same(cell, wanted.column) for cell in _header(sheet)) > 1:
        todo = "name one of them differently in the file"
        problems.append(Problem("two columns have the same header", f"{told} → {wanted.column}", todo=todo))
    taken = any(same(cell, wanted.named) and not same(cell, wanted.column) for cell in _header(sheet))
    if taken and not any(same(wanted.named, name) for name in wanted.drop):
        todo = "choose another name with --as, or leave that column out with --drop"
        what = "there is a column already by the name that the key is to have"
        problems.append(Problem(what, f"{told} → {wanted.named}", todo=todo))
    return problems


def _count(sheet: Sheet, told: str, wanted: Wanted) -> Count:
    entries = _entries(sheet, wanted)
    blank = sum(not header_of(entry) for entry in entries)
    without = sum(wanted.read(entry) is None for entry in entries)
    return Count(told, len(entries), blank, without - blank)


def _doubtful(sheet: Sheet, count: Count, wanted: Wanted) -> list[Problem]:
    """Tell a column that is plainly not what it was said to be: its keys would link nobody, or part of the people."""
    where = f"{count.told} → {wanted.column}"
    filled = count.rows - count.blank
    if not wanted.any_id and filled and count.invalid == filled:
        todo = "name the column of NHS numbers; for ids of your own, add --any-id"
        allowed = "ten digits of which the last is a check, with or without spaces"
        return [Problem("not one entry is a valid NHS number", where, f"{filled:,} entries", allowed, todo)]
    valid = sum(nhs_number(entry) is not None for entry in _entries(sheet, wanted))
    if wanted.any_id and filled and 2 * valid > filled:
        todo = "leave --any-id out: NHS numbers written in different ways then get the same key"
        return [Problem("most entries are NHS numbers", where, f"{valid:,} of {filled:,} entries", todo=todo)]
    return []


def _with_keys(sheet: Sheet, wanted: Wanted, secret: bytes) -> Sheet:
    if sheet.header_at is None:
        return sheet
    at = _at(sheet, wanted)
    gone = {n for n, cell in enumerate(_header(sheet)) if any(same(cell, name) for name in wanted.drop)}
    rows = []
    for number, row in enumerate(sheet.rows):
        cells = list(row)
        if number == sheet.header_at:
            cells[at] = wanted.named
        elif number > sheet.header_at and at < len(cells):
            identifier = wanted.read(cells[at])
            cells[at] = person_key(identifier, secret) if identifier else None
        rows.append([cell for place, cell in enumerate(cells) if place not in gone])
    return replace(sheet, rows=rows)
