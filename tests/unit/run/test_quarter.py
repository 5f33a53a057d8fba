"""All services of a quarter, and what the index is told."""

import json
from pathlib import Path

import pytest

from fairclaim.errors import DataRefused, ParamsRefused, Problem
from fairclaim.kinds import Outcome
from fairclaim.params.load import load_all
from fairclaim.run.publish import publish
from fairclaim.run.quarter import note_refusal, run_quarter
from fairclaim.run.record import RunRecord, note_attempt, noted_attempts, running_on
from fairclaim.run.stages import Stages

ROOT = Path(__file__).parents[3]
REFUSED = ParamsRefused(Problem("the measure is not known", "params/services/demo.yaml"))


def test_one_that_fails_does_not_stop_the_rest(tmp_path):
    specs = load_all(ROOT / "params", "2024-25-q4")

    def freeze(spec, folder):
        if spec is specs[0]:
            raise DataRefused(Problem("a column is missing", "referrals.csv"))
        raise RuntimeError("unforeseen")

    told: list[tuple[str, str]] = []
    records = run_quarter(
        specs,
        outputs=tmp_path,
        notebook=ROOT / "notebooks" / "service.ipynb",
        progress=lambda service, stage: told.append((service, stage)),
        stages=Stages(freeze, None, None, None),
    )
    assert [record.service for record in records] == [spec.service.id for spec in specs]
    assert [record.exit_code for record in records] == [11] + [1] * (len(specs) - 1)
    verdicts = ["could not run"] + ["failed"] * (len(specs) - 1)
    assert told[::2] == [(spec.service.id, "reading the extract") for spec in specs]
    assert told[1::2] == [(spec.service.id, verdict) for spec, verdict in zip(specs, verdicts, strict=True)]
    index = (tmp_path / "index.html").read_text()
    assert "a column is missing" in index
    assert "unforeseen" not in index.replace("something unforeseen", "")


@pytest.mark.parametrize(
    ("quarter", "service", "noted"),
    [
        ("2024-25-q4", "demo", ["demo"]),
        ("2024-25-q4", None, ["demo", "other"]),
        ("2024-25-q4", "../demo", []),
        ("../2024-25-q4", "demo", []),
        ("2024-25-q3", None, []),
    ],
)
def test_refused_params_are_noted_for_published_reports_alone(tmp_path, quarter, service, noted):
    outputs = tmp_path / "outputs"
    for name in ("demo", "other"):
        publish({"claims.json": b"{}"}, outputs / "2024-25-q4" / name)
    note_refusal(REFUSED, quarter, service, outputs)
    records = noted_attempts(outputs)
    assert [record.service for record in records] == noted
    assert all(record.exit_code == 10 and record.problems == REFUSED.problems for record in records)
    assert [path.name for path in tmp_path.iterdir()] == ["outputs"]
    assert (outputs / "index.html").exists() is bool(noted)


def test_ledger_of_another_version_is_told_in_the_index(tmp_path):
    publish({"claims.json": b"{}"}, tmp_path / "2024-25-q4" / "demo")
    run_quarter((), outputs=tmp_path, notebook=tmp_path)
    note_refusal(REFUSED, "2024-25-q4", "demo", tmp_path)
    assert "the measure is not known" in (tmp_path / "index.html").read_text()
    (tmp_path / ".attempts/2024-25-q4/demo.json").write_text('{"version": 99}')
    note_attempt(tmp_path, RunRecord(service="new", quarter="2024-25-q4", outcome=Outcome.OK))
    from fairclaim.run.index import remake_index

    assert "another version" in remake_index(tmp_path).read_text()


def test_attempt_has_its_day_and_a_record_reads_back(tmp_path):
    record = RunRecord(service="demo", quarter="2024-25-q4", outcome=Outcome.FAILED).refused(REFUSED)
    note_attempt(tmp_path, record)
    (read,) = noted_attempts(tmp_path)
    assert read.when is not None
    assert read.model_copy(update={"when": None}) == record
    assert json.loads(record.as_bytes())["outcome"] == "could not run"


def test_versions_name_python_and_the_libraries():
    versions = running_on()
    assert {"python", "fairclaim", "scipy", "papermill"} <= set(versions)
    assert all(versions.values())
