"""A folder of made-up files is made beside its place and swapped in whole; somebody's own files are never touched."""

import json
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from fairclaim.data.synthetic.recipes import OURS, RECIPE, TRUTH, Recipe
from fairclaim.errors import DataRefused, Problem


def put(recipe: Recipe, target: Path, told: str) -> bool:
    """Make the extract unless it is there already; whether anything was written.

    Parameters
    ----------
    recipe : Recipe
    target : Path
        The extract's folder: missing, empty, or made here before.
    told : str
        The folder as messages name it.

    Raises
    ------
    DataRefused
        If the folder holds files that were not made here.
    """
    if is_fresh(target, recipe):
        return False
    refuse_to_overwrite(target, told)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".synthetic-") as scratch:
        made = Path(scratch) / "new"
        made.mkdir()
        truth = {**recipe.written, "planted": recipe.write(made)}
        for name, content in ((TRUTH, _json(truth)), (RECIPE, _json(recipe.written))):
            (made / name).write_text(content, encoding="utf-8", newline="\n")
        refuse_to_overwrite(target, told)
        _swap_in(made, target, Path(scratch) / "old", recipe)
    return True


def is_fresh(target: Path, recipe: Recipe) -> bool:
    """Whether the folder holds the files of this very recipe."""
    if not all((target / file).is_file() for file in (*recipe.files, TRUTH, RECIPE)):
        return False
    try:
        return bool(json.loads((target / RECIPE).read_text(encoding="utf-8")) == recipe.written)
    except ValueError:
        return False


def refuse_to_overwrite(target: Path, told: str) -> None:
    """Raise DataRefused where a folder holds files that were not made here: no recipe, or something beside it."""
    if not target.is_dir():
        return
    # What a file browser leaves behind is nobody's work.
    found = {path.name for path in target.iterdir() if not path.name.startswith(".")}
    if found and (RECIPE not in found or found - OURS):
        what = "a made-up extract was to be put here, and the folder holds files that were not made here"
        todo = "name another folder; if this is your extract, take 'synthetic:' out of the quarter's file"
        raise DataRefused(Problem(what, told, "", "an empty or missing folder", todo))


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, indent=2) + "\n"


def _swap_in(made: Path, target: Path, old: Path, recipe: Recipe) -> None:
    with suppress(FileNotFoundError):
        target.rename(old)
    try:
        made.rename(target)
    except OSError:
        # Another process was quicker. The same recipe gives the same bytes, so what it made will do.
        if not is_fresh(target, recipe):
            raise
    shutil.rmtree(old, ignore_errors=True)
