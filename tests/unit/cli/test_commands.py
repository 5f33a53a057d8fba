"""The console command: light at its start, readable when it refuses, and its exit codes."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import fairclaim
from fairclaim.cli import entry, main
from fairclaim.errors import KernelDied, NotebookFailed, Problem
from fairclaim.kinds import Outcome
from fairclaim.params.load import load_all
from fairclaim.run.publish import publish
from fairclaim.run.record import RunRecord
from fairclaim.stats.methods import METHODS

ROOT = Path(__file__).parents[3]
HEAVY = ["pandas", "numpy", "scipy", "papermill", "nbconvert", "nbformat", "jupyter_client", "matplotlib", "ibis"]
PROBE = """
import sys
from fairclaim.cli import main
sys.argv = ["fairclaim", {argument!r}]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print([name for name in {heavy!r} if name in sys.modules])
"""


def called(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Call the command as the console does, and return its exit code."""
    monkeypatch.setattr(sys, "argv", ["fairclaim", *arguments])
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0)


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_version_and_help_load_nothing_heavy(argument):
    probe = PROBE.format(argument=argument, heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


def test_module_is_the_command_too():
    done = subprocess.run([sys.executable, "-m", "fairclaim", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"fairclaim {fairclaim.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "lists"),
    [
        (["run", "../../etc", "2024-25-q4"], "demo-reablement"),
        (["run", "/etc/passwd", "2024-25-q4"], "demo-reablement"),
        (["run", "demo-reablement", "../2024-25-q4"], "2024-25-q4"),
        (["run", "demo-reablement", "2031-32-q1"], "2024-25-q4"),
        (["run", "nobody", "2024-25-q4"], "demo-reablement"),
        (["quarter", "../../2024-25-q4"], "2024-25-q4"),
    ],
)
def test_names_that_do_not_exist_are_refused_with_those_that_do(monkeypatch, capfd, tmp_path, arguments, lists):
    outputs = tmp_path / "outputs"
    code = called(monkeypatch, *arguments, "--params", str(ROOT / "params"), "--outputs", str(outputs))
    told = capfd.readouterr().err
    assert code == 10
    assert "Allowed:" in told
    assert lists in told
    assert "Traceback" not in told
    assert not outputs.exists()


def test_outside_a_project_the_user_is_told_where_to_go(monkeypatch, capfd, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert called(monkeypatch, "quarter", "2024-25-q4") == 2
    assert "What to do: Go into the project's folder (cd)" in capfd.readouterr().err


def test_project_is_found_upward(monkeypatch, capfd, tmp_path):
    (tmp_path / "params").mkdir()
    (tmp_path / "params" / "house.yaml").write_text("version: 1\nversion: 2\n")
    (tmp_path / "deep" / "down").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "deep" / "down")
    assert called(monkeypatch, "quarter", "2024-25-q4") == 10
    assert "params/house.yaml" in capfd.readouterr().err


def test_refused_params_are_told_in_the_index_beside_the_report_that_stands(monkeypatch, capfd, tmp_path):
    (tmp_path / "params").mkdir()
    (tmp_path / "params" / "house.yaml").write_text("version: 1\nversion: 2\n")
    publish({"claims.json": b"{}"}, tmp_path / "outputs" / "2024-25-q4" / "demo")
    monkeypatch.chdir(tmp_path)
    assert called(monkeypatch, "run", "demo", "2024-25-q4") == 10
    assert "params/house.yaml" in capfd.readouterr().err
    assert "params/house.yaml" in (tmp_path / "outputs" / "index.html").read_text()


def test_unforeseen_error_shows_no_traceback_and_no_value(monkeypatch, capfd):
    def broken() -> None:
        raise KeyError("patient 9434765919")

    monkeypatch.setattr(entry, "cli", lambda **_: broken())
    assert called(monkeypatch) == 1
    told = capfd.readouterr().err
    assert "KeyError" in told
    assert "fairclaim.cli.entry:" in told
    assert "9434765919" not in told
    assert "Traceback" not in told
    monkeypatch.setenv("FAIRCLAIM_DEBUG", "1")
    with pytest.raises(KeyError):
        main()


def record(service: str, error: type[Exception] | None) -> RunRecord:
    plain = RunRecord(service=service, quarter="2024-25-q4", outcome=Outcome.OK)
    return plain if error is None else plain.refused(error(Problem("it stopped", "service.ipynb, code cell 3")))


def test_quarter_tells_failures_by_service_and_ends_with_the_first_ones_code(monkeypatch, capfd, tmp_path):
    records = (record("one", None), record("two", KernelDied), record("three", NotebookFailed))
    monkeypatch.setattr("fairclaim.run.quarter.run_quarter", lambda *_, **__: records)
    arguments = ("quarter", "2024-25-q4", "--params", str(ROOT / "params"), "--outputs", str(tmp_path))
    assert called(monkeypatch, *arguments) == KernelDied.exit_code
    out, told = capfd.readouterr()
    assert out == f"{tmp_path / 'index.html'}\n"
    assert told.index("two, 2024-25-q4: kernel died") < told.index("three, 2024-25-q4: failed")
    assert "one, 2024" not in told


@pytest.mark.parametrize(("error", "code"), [(None, 0), (NotebookFailed, 13)])
def test_run_prints_the_reports_path_only_if_there_is_one(monkeypatch, capfd, tmp_path, error, code):
    monkeypatch.setattr("fairclaim.run.quarter.run_quarter", lambda *_, **__: (record("demo", error),))
    arguments = ("demo-reablement", "2024-25-q4", "--params", str(ROOT / "params"), "--outputs", str(tmp_path))
    assert called(monkeypatch, "run", *arguments) == code
    path = tmp_path / "2024-25-q4" / "demo" / "report.html"
    assert capfd.readouterr().out == ("" if error else f"{path}\n")


def test_path_is_shown_from_where_the_user_stands(monkeypatch, capfd, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("fairclaim.run.quarter.run_quarter", lambda *_, **__: ())
    arguments = ("quarter", "2024-25-q4", "--params", str(ROOT / "params"), "--outputs", "outputs")
    assert called(monkeypatch, *arguments) == 0
    assert capfd.readouterr().out == f"{Path('outputs', 'index.html')}\n"


def test_every_service_of_the_quarter_is_run(monkeypatch, tmp_path):
    seen: list[str] = []
    monkeypatch.setattr(
        "fairclaim.run.quarter.run_quarter",
        lambda specs, **_: seen.extend(spec.service.id for spec in specs) or (),
    )
    arguments = ("quarter", "2024-25-q4", "--params", str(ROOT / "params"), "--outputs", str(tmp_path))
    assert called(monkeypatch, *arguments) == 0
    assert seen == [spec.service.id for spec in load_all(ROOT / "params", "2024-25-q4")]


def test_methods_lists_each_with_its_facts():
    told = CliRunner().invoke(entry.cli, ["methods"], catch_exceptions=False).output
    for method in METHODS:
        assert f"{method.model_fields['name'].default}\n  Estimates: {method.estimand}\n" in told
        assert all(refusal in told for refusal in method.refuses)
    assert "  Option:    interval: wilson | exact | jeffreys | midp (default wilson)\n" in told
    assert "  Option:    null: a number | none (default none)\n" in told
    assert "  Option:    exact: true | false | none (default none)\n" in told
    assert "  Option:    screen_outliers: true | false (default true)\n" in told
    assert "  Option:    rebase_at: whole numbers, divided by commas (default none)\n" in told
    assert "  Option:    funnel_reason: text (default A funnel" in told
    assert not re.search(r"<class|Ellipsis|NoneType|None|True|: +\(", told)


def test_methods_are_listed_by_what_they_need_and_shown_one_by_one(monkeypatch, capfd):
    runner = CliRunner()
    told = runner.invoke(entry.cli, ["methods"], catch_exceptions=False).output
    assert (
        told.index("Shares of people\n====") < told.index("\nproportion\n") < told.index("Scores and quantities\n====")
    )
    assert "  Needs:     two scores of each person\n" in told
    one = runner.invoke(entry.cli, ["methods", "paired_t"], catch_exceptions=False).output
    assert one.startswith("paired_change\n  Estimates: ")
    assert "doi:10.1093/biomet/6.1.1" in one
    assert "proportion" not in one
    assert called(monkeypatch, "methods", "no_such_thing") == 2
    assert "There is no method of this name" in capfd.readouterr().err


def test_the_shape_of_an_answer_is_told_where_it_is_asked_for():
    told = CliRunner().invoke(entry.cli, ["estimate", "--help"], catch_exceptions=False).output
    answer = json.loads(CliRunner().invoke(entry.cli, ["estimate", "proportion", "x=0", "n=25"]).output)
    assert all(f'"{key}"' in told for key in (*answer, "not_estimable", "params", "inline", "columns"))


def test_schema_is_written_then_agrees(monkeypatch, tmp_path):
    (tmp_path / "params").mkdir()
    (tmp_path / "params" / "house.yaml").write_text("")
    where = ["--params", str(tmp_path / "params")]
    runner = CliRunner()
    assert runner.invoke(entry.cli, ["schema", "--check", *where]).exit_code == 1
    written = runner.invoke(entry.cli, ["schema", *where])
    assert "written: params/schema/house.schema.json" in written.output
    assert runner.invoke(entry.cli, ["schema", "--check", *where]).exit_code == 0


WILSON = {"method": "proportion_wilson", "data": {"inline": {"x": 0, "n": 25}}}


def test_estimate_by_name():
    told = CliRunner().invoke(entry.cli, ["estimate", "proportion_wilson", "x=0", "n=25"], catch_exceptions=False)
    answer = json.loads(told.output)
    # Wilson's upper limit for 0 of 25: z² / (n + z²) = 3.8415 / 28.8415.
    assert answer["upper"] == pytest.approx(0.13319, abs=1e-5)


def test_examples_of_the_help_work(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "questions.json").write_text(json.dumps(WILSON))
    told = CliRunner().invoke(entry.cli, ["estimate", "--help"], catch_exceptions=False).output
    examples = [line.split()[1:] for line in told.splitlines() if line.strip().startswith("fairclaim estimate")]
    assert len(examples) == 2
    for example in examples:
        assert json.loads(CliRunner().invoke(entry.cli, example, catch_exceptions=False).output)


@pytest.mark.parametrize(
    ("asked", "answers"), [(WILSON, 1), ([WILSON, WILSON], 2), ([], 0)], ids=["one", "two", "none"]
)
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["plain", "with a BOM"])
def test_estimate_from_a_file_answers_with_a_list(tmp_path, asked, answers, bom):
    (tmp_path / "asked.json").write_text(bom + json.dumps(asked), encoding="utf-8")
    told = CliRunner().invoke(entry.cli, ["estimate", "--json", str(tmp_path / "asked.json")], catch_exceptions=False)
    assert len(json.loads(told.output)) == answers


def test_estimate_reads_standard_input():
    told = CliRunner().invoke(entry.cli, ["estimate", "--json", "-"], input=json.dumps(WILSON), catch_exceptions=False)
    assert json.loads(told.output)[0]["estimate"] == 0


@pytest.mark.parametrize(
    ("arguments", "content", "words"),
    [
        ([], b"", "either the name of a method or --json"),
        (["proportion_wilson", "--json", "FILE"], b"{}", "either the name of a method or --json"),
        (["--json", "FILE"], b"{\n oops", "line 2"),
        (["--json", "FILE"], b'{"a": "\xe9"}', "not UTF-8"),
        (["--json", "FILE"], b'["text"]', "A question is not an object"),
    ],
    ids=["neither", "both", "no JSON", "Latin-1", "no object"],
)
def test_estimate_refuses_what_it_cannot_read(monkeypatch, capfd, tmp_path, arguments, content, words):
    path = tmp_path / "asked.json"
    path.write_bytes(content)
    given = [str(path) if argument == "FILE" else argument for argument in arguments]
    assert called(monkeypatch, "estimate", *given) == 2
    assert words in capfd.readouterr().err
