"""What jupyter_client knows as `fairclaim-forked`: a fork where there can be one, else a warm or a fresh process."""

import asyncio
import os
from pathlib import Path
from typing import Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from fairclaim.run.warm.door import fork_kernel, parked_kernel
from fairclaim.run.warm.forked import ForkedKernel
from fairclaim.run.warm.request import KernelRequest

NAME = "fairclaim-forked"
_LAUNCHER = "ipykernel_launcher"
_PAUSE = 0.002  # Seconds between two looks at a kernel that was killed: it is gone within a few of them.


class ForkedProvisioner(LocalProvisioner):
    """Starts the kernel by a fork of the warmed interpreter; where that cannot be, as jupyter_client always does."""

    # How to start the kernel afresh, as long as it is not known whether there will be a fork.
    _afresh: tuple[list[str], dict[str, Any]] | None = None

    async def launch_kernel(self, cmd: list[str], **options: Any) -> Any:
        """Start the kernel, and return how to reach it. A parked one is a child of this process, like a fresh one."""
        request = _request(cmd, options)
        kernel = (fork_kernel(request) or parked_kernel(request)) if request else None
        if kernel is None:
            return await super().launch_kernel(cmd, **options)
        self.process = kernel  # type: ignore[assignment]
        self.cwd = options["cwd"]
        if isinstance(kernel, ForkedKernel):
            self._afresh = cmd, options
        else:
            self.pid = self.pgid = kernel.pid
        return self.connection_info

    async def poll(self) -> int | None:
        """Return the exit code, or None while the kernel runs; the first look waits until there is one."""
        if self._afresh is not None and isinstance(self.process, ForkedKernel):
            (cmd, options), self._afresh = self._afresh, None
            if not self.process.begun():
                with Path(options["stdout"].name).open("ab") as log:
                    await super().launch_kernel(cmd, **{**options, "stdout": log, "stderr": log})
        return await super().poll()

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel and what it started."""
        if isinstance(self.process, ForkedKernel):
            self.process.send_signal(signum)
        else:
            await super().send_signal(signum)

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel and see it gone: the manager would look only every tenth of a second."""
        self._afresh = None
        await super().kill(restart)
        for _ in range(500):
            if await self.poll() is not None:
                return
            await asyncio.sleep(_PAUSE)
        if isinstance(self.process, ForkedKernel):
            self.process.give_up()

    async def wait(self) -> int | None:
        """Wait for the kernel's end."""
        if not isinstance(self.process, ForkedKernel):
            return await super().wait()
        while (code := self.process.poll()) is None:
            await asyncio.sleep(_PAUSE)
        self.process = None
        return code


def _request(cmd: list[str], options: dict[str, Any]) -> KernelRequest | None:
    """Word what is asked for, where a kernel is started the ordinary way, with its output in a file."""
    log, folder, environment = getattr(options.get("stdout"), "name", None), options.get("cwd"), options.get("env")
    if _LAUNCHER not in cmd or log is None or folder is None or environment is None:
        return None
    arguments = tuple(cmd[cmd.index(_LAUNCHER) + 1 :])
    return KernelRequest(arguments, environment, os.fspath(folder), str(log))
