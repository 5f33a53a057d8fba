"""One report from its spec to its published folder, or to a record that says why not."""

import os
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from fairclaim.kinds import Outcome
from fairclaim.params.spec import RunSpec
from fairclaim.run.clock import Clock
from fairclaim.run.doing import PUBLISHING, RENDERING, Built, Job, do
from fairclaim.run.execute import TIME_LIMIT
from fairclaim.run.log import note
from fairclaim.run.making import READING, RUNNING, in_scratch
from fairclaim.run.mishap import told
from fairclaim.run.plan import Work, plan
from fairclaim.run.publish import recover
from fairclaim.run.record import RunRecord, note_attempt
from fairclaim.run.scratch import sweep_dead
from fairclaim.run.stages import Stages, real_stages
from fairclaim.run.taking_turns import turn

STAGES = (READING, RUNNING, RENDERING, PUBLISHING)
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
    make: Callable[[Job], Built] = in_scratch,
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
    make : callable of Job, optional
        Makes the whole of it, where that is to be done; here and now unless given.

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
            record = do(job, record, work, lambda: make(job))
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
    # On a full disk the verdict is still told, and the reports that follow are still tried.
    with suppress(OSError):
        note_attempt(outputs, record)
    told = record.model_dump(mode="json", include={"service", "quarter", "outcome", "exit_code", "seconds", "keys"})
    note(outputs, "end", **told, unchanged=record.unchanged, peak_mib=record.peak_mib, versions=record.versions)
