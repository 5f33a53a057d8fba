"""All reports of a quarter: one that fails does not stop the rest."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from fairclaim.errors import FairclaimError
from fairclaim.kinds import Outcome
from fairclaim.params.spec import RunSpec
from fairclaim.run.index import remake_index
from fairclaim.run.one_report import run_report
from fairclaim.run.publish import published_reports
from fairclaim.run.record import RunRecord, note_attempt
from fairclaim.run.stages import Stages


def run_quarter(
    specs: Sequence[RunSpec],
    *,
    outputs: Path,
    notebook: Path,
    progress: Callable[[str, str], None] = lambda service, stage: None,  # noqa: ARG005
    stages: Stages | None = None,
    again: bool = False,
    workers: int = 1,
    place: str = "",
    on: str | None = None,
) -> tuple[RunRecord, ...]:
    """Make the report of each spec, and the index after each.

    Parameters
    ----------
    specs : sequence of RunSpec
    outputs, notebook : Path
    progress : callable of (str, str)
        Told the service and the stage.
    stages : Stages, optional
        The work of the other layers; the product's own unless given.
    again : bool
        Make every report even if nothing has changed since.
    workers : int
        How many reports to make at a time. One is made in this process; more take a pool of their own.
    place : str
        Of the warmed interpreter that forks the kernels of such a pool; may be empty.
    on : str, optional
        Address of a scheduler of Dask, whose workers then make the reports.

    Returns
    -------
    tuple of RunRecord
        One a spec, in their order.
    """
    made: Iterator[RunRecord]
    if on is not None:
        from fairclaim.run.on_dask import run_on_dask

        made = run_on_dask(specs, address=on, outputs=outputs, notebook=notebook, progress=progress, again=again)
    elif workers > 1:
        from fairclaim.run.pool import run_pooled

        made = run_pooled(
            specs, outputs=outputs, notebook=notebook, workers=workers, progress=progress, place=place, again=again
        )
    else:
        made = _in_turn(specs, outputs, notebook, progress, stages, again)
    records = {}
    for record in made:
        records[record.service] = record
        progress(record.service, record.outcome.value)
        # On a full disk the index stays as it was, and the rest is still tried; the command makes it once more.
        with suppress(OSError):
            remake_index(outputs)
    return tuple(records[spec.service.id] for spec in specs)


def _in_turn(
    specs: Sequence[RunSpec],
    outputs: Path,
    notebook: Path,
    progress: Callable[[str, str], None],
    stages: Stages | None,
    again: bool,
) -> Iterator[RunRecord]:
    for spec in specs:
        tell = partial(progress, spec.service.id)
        yield run_report(spec, outputs=outputs, notebook=notebook, progress=tell, stages=stages, again=again)


def note_refusal(error: FairclaimError, quarter: str, service: str | None, outputs: Path) -> None:
    """Let the index say that a published report could not be made anew, because its params were refused.

    Parameters
    ----------
    service : str or None
        None stands for every published report of the quarter. A name without a published report leaves no trace, so
        that no name from the command line ever becomes a path.
    """
    known = [
        (found_quarter, found_service)
        for found_quarter, found_service in published_reports(outputs)
        if found_quarter == quarter and service in (None, found_service)
    ]
    for found_quarter, found_service in known:
        record = RunRecord(service=found_service, quarter=found_quarter, outcome=Outcome.COULD_NOT_RUN)
        note_attempt(outputs, record.refused(error))
    if known:
        remake_index(outputs)
