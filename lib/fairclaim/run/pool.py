"""The reports of a quarter, several at a time: one executor seam, and what became of a worker that went away.

Whatever keeps to `concurrent.futures` can stand behind it. A worker is a process of its own, never a daemon, so that
it may start kernels.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from fairclaim.errors import FairclaimError, Problem
from fairclaim.kinds import Outcome
from fairclaim.params.spec import RunSpec
from fairclaim.run.one_report import run_report
from fairclaim.run.record import RunRecord, note_attempt
from fairclaim.run.warm import door

_BYTES_EACH = 700 * 2**20  # A worker, its kernel, and the extract between them.
_TICK = 0.1  # Seconds between two looks at what the workers tell.
_ROUNDS = 2  # A report whose worker went away is tried once more, in a new pool.

Tell = Callable[[str, str], None]


def pool_size(reports: int) -> int:
    """Return how many reports to make at a time: by cores and by memory, and never more than there are."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    memory = int(psutil.virtual_memory().available // _BYTES_EACH)
    return max(1, min(cores, memory, reports))


def run_pooled(
    specs: Sequence[RunSpec], *, outputs: Path, notebook: Path, workers: int, progress: Tell, place: str, again: bool
) -> Iterator[RunRecord]:
    """Make the reports in a pool of processes, and yield each record as it is done.

    Parameters
    ----------
    specs : sequence of RunSpec
    outputs, notebook : Path
    workers : int
    progress : callable of (str, str)
        Told the service and the stage, in this process.
    place : str
        Of the warmed interpreter, for the workers' kernels; may be empty.
    again : bool
        Make every report even if nothing has changed since.
    """
    left = list(specs)
    for _ in range(_ROUNDS):
        done = []
        with _local_pool(min(workers, len(left)), place, progress) as (executor, listen):
            for spec, record in _finished(executor, left, partial(_report, outputs, notebook, again), listen):
                done.append(spec)
                yield record
        left = [spec for spec in left if spec not in done]
        if not left:
            return
    for spec in left:
        yield _lost(spec, outputs)


def _finished(
    executor: Executor, specs: Sequence[RunSpec], make: Callable[[RunSpec], RunRecord], listen: Callable[[], None]
) -> Iterator[tuple[RunSpec, RunRecord]]:
    """Yield what is done; what a broken pool left undone is not yielded."""
    waiting = {executor.submit(make, spec): spec for spec in specs}
    while waiting:
        ended, _ = wait(waiting, timeout=_TICK, return_when=FIRST_COMPLETED)
        listen()
        for future in ended:
            spec, record = waiting.pop(future), _result(future)
            if record is not None:
                yield spec, record


def _result(future: "Future[RunRecord]") -> RunRecord | None:
    try:
        return future.result()
    except BrokenProcessPool:
        return None


def _lost(spec: RunSpec, outputs: Path) -> RunRecord:
    what = "the process that made the report went away, twice"
    todo = "Most often memory ran out: close other programs and run it again"
    record = RunRecord(service=spec.service.id, quarter=str(spec.quarter), outcome=Outcome.FAILED)
    record = record.refused(FairclaimError(Problem(what, spec.service.id, todo=todo)))
    note_attempt(outputs, record)
    return record


@contextmanager
def _local_pool(workers: int, place: str, progress: Tell) -> Iterator[tuple[Executor, Callable[[], None]]]:
    context = get_context("spawn")
    hears, tells = context.Pipe(duplex=False)
    executor = ProcessPoolExecutor(workers, context, _settle_in, (tells, place))

    def listen() -> None:
        while hears.poll():
            progress(*hears.recv())
        progress("", "")

    try:
        yield executor, listen
    finally:
        # After Ctrl-C too: a report that is being published is finished, the rest is not begun.
        executor.shutdown(wait=True, cancel_futures=True)
        hears.close()
        tells.close()


# What a worker process was told at its start.
_tells: list[Connection] = []


def _settle_in(tells: Connection, place: str) -> None:
    from threading import Thread

    _tells[:] = [tells]
    door.use(place)
    Thread(target=_leave_with_parent, args=(os.getppid(),), daemon=True).start()


def _leave_with_parent(parent: int) -> None:
    """Leave when the runner is gone: nobody waits for what this worker makes, and it would stay for ever."""
    while psutil.pid_exists(parent) and parent == os.getppid():
        time.sleep(1)
    os._exit(1)


def _report(outputs: Path, notebook: Path, again: bool, spec: RunSpec) -> RunRecord:
    def tell(stage: str) -> None:
        # Short enough that a worker which is killed meanwhile leaves either all of it or nothing.
        for tells in _tells:
            tells.send((spec.service.id, stage))

    return run_report(spec, outputs=outputs, notebook=notebook, progress=tell, again=again)
