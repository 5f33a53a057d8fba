"""A published report as it stands: its keys, and whether each of its files is what its record says."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from fairclaim.run.digests import file_digest

RECORD = "run.json"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a published folder says of itself, and where that is not so.

    Parameters
    ----------
    keys : dict of str to str
        `compute` and `render`; empty where there is no report, or one of an earlier version of fairclaim.
    altered : frozenset of str
        Files that are missing, not as they were published, or not of the report.
    """

    keys: dict[str, str] = field(default_factory=dict)
    altered: frozenset[str] = frozenset()


def standing(folder: Path) -> Standing:
    """Read the record of a published folder and hold every file against it."""
    try:
        record = json.loads((folder / RECORD).read_bytes())
        files = {str(name): str(sha) for name, sha in record["files"].items()}
        keys = {str(name): str(key) for name, key in record["keys"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Standing()
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {RECORD}
    altered = {name for name in found | files.keys() if file_digest(folder / name) != files.get(name)}
    return Standing(keys if files else {}, frozenset(altered))
