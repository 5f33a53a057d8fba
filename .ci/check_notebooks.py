"""Committed notebooks hold no outputs, counts, times or another program's notes."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def faults(path: Path) -> list[str]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    found = [f"metadata '{key}'" for key in notebook["metadata"] if key not in {"kernelspec", "language_info"}]
    for number, cell in enumerate(notebook["cells"], start=1):
        if cell.get("outputs") or cell.get("execution_count"):
            found.append(f"cell {number} has outputs or a count")
        if set(cell["metadata"]) - {"tags"}:
            found.append(f"cell {number} has metadata beside its tags")
    return [f"{path.relative_to(ROOT)}: {fault}" for fault in found]


if __name__ == "__main__":
    told = [fault for path in sorted((ROOT / "notebooks").glob("*.ipynb")) for fault in faults(path)]
    print("\n".join(told))
    sys.exit(bool(told))
