"""JSON Schema of each kind of file, generated so that editors complete and mark mistakes."""

import json
from pathlib import Path

from pydantic import TypeAdapter

from fairclaim.params.assured import Assured
from fairclaim.params.load import FOLDERS
from fairclaim.params.models import House


def schemas() -> dict[str, str]:
    """File name → text, for params/schema/."""
    kinds = (("house", House), ("assure", Assured), *((folder.removesuffix("s"), kind) for folder, kind in FOLDERS))
    return {
        f"{name}.schema.json": json.dumps(TypeAdapter(kind).json_schema(), indent=2, ensure_ascii=False) + "\n"
        for name, kind in kinds
    }


def write(params_dir: Path) -> tuple[Path, ...]:
    """Write all schemas; return the paths that changed."""
    folder = params_dir / "schema"
    folder.mkdir(exist_ok=True)
    changed = stale(params_dir)
    for path in changed:
        path.write_text(schemas()[path.name], encoding="utf-8", newline="\n")
    return changed


def stale(params_dir: Path) -> tuple[Path, ...]:
    """Paths whose text differs from what the models say."""
    folder = params_dir / "schema"
    return tuple(
        folder / name
        for name, text in schemas().items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    )
