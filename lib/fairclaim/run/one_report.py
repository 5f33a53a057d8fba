"""One report from its spec to its published folder, or to a record that says why not."""

import hashlib
import json
import os
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fairclaim.claims.ledger import Ledger
from fairclaim.errors import NotebookFailed, PageRefused, Problem
from fairclaim.kinds import Outcome, Rung
from fairclaim.params.spec import RunSpec
from fairclaim.run.clock import Clock
from fairclaim.run.execute import TIME_LIMIT, execute
from fairclaim.run.keys import Parts, parts_as_bytes, parts_path
from fairclaim.run.log import note
from fairclaim.run.mishap import told
from fairclaim.run.notebook_copy import as_bytes, published_copy
from fairclaim.run.notebook_gate import notebook_fingerprint, read_notebook
from fairclaim.run.notices import files_noted, files_read, notices
from fairclaim.run.plan import Work, parts, plan
from fairclaim.run.publish import publish, recover
from fairclaim.run.record import RunRecord, note_attempt, record_of, running_on
from fairclaim.run.rerender import refreshed
from fairclaim.run.scratch import scratch_folder, sweep_dead
from fairclaim.run.stages import Stages, real_stages
from fairclaim.run.taking_turns import turn
from fairclaim.run.versions import Made, made
from fairclaim.run.whole_files import replace_file
from fairclaim.session.peak import MEMORY_FILE, peak_mib
from fairclaim.session.run import ledger_json

STAGES = ("reading the extract", "running the notebook", "rendering the page", "publishing")
WAITING = "waiting for another run of this report"


@dataclass(frozen=True, slots=True)
class _Job:
    """What is asked of one run."""

    spec: RunSpec
    outputs: Path
    notebook: Path
    clock: Clock
    stages: Stages
    time_limit: int

    @property
    def names(self) -> tuple[str, str]:
        return str(self.spec.quarter), self.spec.service.id

    @property
    def folder(self) -> Path:
        return self.outputs.joinpath(*self.names)


@dataclass(frozen=True, slots=True)
class _Made:
    """Every file of the published folder but its record, and what the record says of them."""

    files: Mapping[str, bytes]
    read: Made
    parts: Parts
    peak_mib: Mapping[str, int]


def run_report(
    spec: RunSpec,
    *,
    outputs: Path,
    notebook: Path,
    progress: Callable[[str], None] = lambda stage: None,  # noqa: ARG005
    stages: Stages | None = None,
    time_limit: int = TIME_LIMIT,
    again: bool = False,
) -> RunRecord:
    """Make one report and put it in place of the one before; leave that one alone if anything goes wrong.

    Parameters
    ----------
    spec : RunSpec
    outputs : Path
        The report goes to `outputs/<quarter>/<service>/`. One that stands there and was made from another extract is
        kept beside it.
    notebook : Path
    progress : callable of str
        Told the name of each stage in `STAGES` as it starts.
    stages : Stages, optional
        The work of the other layers; the product's own unless given.
    time_limit : int
        Seconds that the notebook may take.
    again : bool
        Make the whole of it even if nothing has changed since.

    Returns
    -------
    RunRecord
        Also kept in the published folder as `run.json`, and under `outputs/.attempts/`. Errors are told in it, never
        raised.
    """
    sweep_dead()
    recover(outputs)
    record = RunRecord(service=spec.service.id, quarter=str(spec.quarter), outcome=Outcome.OK)

    def tell(stage: str) -> None:
        note(outputs, "stage", service=record.service, quarter=record.quarter, stage=stage)
        progress(stage)

    clock = Clock(tell)
    job = _Job(spec, outputs, notebook, clock, stages or real_stages(), time_limit)
    try:
        with turn(outputs, *job.names, waiting=lambda: clock.stage(WAITING)):
            record = _done(job, record, Work("report") if again else plan(spec, outputs, notebook))
    except (Exception, KeyboardInterrupt) as error:
        if os.environ.get("FAIRCLAIM_DEBUG") == "1":
            traceback.print_exception(error)
        record = record.model_copy(update={"seconds": clock.stop(), "files": {}, "keys": {}}).refused(told(error))
        if isinstance(error, KeyboardInterrupt):
            _end(outputs, record)
            raise
    _end(outputs, record)
    return record


def _end(outputs: Path, record: RunRecord) -> None:
    note_attempt(outputs, record)
    told = record.model_dump(mode="json", include={"service", "quarter", "outcome", "exit_code", "seconds", "keys"})
    note(outputs, "end", **told, unchanged=record.unchanged, peak_mib=record.peak_mib, versions=record.versions)


