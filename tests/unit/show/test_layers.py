"""What loading this layer costs and what templates may do."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import fairclaim.show

SHOW = Path(fairclaim.show.__file__).parent
TEMPLATES = sorted([*SHOW.rglob("*.j2"), *(SHOW.parent / "report").rglob("*.j2")])


def test_nothing_heavy_is_loaded_before_a_figure_is_drawn() -> None:
    asked = "import sys, fairclaim.show.claim, fairclaim.show.front, fairclaim.report.index, fairclaim.report.trace;"
    asked += "print([m for m in ('matplotlib', 'seaborn', 'pandas', 'scipy', 'nbconvert') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_do_not_compute(path: Path) -> None:
    for code in re.findall(r"\{[{%](.*?)[%}]\}", path.read_text(encoding="utf-8"), flags=re.DOTALL):
        bare = re.sub(r'"[^"]*"', "", code)
        assert not re.search(r"[<>+*/]|\s-\s|%|\blength\b|\bsum\b|\bround\b|\bcount\b", bare), code
