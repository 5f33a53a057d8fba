"""The kernel of a run: this interpreter, in the scratch folder, quiet, and reachable by nobody else.

This module imports jupyter_client, so only `execute` imports it, when a notebook is really run.
"""

import os
import sys
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from traitlets import default
from traitlets.config import Config

CONNECTION_FILE = "kernel.json"
LOG = "kernel.log"
# The kernel of a unix socket takes 108 bytes on Linux and 104 on macOS, with the closing zero.
_LONGEST_SOCKET_PATH = 103
_THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)


class ScratchKernelManager(AsyncKernelManager):
    """Starts this interpreter, whatever kernels the user or the machine has registered under the same name."""

    @default("kernel_spec_manager")
    def _only_the_native_kernel(self) -> KernelSpecManager:
        # With no folder to search, the native kernel is the one of ipykernel in this environment: sys.executable.
        return KernelSpecManager(kernel_dirs=[])

    async def start_kernel(self, **options: Any) -> None:  # type: ignore[override]
        """Start the kernel with a clean environment; what it prints goes to a log in the scratch folder."""
        scratch = Path(self.connection_file).parent
        with (scratch / LOG).open("wb") as log:
            await super().start_kernel(
                env=kernel_environment(dict(os.environ), scratch), stdout=log, stderr=log, **options
            )


def kernel_environment(environment: dict[str, str], scratch: Path) -> dict[str, str]:
    """Return the environment of a kernel: the user's, without what could change a result.

    Python's own switches, the user's IPython profile and start-up files would reach into the run; a BLAS that chooses
    its number of threads can change the last digits of a sum.
    """
    kept = {name: value for name, value in environment.items() if not name.startswith(("PYTHON", "IPYTHON", "JUPYTER"))}
    return (
        kept
        | dict.fromkeys(_THREADS, "1")
        | {
            "IPYTHONDIR": str(scratch / "ipython"),
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
            "PYTHONDONTWRITEBYTECODE": environment.get("PYTHONDONTWRITEBYTECODE", ""),
            "PYTHONHASHSEED": "0",
            "PYTHONNOUSERSITE": "1",
            "PYTHONUTF8": "1",
        }
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
