"""A kernel starts while the extract is read: whatever goes wrong meanwhile, its verdict is right and nothing stays."""

import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import psutil
import pytest

from fairclaim.errors import DataRefused, Problem
from fairclaim.kinds import Outcome
from fairclaim.run.record import RunRecord
from fairclaim.run.warm import door
from fairclaim.run.warm.forked import ForkedKernel
from fairclaim.run.warm.request import hung_up

# As the product starts it, with fewer modules, so that a test takes seconds; and one that is slow to warm up.
START = """
import sys, time
del sys.path[0]
import fairclaim.run.warm.preload as preload
import fairclaim.run.warm.server as server
preload.MODULES = ("ipykernel.kernelapp", "ipykernel.ipkernel")
time.sleep({pause})
server.main(int(sys.argv[1]))
"""
FORKS = pytest.mark.skipif(not door.can_fork(), reason="kernels are forked on Linux alone")
PATIENCE = 30


def interpreters() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if "warm.server" in str(child.cmdline())]


def kernels() -> list[psutil.Process]:
    """Every kernel of this process, forked or fresh."""
    fresh = [child for child in psutil.Process().children() if "ipykernel_launcher" in str(child.cmdline())]
    return fresh + [fork for interpreter in interpreters() for fork in interpreter.children()]


def seen(wanted: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while not wanted() and time.monotonic() < until:
        time.sleep(0.01)
    return wanted()


def refused(_spec: object, _folder: object) -> None:
    raise DataRefused(Problem("the file is empty", "referrals.csv"))


def run(bench: Any, freeze: Callable[..., None]) -> RunRecord:
    with unnamed():
        return bench.run("1 + 1", freeze=freeze)


@contextmanager
def unnamed() -> Iterator[None]:
    """No fork stands for a kernel with another environment, and pytest names the test in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTEST_CURRENT_TEST", raising=False)
        yield


@pytest.fixture
def warm(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[float], None]]:
    """Starts an interpreter that forks kernels, after a pause; it leaves at the end."""
    with ExitStack() as opened:

        def start(pause: float = 0) -> None:
            monkeypatch.setattr(door, "START", START.format(pause=pause))
            with unnamed():
                opened.enter_context(door.warm_interpreter())

        yield start


@pytest.fixture(params=["fresh", pytest.param("forked", marks=FORKS)])
def way(request: pytest.FixtureRequest, warm: Callable[[], None]) -> str:
    if request.param == "forked":
        warm()
    return str(request.param)


def test_refused_extract_leaves_no_kernel_and_no_scratch(bench, earlier, way):
    there = []

    def freeze(spec, folder):
        there.append(seen(lambda: len(kernels()) == 1))
        refused(spec, folder)

    record = run(bench, freeze)
    assert there == [True]
    assert kernels() == []
    assert [interpreter.is_running() for interpreter in interpreters()] == [True] * (way == "forked")
    assert (record.outcome, record.exit_code) == (Outcome.COULD_NOT_RUN, 11)
    assert "running the notebook" not in record.seconds
    assert bench.published() == earlier
    assert [folder for folder in bench.scratch.iterdir() if not (folder / "warm").exists()] == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_kernel_that_dies_while_the_extract_is_read_is_told(bench, earlier, way):
    def freeze(_spec, folder):
        assert seen(lambda: len(kernels()) == 1)
        os.kill(kernels()[0].pid, signal.SIGKILL)
        folder.mkdir()
        # Long enough for its end to be told before anybody asks.
        time.sleep(0.2)

    record = run(bench, freeze)
    assert (record.outcome, record.exit_code) == (Outcome.KERNEL_DIED, 14)
    assert kernels() == []
    assert bench.published() == earlier
    assert [folder for folder in bench.scratch.iterdir() if not (folder / "warm").exists()] == []


@FORKS
def test_interpreter_that_is_still_warming_up_begins_no_kernel_for_a_refused_extract(bench, warm):
    warm(5)
    since = time.monotonic()
    record = run(bench, refused)
    assert record.outcome is Outcome.COULD_NOT_RUN
    assert time.monotonic() - since < 4
    begun = []
    (interpreter,) = interpreters()

    def another_runs(_spec, folder):
        begun.append(seen(lambda: len(kernels()) > 0))
        folder.mkdir()
        begun.append(len(interpreter.children()))

    assert run(bench, another_runs).outcome is Outcome.FAILED
    assert begun == [True, 1]


@pytest.mark.parametrize(
    ("told", "begun", "ended"),
    [
        ('{"pid": 7}\n', True, None),
        ('{"pid": 7}\n{"status": -15}\n', True, -signal.SIGTERM),
        ('{"pid": 7}\n{"status": 0}\n', True, 0),
        ('{"refused": "threads"}\n', False, -9),
        ("", False, -9),
    ],
    ids=["runs", "was ended early", "left early", "refused", "nobody there"],
)
def test_what_was_told_before_anybody_asked_is_heard(told, begun, ended):
    ours, theirs = socket.socketpair()
    kernel = ForkedKernel(ours)
    theirs.sendall(told.encode())
    if ended is not None:
        theirs.close()
    assert (kernel.begun(), kernel.poll()) == (begun, ended)
    theirs.close()
    ours.close()


def test_answer_that_does_not_come_is_given_up_and_told_to_the_other_side():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        kernel = ForkedKernel(ours)
        assert kernel.poll() is None
        kernel.send_signal(signal.SIGINT)
        kernel.give_up()
        assert (kernel.poll(), theirs.recv(1)) == (-9, b"")


def test_who_asks_for_nothing_more_is_told_from_who_waits():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.settimeout(5)  # As the interpreter has read the request.
        assert not hung_up(theirs)
        ForkedKernel(ours).give_up()
        assert hung_up(theirs)