def _done(job: _Job, record: RunRecord, work: Work) -> RunRecord:
    """Do what is to be done and return the record of it. What goes wrong is raised, and nothing is then replaced."""
    if work.kind == "nothing":
        _note_parts(job, parts(job.spec, job.outputs, job.notebook))
        return record_of(job.folder).model_copy(update={"unchanged": True, "seconds": {}})
    new = (_page_alone(job) if work.kind == "page" else None) or _whole(job)
    job.clock.stage(STAGES[3])
    found = {"seconds": job.clock.stop(), "outcome": _outcome(new.files["claims.json"]), "keys": new.parts.keys}
    evidence = _evidence(job.spec, job.notebook, new.files) | _source(new.read) | {"peak_mib": dict(new.peak_mib)}
    record = record.model_copy(update=evidence | found)
    keep = made(job.folder).differs_from(new.read)
    publish({**new.files, "run.json": record.as_bytes()}, job.folder, keep=keep)
    _note_parts(job, new.parts)
    return record


def _note_parts(job: _Job, made_of: Parts) -> None:
    replace_file(parts_path(job.outputs, *job.names), parts_as_bytes(made_of))


def _page_alone(job: _Job) -> _Made | None:
    """Make the page anew from what stands published; None where that cannot be done."""
    job.clock.stage(STAGES[2])
    if (found := refreshed(job.spec, job.folder)) is None:
        return None
    ledger, shown = found
    files = _rendered(shown, ledger_json(ledger).encode(), ledger, job.stages)
    made_of = parts(job.spec, job.outputs, job.notebook)
    return _Made(files, made(job.folder), made_of, record_of(job.folder).peak_mib)


def _whole(job: _Job) -> _Made:
    with scratch_folder() as scratch:
        return _make(job, scratch)


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


def _make(job: _Job, scratch: Path) -> _Made:
    """Make the whole report, in the scratch folder."""
    spec, notebook, folder, clock = job.spec, job.notebook, job.folder, job.clock
    source = read_notebook(notebook)
    clock.stage(STAGES[0])
    (scratch / "spec.json").write_text(spec.model_dump_json(), encoding="utf-8")
    job.stages.freeze(spec, scratch / "cohorts")
    read = Made(spec.quarter_file.as_at, files_read(scratch / "cohorts"))
    # Noted now: what changes while the notebook runs is not what this report was made of.
    noted, keep = files_noted(spec, scratch / "cohorts"), made(folder).differs_from(read)
    made_of = parts(spec, job.outputs, notebook, noted, keep=keep)
    (scratch / "notices.json").write_text(json.dumps(notices(spec, read, folder)), encoding="utf-8")
    clock.stage(STAGES[1])
    params = spec.params_dir
    parameters = {"service": spec.service.id, "quarter": str(spec.quarter), "params_dir": str(params)}
    executed = execute(source, notebook.name, parameters, scratch, job.time_limit)
    written, ledger = _ledger(spec, scratch, notebook.name)
    clock.stage(STAGES[2])
    clean = published_copy(executed, {str(spec.root): ".", str(params): params.name, str(scratch): "scratch"})
    return _Made(_rendered(clean, written, ledger, job.stages), read, made_of, _peaks(scratch))


def _rendered(notebook: Any, written: bytes, ledger: Ledger, stages: Stages) -> dict[str, bytes]:
    page = stages.render(notebook, ledger)
    if problems := stages.faults(page, ledger):
        raise PageRefused(*problems)
    return _folder(page, written, notebook, stages.tables(ledger))


def _peaks(scratch: Path) -> dict[str, int]:
    kernel = scratch / MEMORY_FILE
    held = {"kernel": int(kernel.read_text(encoding="ascii"))} if kernel.is_file() else {}
    return held | {"runner": peak_mib()}


def _ledger(spec: RunSpec, scratch: Path, name: str) -> tuple[bytes, Ledger]:
    from pydantic import ValidationError

    todo = "Let the notebook open its run with open_run(service, quarter, params_dir), and change nothing else"
    try:
        written = (scratch / "claims.json").read_bytes()
        ledger = Ledger.model_validate_json(written)
    except FileNotFoundError:
        raise NotebookFailed(Problem("the notebook left no claims.json", name, todo=todo)) from None
    except ValidationError as error:
        found = f"{error.error_count()} places that do not fit"
        raise NotebookFailed(Problem("the claims.json it left is not a ledger", name, found, todo=todo)) from error
    if (ledger.service, ledger.quarter) != (spec.service.id, str(spec.quarter)):
        what = "the claims.json it left is of another service or quarter"
        raise NotebookFailed(Problem(what, name, f"{ledger.service} {ledger.quarter}", todo=todo))
    return written, ledger


def _folder(page: str, ledger: bytes, notebook: Any, tables: Mapping[str, str]) -> dict[str, bytes]:
    files = {"report.html": page.encode(), "claims.json": ledger, "notebook.ipynb": as_bytes(notebook)}
    return files | {f"tables/{name}": text.encode() for name, text in sorted(tables.items())}
