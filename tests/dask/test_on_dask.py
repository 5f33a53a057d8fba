"""A quarter whose reports are made by the workers of a cluster: the bytes of a local run, whatever becomes of a worker."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from fairclaim.errors import UsageError
from fairclaim.params.load import load_all
from fairclaim.run import on_dask

ROOT = Path(__file__).parents[2]
QUARTER = "2024-25-q4"
SERVICES = ("demo-reablement-flow", "demo-ucr-provider")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder in ("params", "notebooks"):
        shutil.copytree(ROOT / folder, tmp_path / "p" / folder)
    for path in (tmp_path / "p" / "params" / "services").glob("*.yaml"):
        if path.stem not in SERVICES:
            path.unlink()
    return tmp_path / "p"


def started(project: Path, *options: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "fairclaim", "quarter", QUARTER, *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "lib")}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=project, env=environment, text=True, stdout=pipe, stderr=subprocess.STDOUT)


def told(project: Path, *options: str) -> tuple[int, str]:
    with started(project, *options) as process:
        said, _ = process.communicate(timeout=180)
    return process.returncode, said


def bytes_of(outputs: Path) -> dict[str, bytes]:
    paths = (path for path in sorted((outputs / QUARTER).rglob("*")) if path.is_file() and path.name != "run.json")
    return {path.relative_to(outputs).as_posix(): path.read_bytes() for path in paths}


def kill_a_worker_in_a_report(project: Path, address: str) -> tuple[int, str]:
    said = ""
    with started(project, "--on", address, "--outputs", "away") as process:
        assert process.stdout is not None
        for line in process.stdout:
            said += line
            if "running the notebook" in line and "killed" not in said:
                said += f"killed a worker that had {kill_the_one_with_a_kernel()} processes of its own\n"
    return process.wait(), said


def kill_the_one_with_a_kernel() -> int:
    """Kill the worker whose warmed interpreter has a kernel: it is in the middle of a report."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        for process in psutil.process_iter(["cmdline"]):
            kernels = process.children() if "fairclaim.run.warm.server" in str(process.info["cmdline"]) else []
            worker = process.parent()
            if kernels and worker is not None:
                own = worker.children(recursive=True)
                worker.kill()
                return len(own)
    raise AssertionError("no worker had a kernel")


def test_bytes_are_those_of_a_local_run_and_a_killed_worker_costs_time_alone(
    project: Path, cluster: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    address = cluster()
    code, said = told(project, "--outputs", "here")
    assert code == 0, said
    code, said = kill_a_worker_in_a_report(project, address)
    assert code == 0, said
    assert "killed" in said
    # One report was begun twice, and no more.
    assert said.count("reading the extract") == len(SERVICES) + 1
    here, away = bytes_of(project / "here"), bytes_of(project / "away")
    assert len(here) > 6
    assert away == here
    # What was made away is known here: nothing is left to do, by the short way and by the long one.
    code, said = told(project, "--on", address, "--outputs", "away")
    assert said.startswith("Nothing has changed"), said
    (project / "away" / QUARTER / SERVICES[0] / "report.html").unlink()
    code, said = told(project, "--on", address, "--outputs", "away")
    assert code == 0
    assert "running the notebook" not in said
    assert bytes_of(project / "away") == here


def test_worker_with_more_threads_than_one_is_refused(project: Path, cluster: Callable[..., str]) -> None:
    code, said = told(project, "--on", cluster(threads=2, workers=1))
    assert code == 2
    assert "Found: 2 threads" in said
    assert "--nthreads 1" in said


def test_no_scheduler_at_the_address_is_told(project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(on_dask, "_ANSWERS_WITHIN", 1)
    specs = load_all(project / "params", QUARTER)
    for address in ("tcp://127.0.0.1:1", "nowhere at all"):
        made = on_dask.run_on_dask(
            specs[:1],
            address=address,
            outputs=tmp_path,
            notebook=project / "notebooks" / "service.ipynb",
            progress=lambda *_: None,
            again=False,
        )
        with pytest.raises(UsageError, match="no scheduler of Dask answers there"):
            next(made)
