"""Copies of files in which a key stands for each person, written all at once or not at all."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fairclaim.data.pseudonymise.books import Book, read_book, same, write_book
from fairclaim.data.pseudonymise.sheets import Count, Wanted, replaced
from fairclaim.errors import DataRefused, Problem


@dataclass(frozen=True, slots=True)
class Copied:
    """What was done: counts, and nothing that stood in a file.

    Parameters
    ----------
    counts : tuple of Count
        One for each sheet in which the column was replaced.
    people : int
        Different keys over all files.
    untouched : tuple of str
        Sheets without the column, which were copied as they stand.
    """

    counts: tuple[Count, ...]
    people: int
    untouched: tuple[str, ...] = ()


def copy_with_keys(files: Sequence[Path], out: Path, wanted: Wanted, secret: bytes) -> Copied:
    """Write a copy of every file with a key in place of the column that names people.

    Parameters
    ----------
    files : sequence of Path
        CSV files and .xlsx workbooks. Each copy has its file's name.
    out : Path
        Folder that does not exist yet or is empty.
    wanted : Wanted
    secret : bytes

    Returns
    -------
    Copied

    Raises
    ------
    DataRefused
        With everything that is wrong with any file; `out` is then as it was. No message holds an entry of a file.
    """
    out = out.resolve()
    books, people = list[Book](), set[str]()
    counts: list[Count] = []
    headers: list[str] = []
    untouched: list[str] = []
    problems = [*_out_problems(out), *_name_problems(files)]
    for path in files:
        book = read_book(path, wanted.column)
        if isinstance(book, Problem):
            problems.append(book)
            continue
        made = replaced(book, wanted, secret)
        problems += made.problems
        books.append(made.book)
        counts += made.counts
        untouched += [f"{path.name}/{sheet.name}" for sheet in book.sheets if sheet.header_at is None]
        people |= made.keys
        headers += made.headers
    if len(books) == len(files):
        problems += _unknown_headers(wanted, headers)
    if problems:
        raise DataRefused(*problems)
    _write(books, out)
    return Copied(tuple(counts), len(people), tuple(untouched))


def _out_problems(out: Path) -> list[Problem]:
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        todo = "name a new folder; nothing that is there is overwritten"
        return [Problem("the folder of the copies is not empty", out.name, todo=todo)]
    return []


def _name_problems(files: Sequence[Path]) -> list[Problem]:
    names = [path.name.casefold() for path in files]
    doubled = sorted({path.name for path in files if names.count(path.name.casefold()) > 1})
    todo = "copy them in two runs with the same key, into two folders"
    return [Problem("two files have the same name, and so would their copies", name, todo=todo) for name in doubled]


def _unknown_headers(wanted: Wanted, headers: Sequence[str]) -> list[Problem]:
    # A misspelt --drop would leave the column in the copy.
    return [
        Problem(f"no file has a column '{name}'", f"--{option}", todo="write the header exactly as it stands")
        for option, names in (("drop", wanted.drop), ("keep", wanted.keep))
        for name in names
        if not any(same(header, name) for header in headers)
    ]


def _write(books: Sequence[Book], out: Path) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = out.parent / f".{out.name}.new-{os.getpid()}"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(mode=0o700)
    try:
        for book in books:
            write_book(book, beside)
        # Windows renames nothing onto a folder, even an empty one.
        if out.exists():
            out.rmdir()
        beside.rename(out)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
