"""What is wrong before the first cell is told as such; the product's own stages do the telling."""

import sys
from datetime import date

import nbformat
import pytest

from fairclaim.kinds import Outcome
from fairclaim.run.one_report import run_report
from fairclaim.run.stages import real_stages


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "there is no such notebook"),
        (b"not json", "the file is not a notebook"),
        (b"\xff\xfe", "the file is not a notebook"),
    ],
    ids=["missing", "no notebook", "no text"],
)
def test_file_that_is_no_notebook(bench, earlier, content, words):
    if content is not None:
        bench.notebook.write_bytes(content)
    record = run_report(bench.spec, outputs=bench.outputs, notebook=bench.notebook)
    assert (record.outcome, record.exit_code) == (Outcome.FAILED, 13)
    assert words in str(record.problems[0])
    assert bench.published() == earlier


@pytest.mark.skipif(sys.platform == "win32", reason="needs a program that only fails")
def test_kernel_that_does_not_start(bench, earlier, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    record = bench.run("1 + 1")
    assert (record.outcome, record.exit_code) == (Outcome.KERNEL_DIED, 14)
    assert "did not start" in str(record.problems[0])
    assert bench.published() == earlier
    assert list(bench.scratch.iterdir()) == []


def test_missing_extract_is_refused_by_the_real_stages(bench, earlier, tmp_path):
    quarter = bench.spec.quarter_file.model_copy(update={"synthetic": None, "extract": "data/nowhere"})
    spec = bench.spec.model_copy(update={"quarter_file": quarter, "root": tmp_path})
    nbformat.write(_parameters_alone(), bench.notebook)
    record = run_report(spec, outputs=bench.outputs, notebook=bench.notebook)
    assert (record.outcome, record.exit_code) == (Outcome.COULD_NOT_RUN, 11)
    assert "data/nowhere" in str(record.problems[0])
    assert list(record.seconds) == ["reading the extract"]
    assert bench.published() == earlier


def test_gate_tells_how_much_is_wrong_and_not_what(ledger_of_nothing):
    page = '<p>Falls fell by 41.</p><p data-ledger="about" data-sentence>Falls were cured.</p>'
    problems = real_stages().faults(page, ledger_of_nothing)
    assert [problem.found for problem in problems] == ["places: 1", "places: 1"]
    assert "41" not in " ".join(map(str, problems))
    assert "cured" not in " ".join(map(str, problems))


def test_real_page_of_an_empty_ledger_passes_the_gate(ledger_of_nothing):
    stages = real_stages()
    page = stages.render(_parameters_alone(), ledger_of_nothing)
    assert stages.faults(page, ledger_of_nothing) == ()
    assert list(stages.tables(ledger_of_nothing)) == ["tables.csv"]


def test_traceback_of_a_broken_run_is_for_those_who_ask(bench, capfd, monkeypatch):
    def freeze(_spec, _folder):
        raise KeyError("unforeseen")

    bench.run("1 + 1", freeze=freeze)
    assert "Traceback" not in capfd.readouterr().err
    monkeypatch.setenv("FAIRCLAIM_DEBUG", "1")
    bench.run("1 + 1", freeze=freeze)
    assert "Traceback" in capfd.readouterr().err


def test_attempt_is_dated(bench):
    bench.run("1 + 1", parameters="")
    attempt = (bench.outputs / ".attempts/2024-25-q4/demo-reablement.json").read_text()
    assert f'"when": "{date.today()}"' in attempt


def _parameters_alone() -> nbformat.NotebookNode:
    source = "service = ''\nquarter = ''\nparams_dir = ''"
    cell = nbformat.v4.new_code_cell(source, id="parameters", metadata={"tags": ["parameters"]})
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.v4.new_notebook(metadata={"kernelspec": kernel}, cells=[cell])
