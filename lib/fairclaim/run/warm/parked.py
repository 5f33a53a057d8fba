"""Where a platform cannot fork: a fresh interpreter that has everything imported, parked until a kernel is wanted.

Each process that starts kernels keeps one ahead. It is used once: the kernel it becomes is as alone as any fresh one.
"""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from fairclaim.run.environment import kernel_environment
from fairclaim.run.warm.kernel_child import become_kernel
from fairclaim.run.warm.preload import file_stamps, preload
from fairclaim.run.warm.request import OF_THE_START, KernelRequest, same_ground

# Without the working folder on the path: a file beside the user's params must not stand in for a library.
_START = "import sys; del sys.path[0]; from fairclaim.run.warm.parked import main; main()"
_PATIENCE = 5  # Seconds for one that is let go.

_YES = b"yes\n"
# The scratch folder of the kernel to come is not known yet; it may differ, as that of a fork does.
_NO_PLACE = Path()

_spare: "list[subprocess.Popen[bytes]]" = []


def park() -> None:
    """Have one interpreter warm up for the next kernel, if none does."""
    if not _spare:
        from jupyter_client.launcher import launch_kernel

        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        command = [sys.executable, "-c", _START]
        # What jupyter_client does to start a kernel, because this is to become one.
        environment = kernel_environment(dict(os.environ), _NO_PLACE)
        _spare.append(launch_kernel(command, stdin=pipe, stdout=pipe, stderr=nowhere, env=environment))


def take(request: KernelRequest) -> "subprocess.Popen[bytes] | None":
    """Let the parked interpreter become a kernel, and park the next one.

    Returns
    -------
    subprocess.Popen or None
        None where there is none, or a kernel of it would not be what a fresh one is.
    """
    process = _spare.pop() if _spare else None
    suits = process is not None and _answers(process, request.as_line())
    if process is not None and not suits:
        _let_go(process)
    park()
    return process if suits else None


def leave() -> None:
    """Let go of what is parked."""
    while _spare:
        _let_go(_spare.pop())


def _answers(process: "subprocess.Popen[bytes]", request: bytes) -> bool:
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(request)
        process.stdin.close()
        return process.stdout.readline() == _YES
    except OSError:
        return False
    finally:
        process.stdout.close()


def _let_go(process: "subprocess.Popen[bytes]") -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    process.kill()
    process.wait(_PATIENCE)


def main() -> None:
    """Warm up, wait for a request, and be its kernel; leave where the line is closed without one."""
    before = _environment()
    preload()
    stamps, after = file_stamps(), _environment()
    line = sys.stdin.buffer.readline()
    if not line:
        return
    request = KernelRequest.from_line(line)
    if stamps == file_stamps() and same_ground(request.environment, before, after):
        os.write(1, _YES)
        become_kernel(request, dict(after.items() - before.items()) | _of_the_start())


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in OF_THE_START}


def _of_the_start() -> dict[str, str]:
    return {name: os.environ[name] for name in OF_THE_START if name in os.environ}
