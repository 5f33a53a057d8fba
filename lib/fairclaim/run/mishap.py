"""An exception that nobody foresaw, told without its text: the text may hold a row's value."""

import errno
import traceback

from fairclaim.errors import Cancelled, FairclaimError, Problem

# No room, the user's share used up, or the file larger than it may be.
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def told(error: BaseException) -> FairclaimError:
    """Return a FairclaimError as it is; any other as its class and the line of this package that it passed last."""
    if isinstance(error, FairclaimError):
        return error
    if isinstance(error, KeyboardInterrupt):
        todo = "Run it again when it suits: reports that were done stand, and are not made anew"
        return Cancelled(Problem("the run was cancelled before its report was done", "Ctrl-C", todo=todo))
    if isinstance(error, OSError) and error.errno in FULL:
        return FairclaimError(no_room(_line(error)))
    if isinstance(error, MemoryError):
        todo = "Close other programs and run it again"
        return FairclaimError(Problem("memory ran out", _line(error), todo=todo))
    todo = "This is a fault of the program: report it with this message (FAIRCLAIM_DEBUG=1 prints the whole traceback)"
    return FairclaimError(Problem("something unforeseen went wrong", _line(error), type(error).__name__, todo=todo))


def no_room(where: str) -> Problem:
    """Return what is told of a full disk."""
    todo = "Make room on the disk of outputs/ and of the temporary folder, and run again"
    return Problem("there is no room left on the disk", where, todo=todo)


def _line(error: BaseException) -> str:
    frames = [(frame.f_globals.get("__name__", ""), line) for frame, line in traceback.walk_tb(error.__traceback__)]
    ours = [f"{name}:{line}" for name, line in frames if name.split(".")[0] == "fairclaim"]
    return ours[-1] if ours else "fairclaim"
