"""Several reports at a time: one executor seam, and what became of a worker that went away.

Whatever keeps to `concurrent.futures` can stand behind it: processes of this machine (`pool`), or workers of a
cluster (`on_dask`).
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TypeAlias, TypeVar

from fairclaim.errors import FairclaimError, Problem
from fairclaim.kinds import Outcome
from fairclaim.params.spec import RunSpec
from fairclaim.run.record import RunRecord, note_attempt

_TICK = 0.1  # Seconds between two looks at what the workers tell.
_ROUNDS = 2  # A report whose worker went away is tried once more, by other workers.

_Asked = TypeVar("_Asked")
_Made = TypeVar("_Made")
# A place to have reports made, for as many as there are; with what is called between two looks.
Workers: TypeAlias = Callable[[int], AbstractContextManager[tuple[Executor, Callable[[], None]]]]


def several(
    asked: Sequence[_Asked],
    make: Callable[[_Asked], _Made],
    workers: Workers,
    gone: tuple[type[BaseException], ...] = (BrokenProcessPool,),
) -> Iterator[tuple[_Asked, _Made | None]]:
    """Have something made for each that is asked, and yield it as it is done.

    Parameters
    ----------
    asked : sequence
        One thing a report.
    make : callable
        What a worker does with it. It never raises: an exception here says that the worker is gone.
    workers : callable of int
        Opens the workers for so many reports.
    gone : tuple of exception types
        By which the executor says that a worker went away.

    Yields
    ------
    (what was asked, what was made)
        None where workers went away twice over one report.
    """
    left = list(asked)
    for turn in range(_ROUNDS):
        done: set[int] = set()
        try:
            with workers(len(left)) as (executor, listen):
                for one, made in _finished(executor, left, make, listen, (*gone, CancelledError)):
                    done.add(id(one))
                    yield one, made
        except FairclaimError:
            # No workers to be had at all is told at once; after a while of work, report by report.
            if turn == 0:
                raise
        left = [one for one in left if id(one) not in done]
        if not left:
            return
    yield from ((one, None) for one in left)


def _finished(
    executor: Executor,
    asked: Sequence[_Asked],
    make: Callable[[_Asked], _Made],
    listen: Callable[[], None],
    gone: tuple[type[BaseException], ...],
) -> Iterator[tuple[_Asked, _Made]]:
    """Yield what is done; what is undone because its worker is gone is not yielded."""
    waiting = {executor.submit(make, one): one for one in asked}
    while waiting:
        ended, _ = wait(waiting, timeout=_TICK, return_when=FIRST_COMPLETED)
        listen()
        for future in ended:
            one, made = waiting.pop(future), _result(future, gone)
            if made is not None:
                yield one, made


def _result(future: "Future[_Made]", gone: tuple[type[BaseException], ...]) -> _Made | None:
    try:
        return future.result()
    except gone:
        return None


def lost(spec: RunSpec, outputs: Path) -> RunRecord:
    """Return, and keep, the record of a report whose workers went away."""
    what = "the process that made the report went away, twice"
    todo = "Most often memory ran out: close other programs and run it again"
    record = RunRecord(service=spec.service.id, quarter=str(spec.quarter), outcome=Outcome.FAILED)
    record = record.refused(FairclaimError(Problem(what, spec.service.id, todo=todo)))
    note_attempt(outputs, record)
    return record
