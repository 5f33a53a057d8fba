"""Named columns of a CSV file as lists of numbers, for an estimate asked for by hand."""

import csv
from collections.abc import Mapping
from pathlib import Path

from fairclaim.errors import DataRefused, Problem

# One heading; or several, by names of their own or by the headings themselves.
Headings = str | list[str] | dict[str, str]
Numbers = list[float | None]


def read_columns(path: Path, columns: Mapping[str, Headings]) -> dict[str, Numbers | dict[str, Numbers]]:
    """Read one list of numbers for each of our inputs, or several by name.

    Parameters
    ----------
    path : Path
        CSV with a heading row, UTF-8 (a byte order mark is skipped).
    columns : mapping of str to str, list or mapping
        Our input's name → heading of the file's column; for an input that is several columns (covariates) a list of
        headings, or a mapping of our names for them to the headings.

    Returns
    -------
    dict of str to list, or to a dict of lists
        Blank cells are None: whether an input may have gaps is the method's business.

    Raises
    ------
    DataRefused
        With every problem found; names files, columns and lines, never a cell's content.
    """
    headings, rows = _rows(path)
    wanted = {key: _named(asked) for key, asked in columns.items()}
    missing = [name for names in wanted.values() for name in names.values() if name not in headings]
    if missing:
        allowed = ", ".join(headings)
        raise DataRefused(*(Problem(f"there is no column '{name}'", path.name, "", allowed) for name in missing))
    problems: list[Problem] = []
    values = {
        key: {called: _numbers(rows, name, path.name, problems) for called, name in names.items()}
        for key, names in wanted.items()
    }
    if problems:
        raise DataRefused(*problems)
    return {key: found[""] if isinstance(columns[key], str) else found for key, found in values.items()}


def _named(asked: Headings) -> dict[str, str]:
    if isinstance(asked, str):
        return {"": asked}
    return asked if isinstance(asked, dict) else {heading: heading for heading in asked}


def _rows(path: Path) -> tuple[list[str], list[dict[str, str | None]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows: list[dict[str, str | None]] = list(reader)
            headings = list(reader.fieldnames or [])
    except FileNotFoundError:
        raise DataRefused(Problem("there is no such file", path.name, todo="Check its name and folder")) from None
    except OSError:
        raise DataRefused(Problem("the file cannot be opened", path.name, todo="Check that it may be read")) from None
    except UnicodeDecodeError:
        raise DataRefused(Problem("the file is not UTF-8", path.name, todo="Save it as CSV UTF-8")) from None
    except csv.Error:
        raise DataRefused(Problem("the file is not a CSV file", path.name, todo="Save it as CSV UTF-8")) from None
    if not rows:
        raise DataRefused(Problem("the file has no rows", path.name, todo="Check that it is the right file"))
    return headings, rows


def _numbers(rows: list[dict[str, str | None]], name: str, file: str, problems: list[Problem]) -> Numbers:
    values: Numbers = []
    for line, row in enumerate(rows, start=2):
        cell = (row[name] or "").strip()
        try:
            values.append(float(cell) if cell else None)
        except ValueError:
            todo = "Leave the cell blank where nothing was measured"
            problems.append(Problem("a number was expected", f"{file} → {name}, line {line}", "text", "", todo))
    return values
