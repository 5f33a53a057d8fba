"""The map in ARCHITECTURE.md names every package and top-level module, and nothing that is not there."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "lib" / "fairclaim"
# A row of the map: | `lib/fairclaim/params/` | … |
_ROW = re.compile(r"^\|\s*`(lib/fairclaim/[^`]*)`\s*\|", re.MULTILINE)


def faults() -> list[str]:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = {path.rstrip("/") for path in _ROW.findall(text)}
    folders = {path.parent for path in PACKAGE.rglob("*.py")} - {PACKAGE}
    there = {path.relative_to(ROOT).as_posix() for path in folders | set(PACKAGE.glob("*.py"))}
    unnamed = sorted(there - named - {"lib/fairclaim/__init__.py", "lib/fairclaim/__main__.py"})
    gone = sorted(path for path in named if not (ROOT / path).exists())
    return [f"not in the map: {path}" for path in unnamed] + [f"in the map, not in the tree: {path}" for path in gone]


if __name__ == "__main__":
    told = faults()
    print("\n".join(told))
    sys.exit(bool(told))
