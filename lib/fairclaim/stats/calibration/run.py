"""Measure methods in all worlds that apply: on all cores, with progress, and on from where it was stopped."""

import hashlib
import json
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path

from fairclaim.stats.calibration.coverage import LEVEL, SEED, Coverage, applies, cell_name, coverage, drawn
from fairclaim.stats.calibration.mechanism import Cell, Drawn, Mechanism
from fairclaim.stats.calibration.mechanisms import MECHANISMS
from fairclaim.stats.calibration.sources import fingerprint
from fairclaim.stats.calibration.table import Row, options_of
from fairclaim.stats.method import Method
from fairclaim.stats.methods import METHODS

REPETITIONS = 4000
# A library's fit is made once a repetition, in a loop: fewer of them, with a larger Monte Carlo error.
LOOPED_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Task:
    """One interval in one cell of one world, named so that another process can find it."""

    method: str
    options: str
    mechanism: str
    cell: str
    repetitions: int
    key: str


def variants(names: Iterable[str] | None = None) -> tuple[Method, ...]:
    """Return all intervals of the methods named, or of all methods."""
    wanted = None if names is None else set(names)
    return tuple(
        variant
        for method in METHODS
        if wanted is None or method.model_fields["name"].default in wanted
        for variant in method.variants()
    )


def vectorised(method: Method) -> bool:
    """Whether a method answers many samples with arrays, and not by one call a sample."""
    return type(method).many is not Method.many


def tasks(methods: Iterable[Method], repetitions: int = REPETITIONS) -> tuple[Task, ...]:
    """List what is to be measured, world by world."""
    return tuple(
        _task(method, mechanism, cell, repetitions)
        for mechanism in MECHANISMS
        for method in methods
        if applies(method, mechanism)
        for cell in mechanism.cells
    )


def _task(method: Method, mechanism: Mechanism, cell: Cell, repetitions: int) -> Task:
    count = repetitions if vectorised(method) else max(1, round(repetitions * LOOPED_SHARE))
    code = fingerprint(type(method).__module__, mechanism.draw.__module__)
    parts = (method.name, options_of(method), mechanism.name, cell_name(cell), count)
    key = hashlib.sha256(json.dumps([*parts, code, LEVEL, SEED]).encode()).hexdigest()
    return Task(*parts, key)


def measure(task: Task) -> Row:
    """Measure one interval in one cell of one world, beside its naive rival."""
    method = next(m for m in variants([task.method]) if options_of(m) == task.options)
    mechanism = next(m for m in MECHANISMS if m.name == task.mechanism)
    cell = next(c for c in mechanism.cells if cell_name(c) == task.cell)
    world = drawn(mechanism, cell, task.repetitions)
    own = coverage(method.many(world.batch, level=LEVEL), world, method.aims_at())
    naive, rival = _rival(mechanism, world, method.aims_at())
    return Row(
        method=task.method,
        options=task.options,
        parameter=method.aims_at(),
        mechanism=task.mechanism,
        cell=task.cell,
        repetitions=own.repetitions,
        enumerated=world.weights is not None,
        coverage=own.covered,
        error=own.error,
        refused=own.refused,
        open_ended=own.open_ended,
        width=own.width,
        rival=rival,
        rival_coverage=naive.covered,
        rival_width=naive.width,
    )


def _rival(mechanism: Mechanism, world: Drawn, parameter: str) -> tuple[Coverage, str]:
    rival = mechanism.rivals.get(parameter)
    if rival is None:
        return Coverage(covered=0.0, error=0.0, refused=1.0, width=0.0, open_ended=0.0, repetitions=0), ""
    return coverage(rival.limits(world.batch, LEVEL), world, parameter), rival.name


def calibrate(
    asked: tuple[Task, ...], kept: Path, done: Callable[[Task], None], workers: int | None = None
) -> tuple[Row, ...]:
    """Measure every task that has not been measured yet.

    Parameters
    ----------
    asked : tuple of Task
    kept : Path
        JSON lines, one a measured task; what is there with the same key (code, seed, size) is not measured again.
    done : function
        Told each task as it is finished, or found to have been.
    workers : int or None
        Processes; None for one a core.
    """
    known = dict(_kept(kept))
    rows = {task.key: known[task.key] for task in asked if task.key in known}
    for task in asked:
        if task.key in rows:
            done(task)
    kept.parent.mkdir(parents=True, exist_ok=True)
    with kept.open("a", encoding="utf-8") as file:
        for task, row in _measured([task for task in asked if task.key not in rows], workers):
            rows[task.key] = row
            file.write(json.dumps({"key": task.key, **asdict(row)}) + "\n")
            file.flush()
            done(task)
    return tuple(rows[task.key] for task in asked)


def _measured(waiting: list[Task], workers: int | None) -> Iterator[tuple[Task, Row]]:
    if not waiting:
        return
    # One thread of linear algebra a process: the cores are busy with the processes.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        futures = {pool.submit(measure, task): task for task in waiting}
        for future in as_completed(futures):
            yield futures[future], future.result()
    except (KeyboardInterrupt, GeneratorExit):
        _stop_at_once(pool)
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _stop_at_once(pool: ProcessPoolExecutor) -> None:
    # A slow fit would else be waited for; what is finished is kept already.
    for process in multiprocessing.active_children():
        process.terminate()
    pool.shutdown(wait=False, cancel_futures=True)


def _kept(path: Path) -> Iterator[tuple[str, Row]]:
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            try:
                record = json.loads(line)
            except ValueError:  # The last line of a run that was killed while it wrote.
                continue
            key = record.pop("key")
            yield key, Row(**record)
