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
    "matplotlib.backends.backend_svg",
    "pandas",
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
    "fairclaim.show.figures.interval",
    "fairclaim.show.figures.process",
    "fairclaim.show.figures.strip",
)


def preload() -> None:
    """Import the modules, then read the package's own tables into their caches."""
    for name in MODULES:
        # What is missing here is told by the notebook that asks for it.
        with suppress(ImportError):
            importlib.import_module(name)
    for name in sorted(name for name in sys.modules if name.startswith("fairclaim.")):
        _read_tables(name)


def _read_tables(name: str) -> None:
    """Call every cached function of a module that takes no argument: phrases, rules, ladder, calibration."""
    for found in list(vars(sys.modules[name]).values()):
        if isinstance(found, _lru_cache_wrapper) and found.__module__ == name and not signature(found).parameters:
            found()


def file_stamps() -> Stamps:
    """Return file → when it was changed, for every module that is loaded."""
    stamps = {}
    for module in list(sys.modules.values()):
        path = getattr(module, "__file__", None)
        if path:
            with suppress(OSError):
                stamps[path] = os.stat(path).st_mtime_ns  # noqa: PTH116 - a thousand of them for each kernel.
    return stamps
