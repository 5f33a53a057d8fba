"""Params are read at every start of the command: reading them must not load what only a fit needs."""

import subprocess
import sys

import pytest

HEAVY = ("scipy", "pandas", "statsmodels", "matplotlib", "ibis")


@pytest.mark.parametrize("module", ["fairclaim.params.models", "fairclaim.stats.methods", "fairclaim.stats.estimation"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
