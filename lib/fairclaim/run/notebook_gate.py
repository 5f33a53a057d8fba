"""The notebook before it runs: it parses, and takes exactly the three strings that a run may hand it."""

import hashlib
from pathlib import Path
from typing import Any

from fairclaim.errors import NotebookFailed, Problem

PARAMETERS = ("service", "quarter", "params_dir")


def read_notebook(path: Path) -> Any:
    """Read a notebook and check the names of its parameters.

    papermill itself only warns of a name that it does not know, and then runs with the default in its place.

    Returns
    -------
    NotebookNode

    Raises
    ------
    NotebookFailed
        If the file is no notebook, or its parameters are not exactly those of `PARAMETERS`.
    """
    import nbformat

    try:
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    except FileNotFoundError:
        todo = "Restore the file from the repository"
        raise NotebookFailed(Problem("there is no such notebook", f"notebooks/{path.name}", todo=todo)) from None
    except Exception as error:
        what = "the file is not a notebook"
        raise NotebookFailed(Problem(what, path.name, type(error).__name__, todo="Restore the file")) from error
    _check_parameters(notebook, path.name)
    return notebook


def _check_parameters(notebook: Any, name: str) -> None:
    import papermill

    names = papermill.inspect_notebook(notebook)
    if set(names) == set(PARAMETERS):
        return
    raise NotebookFailed(
        Problem(
            "the notebook's parameters are not those that a run hands over",
            f"{name} → cell tagged 'parameters'",
            ", ".join(sorted(names)) or "none",
            f"exactly {', '.join(PARAMETERS)}",
            "Set these three names, each to a string, in the one cell tagged 'parameters'",
        )
    )


def notebook_fingerprint(path: Path) -> tuple[str, str]:
    """Return the notebook's path from the root, and the SHA-256 of its content."""
    # Line ends differ between checkouts of the same file; its meaning does not.
    return f"notebooks/{path.name}", hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
