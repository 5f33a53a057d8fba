"""The warmed interpreter: one thread, no socket of zmq, no event loop; it forks when asked and tells how forks ended.

One connection is one kernel. Where the asking side closes it, or goes away, its kernel is killed; where the runner
itself goes away, all are.
"""

import gc
import json
import os
import selectors
import signal
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from fairclaim.run.warm.kernel_child import become_kernel
from fairclaim.run.warm.preload import Stamps, file_stamps, preload
from fairclaim.run.warm.request import KernelRequest, hung_up, read_line, same_ground

# Without the working folder on the path: a file beside the user's params must not stand in for a library.
START = "import sys; del sys.path[0]; from fairclaim.run.warm.server import main; main(int(sys.argv[1]))"
_LIFELINE = 0  # Standard input: a pipe that the runner holds open for as long as it lives.
_PATIENCE = 5  # Seconds for a request to arrive whole once its connection was made.


@dataclass
class Server:
    """What is open here: every one of these must be closed in a fork."""

    listener: socket.socket
    stamps: Stamps
    before: dict[str, str]
    after: dict[str, str]
    selector: selectors.DefaultSelector = field(default_factory=selectors.DefaultSelector)
    connections: dict[int, socket.socket] = field(default_factory=dict)
    kernels: dict[int, int] = field(default_factory=dict)
    wanted: Mapping[str, str] | None = None

    def serve(self) -> None:
        """Answer until the runner is gone, then leave no kernel behind."""
        self.selector.register(self.listener, selectors.EVENT_READ, self._accept)
        self.selector.register(_LIFELINE, selectors.EVENT_READ, None)
        while True:
            for key, _ in self.selector.select():
                if key.data is None:
                    return self._kill_all()
                key.data()
            if self.wanted is not None and not self.kernels:
                self._renew(self.wanted)

    def _renew(self, environment: Mapping[str, str]) -> None:
        """Start anew, under the same id and on the same socket: whoever asks meanwhile waits."""
        listening = self.listener.fileno()
        os.set_inheritable(listening, True)
        os.execve(sys.executable, [sys.executable, "-c", START, str(listening)], dict(environment))  # noqa: S606

    def _accept(self) -> None:
        connection, _ = self.listener.accept()
        connection.settimeout(_PATIENCE)
        try:
            request = KernelRequest.from_line(read_line(connection))
        except (OSError, ValueError, KeyError, TypeError):
            connection.close()
            return
        if hung_up(connection):
            # What it was wanted for has failed meanwhile.
            connection.close()
            return
        reason = self._refusal(request)
        if reason:
            _answer(connection, refused=reason)
            connection.close()
            if reason != "threads":
                self.wanted = request.environment
        else:
            self._fork(request, connection)

    def _refusal(self, request: KernelRequest) -> str:
        """Return why a fork would not be what a fresh kernel is; empty where it would."""
        if tasks() != 1:
            return "threads"
        if not same_ground(request.environment, self.before, self.after):
            return "environment"
        return "" if self.stamps == file_stamps() else "modules"

    def _fork(self, request: KernelRequest, connection: socket.socket) -> None:
        pid = os.fork()
        if pid == 0:
            self._close_in_fork(connection)
            os.setsid()
            parent = {"JPY_PARENT_PID": str(os.getppid())}
            # The kernel leaves when its parent is no longer this one, so that none outlives the warmed interpreter.
            # ipykernel reads the variable for it at its import, which was before the fork.
            by_imports = dict(self.after.items() - self.before.items()) | parent
            become_kernel(request, by_imports, parent_handle=os.getppid())
        ended = os.pidfd_open(pid)
        self.connections[pid], self.kernels[pid] = connection, ended
        self.selector.register(ended, selectors.EVENT_READ, lambda: self._reap(pid))
        self.selector.register(connection, selectors.EVENT_READ, lambda: self._hang_up(pid))
        _answer(connection, pid=pid)

    def _hang_up(self, pid: int) -> None:
        """The other side asks for nothing more: that is how it says that the kernel is to be killed."""
        self.selector.unregister(self.connections[pid])
        _kill(pid)

    def _reap(self, pid: int) -> None:
        connection, ended = self.connections.pop(pid), self.kernels.pop(pid)
        self.selector.unregister(ended)
        with suppress(KeyError):
            self.selector.unregister(connection)
        os.close(ended)
        _, status = os.waitpid(pid, 0)
        _answer(connection, status=os.waitstatus_to_exitcode(status))
        connection.close()

    def _kill_all(self) -> None:
        for pid in self.kernels:
            _kill(pid)

    def _close_in_fork(self, connection: socket.socket) -> None:
        self.selector.close()
        for held in (self.listener, connection, *self.connections.values()):
            held.close()
        for ended in self.kernels.values():
            os.close(ended)


def _answer(connection: socket.socket, **told: object) -> None:
    # Nobody may be listening any more.
    with suppress(OSError):
        connection.sendall(json.dumps(told).encode() + b"\n")


def _kill(pid: int) -> None:
    # With what the kernel started itself; the fork may not yet lead a group of its own.
    for kill in (os.killpg, os.kill):
        with suppress(OSError):
            kill(pid, signal.SIGKILL)


def tasks() -> int:
    """Return how many threads this process has, those of libraries included."""
    return len(os.listdir("/proc/self/task"))  # noqa: PTH208 - names are enough.


def main(listening: int) -> None:
    """Warm up, then serve on a socket that is listening already: whoever asks too early waits."""
    before = dict(os.environ)
    # The pool of its own that Arrow would make is touched by every fork, for a few small tables.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    preload()
    gc.collect()
    # What is frozen is not visited by the collector, so its pages stay shared with the forks.
    gc.freeze()
    Server(socket.socket(fileno=listening), file_stamps(), before, dict(os.environ)).serve()
