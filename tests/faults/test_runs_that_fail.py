"""Each way in which a notebook can fail has a verdict of its own, and leaves the earlier report as it was."""

import errno
import json
import sys

import pytest

from fairclaim.errors import PageRefused, Problem
from fairclaim.kinds import Outcome
from fairclaim.run.execute import execute

OURS = (
    "from fairclaim.errors import DataRefused, Problem\n"
    "raise DataRefused(Problem('a column is missing', 'referrals.csv', 'none', 'nhs_id', 'Add it'), "
    "Problem('the file is empty', 'scores.csv'))"
)
WITHHELD = OURS.replace("DataRefused", "DisclosureRefused")
PARAMS = OURS.replace("DataRefused", "ParamsRefused")
ENDINGS = {
    "cell error": ("x = 1\nraise ValueError('patient 9434765919')", Outcome.FAILED, 13, "tiny.ipynb, code cell 2"),
    "our own error": (OURS, Outcome.COULD_NOT_RUN, 11, "a column is missing. Found: none. Allowed: nhs_id."),
    "early exit": ("import sys\nsys.exit(0)", Outcome.FAILED, 13, "1 of 4 code cells were not run"),
    "kernel killed": ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", Outcome.KERNEL_DIED, 14, "cell 2"),
    "params refused": (PARAMS, Outcome.COULD_NOT_RUN, 10, "a column is missing"),
    "disclosure refused": (WITHHELD, Outcome.WITHHELD, 12, "a column is missing"),
    "out of memory": ("bytearray(2**62)", Outcome.FAILED, 13, "memory ran out in a cell. Found: MemoryError."),
    "cell time-out": ("import time\ntime.sleep(60)", Outcome.TIMED_OUT, 15, "a cell took longer than the 2 seconds"),
    "time-out": ("import time\ntime.sleep(60)", Outcome.TIMED_OUT, 15, "the notebook took longer than the 2 seconds"),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_failure_is_told_apart_and_leaves_the_earlier_report(bench, earlier, leave_ledger, ending, monkeypatch):
    if ending == "cell time-out":
        monkeypatch.setattr(execute, "__defaults__", (60, 2))
    if ending == "kernel killed" and sys.platform == "win32":
        pytest.skip("Windows has no SIGKILL")
    source, outcome, exit_code, words = ENDINGS[ending]
    record = bench.run(source, leave_ledger, time_limit=2 if ending == "time-out" else 60)
    assert (record.outcome, record.exit_code) == (outcome, exit_code)
    assert words in " ".join(map(str, record.problems))
    assert "9434765919" not in record.model_dump_json()
    assert bench.published() == earlier
    assert list(bench.scratch.iterdir()) == []
    attempt = json.loads((bench.outputs / ".attempts/2024-25-q4/demo-reablement.json").read_text())
    assert attempt["outcome"] == outcome.value


def test_our_own_error_reads_in_the_terminal_as_it_did_in_the_cell(bench, leave_ledger):
    record = bench.run(OURS, leave_ledger)
    assert [str(problem) for problem in record.problems] == [
        "referrals.csv: a column is missing. Found: none. Allowed: nhs_id. What to do: Add it.",
        "scores.csv: the file is empty.",
    ]


def test_exit_in_the_last_cell_is_no_success(bench, earlier, leave_ledger):
    record = bench.run(leave_ledger, "import sys\nsys.exit()")
    assert (record.outcome, record.exit_code) == (Outcome.FAILED, 13)
    assert bench.published() == earlier


@pytest.mark.parametrize(
    ("ledger", "words"),
    [
        (None, "left no claims.json"),
        ("{}", "is not a ledger"),
        ("another service", "of another service or quarter"),
    ],
)
def test_ledger_must_be_there_and_be_of_this_report(bench, earlier, leave_ledger, ledger_text, ledger, words):
    if ledger is None:
        record = bench.run("1 + 1")
    else:
        text = ledger_text(service="other") if ledger == "another service" else ledger
        record = bench.run(leave_ledger, ledger=text)
    assert (record.outcome, record.exit_code) == (Outcome.FAILED, 13)
    assert words in str(record.problems[0])
    assert bench.published() == earlier


@pytest.mark.parametrize(
    "parameters",
    ["service = ''\nquarter = ''", "service = ''\nquarter = ''\nparams_dir = ''\nfast = True", "services = ''"],
    ids=["one missing", "one more", "misspelt"],
)
def test_parameters_must_be_exactly_three(bench, earlier, parameters):
    record = bench.run("1 + 1", parameters=parameters)
    assert (record.outcome, record.exit_code) == (Outcome.FAILED, 13)
    assert "exactly service, quarter, params_dir" in str(record.problems[0])
    assert "running the notebook" not in record.seconds
    assert bench.published() == earlier


def test_page_that_says_more_than_its_ledger_is_refused(bench, earlier, leave_ledger):
    problem = Problem("the page shows numbers that belong to no claim", "report.html", "2 of them")
    record = bench.run(leave_ledger, faults=lambda *_: (problem,))
    assert (record.exit_code, record.problems) == (PageRefused.exit_code, (problem,))
    assert bench.published() == earlier


def test_unforeseen_error_is_told_without_its_text(bench, earlier):
    def freeze(spec, folder):
        raise KeyError("patient 9434765919")

    record = bench.run("1 + 1", freeze=freeze)
    assert (record.outcome, record.exit_code) == (Outcome.FAILED, 1)
    assert "KeyError" in str(record.problems[0])
    assert "fairclaim.run.making:" in str(record.problems[0])
    assert "9434765919" not in record.model_dump_json()
    assert bench.published() == earlier
    assert list(bench.scratch.iterdir()) == []


def test_cancelled_run_leaves_all_as_it_was_and_is_told(bench, earlier):
    def freeze(spec, folder):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bench.run("1 + 1", freeze=freeze)
    assert bench.published() == earlier
    assert list(bench.scratch.iterdir()) == []
    attempt = json.loads((bench.outputs / ".attempts/2024-25-q4/demo-reablement.json").read_text())
    assert (attempt["outcome"], attempt["exit_code"]) == ("cancelled", 130)


@pytest.mark.parametrize(
    ("error", "words"),
    [(OSError(errno.ENOSPC, "no room"), "no room left on the disk"), (MemoryError(), "memory ran out")],
)
def test_full_disk_and_memory_are_told_as_such(bench, earlier, error, words):
    def freeze(spec, folder):
        raise error

    record = bench.run("1 + 1", freeze=freeze)
    assert words in str(record.problems[0])
    assert bench.published() == earlier
