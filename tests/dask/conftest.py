"""A scheduler and two workers on this machine, started as the how-to starts them; without Dask each test is skipped."""

import importlib.util
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # Seconds for scheduler and workers to be there.


@pytest.fixture(scope="session", autouse=True)
def _dask() -> None:
    if importlib.util.find_spec("distributed") is None:
        pytest.skip("Dask is not installed: make test-dask adds it to .venv")


@pytest.fixture
def cluster(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Start a cluster with so many threads a worker; returns the scheduler's address."""
    started, file = [], tmp_path / "scheduler.json"
    # A temporary folder of the cluster's own: what a killed worker leaves is looked for in it.
    scratch = tmp_path_factory.mktemp("d")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "lib"), "TMPDIR": str(scratch), "PYTHONWARNINGS": ""}

    def start(*command: str) -> None:
        line = [sys.executable, "-m", *command, "--scheduler-file", str(file), "--no-dashboard"]
        quiet = subprocess.DEVNULL
        started.append(subprocess.Popen(line, env=environment, cwd=scratch, stdout=quiet, stderr=quiet))

    def cluster(threads: int = 1, workers: int = 2) -> str:
        start("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-show")
        start("distributed.cli.dask_worker", "--nworkers", str(workers), "--nthreads", str(threads))
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if file.is_file() and file.stat().st_size:
                return str(json.loads(file.read_bytes())["address"])
            time.sleep(0.1)
        raise AssertionError("the scheduler did not start")

    yield cluster
    for process in reversed(started):
        process.terminate()
    for process in started:
        process.wait(PATIENCE)
