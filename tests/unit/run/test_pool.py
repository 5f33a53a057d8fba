"""A worker of the pool leaves when its runner is gone, also when that went while the worker was starting."""

import subprocess
import sys

SETTLES = """
import os, sys, time
from multiprocessing import Pipe
from fairclaim.run.pool import _settle_in
_settle_in(Pipe(duplex=False)[1], "", int(sys.argv[1]) or os.getppid())
time.sleep(float(sys.argv[2]))
"""


def settled(runner: int, stays: float) -> int:
    return subprocess.run([sys.executable, "-c", SETTLES, str(runner), str(stays)], timeout=60, check=False).returncode


def test_a_worker_whose_runner_went_before_it_had_started_leaves_at_once() -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    assert settled(gone.pid, stays=30) == 1


def test_a_worker_whose_runner_is_there_stays_to_its_end() -> None:
    assert settled(0, stays=1.5) == 0
