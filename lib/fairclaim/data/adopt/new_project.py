"""A new project: the house, pathways and measures of the installed repository, made beside and moved in whole."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fairclaim.errors import Problem, UsageError

SHIPPED = ("params/house.yaml", "params/pathways", "params/measures", "params/schema", "notebooks/service.ipynb")


@contextmanager
def made_beside(home: Path, target: Path) -> Iterator[tuple[Path, list[str]]]:
    """Give a folder that holds a new project, and move all that it holds into the target when nothing went wrong.

    Parameters
    ----------
    home : Path
        Root of the repository that the package is installed from.
    target : Path
        The folder that becomes the project.

    Yields
    ------
    Path, list of str
        The folder, and what was copied from the repository.

    Raises
    ------
    UsageError
        The repository is not beside the package, or the target holds something that would be overwritten.
    """
    if not (home / "params" / "house.yaml").is_file():
        what = "the files of a new project were not found beside the installed package"
        todo = "copy the params folder of the fairclaim repository here, and run this again"
        raise UsageError(Problem(what, "fairclaim init", todo=todo))
    with tempfile.TemporaryDirectory(dir=target, prefix=".fairclaim-init-") as scratch:
        root = Path(scratch)
        copied = [path for path in SHIPPED if _copied(home / path, root / path)]
        yield root, copied
        there = [entry.name for entry in root.iterdir() if (target / entry.name).exists()]
        if there:
            todo = "go into an empty folder, or into the project's"
            what = "it is there already, and nothing is overwritten"
            raise UsageError(*(Problem(what, f"{name}/", todo=todo) for name in sorted(there)))
        for entry in root.iterdir():
            entry.rename(target / entry.name)


def _copied(given: Path, target: Path) -> bool:
    target.parent.mkdir(parents=True, exist_ok=True)
    if given.is_dir():
        shutil.copytree(given, target)
    elif given.is_file():
        shutil.copy2(given, target)
    return target.exists()
