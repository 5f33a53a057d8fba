"""What a report is made from once its extract has been read: cohorts, fingerprints, and the extract it revises."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from fairclaim.data.cohorts import freeze
from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.data.cohorts.overdue import OverdueAction
from fairclaim.data.reading.changed_rows import ChangedRows, changed_rows
from fairclaim.errors import DataRefused, Problem
from fairclaim.params.model import Model
from fairclaim.params.spec import RunSpec

if TYPE_CHECKING:
    from fairclaim.data.reading.extracts import Extract

EXTRACT_FILE = "extract.json"
_EARLIER_FOLDER = "earlier"

Prints = Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Frozen:
    """One extract's cohorts.

    Parameters
    ----------
    cohorts : tuple of Cohort
    files : mapping of str to str
        File, from the extract's folder → SHA-256 of its bytes.
    earlier : Frozen or None
        The same of the extract that this one revises.
    rows : tuple of ChangedRows
        How the two extracts differ; empty where there is one.
    overdue : tuple of OverdueAction
        Actions of the learning log that were due and not done.
    """

    cohorts: tuple[Cohort, ...]
    files: Prints = field(default_factory=dict)
    earlier: "Frozen | None" = None
    rows: tuple[ChangedRows, ...] = ()
    overdue: tuple[OverdueAction, ...] = ()


class _Action(Model):
    due: date
    trigger: str
    owner: str


class _Row(Model):
    table: str
    late: int
    withdrawn: int


class _Extract(Model):
    files: dict[str, str]
    earlier: dict[str, str] | None
    rows: list[_Row]
    overdue: list[_Action]


def frozen(spec: RunSpec) -> Frozen:
    """Read the run's extract, and the one that it revises, and build the cohorts of both.

    Raises
    ------
    DataRefused
        With every problem of both extracts.
    """
    from fairclaim.data.synthetic.ensure import ensure

    ensure(spec)
    before = earlier_spec(spec)
    specs = (spec,) if before is None else (spec, before)
    read: list[tuple[Frozen, Extract]] = []
    problems: list[Problem] = []
    for one in specs:
        try:
            read.append(_read(one))
        except DataRefused as error:
            problems += error.problems
    if problems:
        raise DataRefused(*dict.fromkeys(problems))
    (now, extract), *rest = read
    if before is None:
        return now
    ((was, old),) = rest
    rows = changed_rows(extract, old, before.quarter_file.as_at)
    return Frozen(now.cohorts, now.files, was, rows, now.overdue)


def earlier_spec(spec: RunSpec) -> RunSpec | None:
    """Return the run as it would be made from the extract that this one revises; None where it revises none.

    Definitions are today's, so that what changes is the data alone. A source that reads published files in place has no
    extract of its own to be reissued.
    """
    revision = spec.quarter_file.revises
    if revision is None or spec.source.folder is not None:
        return None
    linked_to = {table: min(day, revision.as_at) for table, day in spec.quarter_file.linked_to.items()}
    quarter_file = spec.quarter_file.model_copy(
        update={
            "extract": revision.extract,
            "as_at": revision.as_at,
            "not_supplied": revision.not_supplied,
            "linked_to": revision.linked_to or linked_to,
            "revises": None,
            "synthetic": None,
        }
    )
    return spec.model_copy(update={"quarter_file": quarter_file})


def _read(spec: RunSpec) -> "tuple[Frozen, Extract]":
    from fairclaim.data.cohorts.build import build_cohorts
    from fairclaim.data.cohorts.overdue import overdue
    from fairclaim.data.reading.extracts import extract_folder, open_extract

    extract = open_extract(spec)
    told = f"{extract_folder(spec)}/"
    files = {name.removeprefix(told): sha for name, sha in extract.fingerprints}
    late = overdue(extract, spec.quarter_file.as_at)
    return Frozen(build_cohorts(spec, extract), files, overdue=late), extract


def leave(frozen: Frozen, folder: Path) -> None:
    """Write everything to a folder, for `take_up` in another process. Holds true counts: it is never published."""
    freeze.save(frozen.cohorts, folder)
    earlier = None
    if frozen.earlier is not None:
        freeze.save(frozen.earlier.cohorts, folder / _EARLIER_FOLDER)
        earlier = dict(frozen.earlier.files)
    rows = [_Row(table=row.table, late=row.late, withdrawn=row.withdrawn) for row in frozen.rows]
    late = [_Action(due=one.due, trigger=one.trigger, owner=one.owner) for one in frozen.overdue]
    told = _Extract(files=dict(frozen.files), earlier=earlier, rows=rows, overdue=late)
    (folder / EXTRACT_FILE).write_text(told.model_dump_json(indent=1) + "\n", encoding="utf-8", newline="\n")


def take_up(folder: Path) -> Frozen:
    """Read what `leave` wrote.

    Raises
    ------
    DataRefused
        If a file's content is not what was frozen.
    """
    told = _told(folder)
    earlier = None
    if told.earlier is not None:
        earlier = Frozen(freeze.load(folder / _EARLIER_FOLDER), told.earlier)
    rows = tuple(ChangedRows(row.table, row.late, row.withdrawn) for row in told.rows)
    late = tuple(OverdueAction(one.due, one.trigger, one.owner) for one in told.overdue)
    return Frozen(freeze.load(folder), told.files, earlier, rows, late)


def _told(folder: Path) -> _Extract:
    path = folder / EXTRACT_FILE
    if not path.is_file():
        todo = "run the report again from the extract"
        raise DataRefused(Problem("the folder of frozen cohorts is not whole", f"{folder.name}/{path.name}", todo=todo))
    return _Extract.model_validate_json(path.read_bytes())
