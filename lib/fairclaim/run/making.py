"""The whole of one report, made in a scratch folder: extract, notebook, page. Nothing is published here.

The kernel starts while the extract is read, and runs its first cell when that is done.
"""

import json
from pathlib import Path

from fairclaim.claims.ledger import Ledger
from fairclaim.errors import NotebookFailed, Problem
from fairclaim.run.doing import RENDERING, Built, Job, rendered
from fairclaim.run.execute import execute
from fairclaim.run.keys import Parts
from fairclaim.run.notebook_copy import published_copy
from fairclaim.run.notebook_gate import read_notebook
from fairclaim.run.notices import files_noted, files_read, notices
from fairclaim.run.plan import parts
from fairclaim.run.scratch import scratch_folder
from fairclaim.run.versions import Made, made
from fairclaim.session.peak import MEMORY_FILE, peak_mib

READING, RUNNING = "reading the extract", "running the notebook"


def in_scratch(job: Job) -> Built:
    """Return every file of the published folder but its record, and what they were made from."""
    with scratch_folder() as scratch:
        return _make(job, scratch)


def _make(job: Job, scratch: Path) -> Built:
    from fairclaim.run.kernel import kernel_in

    spec, params = job.spec, job.spec.params_dir
    first = parts(spec, job.outputs, job.notebook)
    source = read_notebook(job.notebook)
    job.clock.stage(READING)
    with kernel_in(scratch) as kernel:
        read, made_of = _read(job, scratch, first)
        job.clock.stage(RUNNING)
        parameters = {"service": spec.service.id, "quarter": str(spec.quarter), "params_dir": str(params)}
        executed = execute(source, job.notebook.name, parameters, scratch, job.time_limit, kernel=kernel)
    written, ledger = _ledger(job, scratch)
    job.clock.stage(RENDERING)
    clean = published_copy(executed, {str(spec.root): ".", str(params): params.name, str(scratch): "scratch"})
    return Built(rendered(clean, written, ledger, job.stages), read, made_of, _peaks(scratch))


def _read(job: Job, scratch: Path, first: Parts) -> tuple[Made, Parts]:
    """Leave in the folder what the cells take up; return what was read, and all that the report is made of."""
    spec, cohorts = job.spec, scratch / "cohorts"
    (scratch / "spec.json").write_text(spec.model_dump_json(), encoding="utf-8")
    job.stages.freeze(spec, cohorts)
    read = Made(spec.quarter_file.as_at, files_read(cohorts))
    noted, keep = files_noted(spec, cohorts), made(job.folder).differs_from(read)
    made_of = parts(spec, job.outputs, job.notebook, noted, keep=keep).as_read_first(first)
    (scratch / "notices.json").write_text(json.dumps(notices(spec, read, job.folder)), encoding="utf-8")
    return read, made_of


def _peaks(scratch: Path) -> dict[str, int]:
    kernel = scratch / MEMORY_FILE
    held = {"kernel": int(kernel.read_text(encoding="ascii"))} if kernel.is_file() else {}
    return held | {"runner": peak_mib()}


def _ledger(job: Job, scratch: Path) -> tuple[bytes, Ledger]:
    from pydantic import ValidationError

    spec, name = job.spec, job.notebook.name
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
