"""Reports of one quarter made from different extracts: which stand there, and whether a new one needs a place beside.

The newest stands at `outputs/<quarter>/<service>/`. One that was made from another extract may have been sent, so it is
kept as `<service>.v1`, `<service>.v2`, ... in the order in which they were replaced. An id holds no dot, so that no
service can have such a name.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

_KEPT = re.compile(r"[^.]+\.v(?P<number>[1-9]\d*)")


@dataclass(frozen=True, slots=True)
class Made:
    """What a report was made from.

    Parameters
    ----------
    as_at : date or None
        The day on which the extract was frozen; None where nothing is known of it.
    files : mapping of str to str
        File, from the extract's folder → SHA-256; empty where an older version of fairclaim noted none.
    """

    as_at: date | None
    files: Mapping[str, str]

    def differs_from(self, other: "Made") -> bool:
        """Tell whether two reports rest on different extracts.

        They do if the extracts were frozen on different days, or if a file that both read has another content. A file
        that only one of them read tells nothing: the mapping may have changed. What is not known differs from nothing.
        """
        if self.as_at is None or other.as_at is None:
            return False
        both = self.files.keys() & other.files.keys()
        return self.as_at != other.as_at or any(self.files[name] != other.files[name] for name in both)


def made(folder: Path) -> Made:
    """Read what a published report was made from, as far as it says so."""
    record = _read(folder / "run.json")
    files = record.get("extract")
    as_at = record.get("as_at") or _read(folder / "claims.json").get("as_at")
    try:
        frozen_on = None if as_at is None else date.fromisoformat(str(as_at))
    except ValueError:
        frozen_on = None
    return Made(frozen_on, files if isinstance(files, dict) else {})


def kept_versions(folder: Path) -> tuple[Path, ...]:
    """Return the folders of the earlier versions of a report, the latest first."""
    return tuple(path for _, path in sorted(_numbered(folder), reverse=True))


def next_version(folder: Path) -> Path:
    """Return the folder that the report standing in `folder` will be kept in."""
    number = 1 + max((number for number, _ in _numbered(folder)), default=0)
    return folder.with_name(f"{folder.name}.v{number}")


def is_kept(folder: Path) -> bool:
    """Tell the folder of an earlier version from that of a newest one."""
    return _KEPT.fullmatch(folder.name) is not None


def last_other(folder: Path, new: Made) -> Made | None:
    """Return what the latest report of the quarter from another extract was made from; None where there is none."""
    others = (made(path) for path in (folder, *kept_versions(folder)))
    return next((other for other in others if other.differs_from(new)), None)


def _numbered(folder: Path) -> Iterator[tuple[int, Path]]:
    for path in folder.parent.glob(f"{folder.name}.v*"):
        match = _KEPT.fullmatch(path.name)
        if match is not None:
            yield int(match["number"]), path


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
