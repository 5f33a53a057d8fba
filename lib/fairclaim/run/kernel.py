"""The kernel of a run: this interpreter, in the scratch folder, quiet, and reachable by nobody else.

This module imports jupyter_client, so only `execute` imports it, when a notebook is really run.
"""

import os
import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from traitlets import default
from traitlets.config import Config

from fairclaim.run.environment import kernel_environment
from fairclaim.run.kernel_client import ReadyKernelClient
from fairclaim.run.warm import provisioner

CONNECTION_FILE = "kernel.json"
LOG = "kernel.log"
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
