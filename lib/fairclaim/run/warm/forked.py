"""A kernel that is a fork of the warmed interpreter: asked for, watched and ended by one connection.

Whoever asks goes on at once, and hears later whether there is such a kernel.
"""

import json
import os
import signal
import socket
import time
from contextlib import suppress

from fairclaim.run.warm.request import KernelRequest

_PATIENCE = 120  # Seconds for the first answer: warming up takes some of them on a busy desktop.
_PAUSE = 0.002


class ForkedKernel:
    """A kernel that is another process's child, as `subprocess.Popen` would show it.

    It has no id until the interpreter has answered, and none ever where the answer is no.
    """

    def __init__(self, connection: socket.socket) -> None:
        self.pid: int | None = None
        self.returncode: int | None = None
        self._connection = connection
        self._heard = b""
        connection.setblocking(False)

    def begun(self) -> bool:
        """Wait for the answer; False where it is no, or nobody is there, and a kernel must be started afresh."""
        end = time.monotonic() + _PATIENCE
        while self.poll() is None and self.pid is None:
            if time.monotonic() >= end:
                self.give_up()
            time.sleep(_PAUSE)
        return self.pid is not None

    def poll(self) -> int | None:
        """Return the exit code, or None while the kernel runs or is awaited."""
        while self.returncode is None:
            try:
                told = self._next_line()
            except BlockingIOError:
                return None
            self.pid = told.get("pid", self.pid)
            if "pid" not in told:
                # Without an answer the interpreter itself is gone, and its kernels went with it.
                self._end(told.get("status", -signal.SIGKILL))
        return self.returncode

    def _next_line(self) -> dict[str, int]:
        """Read what is told next. A kernel that died early may have its id and its end told in one breath."""
        try:
            while b"\n" not in self._heard and (part := self._connection.recv(4096)):
                self._heard += part
        except BlockingIOError:
            raise
        except OSError:
            self._heard = b""
        line, _, self._heard = self._heard.partition(b"\n")
        # What is no answer is none.
        with suppress(ValueError, TypeError):
            return dict(json.loads(line))
        return {}

    def give_up(self) -> None:
        """Wait no longer for an answer. Who was asked for the kernel sees it, and begins none."""
        if self.pid is None and self.returncode is None:
            self.kill()
            self._end(-signal.SIGKILL)

    def _end(self, code: int) -> None:
        self.returncode = code
        self._connection.close()

    def wait(self) -> int:
        """Wait for the end."""
        while (code := self.poll()) is None:
            time.sleep(_PAUSE)
        return code

    def kill(self) -> None:
        """Have the kernel killed, with what it started, or not begun at all.

        Asked of its parent, which knows that the id is still its.
        """
        with suppress(OSError):
            self._connection.shutdown(socket.SHUT_WR)

    def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel and what it started."""
        if signum == signal.SIGKILL:
            self.kill()
        elif self.poll() is None and self.pid is not None:
            # One that has only just begun may not lead a group of its own yet.
            with suppress(ProcessLookupError):
                os.killpg(self.pid, signum)


def ask(place: str, request: KernelRequest) -> ForkedKernel | None:
    """Ask the interpreter at `place` for a kernel; None where nobody is there."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(_PATIENCE)
        connection.connect(place)
        connection.sendall(request.as_line())
    except OSError:
        connection.close()
        return None
    return ForkedKernel(connection)
