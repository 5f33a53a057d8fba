"""The runner's side: starts the warmed interpreter, asks it for kernels, and holds each of them by a connection."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fairclaim.run.environment import kernel_environment
from fairclaim.run.scratch import scratch_folder
from fairclaim.run.warm import parked
from fairclaim.run.warm.forked import ForkedKernel, ask
from fairclaim.run.warm.request import KernelRequest
from fairclaim.run.warm.server import START

_SOCKET = "warm"

SETTING = "FAIRCLAIM_KERNELS"
FORKED, PARKED, FRESH = "forked", "parked", "fresh"

_place: list[str] = []


def way() -> str:
    """Return how kernels are started: FORKED where that can be, PARKED elsewhere, or as FAIRCLAIM_KERNELS asks."""
    asked = os.environ.get(SETTING, "")
    return asked if asked in {PARKED, FRESH} else FORKED if can_fork() else PARKED


def can_fork() -> bool:
    """Tell whether this platform forks safely, and lets a fork be watched: Linux does."""
    # macOS has fork, but its own libraries may break in the child.
    return sys.platform == "linux" and hasattr(os, "pidfd_open")


@contextmanager
def warm_interpreter() -> Iterator[str]:
    """Keep a warmed interpreter for as long as the block runs; yields its place, which is empty where there is none.

    It warms up while the caller goes on: only the first kernel waits for it.
    """
    if way() != FORKED:
        with _without_forks(way()) as place:
            yield place
        return
    with scratch_folder() as folder, _listening(folder / _SOCKET) as listener:
        process = _start(listener, folder)
        listener.close()
        use(str(folder / _SOCKET))
        try:
            yield str(folder / _SOCKET)
        finally:
            use("")
            _stop(process)


@contextmanager
def _without_forks(place: str) -> Iterator[str]:
    use(place)
    try:
        yield place
    finally:
        use(FRESH)
        parked.leave()


def use(place: str) -> None:
    """Let the kernels of this process be forked by the interpreter at `place`, or started as the word says."""
    _place[:] = [place] if place else []


def _listening(path: Path) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(str(path))
    listener.listen(64)
    return listener


def _start(listener: socket.socket, folder: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", START, str(listener.fileno())]
    return subprocess.Popen(  # noqa: S603 - this interpreter, and a command written above.
        command,
        env=kernel_environment(dict(os.environ), folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(listener.fileno(),),
        # Ctrl-C is the runner's to answer.
        start_new_session=True,
    )


def _stop(process: "subprocess.Popen[bytes]") -> None:
    assert process.stdin is not None
    process.stdin.close()
    try:
        process.wait(1)
    except subprocess.TimeoutExpired:
        # It is still warming up, and would notice only afterwards.
        process.kill()
        process.wait()


def starts_unwatched() -> bool:
    """Tell whether a kernel can be asked for without waiting: one that is parked may still be warming up."""
    return _place != [PARKED]


def parked_kernel(request: KernelRequest) -> "subprocess.Popen[bytes] | None":
    """Let a parked interpreter be the kernel; None where none is kept or suits, and one must be started afresh."""
    return parked.take(request) if _place == [PARKED] else None


def fork_kernel(request: KernelRequest) -> ForkedKernel | None:
    """Ask for a fork; None where there is nobody to ask, and one must be started afresh."""
    return ask(_place[0], request) if _place and _place[0] not in {PARKED, FRESH} else None
