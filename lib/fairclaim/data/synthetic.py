"""Made-up extracts with known truth: generated where a quarter says so, once, and swapped in whole.

The recipe stands beside the files. A folder without one holds somebody's own extract and is never touched.
"""

import json
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from fairclaim.data.synthetic_reablement import FILES as REABLEMENT_FILES
from fairclaim.data.synthetic_reablement import write_reablement
from fairclaim.data.synthetic_ucr import FILES as UCR_FILES
from fairclaim.data.synthetic_ucr import write_ucr
from fairclaim.errors import DataRefused, Problem
from fairclaim.params.spec import RunSpec

RECIPE = "recipe.json"
TRUTH = "truth.json"
# Raised whenever the same recipe would give other bytes, so that what lies in a project's data folder is made anew.
_GENERATOR = 1


def ensure(spec: RunSpec) -> bool:
    """Generate the quarter's extract if its file asks for a synthetic one and the folder lacks it or is out of date.

    Parameters
    ----------
    spec : RunSpec
        `quarter_file.synthetic` gives seed and truth; the folder is `quarter_file.extract` below `root`.

    Returns
    -------
    bool
        Whether anything was written.

    Raises
    ------
    DataRefused
        If the folder holds files that were not made here.

    Notes
    -----
    The same recipe gives the same bytes. The files are written in a folder beside the target and renamed, so that
    another process sees all of them or none.
    """
    if spec.quarter_file.synthetic is None or spec.source.folder is not None:
        return False
    target = spec.root / spec.quarter_file.extract
    recipe = _recipe(spec)
    if _is_fresh(target, recipe):
        return False
    _refuse_to_overwrite(target, spec.quarter_file.extract)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".synthetic-") as scratch:
        made = Path(scratch) / "new"
        made.mkdir()
        _write(spec, recipe, made)
        _refuse_to_overwrite(target, spec.quarter_file.extract)
        _swap_in(made, target, Path(scratch) / "old", recipe)
    return True


def _recipe(spec: RunSpec) -> dict[str, Any]:
    synthetic = spec.quarter_file.synthetic
    assert synthetic is not None
    return {
        "generator": _GENERATOR,
        "seed": synthetic.seed,
        "truth": synthetic.truth,
        "quarter": str(spec.quarter),
        "as_at": spec.quarter_file.as_at.isoformat(),
    }


def _is_fresh(target: Path, recipe: dict[str, Any]) -> bool:
    if not all((target / file).is_file() for file in (*REABLEMENT_FILES, *UCR_FILES, TRUTH, RECIPE)):
        return False
    try:
        return bool(json.loads((target / RECIPE).read_text(encoding="utf-8")) == recipe)
    except ValueError:
        return False


def _refuse_to_overwrite(target: Path, told: str) -> None:
    if target.is_dir() and any(target.iterdir()) and not (target / RECIPE).is_file():
        what = "the quarter asks for a made-up extract, and its folder holds files that were not made here"
        todo = "take 'synthetic:' out of the quarter's file if this is your extract, or name another folder"
        raise DataRefused(Problem(what, told, "", "an empty or missing folder", todo))


def _write(spec: RunSpec, recipe: dict[str, Any], folder: Path) -> None:
    synthetic = spec.quarter_file.synthetic
    assert synthetic is not None
    truth = {
        "reablement": write_reablement(folder, synthetic.seed, synthetic.truth, spec.quarter, spec.quarter_file.as_at),
        "urgent_response": write_ucr(folder, synthetic.seed, synthetic.truth, spec.quarter),
    }
    for name, content in ((TRUTH, {**recipe, "planted": truth}), (RECIPE, recipe)):
        (folder / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8", newline="\n")


def _swap_in(made: Path, target: Path, old: Path, recipe: dict[str, Any]) -> None:
    with suppress(FileNotFoundError):
        target.rename(old)
    try:
        made.rename(target)
    except OSError:
        # Another process was quicker. The same recipe gives the same bytes, so what it made will do.
        if not _is_fresh(target, recipe):
            raise
    shutil.rmtree(old, ignore_errors=True)
