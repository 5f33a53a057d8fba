"""The reports of a quarter, several at a time, in processes of this machine.

A worker is a process of its own, never a daemon, so that it may start kernels.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from fairclaim.params.spec import RunSpec
from fairclaim.run.one_report import run_report
from fairclaim.run.record import RunRecord
from fairclaim.run.several import lost, several
from fairclaim.run.warm import door, parked

_BYTES_EACH = 700 * 2**20  # A worker, its kernel, and the extract between them.

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
    make = partial(_report, outputs, notebook, again)
    for spec, record in several(specs, make, partial(_local_pool, workers, place, progress)):
        yield lost(spec, outputs) if record is None else record


@contextmanager
def _local_pool(
    workers: int, place: str, progress: Tell, reports: int
) -> Iterator[tuple[Executor, Callable[[], None]]]:
    context = get_context("spawn")
    hears, tells = context.Pipe(duplex=False)
    executor = ProcessPoolExecutor(min(workers, reports), context, _settle_in, (tells, place, os.getpid()))

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


def _settle_in(tells: Connection, place: str, runner: int) -> None:
    from threading import Thread

    _tells[:] = [tells]
    door.use(place)
    if place == door.PARKED:
        parked.park()
    # Told, not asked for here: a runner that was killed while this worker was starting is its parent no more.
    Thread(target=_leave_with_parent, args=(runner,), daemon=True).start()


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
