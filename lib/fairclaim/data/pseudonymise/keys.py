"""The secret that pseudonyms are made with: 32 random bytes in a file of its own, away from everything handed on."""

import os
import secrets
from pathlib import Path

from fairclaim.errors import DataRefused, Problem

_BYTES = 32
_NEW = "make one with fairclaim pseudonymise --new-key, once, and use it for every extract"


def write_new_key(path: Path) -> None:
    """Write a new key, readable by its owner alone where the platform knows owners.

    Parameters
    ----------
    path : Path
        A file that does not exist yet, outside every fairclaim project: a key that is handed on with the data, or
        kept in version control with the settings, protects nobody.

    Raises
    ------
    DataRefused
        If the file exists, its folder does not, or it lies in a project. Nothing is then written.
    """
    problems = [problem for problem in (_in_a_project(path), _not_free(path)) if problem is not None]
    if problems:
        raise DataRefused(*problems)
    # One step makes the file and its rights: there is no moment at which somebody else could read it.
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii", newline="\n") as file:
        file.write(secrets.token_hex(_BYTES) + "\n")


def read_key(path: Path) -> bytes:
    """Read a key that `write_new_key` wrote; raise DataRefused for anything else, without showing what it holds."""
    if not path.is_file():
        raise DataRefused(Problem("the key file is missing", path.name, todo=_NEW))
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError:
        key = b""
    if len(key) != _BYTES:
        todo = f"name the right file; if the key is lost, {_NEW}, and make all extracts' keys anew"
        raise DataRefused(Problem("the file holds no key", path.name, "", f"{_BYTES} bytes written as hex", todo))
    return key


def _not_free(path: Path) -> Problem | None:
    if path.exists():
        todo = "use the key that is there, or name another file; a key that is overwritten cannot be had back"
        return Problem("the key file exists already", path.name, todo=todo)
    if not path.parent.is_dir():
        return Problem("the folder of the key file is missing", path.name, todo="make the folder first")
    return None


def _in_a_project(path: Path) -> Problem | None:
    if not any((folder / "params" / "house.yaml").is_file() for folder in path.resolve().parents):
        return None
    todo = "name a place that only you can read, such as a folder of your own that is not shared"
    return Problem("the key would lie inside the project", path.name, "", "any folder outside it", todo)
