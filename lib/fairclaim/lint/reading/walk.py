"""Which files are meant: those named, and those of a readable form below the folders named."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from fairclaim.errors import Problem, UsageError
from fairclaim.lint.reading.files import refused
from fairclaim.lint.reading.forms import FORMS

_SKIPPED = frozenset({"node_modules", "__pycache__", "site-packages"})


def files(paths: Iterable[Path]) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Return each file once, in order, and what is wrong with what was named."""
    found: dict[Path, None] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            found |= dict.fromkeys(_below(path))
        except UsageError as error:
            problems += error.problems
    return tuple(found), tuple(problems)


def _below(path: Path) -> tuple[Path, ...]:
    where = path.as_posix()
    if path.is_dir():
        found = tuple(_walked(path))
        if not found:
            todo = "Name a folder with such files, or a file"
            raise refused("the folder holds no file that is read", where, allowed=", ".join(FORMS), todo=todo)
        return found
    if not path.exists():
        raise refused("there is no such file or folder", where, todo="Check its spelling, and the current folder")
    return (path,)


def _walked(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED)
        for name in sorted(names):
            path = Path(here, name)
            if not name.startswith((".", "~$")) and path.suffix.lower() in FORMS:
                yield path
