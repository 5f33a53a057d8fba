"""The kernel of a run: this interpreter, in the scratch folder, quiet, and reachable by nobody else.

This module imports jupyter_client, so it is only imported where a notebook is really run.
"""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_core.utils import run_sync
from traitlets import default
from traitlets.config import Config

from fairclaim.run.environment import kernel_environment
from fairclaim.run.kernel_client import ReadyKernelClient
from fairclaim.run.warm import door, provisioner

KERNEL = "python3"
CONNECTION_FILE = "kernel.json"
LOG = "kernel.log"
# As nbclient starts its kernels.
_NO_HISTORY = "--HistoryManager.hist_file=:memory:"
# The kernel of a unix socket takes 108 bytes on Linux and 104 on macOS, with the closing zero.
_LONGEST_SOCKET_PATH = 103


class ForkedSpecManager(KernelSpecManager):
    """Gives every kernel the provisioner that forks it where it can be forked."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return the kernel's specification, with who is to start it."""
        found = super().get_kernel_spec(kernel_name)
        known = KernelProvisionerFactory.instance(parent=self.parent).provisioners
        # Declared in pyproject.toml too, for Jupyter itself; a clone that is run in place has no such list.
        value = f"{provisioner.__name__}:{provisioner.ForkedProvisioner.__name__}"
        known.setdefault(provisioner.NAME, EntryPoint(provisioner.NAME, value, KernelProvisionerFactory.GROUP_NAME))
        found.metadata["kernel_provisioner"] = {"provisioner_name": provisioner.NAME, "config": {}}
        return found


class ScratchKernelManager(AsyncKernelManager):
    """Starts this interpreter, whatever kernels the user or the machine has registered under the same name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._clients: list[Any] = []

    @default("kernel_spec_manager")
    def _only_the_native_kernel(self) -> KernelSpecManager:
        # With no folder to search, the native kernel is the one of ipykernel in this environment: sys.executable.
        return ForkedSpecManager(kernel_dirs=[])

    @default("client_factory")
    def _without_a_pause(self) -> type:
        return ReadyKernelClient

    async def start_kernel(self, **options: Any) -> None:  # type: ignore[override]
        """Start the kernel with a clean environment; what it prints goes to a log in the scratch folder."""
        scratch = Path(self.connection_file).parent
        with (scratch / LOG).open("wb") as log:
            await super().start_kernel(
                env=kernel_environment(dict(os.environ), scratch), stdout=log, stderr=log, **options
            )

    def client(self, **options: Any) -> Any:
        """Return a client, whose channels `end` closes: nbclient closes them only for managers that it has made."""
        made = super().client(**options)
        self._clients.append(made)
        return made

    async def end(self) -> None:
        """Leave no process, socket or file of the kernel, whatever became of it."""
        if self.has_kernel:
            await self.shutdown_kernel(now=True)
        await self.cleanup_resources()
        for client in self._clients:
            client.stop_channels()


@contextmanager
def kernel_in(scratch: Path) -> Iterator[ScratchKernelManager]:
    """Have a kernel start while the block prepares what its cells need; when the block ends, it is gone.

    Where starting it would keep the block waiting, it is left to who runs the cells.
    """
    # Without a handler, Python would print their errors beside our own message.
    for logger in ("papermill", "traitlets"):
        logging.getLogger(logger).addHandler(logging.NullHandler())
    manager = ScratchKernelManager(kernel_name=KERNEL, config=kernel_config(scratch))
    try:
        if door.starts_unwatched():
            run_sync(manager.start_kernel)(cwd=str(scratch), extra_arguments=[_NO_HISTORY])
        yield manager
    finally:
        run_sync(manager.end)()


def kernel_config(scratch: Path, *, platform: str = sys.platform) -> Config:
    """Return where and how the kernel listens: unix sockets in the scratch folder, else encrypted TCP.

    The scratch folder is open to its owner only, so its sockets are too; TCP on the machine itself is open to
    everybody who is logged in, hence the encryption.
    """
    connection = {"connection_file": str(scratch / CONNECTION_FILE)}
    longest_socket = scratch.resolve() / "kernel-ipc-99"
    if platform != "win32" and len(os.fsencode(longest_socket)) <= _LONGEST_SOCKET_PATH:
        return Config({"ConnectionFileMixin": connection | {"transport": "ipc"}})
    return Config({"ConnectionFileMixin": connection, "KernelManager": {"transport_encryption": "required"}})
