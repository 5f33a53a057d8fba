"""Scratch folders of dead runs are swept; nobody else's."""

import os
from pathlib import Path

from fairclaim.run.scratch import scratch_folder, sweep_dead

FOREVER = 2**22 + 1  # Above the highest process id that Linux gives out.


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
    sweep_dead()
    assert not dead.exists()
    assert all(folder.exists() for folder in kept)


def test_scratch_is_the_owners_alone_and_goes(bench):
    with scratch_folder() as folder:
        assert folder.parent == bench.scratch
        assert os.name == "nt" or folder.stat().st_mode & 0o077 == 0
    assert not folder.exists()
