"""A published folder is only ever swapped in whole: built beside its place, then put there by two renames.

One that was made from another extract is not cleared away afterwards but kept, under a name of its own.
"""

import os
import re
import shutil
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from fairclaim.errors import FairclaimError, Problem
from fairclaim.run.processes import is_gone
from fairclaim.run.versions import is_kept, next_version
from fairclaim.run.whole_files import write_through

# Beside outputs/<quarter>/<service>: what is being built, and what it replaces (to be cleared, or to be kept), each
# with the process that does it.
_BESIDE = re.compile(r"\.(?P<service>.+)\.(?P<role>new|old|kept)-(?P<pid>\d+)")
# Reports beside their places, and what `replace_file` writes: index, notes of a quarter, notes of a report.
_WHERE_BUILT = ("*/.*-*", ".*-*", ".*/*/.*-*")
_TRIES = 20
_PAUSE = 0.1  # Seconds: a virus scanner lets go of a file it has just read within a second or two.


def publish(files: Mapping[str, bytes], folder: Path, *, keep: bool = False) -> None:
    """Put `files` (path within the folder → content) in place of whatever the folder holds.

    Parameters
    ----------
    files : mapping of str to bytes
    folder : Path
    keep : bool
        Keep what the folder holds, whole, as its next version (`<folder>.v1`, ...) instead of clearing it away.

    Raises
    ------
    FairclaimError
        If the folder cannot be replaced, as when a program holds one of its files open; it is then as it was.
    """
    staged, aside = _beside(folder, "new"), _beside(folder, "kept" if keep else "old")
    shutil.rmtree(staged, ignore_errors=True)
    try:
        for name, content in files.items():
            write_through(staged / name, content)
        if folder.exists():
            _rename(folder, aside)
        _rename(staged, folder)
    except BaseException:
        # Ctrl-C too: between the renames a virus scanner may be waited for.
        if aside.exists() and not folder.exists():
            aside.rename(folder)
        shutil.rmtree(staged, ignore_errors=True)
        raise
    _put_away(aside, folder)


def recover(outputs: Path) -> None:
    """Mend what a run left that was ended between the renames, and clear what it was building."""
    for path in sorted(outputs.glob("*/.*-*")):
        match = _BESIDE.fullmatch(path.name)
        if match is None or not _abandoned(int(match["pid"])):
            continue
        folder = path.with_name(match["service"])
        if match["role"] != "new" and not folder.exists():
            # Two runs may start at once; the other has then mended it. One that is held open is left to the next run.
            with suppress(OSError):
                path.rename(folder)
        else:
            _put_away(path, folder)
    for path in half_built(outputs):
        _clear(path)


def half_built(outputs: Path) -> list[Path]:
    """Return what a dead run was building; what it was replacing is mended by the next run, and is not among them."""
    paths = (path for pattern in _WHERE_BUILT for path in sorted(outputs.glob(pattern)))
    found = ((path, _BESIDE.fullmatch(path.name)) for path in paths)
    return [path for path, match in found if match and match["role"] == "new" and is_gone(int(match["pid"]))]


def _put_away(aside: Path, folder: Path) -> None:
    if ".kept-" not in aside.name:
        _clear(aside)
    elif aside.exists():
        # The new report stands. If a program holds a file of the earlier one open, the next run puts it away.
        with suppress(FairclaimError):
            _rename(aside, next_version(folder))


def _clear(path: Path) -> None:
    if path.is_file():
        with suppress(OSError):
            path.unlink()
    shutil.rmtree(path, ignore_errors=True)


def _abandoned(pid: int) -> bool:
    # This process is only now starting a report: what carries its own id is an earlier try of its own.
    return pid == os.getpid() or is_gone(pid)


def published_reports(outputs: Path) -> tuple[tuple[str, str], ...]:
    """Return quarter and service of every report that stands published, in order; earlier versions are no reports."""
    ledgers = sorted(outputs.glob("*/*/claims.json"))
    folders = [ledger.parent for ledger in ledgers if not is_kept(ledger.parent)]
    return tuple((f.parent.name, f.name) for f in folders if not f.name.startswith(".") and f.parent.name[0] != ".")


def _beside(folder: Path, role: str) -> Path:
    return folder.with_name(f".{folder.name}.{role}-{os.getpid()}")


def _rename(source: Path, target: Path) -> None:
    for _ in range(_TRIES):
        try:
            source.rename(target)
        except PermissionError:
            time.sleep(_PAUSE)
        else:
            return
    name = target.name if source.name.startswith(".") else source.name
    what = "the report's folder cannot be replaced, because a program holds a file in it open"
    raise FairclaimError(Problem(what, f"outputs/{target.parent.name}/{name}", todo="Close that program and run again"))
