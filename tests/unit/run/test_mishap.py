"""An exception that nobody foresaw is told by its kind and place, and never by its text."""

import errno

import pytest

from fairclaim.errors import Cancelled, DataRefused, FairclaimError, Problem
from fairclaim.kinds import Outcome
from fairclaim.run.mishap import told
from fairclaim.run.publish import publish

SECRET = "patient 9434765919"


def caught(error: BaseException) -> FairclaimError:
    try:
        raise error
    except type(error) as raised:
        return told(raised)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, SECRET), "there is no room left on the disk"),
        (OSError(errno.EDQUOT, SECRET), "there is no room left on the disk"),
        (OSError(errno.EFBIG, SECRET), "there is no room left on the disk"),
        (OSError(errno.EACCES, SECRET), "something unforeseen went wrong. Found: PermissionError"),
        (MemoryError(SECRET), "memory ran out"),
        (KeyError(SECRET), "something unforeseen went wrong. Found: KeyError"),
    ],
)
def test_each_kind_has_words_of_its_own_and_no_text_of_the_error(error, words):
    (problem,) = caught(error).problems
    assert words in str(problem)
    assert SECRET not in str(problem)
    assert type(caught(error)) is FairclaimError


def test_our_own_error_stays_as_it_is_and_ctrl_c_is_a_cancelled_run():
    ours = DataRefused(Problem("a column is missing", "referrals.csv"))
    assert caught(ours) is ours
    assert type(caught(KeyboardInterrupt())) is Cancelled
    assert Cancelled.exit_code == 130
    assert Outcome.CANCELLED.value == "cancelled"


def test_place_is_the_last_line_of_this_package_and_none_of_a_library(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(OSError, match="file") as raised:
        publish({"report.html": b"new"}, tmp_path / "file" / "demo")
    (problem,) = told(raised.value).problems
    # publish called it, and it called pathlib.
    assert problem.where.startswith("fairclaim.run.whole_files:")
    (problem,) = caught(KeyError()).problems
    assert problem.where == "fairclaim"
