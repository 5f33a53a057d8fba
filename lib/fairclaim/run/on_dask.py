"""The reports of a quarter on a cluster of Dask: its workers make them, and this process publishes what they bring.

Nothing is shared but the extract. Dask is an extra (`fairclaim[dask]`), imported only here.
"""

import atexit
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager, suppress
from functools import cache, partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any
from uuid import uuid4

from fairclaim.errors import Problem, UsageError
from fairclaim.params.spec import RunSpec
from fairclaim.run.away import Brought, Order, made_away, order_of
from fairclaim.run.one_report import run_report
from fairclaim.run.plan import plan
from fairclaim.run.publish import recover
from fairclaim.run.record import RunRecord
from fairclaim.run.several import lost, several
from fairclaim.run.warm import door

_ANSWERS_WITHIN = 20  # Seconds for the scheduler.
_COMES_WITHIN = 600  # Seconds for the first worker: a launcher may have to wait for a machine.
_HOW_TO = "docs/how-to/run-on-dask.md says how to start both"

Tell = Callable[[str, str], None]


def run_on_dask(
    specs: Sequence[RunSpec], *, address: str, outputs: Path, notebook: Path, progress: Tell, again: bool
) -> Iterator[RunRecord]:
    """Have the reports made by the workers of a scheduler, and yield each record as it is published.

    Parameters
    ----------
    specs : sequence of RunSpec
    address : str
        Of the scheduler, as Dask prints it.
    outputs, notebook : Path
    progress : callable of (str, str)
        Told the service and the stage, in this process.
    again : bool
        Make every report even if nothing has changed since.

    Raises
    ------
    UsageError
        If Dask is not installed, or nobody answers at the address.
    """
    recover(outputs)
    away = [spec for spec in specs if again or plan(spec, outputs, notebook).kind == "report"]
    # What a glance or its page alone is needed for is not worth the way.
    for spec in specs:
        if spec not in away:
            yield run_report(spec, outputs=outputs, notebook=notebook, progress=partial(progress, spec.service.id))
    if not away:
        return
    gone = _how_dask_says_gone()
    topic = f"fairclaim-{uuid4().hex}"
    orders = [order_of(spec, outputs, notebook) for spec in away]
    for order, brought in several(
        orders, partial(_on_worker, topic), partial(_cluster, address, topic, progress), gone
    ):
        if brought is None:
            yield lost(order.spec, outputs)
            continue
        tell = partial(progress, order.spec.service.id)
        make = brought.taken_up
        yield run_report(order.spec, outputs=outputs, notebook=notebook, progress=tell, again=again, make=make)


def _how_dask_says_gone() -> tuple[type[BaseException], ...]:
    try:
        from distributed.client import FutureCancelledError
        from distributed.comm import CommClosedError
        from distributed.scheduler import KilledWorker
    except ImportError:
        what = "Dask is not installed beside fairclaim"
        raise UsageError(Problem(what, "--on", todo=f"Install it from requirements-dask.lock: {_HOW_TO}")) from None
    return KilledWorker, CommClosedError, FutureCancelledError


@contextmanager
def _cluster(address: str, topic: str, progress: Tell, _reports: int) -> Iterator[tuple[Executor, Callable[[], None]]]:
    told: SimpleQueue[tuple[str, str]] = SimpleQueue()
    with _client(address) as client:
        client.subscribe_topic(topic, lambda event: told.put(tuple(event[1])))

        def listen() -> None:
            with suppress(Empty):
                while True:
                    progress(*told.get_nowait())
            progress("", "")

        executor = client.get_executor(pure=False)
        try:
            yield executor, listen
        finally:
            # What is still being made somewhere is made for nobody, and published nowhere.
            executor.shutdown(wait=False)


@contextmanager
def _client(address: str) -> Iterator[Any]:
    from distributed import Client

    todo = f"Start the scheduler and a worker, or mend the address: {_HOW_TO}"
    try:
        client = Client(address, timeout=_ANSWERS_WITHIN, set_as_default=False)
    except (OSError, ValueError) as error:
        what = "no scheduler of Dask answers there"
        raise UsageError(Problem(what, f"--on {address}", allowed="such as tcp://scheduler:8786", todo=todo)) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_COMES_WITHIN)
        except TimeoutError as error:
            what = f"no worker came to the scheduler within {_COMES_WITHIN} seconds"
            raise UsageError(Problem(what, f"--on {address}", todo=todo)) from error
        yield client


def _on_worker(topic: str, order: Order) -> Brought:
    from distributed import get_worker

    worker = get_worker()
    if (threads := worker.state.nthreads) != 1:
        what, todo = "a worker of Dask runs several reports in one process", "Start workers with --nthreads 1"
        refused = UsageError(Problem(what, "--on", f"{threads} threads", "one thread", f"{todo}: {_HOW_TO}"))
        return Brought(None, (UsageError, refused.problems), {})
    _warm_up()
    return made_away(order, lambda service, stage: worker.log_event(topic, (service, stage)))


_held = ExitStack()


@cache
def _warm_up() -> None:
    """Keep one warmed interpreter for all reports of this worker; it leaves with its worker however that ends."""
    _held.enter_context(door.warm_interpreter())
    atexit.register(_held.close)
