"""What a warm process does to be a kernel like any other: its own folder, environment, output and seeds."""

import gc
import os
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

from fairclaim.run.warm.request import KernelRequest


def become_kernel(request: KernelRequest, by_imports: Mapping[str, str], **of_the_kernel: Any) -> None:
    """Serve as the kernel that was asked for; never returns to the caller's work.

    Parameters
    ----------
    request : KernelRequest
    by_imports : mapping of str to str
        What libraries have set in the environment as they were imported, as they do in a fresh kernel.
    of_the_kernel
        Further settings of the kernel's application.

    Notes
    -----
    A kernel is ended by a signal as a rule. One that leaves by itself must not run on as a second server.
    """
    code = 1
    try:
        _settle(request, by_imports)
        _reseed()
        _serve(list(request.arguments), of_the_kernel)
        code = 0
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else int(left.code is not None)
    finally:
        os._exit(code)


def _settle(request: KernelRequest, by_imports: Mapping[str, str]) -> None:
    os.chdir(request.folder)
    os.environ.clear()
    os.environ.update({**by_imports, **request.environment})
    for path, flags, targets in ((os.devnull, os.O_RDONLY, (0,)), (request.log, os.O_WRONLY | os.O_APPEND, (1, 2))):
        opened = os.open(path, flags)
        for target in targets:
            os.dup2(opened, target)
        os.close(opened)


def _reseed() -> None:
    """Give the fork random states of its own, as a fresh interpreter has: else all kernels would draw the same."""
    # Python's own is seeded anew by the fork itself.
    numpy: Any = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()
    gc.enable()


def _serve(arguments: list[str], settings: Mapping[str, Any]) -> None:
    from ipykernel.kernelapp import IPKernelApp

    launcher = find_spec("ipykernel_launcher")
    sys.argv = [str(launcher and launcher.origin), *arguments]
    IPKernelApp.launch_instance(argv=arguments, **settings)
