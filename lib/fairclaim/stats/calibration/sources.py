"""Which code a measured row rests on: a change of it makes the row stale."""

import hashlib
import inspect
import sys
from types import ModuleType

PACKAGE = "fairclaim.stats"


def fingerprint(*names: str) -> str:
    """Return the SHA-256 of the sources of these modules and of all of `fairclaim.stats` that they use.

    Examples
    --------
    >>> len(fingerprint("fairclaim.stats.methods.proportion"))
    64
    """
    found: dict[str, str] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            module = sys.modules[name]
            found[name] = inspect.getsource(module)
            waiting += sorted(_used(module))
    return hashlib.sha256("".join(found[name] for name in sorted(found)).encode()).hexdigest()


def _used(module: ModuleType) -> set[str]:
    values = vars(module).values()
    modules = {inspect.getmodule(value) for value in values if inspect.isclass(value) or inspect.isfunction(value)}
    names = {used.__name__ for used in modules if used is not None}
    return {name for name in names if name.startswith(PACKAGE)}
