"""One report, one run at a time: a second run waits for the first, and then finds most often that nothing is left.

The lock is the operating system's, so that it goes with its process however that ends, and cannot be left behind.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from fairclaim.errors import AlreadyRunning, Problem

FOLDER = ".locks"
PATIENCE = 15 * 60  # Seconds: a report takes seconds, so this only ends what waits for a run that hangs.
_PAUSE = 0.1


@contextmanager
def turn(
    outputs: Path, quarter: str, service: str, *, waiting: Callable[[], None], patience: float = PATIENCE
) -> Iterator[None]:
    """Hold a report for the time of the block.

    Parameters
    ----------
    waiting : callable
        Called once if another run holds it.
    patience : float
        Seconds to wait for that run.

    Raises
    ------
    AlreadyRunning
        If it does not end in that time.
    """
    path = outputs / FOLDER / f"{quarter}.{service}"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        _wait(file, waiting, patience, f"{service}, {quarter}")
        try:
            yield
        finally:
            _release(file)


def _wait(file: IO[bytes], waiting: Callable[[], None], patience: float, where: str) -> None:
    until = time.monotonic() + patience
    told = False
    while not _taken(file):
        if not told:
            waiting()
            told = True
        if time.monotonic() >= until:
            todo = "Wait until it is done, or end it (Ctrl-C in its window), and run this again"
            raise AlreadyRunning(Problem("another run is making this report", where, todo=todo))
        time.sleep(_PAUSE)


if sys.platform == "win32":
    import msvcrt

    def _taken(file: IO[bytes]) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _taken(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _release(file: IO[bytes]) -> None:
        # Said outright: a kernel that was forked from here would else hold it until its own end.
        fcntl.flock(file, fcntl.LOCK_UN)
