"""`fairclaim lint` as it is typed: forms, exit codes, and the hook."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from fairclaim.cli.lint import lint

ROOT = Path(__file__).parents[3]
CLAIM = "Our service reduces admissions."
FINE = "Admissions were lower than last year."


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def asked(*arguments: str, given: str | None = None):
    done = CliRunner().invoke(lint, arguments, input=given)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def wrote(name: str, text: str) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return name


@pytest.mark.parametrize(("text", "code"), [(CLAIM, 1), (FINE, 0), ("", 0)])
def test_exit_codes(text, code):
    assert asked(wrote("a.md", text)).exit_code == code


def test_for_people():
    text = asked(wrote("notes/a.md", f"{FINE} {CLAIM}")).stdout
    assert "notes/a.md\n----------\n" in text
    for label in (
        "  line 1: “",
        "    Written:    Our service",
        "    Claims:     “",
        "    Licensed:   An ",
        "    Say rather: ",
    ):
        assert label in text
    assert text.endswith("2 sentences of 1 file read: 1 sentence claims more than the evidence licenses\n")
    assert max(map(len, text.splitlines())) <= 100


def test_what_is_let_stand_is_listed_with_role_and_reason():
    rule = json.loads(asked(wrote("a.md", CLAIM), "--format", "json").stdout)["findings"][0]["rules"][0]
    waiver = f'<!-- fairclaim: waive {rule} role="Clinical lead" reason="It is about a trial" -->'
    done = asked(wrote("a.md", f"{waiver}\n{CLAIM}\n\n“{CLAIM}” said a carer.\n"))
    assert done.exit_code == 0
    assert "Let stand, and by whom" in done.stdout
    assert "Clinical lead: It is about a trial" in done.stdout
    assert "Quotations of a person, which are exempt" in done.stdout
    assert "(1 let stand, 1 quotation exempt)" in done.stdout


def test_for_scripts():
    values = json.loads(asked(wrote("a.md", CLAIM), "--format", "json").stdout)
    assert (values["files"], values["sentences"], values["overclaims"]) == (["a.md"], 1, 1)
    (finding,) = values["findings"]
    assert (finding["state"], finding["line"], finding["kind"], finding["waiver"]) == (
        "overclaim",
        1,
        "paragraph",
        None,
    )


def test_sarif_has_the_parts_that_readers_of_it_rely_on():
    wrote("a b.md", f"{FINE}\n\n{CLAIM}\n\n“{CLAIM}” said a carer.")
    done = asked("a b.md", "--format", "sarif")
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert told["version"] == "2.1.0"
    (run,) = told["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "fairclaim"
    assert driver["version"]
    open_, exempt = run["results"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert unquote(place["artifactLocation"]["uri"]) == "a b.md"
        assert " " not in place["artifactLocation"]["uri"]
        assert place["region"]["startLine"] >= 1
        assert place["region"]["startColumn"] >= 1
    assert open_["locations"][0]["physicalLocation"]["region"]["startLine"] == 3
    assert "suppressions" not in open_
    assert exempt["suppressions"][0]["kind"] == "inSource"
    assert run["invocations"][0]["executionSuccessful"]


def test_a_folder_is_walked_and_hidden_folders_are_not():
    wrote("x/a.md", CLAIM)
    wrote("x/deep/b.txt", CLAIM)
    wrote("x/.hidden/c.md", CLAIM)
    wrote("x/data.csv", CLAIM)
    assert json.loads(asked("x", "--format", "json").stdout)["files"] == ["x/a.md", "x/deep/b.txt"]


def test_without_paths_the_project_is_read(monkeypatch):
    monkeypatch.chdir(ROOT)
    done = asked("--format", "json")
    files = json.loads(done.stdout)["files"]
    assert "params/services/demo-reablement.yaml" in files
    assert not any("schema" in file or "house" in file for file in files)
    assert done.exit_code == 0, "the shipped texts say no more than they may"


def test_lines_are_answered_in_order():
    done = asked("--lines", wrote("a.txt", f"{CLAIM}\n{FINE}\n\n{CLAIM}\n"))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["overclaim"] for answer in answers] == [True, False, False, True]
    assert all(set(answer) == {"strength", "flags", "overclaim", "because"} for answer in answers)
    assert done.exit_code == 0


@pytest.mark.parametrize(("design", "over"), [("observational", True), ("experimental", False)])
def test_lines_from_standard_input_by_design(design, over):
    done = asked("--lines", "--design", design, "-", given=CLAIM)
    assert json.loads(done.stdout)["overclaim"] is over


def test_a_line_that_is_not_utf_8_is_refused_after_those_before_it():
    Path("a.txt").write_bytes(f"{CLAIM}\ncaf\xe9\n".encode("latin-1"))
    done = CliRunner().invoke(lint, ["--lines", "a.txt"])
    assert len(done.stdout.splitlines()) == 1
    assert "a.txt, line 2: this line is not UTF-8" in str(done.exception)


def test_lines_are_answered_before_the_last_one_is_read():
    command = [sys.executable, "-m", "fairclaim", "lint", "--lines", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(CLAIM + "\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["overclaim"] is True
        process.stdin.close()
        assert process.wait(timeout=20) == 0


@pytest.mark.parametrize(
    "arguments",
    [["gone.md"], ["--lines"], ["--lines", "gone.txt"], ["--design", "hopeful", "a.md"], ["--format", "xml", "a.md"]],
)
def test_usage_ends_with_2(arguments):
    command = [sys.executable, "-m", "fairclaim", "lint", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_hook_runs_what_it_says():
    (hook,) = YAML(typ="safe").load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (hook["id"], hook["language"]) == ("fairclaim-lint", "system")
    wrote("a.md", CLAIM)
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    command = [*hook["entry"].split(), "a.md"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PATH": path})
    assert done.returncode == 1
    assert "reduces" in done.stdout
