"""Digests of what reports are made of. Standard library only: a quarter without changes is told from these alone."""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import fairclaim

ABSENT = "absent"
_PACKAGE = Path(fairclaim.__file__).parent
# What no cell of a notebook ever loads (the layers of pyproject.toml hold it): it acts on the finished page alone, or
# on nothing of a report.
_LOOK, _COMMAND = "report", "cli"


def digest_of(parts: Mapping[str, str]) -> str:
    """Return one digest of several named ones, whatever their order."""
    told = "".join(f"{name}\0{digest}\n" for name, digest in sorted(parts.items()))
    return hashlib.sha256(told.encode()).hexdigest()


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, or `ABSENT`."""
    try:
        with path.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return ABSENT


def text_digest(path: Path) -> str:
    """Return the SHA-256 of a text file, or `ABSENT`; the same for both kinds of line end."""
    try:
        return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return ABSENT


def notebook_digest(path: Path) -> str:
    """Return the digest of a notebook's code, prose and metadata; what Run All leaves in it does not count."""
    try:
        notebook = json.loads(path.read_bytes())
        cells = [{k: v for k, v in cell.items() if k not in _LEFT_BY_RUN_ALL} for cell in notebook["cells"]]
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        # No notebook: the run itself says so.
        return text_digest(path)
    told = json.dumps(notebook | {"cells": cells}, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


_LEFT_BY_RUN_ALL = frozenset({"outputs", "execution_count"})


@cache
def program_digest() -> str:
    """Return the digest of the package's source that can change a ledger or a cell."""
    return _tree(path for path in sorted(_PACKAGE.iterdir()) if path.name not in {_LOOK, _COMMAND})


@cache
def look_digest() -> str:
    """Return the digest of what makes a page of a ledger and an executed notebook: exporter, templates, gate."""
    return _tree([_PACKAGE / _LOOK])


@cache
def environment_digest() -> str:
    """Return the digest of the interpreter and of the name and version of every installed distribution."""
    # The folders' names hold both. Asking importlib.metadata would open each of them.
    found = {
        entry.name.lower(): ""
        for folder in dict.fromkeys(sys.path)
        if folder and Path(folder).is_dir()
        for entry in os.scandir(folder)
        if entry.name.endswith((".dist-info", ".egg-info")) and not entry.name.startswith("fairclaim")
    }
    return digest_of(found | {sys.version: "", sys.platform: ""})


def _tree(roots: Iterable[Path]) -> str:
    files = (file for root in roots for file in (sorted(root.rglob("*")) if root.is_dir() else (root,)))
    sources = (file for file in files if file.suffix != ".pyc" and file.is_file())
    return digest_of({file.relative_to(_PACKAGE).as_posix(): text_digest(file) for file in sources})
