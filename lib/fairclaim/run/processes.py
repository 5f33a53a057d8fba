"""Whether the process that left something behind is still there."""

import psutil  # type: ignore[import-untyped]


def is_gone(pid: int) -> bool:
    """Return True only if no process has this id."""
    # os.kill(pid, 0) asks the same on POSIX, but ends the process on Windows.
    return not psutil.pid_exists(pid)
