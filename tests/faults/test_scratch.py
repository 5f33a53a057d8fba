"""Scratch folders of dead runs are swept; nobody else's."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from fairclaim.run.scratch import scratch_folder, sweep_dead

FOREVER = 2**22 + 1  # Above the highest process id that Linux gives out.


DIE_IN_THE_MIDDLE = """
import os
from fairclaim.run.scratch import scratch_folder
with scratch_folder() as folder:
    (folder / "cohorts").mkdir()
    os._exit(9)
"""


def make(folder: Path, pid: str | None) -> Path:
    folder.mkdir()
    if pid is not None:
        (folder / "pid").write_text(pid)
    return folder


def test_only_folders_of_dead_runs_are_swept(bench):
    dead = make(bench.scratch / "fairclaim-dead", str(FOREVER))
    kept = [
        make(bench.scratch / "fairclaim-living", str(os.getppid())),
        make(bench.scratch / "fairclaim-unclear", "abc"),
        make(bench.scratch / "fairclaim-bare", None),
        make(bench.scratch / "other", str(FOREVER)),
    ]
    # One whose owner is not to be read.
    (bench.scratch / "fairclaim-bare" / "pid").mkdir()
    sweep_dead()
    assert not dead.exists()
    assert all(folder.exists() for folder in kept)


def test_scratch_is_the_owners_alone_and_goes(bench):
    with scratch_folder() as folder:
        assert folder.parent == bench.scratch
        assert os.name == "nt" or folder.stat().st_mode & 0o077 == 0
    assert not folder.exists()


def test_scratch_of_a_run_that_died_is_swept_and_that_of_a_living_one_is_not(bench):
    surroundings = os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(bench.scratch))
    died = subprocess.run([sys.executable, "-c", DIE_IN_THE_MIDDLE], env=surroundings, check=False)
    assert died.returncode == 9
    assert len(list(bench.scratch.iterdir())) == 1
    with scratch_folder() as living:
        sweep_dead()
        assert list(bench.scratch.iterdir()) == [living]


def test_scratch_that_went_meanwhile_is_no_fault(bench, monkeypatch):
    with scratch_folder() as folder:
        shutil.rmtree(folder)
    monkeypatch.setattr("fairclaim.run.scratch.dead_scratch", lambda: [folder])
    sweep_dead()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own on Windows")
def test_scratch_is_named_by_its_real_path_which_is_what_a_kernel_says_of_itself(bench, monkeypatch):
    link = bench.scratch.with_name(f"{bench.scratch.name}-link")
    link.symlink_to(bench.scratch)
    monkeypatch.setattr(tempfile, "tempdir", str(link))
    with scratch_folder() as folder:
        assert folder.parent == bench.scratch.resolve()
