"""No room on the disk, for real: a limit on the size of files, which the system answers as it answers a full disk."""

import errno
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from fairclaim.kinds import Outcome
from fairclaim.run.index import remake_index
from fairclaim.run.quarter import run_quarter
from fairclaim.run.whole_files import replace_file

if sys.platform == "win32":
    pytest.skip("Windows has no limit on the size of a process's files", allow_module_level=True)
import resource


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let nobody here, nor any kernel that is started meanwhile, write a file beyond a size."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    # Python ignores the signal, so that the write fails; a kernel inherits that.
    assert signal.getsignal(signal.SIGXFSZ) == signal.SIG_IGN
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def beside(bench) -> list[str]:
    return sorted(path.name for path in bench.folder.parent.iterdir())


def test_page_that_does_not_fit_leaves_the_earlier_report_and_nothing_half_built(bench, earlier, leave_ledger):
    with files_of_at_most(200_000):
        record = bench.run(leave_ledger, render=lambda *_: "x" * 300_000)
    assert (record.outcome, record.exit_code) == (Outcome.FAILED, 1)
    assert "there is no room left on the disk" in str(record.problems[0])
    assert "Make room" in str(record.problems[0])
    assert bench.published() == earlier
    assert beside(bench) == ["demo-reablement"]
    assert list(bench.scratch.iterdir()) == []
    assert bench.run(leave_ledger).exit_code == 0


def test_kernel_that_has_no_room_says_so(bench, earlier, leave_ledger):
    with files_of_at_most(200_000):
        record = bench.run("_ = open('big', 'w').write('9434765919' * 100_000)", leave_ledger)
    assert "there is no room left on the disk" in str(record.problems[0])
    assert "code cell 2" in str(record.problems[0])
    assert "9434765919" not in record.model_dump_json()
    assert bench.published() == earlier


def test_no_room_for_record_and_index_stops_nobody(bench, earlier):
    remake_index(bench.outputs)
    index = (bench.outputs / "index.html").read_bytes()
    told = []
    with files_of_at_most(0):
        records = run_quarter(
            [bench.spec, bench.spec],
            outputs=bench.outputs,
            notebook=bench.notebook,
            progress=lambda *line: told.append(line),
        )
        with pytest.raises(OSError, match=f"Errno {errno.EFBIG}"):
            remake_index(bench.outputs)
    assert ["no room left on the disk" in str(record.problems) for record in records] == [True, True]
    assert [stage for _, stage in told].count("failed") == 2
    assert (bench.outputs / "index.html").read_bytes() == index
    assert bench.published() == earlier
    assert [path.name for path in bench.outputs.rglob(".*new*")] == []


def test_file_that_cannot_be_replaced_stays(tmp_path):
    replace_file(tmp_path / "a", b"old")
    with files_of_at_most(10), pytest.raises(OSError, match="File too large"):
        replace_file(tmp_path / "a", b"x" * 11)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"old")]
