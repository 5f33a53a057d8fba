"""One report from its spec to its published folder, or to a record that says why not."""

import hashlib
import json
import os
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fairclaim.claims.ledger import Ledger
from fairclaim.errors import NotebookFailed, PageRefused, Problem
from fairclaim.kinds import Outcome, Rung
from fairclaim.params.spec import RunSpec
from fairclaim.run.execute import TIME_LIMIT, execute
from fairclaim.run.mishap import told
from fairclaim.run.notebook_copy import as_bytes, published_copy
from fairclaim.run.notebook_gate import notebook_fingerprint, read_notebook
from fairclaim.run.notices import files_read, notices
from fairclaim.run.publish import publish, recover
from fairclaim.run.record import RunRecord, note_attempt, running_on
from fairclaim.run.scratch import scratch_folder, sweep_dead
from fairclaim.run.stages import Stages, real_stages
from fairclaim.run.versions import Made, made

STAGES = ("reading the extract", "running the notebook", "rendering the page", "publishing")


@dataclass
class _Clock:
    """Tells the stages to whoever watches, and remembers how long each took."""

    tell: Callable[[str], None]
    seconds: dict[str, float] = field(default_factory=dict)
    _running: tuple[str, float] | None = None

    def stage(self, name: str) -> None:
        self.stop()
        self._running = name, time.monotonic()
        self.tell(name)

    def stop(self) -> dict[str, float]:
        if self._running is not None:
            name, since = self._running
            self.seconds[name] = round(time.monotonic() - since, 2)
            self._running = None
        return self.seconds


def run_report(
    spec: RunSpec,
    *,
    outputs: Path,
    notebook: Path,
    progress: Callable[[str], None] = lambda stage: None,  # noqa: ARG005
    stages: Stages | None = None,
    time_limit: int = TIME_LIMIT,
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

    Returns
    -------
    RunRecord
        Also kept in the published folder as `run.json`, and under `outputs/.attempts/`. Errors are told in it, never
        raised.
    """
    sweep_dead()
    recover(outputs)
    clock = _Clock(progress)
    record = RunRecord(service=spec.service.id, quarter=str(spec.quarter), outcome=Outcome.OK)
    folder = outputs / record.quarter / record.service
    try:
        with scratch_folder() as scratch:
            files, read = _make(spec, notebook, folder, scratch, clock, stages or real_stages(), time_limit)
        clock.stage(STAGES[3])
        found = {"seconds": clock.stop(), "outcome": _outcome(files["claims.json"])}
        record = record.model_copy(update=_evidence(spec, notebook, files) | _source(read) | found)
        publish(files | {"run.json": record.as_bytes()}, folder, keep=made(folder).differs_from(read))
    except Exception as error:  # noqa: BLE001 - one report that breaks must not take the others of its quarter with it.
        if os.environ.get("FAIRCLAIM_DEBUG") == "1":
            traceback.print_exception(error)
        record = record.model_copy(update={"seconds": clock.stop(), "files": {}}).refused(told(error))
    note_attempt(outputs, record)
    return record


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


def _make(
    spec: RunSpec, notebook: Path, folder: Path, scratch: Path, clock: _Clock, stages: Stages, time_limit: int
) -> tuple[dict[str, bytes], Made]:
    """Return every file of the published folder but its record, and what they were made from."""
    source = read_notebook(notebook)
    clock.stage(STAGES[0])
    (scratch / "spec.json").write_text(spec.model_dump_json(), encoding="utf-8")
    stages.freeze(spec, scratch / "cohorts")
    read = Made(spec.quarter_file.as_at, files_read(scratch / "cohorts"))
    (scratch / "notices.json").write_text(json.dumps(notices(spec, read, folder)), encoding="utf-8")
    clock.stage(STAGES[1])
    params = spec.params_dir
    parameters = {"service": spec.service.id, "quarter": str(spec.quarter), "params_dir": str(params)}
    executed = execute(source, notebook.name, parameters, scratch, time_limit)
    written, ledger = _ledger(spec, scratch, notebook.name)
    clock.stage(STAGES[2])
    clean = published_copy(executed, {str(spec.root): ".", str(params): params.name, str(scratch): "scratch"})
    page = stages.render(clean, ledger)
    if problems := stages.faults(page, ledger):
        raise PageRefused(*problems)
    return _folder(page, written, clean, stages.tables(ledger)), read


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
