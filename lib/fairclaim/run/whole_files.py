"""Files that are on the disk, whole, or not at all."""

import os
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Write one file whole: a reader sees the old or the new one, never half."""
    beside = path.with_name(f".{path.name}.new-{os.getpid()}")
    try:
        write_through(beside, content)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def write_through(path: Path, content: bytes) -> None:
    """Write a file so that it is on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        # Without it, a power cut soon after the rename can leave empty files under the new name.
        file.flush()
        os.fsync(file.fileno())
