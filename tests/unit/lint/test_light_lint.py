"""The linter reads a thousand sentences a second only if it does not load a laboratory first."""

import subprocess
import sys

import pytest

HEAVY = ("scipy", "pandas", "statsmodels", "matplotlib", "ibis", "docx", "bs4", "papermill")


@pytest.mark.parametrize("module", ["fairclaim.lint", "fairclaim.lint.looking", "fairclaim.cli.lint"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
