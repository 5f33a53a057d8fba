"""Where a project lies: its params folder, found upward from a folder inside it."""

from pathlib import Path

from fairclaim.errors import Problem, UsageError


def find_params(start: Path, todo: str) -> Path:
    """Return the params folder of the project that a folder lies in.

    Parameters
    ----------
    start : Path
        An absolute folder; it and every folder above it are looked at.
    todo : str
        What the user is told to do where there is none.

    Raises
    ------
    UsageError
        If no folder of the way holds `params/house.yaml`.
    """
    for folder in (start, *start.parents):
        if (folder / "params" / "house.yaml").is_file():
            return folder / "params"
    raise UsageError(Problem("the current folder lies in no fairclaim project", "command", todo=todo))
