"""What a report's notebook needs, imported and read once, before any kernel is forked.

Nothing here may start a thread, open a socket or connect to DuckDB: a fork would carry half of it along.
"""

import importlib
import os
import sys
from contextlib import suppress
from functools import _lru_cache_wrapper
from inspect import signature
from typing import TypeAlias

Stamps: TypeAlias = dict[str, int]

# By name, because most of them are imported inside functions: a command should start without them.
MODULES = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "matplotlib.backends.backend_svg",
    "jinja2",
    "pandas",
    "pandas.core.arrays.arrow.extension_types",
    "pandas.io.formats.csvs",
    "pyarrow.parquet",
    "pyarrow.dataset",
    "scipy.optimize",
    "scipy.stats",
    "seaborn",
    "fairclaim.session.run",
    "fairclaim.session.assess",
    "fairclaim.session.frozen",
    "fairclaim.session.tell",
    "fairclaim.show.appendix",
    "fairclaim.show.claim",
    "fairclaim.show.front",
    "fairclaim.show.figures.categories",
    "fairclaim.show.figures.interval",
    "fairclaim.show.figures.process",
    "fairclaim.show.figures.process_words",
    "fairclaim.show.figures.strip",
    "fairclaim.show.figures.svg",
)


def preload() -> None:
    """Import the modules, then read the package's own tables and templates into their caches."""
    _leave_the_debugger_out()
    for name in MODULES:
        # What is missing here is told by the notebook that asks for it.
        with suppress(ImportError):
            importlib.import_module(name)
    for name in sorted(name for name in sys.modules if name.startswith("fairclaim.")):
        _read_tables(name)
    _compile_templates()


def _leave_the_debugger_out() -> None:
    """Let ipykernel find no debugger: nobody debugs a report's kernel, and each would import and trace for it."""
    with suppress(ImportError):
        hidden = sys.modules.setdefault("debugpy", None)  # type: ignore[arg-type]
        importlib.import_module("ipykernel.debugger")
        if hidden is None:
            del sys.modules["debugpy"]


def _read_tables(name: str) -> None:
    """Call every cached function of a module that takes no argument: phrases, rules, ladder, calibration."""
    for found in list(vars(sys.modules[name]).values()):
        if isinstance(found, _lru_cache_wrapper) and found.__module__ == name and not signature(found).parameters:
            found()


def _compile_templates() -> None:
    """Compile what the cells fill: each kernel would do it anew. Jinja looks whether a file has changed since."""
    from fairclaim.show.markup import environment

    for name in environment().list_templates():
        environment().get_template(name)


def file_stamps() -> Stamps:
    """Return file → when it was changed, for every module that is loaded."""
    stamps = {}
    for module in list(sys.modules.values()):
        path = getattr(module, "__file__", None)
        if path:
            with suppress(OSError):
                stamps[path] = os.stat(path).st_mtime_ns  # noqa: PTH116 - a thousand of them for each kernel.
    return stamps
