"""The runner's side: starts the warmed interpreter, asks it for kernels, and holds each of them by a connection."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from fairclaim.run.environment import kernel_environment
from fairclaim.run.scratch import scratch_folder
from fairclaim.run.warm.request import KernelRequest, read_line

_SOCKET = "warm"
_PATIENCE = 120  # Seconds for the first answer: warming up takes some of them on a busy desktop.
_PAUSE = 0.002
# Without the working folder on the path: a file beside the user's params must not stand in for a library.
_START = "import sys; del sys.path[0]; from fairclaim.run.warm.server import main; main(int(sys.argv[1]))"

_place: list[str] = []


def can_fork() -> bool:
    """Tell whether this platform forks safely, and lets a fork be watched: Linux does."""
    # macOS has fork, but its own libraries may break in the child.
    return sys.platform == "linux" and hasattr(os, "pidfd_open")


@contextmanager
def warm_interpreter() -> Iterator[str]:
    """Keep a warmed interpreter for as long as the block runs; yields its place, which is empty where there is none.

    It warms up while the caller goes on: only the first kernel waits for it.
    """
    if not can_fork():
        yield ""
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


def use(place: str) -> None:
    """Let the kernels of this process be forked by the interpreter at `place`; by none if it is empty."""
    _place[:] = [place] if place else []


def _listening(path: Path) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(str(path))
    listener.listen(64)
    return listener


def _start(listener: socket.socket, folder: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", _START, str(listener.fileno())]
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


class ForkedKernel:
    """A kernel that is another process's child, as `subprocess.Popen` would show it."""

    def __init__(self, pid: int, connection: socket.socket) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._connection = connection
        connection.setblocking(False)

    def poll(self) -> int | None:
        """Return the exit code, or None while the kernel runs."""
        if self.returncode is None:
            try:
                line = self._connection.recv(4096)
            except BlockingIOError:
                return None
            except OSError:
                line = b""
            # Without an answer the interpreter itself is gone, and its kernels went with it.
            self.returncode = json.loads(line)["status"] if line else -signal.SIGKILL
            self._connection.close()
        return self.returncode

    def wait(self) -> int:
        """Wait for the end."""
        while (code := self.poll()) is None:
            time.sleep(_PAUSE)
        return code

    def kill(self) -> None:
        """Have the kernel killed, with what it started. Asked of its parent, which knows that the id is still its."""
        with suppress(OSError):
            self._connection.shutdown(socket.SHUT_WR)

    def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel and what it started."""
        if signum == signal.SIGKILL:
            self.kill()
        elif self.poll() is None:
            os.killpg(self.pid, signum)


def fork_kernel(request: KernelRequest) -> ForkedKernel | None:
    """Ask for a kernel; None where there is nobody to ask, or the answer was no, and one must be started afresh."""
    if not _place:
        return None
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(_PATIENCE)
        connection.connect(_place[0])
        connection.sendall(request.as_line())
        pid = json.loads(read_line(connection)).get("pid")
    except (OSError, ValueError):
        pid = None
    if pid is None:
        connection.close()
        return None
    return ForkedKernel(pid, connection)
