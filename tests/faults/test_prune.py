"""What `fairclaim prune` takes away, and what it never does."""

import json
import shutil
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from fairclaim.cli.entry import cli
from fairclaim.run.prune import Leftover

ROOT = Path(__file__).parents[2]
QUARTER, SERVICE = "2024-25-q4", "demo-reablement"
GONE = 2**22 + 1  # Above the highest process id that Linux gives out.
SENT, UNSENT = f"{QUARTER}/{SERVICE}.v1", f"{QUARTER}/{SERVICE}.v2"
REPORT = f"{QUARTER}/{SERVICE}"
STAYS = {
    "index.html": "",
    ".log/runs.jsonl": "{}\n",
    f".keys/{QUARTER}.json": "{}",
    f".keys/{QUARTER}/{SERVICE}.json": "{}",
    f".attempts/{QUARTER}/demo-ucr-icb.json": "{}",
    f".locks/{QUARTER}.{SERVICE}": "",
    f".locks/{QUARTER}.demo-ucr-icb": "",
    f".locks/{QUARTER}.published": "",
    f"{QUARTER}/.{SERVICE}.old-{GONE}/claims.json": "the one report, if a run died between the renames",
    f"{QUARTER}/.{SERVICE}.new-1/claims.json": "being built by a run that lives",
    f"{QUARTER}/.trash-{GONE}": "somebody else's",
    f".attempts/{QUARTER}/published.json": "{}",
    f"{QUARTER}/published/claims.json": "{}",
}
GOES = {
    ".log/runs.1.jsonl": "{}\n",
    f".keys/{QUARTER}/left.json": "{}",
    f".attempts/{QUARTER}/left.json": "{}",
    f".locks/{QUARTER}.left": "",
    f"{QUARTER}/.{SERVICE}.new-{GONE}/claims.json": "{}",
    f".index.html.new-{GONE}": "half",
    f".keys/{QUARTER}/.{SERVICE}.json.new-{GONE}": "half",
}


@pytest.fixture
def outputs(tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    shutil.copytree(ROOT / "params", tmp_path / "params")
    outputs = tmp_path / "outputs"
    for name, day in ((SENT, "2025-05-20"), (UNSENT, "2025-05-27"), (REPORT, "2025-06-02")):
        write(outputs / name / "claims.json", json.dumps({"as_at": day}))
        write(outputs / name / "run.json", json.dumps({"as_at": day}))
    for name, text in (STAYS | GOES).items():
        write(outputs / name, text)
    write(scratch / "fairclaim-dead" / "pid", str(GONE))
    write(scratch / "fairclaim-alive" / "pid", "1")
    return outputs


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def files(outputs: Path) -> set[str]:
    return {path.relative_to(outputs).as_posix() for path in outputs.rglob("*") if path.is_file()}


def prune(outputs: Path, *options: str):
    return CliRunner().invoke(
        cli, ["prune", *options, "--params", str(outputs.parent / "params")], catch_exceptions=True
    )


def test_traces_go_and_every_report_stays(outputs):
    before = files(outputs)
    dry = prune(outputs, "--dry-run")
    assert dry.exit_code == 0, dry.output
    assert files(outputs) == before
    assert (outputs.parent / "scratch" / "fairclaim-dead").is_dir()
    done = prune(outputs)
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[:-1] == [line.replace("would go", "gone") for line in dry.output.splitlines()[:-1]]
    assert files(outputs) == before - set(GOES)
    assert [path.name for path in (outputs.parent / "scratch").iterdir()] == ["fairclaim-alive"]
    assert prune(outputs).output == "0.0 MB in 0 places\n"


def test_version_that_nobody_was_sent_goes_when_it_is_named(outputs):
    assert prune(outputs, "--unsent", UNSENT).exit_code == 0
    assert not (outputs / UNSENT).exists()
    assert (outputs / SENT).is_dir()
    assert (outputs / REPORT).is_dir()


def declare_revision(outputs: Path, as_at: str) -> None:
    path = outputs.parent / "params" / "quarters" / f"{QUARTER}.yaml"
    reason = f"revises:\n  extract: data/first\n  as_at: {as_at}\n  reason: Forty referrals came late\n"
    path.write_text(path.read_text(encoding="utf-8") + reason, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (SENT, "this version was sent"),
        (REPORT, "there is no such earlier version"),
        (f"../outputs/{SENT}", "there is no such earlier version"),
        (f"{QUARTER}/{SERVICE}.vault", "there is no such earlier version"),
        (f"{QUARTER}/{SERVICE}.v3", "it is not known what this version was made from"),
    ],
)
def test_version_that_was_or_may_have_been_sent_never_goes(outputs, name, words):
    declare_revision(outputs, "2025-05-20")
    write(outputs / f"{QUARTER}/{SERVICE}.v3/report.html", "a page of an early version")
    write(outputs / f"{QUARTER}/{SERVICE}.vault/run.json", json.dumps({"as_at": "2025-05-27"}))
    before = files(outputs)
    refused = prune(outputs, "--unsent", UNSENT, "--unsent", name)
    assert refused.exit_code == 1
    assert words in str(refused.exception)
    assert files(outputs) == before


def test_leftover_is_as_large_as_its_files_and_may_have_gone_meanwhile(outputs):
    whole, one = Leftover(outputs / SENT, ""), Leftover(outputs / SENT / "run.json", "")
    length = len(json.dumps({"as_at": "2025-05-20"}))
    assert (whole.size, one.size) == (2 * length, length)
    for leftover in (one, one, whole, whole):
        leftover.remove()
    assert not (outputs / SENT).exists()
