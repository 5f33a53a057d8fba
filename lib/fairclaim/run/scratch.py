"""Scratch folders: one a run, open to its owner only, gone when the run is over, swept when the run itself died."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fairclaim.run.processes import is_gone

PREFIX = "fairclaim-"
_PID = "pid"


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Yield an empty folder with a short path, so that the names of sockets in it fit."""
    folder = Path(tempfile.mkdtemp(prefix=PREFIX)).resolve()
    try:
        (folder / _PID).write_text(str(os.getpid()), encoding="ascii")
        yield folder
    finally:
        # On Windows a dying kernel may hold a file for a moment longer: what stays is swept by a later run.
        shutil.rmtree(folder, ignore_errors=True)


def sweep_dead() -> None:
    """Remove the scratch folders of runs whose process is gone; leave everything else in the temporary folder."""
    for folder in dead_scratch():
        shutil.rmtree(folder, ignore_errors=True)


def dead_scratch() -> list[Path]:
    """Return the scratch folders of runs whose process is gone."""
    pid_files = sorted(Path(tempfile.gettempdir()).glob(f"{PREFIX}*/{_PID}"))
    return [pid_file.parent for pid_file in pid_files if _owner_is_gone(pid_file)]


def _owner_is_gone(pid_file: Path) -> bool:
    try:
        return is_gone(int(pid_file.read_text(encoding="ascii")))
    except (OSError, ValueError):
        # Not to be read, or not ours: somebody else's folder stays.
        return False
