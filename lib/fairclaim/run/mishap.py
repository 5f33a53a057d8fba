"""An exception that nobody foresaw, told without its text: the text may hold a row's value."""

import traceback

from fairclaim.errors import FairclaimError, Problem


def told(error: BaseException) -> FairclaimError:
    """Return a FairclaimError as it is; any other as its class and the line of this package that it passed last."""
    if isinstance(error, FairclaimError):
        return error
    todo = "This is a fault of the program: report it with this message (FAIRCLAIM_DEBUG=1 prints the whole traceback)"
    return FairclaimError(Problem("something unforeseen went wrong", _line(error), type(error).__name__, todo=todo))


def _line(error: BaseException) -> str:
    frames = [(frame.f_globals.get("__name__", ""), line) for frame, line in traceback.walk_tb(error.__traceback__)]
    ours = [f"{name}:{line}" for name, line in frames if name.split(".")[0] == "fairclaim"]
    return ours[-1] if ours else "fairclaim"
