"""The page of a report anew, from the ledger and the executed notebook that stand published: nothing is recomputed."""

from pathlib import Path
from typing import Any

from fairclaim.claims.ledger import Ledger
from fairclaim.params.spec import RunSpec


def refreshed(spec: RunSpec, folder: Path) -> tuple[Ledger, Any] | None:
    """Return the published ledger with today's commentary, and the published notebook showing it.

    Returns
    -------
    (Ledger, NotebookNode) or None
        None where the notebook does not show page one as the ledger gives it: then the whole report is to be made.

    Raises
    ------
    ParamsRefused
        If the commentary cannot be used.

    Notes
    -----
    Page one is the one part of the notebook that shows commentary. It is known by being what the published ledger
    gives, to the letter, and never by its place: a notebook may hold it anywhere.
    """
    import nbformat

    from fairclaim.session.remarks import remarks
    from fairclaim.show.front import front

    old = Ledger.model_validate_json((folder / "claims.json").read_bytes())
    new = old.model_copy(update={"remarks": remarks(spec, old.entries)})
    notebook = nbformat.read(folder / "notebook.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    if new.remarks == old.remarks:
        return old, notebook
    before, after = front(old), front(new)
    if not sum(_replaced(cell, before, after) for cell in notebook.cells if cell.cell_type == "code"):
        return None
    return new, notebook


def _replaced(cell: Any, before: str, after: str) -> int:
    shown = [output["data"] for output in cell.outputs if output.get("data", {}).get("text/html") == before]
    for data in shown:
        data["text/html"] = after
    return len(shown)
