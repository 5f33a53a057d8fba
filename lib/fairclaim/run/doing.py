"""Doing what a plan says: leaving a report as it is, making its page anew, or putting a new one in its place."""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fairclaim.claims.ledger import Ledger
from fairclaim.errors import PageRefused
from fairclaim.kinds import Outcome, Rung
from fairclaim.params.spec import RunSpec
from fairclaim.run.clock import Clock
from fairclaim.run.keys import Parts, parts_as_bytes, parts_path
from fairclaim.run.notebook_copy import as_bytes
from fairclaim.run.notebook_gate import notebook_fingerprint
from fairclaim.run.plan import Work, parts
from fairclaim.run.publish import publish
from fairclaim.run.record import RunRecord, record_of, running_on
from fairclaim.run.rerender import refreshed
from fairclaim.run.stages import Stages
from fairclaim.run.versions import Made, made
from fairclaim.run.whole_files import replace_file
from fairclaim.session.run import ledger_json

RENDERING, PUBLISHING = "rendering the page", "publishing"


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of one run."""

    spec: RunSpec
    outputs: Path
    notebook: Path
    clock: Clock
    stages: Stages
    time_limit: int

    @property
    def names(self) -> tuple[str, str]:
        """Quarter and service."""
        return str(self.spec.quarter), self.spec.service.id

    @property
    def folder(self) -> Path:
        """Where the report is published."""
        return self.outputs.joinpath(*self.names)


@dataclass(frozen=True, slots=True)
class Built:
    """Every file of the published folder but its record, and what the record says of them."""

    files: Mapping[str, bytes]
    read: Made
    parts: Parts
    peak_mib: Mapping[str, int]


def do(job: Job, record: RunRecord, work: Work, whole: Callable[[], Built]) -> RunRecord:
    """Do what is to be done and return the record of it. What goes wrong is raised, and nothing is then replaced.

    Parameters
    ----------
    job : Job
    record : RunRecord
        With the names of the report.
    work : Work
    whole : callable
        Makes the whole report.
    """
    if work.kind == "nothing":
        _note_parts(job, parts(job.spec, job.outputs, job.notebook))
        # Keys and files are as they were: a record that says less than it should is no reason to fail.
        return (record_of(job.folder) or record).model_copy(update={"unchanged": True, "seconds": {}})
    new = (_page_alone(job) if work.kind == "page" else None) or whole()
    job.clock.stage(PUBLISHING)
    found = {"seconds": job.clock.stop(), "outcome": _outcome(new.files["claims.json"]), "keys": new.parts.keys}
    evidence = _evidence(job.spec, job.notebook, new.files) | _source(new.read) | {"peak_mib": dict(new.peak_mib)}
    record = record.model_copy(update=evidence | found)
    keep = made(job.folder).differs_from(new.read)
    publish({**new.files, "run.json": record.as_bytes()}, job.folder, keep=keep)
    _note_parts(job, new.parts)
    return record


def _note_parts(job: Job, made_of: Parts) -> None:
    # The record holds the keys. Without the parts the next run only takes the long way to the same answer.
    with suppress(OSError):
        replace_file(parts_path(job.outputs, *job.names), parts_as_bytes(made_of))


def _page_alone(job: Job) -> Built | None:
    """Make the page anew from what stands published; None where that cannot be done."""
    job.clock.stage(RENDERING)
    # Before anything is read: what changes from here on is then seen by the next run.
    made_of = parts(job.spec, job.outputs, job.notebook)
    if (found := refreshed(job.spec, job.folder)) is None:
        return None
    ledger, shown = found
    files = rendered(shown, ledger_json(ledger).encode(), ledger, job.stages)
    old = record_of(job.folder)
    return Built(files, made(job.folder), made_of, old.peak_mib if old else {})


def rendered(notebook: Any, written: bytes, ledger: Ledger, stages: Stages) -> dict[str, bytes]:
    """Return the files of the published folder but its record; raise PageRefused if the page fails the gate."""
    page = stages.render(notebook, ledger)
    if problems := stages.faults(page, ledger):
        raise PageRefused(*problems)
    return _folder(page, written, notebook, stages.tables(ledger))


def _outcome(written: bytes) -> Outcome:
    entries = Ledger.model_validate_json(written).entries
    nothing_estimated = bool(entries) and all(entry.rung is Rung.COUNTED for entry in entries)
    return Outcome.NOT_ENOUGH_DATA if nothing_estimated else Outcome.OK


def _evidence(spec: RunSpec, notebook: Path, files: Mapping[str, bytes]) -> dict[str, dict[str, str]]:
    return {
        "versions": running_on(),
        "fingerprints": dict((*spec.fingerprints, notebook_fingerprint(notebook))),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    }


def _source(read: Made) -> dict[str, object]:
    return {"as_at": read.as_at, "extract": dict(read.files)}


def _folder(page: str, ledger: bytes, notebook: Any, tables: Mapping[str, str]) -> dict[str, bytes]:
    files = {"report.html": page.encode(), "claims.json": ledger, "notebook.ipynb": as_bytes(notebook)}
    return files | {f"tables/{name}": text.encode() for name, text in sorted(tables.items())}
