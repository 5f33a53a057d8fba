"""What may go from `outputs/` and the temporary folder: traces that nobody needs. Never a report that may be out.

fairclaim does not know what was sent. An earlier version is therefore taken as sent, unless a person says that it
was not, and even then if the quarter's file says that it was reported on.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fairclaim.errors import Problem, UsageError
from fairclaim.run import keys, log, taking_turns
from fairclaim.run.publish import half_built, published_reports
from fairclaim.run.scratch import dead_scratch
from fairclaim.run.unchanged import ATTEMPTS
from fairclaim.run.versions import is_kept, made


@dataclass(frozen=True, slots=True)
class Leftover:
    """One file or folder that may go, and why."""

    path: Path
    why: str

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        files = self.path.rglob("*") if self.path.is_dir() else (self.path,)
        return sum(file.stat().st_size for file in files if file.is_file())

    def remove(self) -> None:
        """Take it away; one that another run took away meanwhile is no fault."""
        if self.path.is_dir():
            shutil.rmtree(self.path, ignore_errors=True)
        else:
            self.path.unlink(missing_ok=True)


def leftovers(outputs: Path, services: Iterable[str]) -> tuple[Leftover, ...]:
    """Find what nobody needs any more.

    Parameters
    ----------
    outputs : Path
    services : iterable of str
        Those that params hold. What is noted of one that is neither there nor published leads nowhere.
    """
    older = outputs / log.FOLDER / log.OLDER
    found = [Leftover(older, "older run log")] if older.is_file() else []
    found += [Leftover(path, "left in the temporary folder by a run that died") for path in dead_scratch()]
    found += [Leftover(path, "half built by a run that died") for path in half_built(outputs)]
    return (*found, *_of_nobody(outputs, frozenset(services)))


def _of_nobody(outputs: Path, services: frozenset[str]) -> Iterator[Leftover]:
    published = frozenset(published_reports(outputs))
    for folder in (keys.FOLDER, ATTEMPTS):
        for path in sorted((outputs / folder).glob("*/*.json")):
            if path.stem not in services and (path.parent.name, path.stem) not in published:
                yield Leftover(path, "of a service that is no longer there")
    for path in sorted((outputs / taking_turns.FOLDER).glob("*.*")):
        quarter, _, service = path.name.partition(".")
        if service not in services and (quarter, service) not in published:
            yield Leftover(path, "of a service that is no longer there")


def unsent(outputs: Path, names: Iterable[str], reported: Mapping[str, date]) -> tuple[Leftover, ...]:
    """Find the earlier versions of which somebody says that they were not sent.

    Parameters
    ----------
    outputs : Path
    names : iterable of str
        As the index links them: `<quarter>/<service>.v1`.
    reported : mapping of str to date
        Quarter → the day on which the extract was frozen that its file says was reported on (`revises:`).

    Raises
    ------
    UsageError
        If a name is that of no earlier version, or of one that was reported on.
    """
    there = {f"{path.parent.name}/{path.name}": path for path in outputs.glob("*/*.v*") if is_kept(path)}
    problems = [problem for name in names for problem in _not_to_go(name, there, reported)]
    if problems:
        raise UsageError(*problems)
    return tuple(Leftover(there[name], "an earlier version that was not sent, as you say") for name in names)


def _not_to_go(name: str, there: Mapping[str, Path], reported: Mapping[str, date]) -> Iterator[Problem]:
    if name not in there:
        todo = "Name it as the index links to it; the newest report of a service is never pruned"
        yield Problem("there is no such earlier version", f"--unsent {name}", allowed=", ".join(there), todo=todo)
    elif made(there[name]).as_at in (None, reported.get(there[name].parent.name)):
        what, todo = "this version was sent, as the quarter's file says under revises", "Leave it: readers hold it"
        if made(there[name]).as_at is None:
            what = "it is not known what this version was made from, so it may have been sent"
        yield Problem(what, f"--unsent {name}", todo=todo)
