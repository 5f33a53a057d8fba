"""One report made on another machine: what goes there, what comes back. Only the extract has to be there already.

The other machine writes to a folder of its own. What is published, and where, stays with the runner.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fairclaim.errors import FairclaimError, Problem, UsageError
from fairclaim.params.spec import RunSpec
from fairclaim.run.clock import Clock
from fairclaim.run.doing import Built, Job
from fairclaim.run.execute import TIME_LIMIT
from fairclaim.run.keys import Parts
from fairclaim.run.making import in_scratch
from fairclaim.run.mishap import told
from fairclaim.run.plan import parts
from fairclaim.run.scratch import scratch_folder, sweep_dead
from fairclaim.run.stages import real_stages
from fairclaim.run.standing import RECORD
from fairclaim.run.versions import kept_versions


@dataclass(frozen=True, slots=True)
class Order:
    """All that a report is made of, but for the extract.

    Parameters
    ----------
    spec : RunSpec
    files : mapping of str to bytes
        Name in a folder that stands for the project's → content: notebook, commentary, records of earlier reports.
    notebook : str
        Which of them is the notebook.
    parts : Parts
        What the runner sees of everything, the extract included: a worker must see the same.
    """

    spec: RunSpec
    files: Mapping[str, bytes]
    notebook: str
    parts: Parts


@dataclass(frozen=True, slots=True)
class Brought:
    """What came back: the files of a report, or what went wrong."""

    built: Built | None
    error: tuple[type[FairclaimError], tuple[Problem, ...]] | None
    seconds: Mapping[str, float]

    def taken_up(self, job: Job) -> Built:
        """Go on with it here, as if it had been made here."""
        job.clock.seconds.update(self.seconds)
        if self.built is None:
            assert self.error is not None
            kind, problems = self.error
            raise kind(*problems)
        return self.built


def order_of(spec: RunSpec, outputs: Path, notebook: Path) -> Order:
    """Gather what a worker needs. An extract that is made up, not supplied, is made here first."""
    from fairclaim.data.synthetic.ensure import ensure

    ensure(spec)
    folder = outputs / str(spec.quarter) / spec.service.id
    wanted = {
        f"outputs/{spec.quarter}/{path.name}/{RECORD}": path / RECORD for path in (folder, *kept_versions(folder))
    }
    commentary = f"commentary/{spec.quarter}/{spec.service.id}.md"
    wanted |= {f"params/{commentary}": spec.params_dir / commentary, f"notebooks/{notebook.name}": notebook}
    files = {name: path.read_bytes() for name, path in wanted.items() if path.is_file()}
    return Order(spec, files, f"notebooks/{notebook.name}", parts(spec, outputs, notebook))


def made_away(order: Order, tell: Callable[[str, str], None]) -> Brought:
    """Make the report of an order, in this process; whatever goes wrong is brought back too."""
    clock = Clock(partial(tell, order.spec.service.id))
    sweep_dead()
    try:
        with scratch_folder() as place:
            job = _unpacked(order, place, clock)
            _refuse_other_parts(job, order.parts)
            return Brought(in_scratch(job), None, clock.stop())
    except Exception as error:  # noqa: BLE001 - the runner tells it, as if it had happened there.
        ours = told(error)
        return Brought(None, (type(ours), ours.problems), clock.stop())


def _unpacked(order: Order, place: Path, clock: Clock) -> Job:
    for name, content in order.files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    params = place / "params"
    params.mkdir(exist_ok=True)
    # The extract is found from the project's root, which is where it is on the runner's machine.
    spec = order.spec.model_copy(update={"params_dir": params})
    return Job(spec, place / "outputs", place / order.notebook, clock, real_stages(), TIME_LIMIT)


def _refuse_other_parts(job: Job, wanted: Parts) -> None:
    seen = parts(job.spec, job.outputs, job.notebook)
    there, here = {**seen.compute, **seen.render}, {**wanted.compute, **wanted.render}
    other = sorted(name for name in there.keys() | here.keys() if there.get(name) != here.get(name))
    if other:
        what = "a worker does not see what the runner sees, and would make another report"
        todo = "Give every worker the same extract under the same path, and the same installation of fairclaim"
        raise UsageError(Problem(what, job.spec.service.id, f"other there: {', '.join(other)}", todo=todo))
