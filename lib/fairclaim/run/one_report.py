"""One report from its spec to its published folder, or to a record that says why not."""

import json
import os
import traceback
from collections.abc import Callable
from pathlib import Path

from fairclaim.claims.ledger import Ledger
from fairclaim.errors import NotebookFailed, Problem
from fairclaim.kinds import Outcome
from fairclaim.params.spec import RunSpec
from fairclaim.run.clock import Clock
from fairclaim.run.doing import PUBLISHING, RENDERING, Built, Job, do, rendered
from fairclaim.run.execute import TIME_LIMIT, execute
from fairclaim.run.log import note
from fairclaim.run.mishap import told
from fairclaim.run.notebook_copy import published_copy
from fairclaim.run.notebook_gate import read_notebook
from fairclaim.run.notices import files_noted, files_read, notices
from fairclaim.run.plan import Work, parts, plan
from fairclaim.run.publish import recover
from fairclaim.run.record import RunRecord, note_attempt
from fairclaim.run.scratch import scratch_folder, sweep_dead
from fairclaim.run.stages import Stages, real_stages
from fairclaim.run.taking_turns import turn
from fairclaim.run.versions import Made, made
from fairclaim.session.peak import MEMORY_FILE, peak_mib

STAGES = ("reading the extract", "running the notebook", RENDERING, PUBLISHING)
WAITING = "waiting for another run of this report"


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
    job = Job(spec, outputs, notebook, clock, stages or real_stages(), time_limit)
    try:
        with turn(outputs, *job.names, waiting=lambda: clock.stage(WAITING)):
            work = Work("report") if again else plan(spec, outputs, notebook)
            record = do(job, record, work, lambda: _in_scratch(job))
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


def _in_scratch(job: Job) -> Built:
    with scratch_folder() as scratch:
        return _make(job.spec, job.notebook, job.folder, scratch, job.clock, job.stages, job.time_limit)


def _make(
    spec: RunSpec, notebook: Path, folder: Path, scratch: Path, clock: Clock, stages: Stages, time_limit: int
) -> Built:
    """Return every file of the published folder but its record, and what they were made from."""
    first = parts(spec, folder.parents[1], notebook)
    source = read_notebook(notebook)
    clock.stage(STAGES[0])
    (scratch / "spec.json").write_text(spec.model_dump_json(), encoding="utf-8")
    stages.freeze(spec, scratch / "cohorts")
    read = Made(spec.quarter_file.as_at, files_read(scratch / "cohorts"))
    noted, keep = files_noted(spec, scratch / "cohorts"), made(folder).differs_from(read)
    made_of = parts(spec, folder.parents[1], notebook, noted, keep=keep).as_read_first(first)
    (scratch / "notices.json").write_text(json.dumps(notices(spec, read, folder)), encoding="utf-8")
    clock.stage(STAGES[1])
    params = spec.params_dir
    parameters = {"service": spec.service.id, "quarter": str(spec.quarter), "params_dir": str(params)}
    executed = execute(source, notebook.name, parameters, scratch, time_limit)
    written, ledger = _ledger(spec, scratch, notebook.name)
    clock.stage(STAGES[2])
    clean = published_copy(executed, {str(spec.root): ".", str(params): params.name, str(scratch): "scratch"})
    return Built(rendered(clean, written, ledger, stages), read, made_of, _peaks(scratch))


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
