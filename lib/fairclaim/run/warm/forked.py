"""A kernel that is a fork of the warmed interpreter: asked for, watched and ended by one connection."""

import json
import os
import signal
import socket
import time
from contextlib import suppress

from fairclaim.run.warm.request import KernelRequest, read_line

_PATIENCE = 120  # Seconds for the first answer: warming up takes some of them on a busy desktop.
_PAUSE = 0.002


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


def ask(place: str, request: KernelRequest) -> ForkedKernel | None:
    """Ask the interpreter at `place` for a kernel; None where nobody is there, or the answer was no."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(_PATIENCE)
        connection.connect(place)
        connection.sendall(request.as_line())
        pid = json.loads(read_line(connection)).get("pid")
    except (OSError, ValueError):
        pid = None
    if pid is None:
        connection.close()
        return None
    return ForkedKernel(pid, connection)
