"""Where the mapped columns stand in a header, or what is wrong with it."""

from collections.abc import Sequence
from itertools import zip_longest

from fairclaim.data.reading.cells import header_of
from fairclaim.errors import Problem

_SHOWN = 40
NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
_WRITTEN = {",": "','", ";": "';'", "\t": "tab", "|": "'|'"}


def places(header: Sequence[object], wanted: Sequence[str], file: str, row: int) -> dict[str, int] | list[Problem]:
    """Find each wanted header, trimmed; `row` is where the header stands, counted from 1."""
    told = [header_of(cell) for cell in header]
    missing = [their for their in wanted if header_of(their) not in told]
    if missing:
        return [_missing(told, missing, wanted, file, row)]
    todo = "keep the right one and name the other differently"
    doubled = sorted({their for their in wanted if told.count(header_of(their)) > 1})
    if doubled:
        return [
            Problem("two columns have the same header", f"{file} → {their}", allowed="one", todo=todo)
            for their in doubled
        ]
    return {their: told.index(header_of(their)) for their in wanted}


def joined(upper: Sequence[object], lower: Sequence[object]) -> list[str]:
    """Join headers of two rows; a heading counts for the blank cells to its right that have a header below."""
    # Rows of a sheet end where their last cell is, so either may be the shorter one.
    pairs = [(header_of(above), header_of(below)) for above, below in zip_longest(upper, lower)]
    names: list[str] = []
    heading = ""
    for above, below in pairs:
        heading = above or (heading if below else "")
        names.append(f"{heading} {below}".strip())
        # A heading with nothing below it is a header whose cells are merged downwards, and spans no other column.
        heading = heading if below else ""
    return names


def _missing(told: list[str], missing: Sequence[str], wanted: Sequence[str], file: str, row: int) -> Problem:
    needed = f"columns {quoted(wanted)}"
    if len(missing) == len(wanted):
        what = f"{'the first line' if row == 1 else f'row {row}'} holds none of the columns needed"
        put = "put the header into the first line" if row == 1 else "correct 'header_row' in the source"
        return Problem(what, file, "", needed, f"{put}, or correct the source's mapping")
    # A line that holds few of the headers may be a row, and what a row holds is never told.
    found = f"columns {quoted(told)}" if 2 * len(missing) <= len(wanted) else ""
    todo = "extract the missing columns, or correct the source's mapping"
    return Problem(f"a column is missing: {quoted(missing)}", file, found, needed, todo)


def divided_otherwise(line: str, delimiter: str, wanted: Sequence[str], file: str) -> Problem | None:
    """Say by what a header line is divided, if most wanted columns stand in it between another delimiter's cells."""
    for other, name in NAMES.items():
        told = {header_of(cell.strip().strip('"')) for cell in line.split(other)}
        if other != delimiter and 2 * sum(header_of(their) in told for their in wanted) >= len(wanted):
            todo = f"set delimiter: {_WRITTEN[other]} for the table in the source"
            allowed = f"cells divided by {NAMES[delimiter]}"
            return Problem(f"the header looks divided by {name}", file, "", allowed, todo)
    return None


def quoted(headers: Sequence[str]) -> str:
    """List headers in quotation marks; of very many, the first."""
    named = [header for header in headers if header]
    more = f" and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
    return ", ".join(f"'{header}'" for header in named[:_SHOWN]) + more
