"""A report made from another extract is never overwritten, and an extract does not change without a word."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from fairclaim.kinds import Outcome
from fairclaim.params.models import Revision
from fairclaim.run.index import remake_index

SAY = "\nimport json, pathlib\nledger = json.loads(pathlib.Path('cohorts/ledger.json').read_text())\n"
# What `open_run` does with the notices, without the rest of it.
LEAVE = SAY + "ledger['notices'] = json.loads(pathlib.Path('notices.json').read_text())\n"
LEAVE += "_ = pathlib.Path('claims.json').write_text(json.dumps(ledger))"
UNDECLARED = "The extract changed since the last report of this quarter, made from the extract of 2 June 2025"


def freezing(ledger: str, sha: str) -> Callable[..., None]:
    def freeze(_spec, folder: Path) -> None:  # type: ignore[no-untyped-def]
        folder.mkdir()
        (folder / "ledger.json").write_text(ledger)
        (folder / "extract.json").write_text(json.dumps({"files": {"referrals.csv": sha}, "earlier": None, "rows": []}))

    return freeze


@pytest.fixture
def run(bench, ledger_text):  # type: ignore[no-untyped-def]
    """Run the report from an extract of one content; return what stands published, and what page one must say."""

    def run(sha: str) -> list[str]:
        record = bench.run(LEAVE, freeze=freezing(ledger_text(), sha))
        assert record.outcome is Outcome.NOT_ENOUGH_DATA or record.exit_code == 0, record.problems
        notices: list[str] = json.loads((bench.folder / "claims.json").read_bytes())["notices"]
        return notices

    return run


def kept(bench) -> list[str]:  # type: ignore[no-untyped-def]
    return sorted(path.name for path in bench.folder.parent.iterdir())


def test_record_says_what_it_was_made_from(bench, run) -> None:  # type: ignore[no-untyped-def]
    run("1" * 64)
    record = json.loads((bench.folder / "run.json").read_bytes())
    assert (record["as_at"], record["extract"]) == ("2025-06-02", {"referrals.csv": "1" * 64})


def test_same_extract_replaces_the_report_and_says_nothing(bench, run) -> None:  # type: ignore[no-untyped-def]
    assert run("1") == run("1") == []
    assert kept(bench) == ["demo-reablement"]


def test_extract_that_changed_without_a_word_is_told_each_time_and_the_earlier_report_stays(bench, run) -> None:  # type: ignore[no-untyped-def]
    run("1")
    sent = bench.published()
    for _ in range(2):
        (notice,) = run("2")
        assert notice.startswith(UNDECLARED)
        assert kept(bench) == ["demo-reablement", "demo-reablement.v1"]
    bench.folder.rename(bench.folder.with_name("set-aside"))
    bench.folder.with_name("demo-reablement.v1").rename(bench.folder)
    assert bench.published() == sent


def test_extract_that_the_quarters_file_names_is_no_surprise(bench, run) -> None:  # type: ignore[no-untyped-def]
    run("1")
    before = bench.spec
    revision = Revision(extract="data/first", as_at=before.quarter_file.as_at, reason="Forty referrals came late")
    later = before.quarter_file.model_copy(
        update={"as_at": before.quarter_file.as_at.replace(day=20), "revises": revision}
    )
    bench.spec = before.model_copy(update={"quarter_file": later})
    assert run("2") == run("2") == []
    assert kept(bench) == ["demo-reablement", "demo-reablement.v1"]
    bench.spec = before.model_copy(update={"quarter_file": later.model_copy(update={"revises": None})})
    assert run("2")[0].startswith(UNDECLARED)


def test_published_files_that_changed_are_told_in_words_of_their_own(bench, run) -> None:  # type: ignore[no-untyped-def]
    source = bench.spec.source.model_copy(update={"folder": "data/published"})
    bench.spec = bench.spec.model_copy(update={"source": source})
    run("1")
    assert run("2")[0].startswith("The published figures that this report rests on have changed")


def test_run_that_fails_leaves_both_as_they_were(bench, run, ledger_text) -> None:  # type: ignore[no-untyped-def]
    run("1")
    run("2")
    before = {path: path.read_bytes() for path in bench.folder.parent.rglob("*") if path.is_file()}
    assert bench.run("1 / 0", freeze=freezing(ledger_text(), "3")).exit_code == 13
    assert {path: path.read_bytes() for path in bench.folder.parent.rglob("*") if path.is_file()} == before


def test_index_leads_to_the_earlier_versions(bench, run) -> None:  # type: ignore[no-untyped-def]
    run("1")
    run("2")
    page = remake_index(bench.outputs).read_text(encoding="utf-8")
    assert 'href="2024-25-q4/demo-reablement.v1/report.html"' in page
    assert page.count("<article") == 1
