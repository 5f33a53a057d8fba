"""What the runner asks of the warmed interpreter: one line of JSON for each kernel, and the lines that answer it."""

import json
import socket
from collections.abc import Mapping
from dataclasses import asdict, dataclass

# What differs from one kernel to the next. The rest of the environment was read by libraries as they were imported.
OF_ONE_RUN = ("IPYTHONDIR",)
# By these a kernel knows who started it, and how it is interrupted on Windows.
OF_THE_START = ("JPY_PARENT_PID", "JPY_INTERRUPT_EVENT", "IPY_INTERRUPT_EVENT")
_LONGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class KernelRequest:
    """One kernel to be forked.

    Parameters
    ----------
    arguments : tuple of str
        Those of the kernel's application.
    environment : mapping of str to str
        All of it: nothing is inherited.
    folder : str
        The working folder.
    log : str
        File to which the kernel's own output is added.
    """

    arguments: tuple[str, ...]
    environment: Mapping[str, str]
    folder: str
    log: str

    def as_line(self) -> bytes:
        """Write it as one line."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> "KernelRequest":
        """Read it back."""
        told = json.loads(line)
        return cls(tuple(told["arguments"]), told["environment"], told["folder"], told["log"])


def same_ground(asked: Mapping[str, str], before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Tell whether an environment differs in nothing that a library may have read at its import.

    Parameters
    ----------
    asked : mapping of str to str
        The environment of the kernel to come.
    before, after : mapping of str to str
        That of the warmed interpreter before and after its imports: some libraries set names of their own as they are
        imported, in the runner as here.
    """
    names = (asked.keys() | before.keys() | after.keys()) - set(OF_ONE_RUN)
    return all(asked.get(name) in (before.get(name), after.get(name)) for name in names)


def read_line(connection: socket.socket) -> bytes:
    """Read up to the end of a line; what there is where the other side closed before it."""
    line = b""
    while not line.endswith(b"\n") and len(line) < _LONGEST:
        part = connection.recv(4096)
        if not part:
            break
        line += part
    return line


def hung_up(connection: socket.socket) -> bool:
    """Tell whether the other side has said that it asks for nothing more. Nothing is waited for, now or later."""
    connection.setblocking(False)
    try:
        return connection.recv(1, socket.MSG_PEEK) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True
