"""`fairclaim check`: what it prints, what it leaves, and how it ends."""

import json
import sys
import time

import pytest
from small_project import QUARTER, SERVICE, Tables, small_project

from fairclaim.cli import main
from fairclaim.cli.patience import told_if_slow


def called(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["fairclaim", "check", *arguments])
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return small_project(tmp_path_factory.mktemp("small"))


def spoilt(tables: Tables) -> None:
    tables["contacts"][5]["at"] = "some day"
    tables["scores"][7]["score"] = "many"


def test_ready_ends_with_0_and_says_so_last(monkeypatch, capfd, small):
    assert called(monkeypatch, SERVICE, QUARTER, "--params", str(small)) == 0
    out = capfd.readouterr().out
    assert out.startswith("small, January to March 2025 (2024-25-q4), as frozen on 2 June 2025\n")
    assert out.endswith("\nready\n")
    assert "For the analyst's own eyes" in out
    assert max(map(len, out.splitlines())) <= 100
    assert "\x1b" not in out


def test_gaps_end_with_1_and_are_numbered(monkeypatch, capfd, tmp_path):
    supplied = (f"quarters/{QUARTER}.yaml", "as_at:", "not_supplied: {safety_events: The system was moved}\nas_at:")
    params = small_project(tmp_path, kept=supplied)
    assert called(monkeypatch, SERVICE, QUARTER, "--params", str(params)) == 1
    out = capfd.readouterr().out
    assert "\n  1. harm (same quarter last year): Incident records (safety_events) were not supplied" in out
    assert "Not supplied\n------------\n  safety_events: The system was moved.\n" in out
    assert out.endswith("ready with gaps: 1 to put right or to know (numbered above)\n")
    # The claims that lean on the harm say so too.
    assert "At best     'compared'. No measure of harm was supplied beside this outcome." in out
    assert max(map(len, out.splitlines())) <= 100


def test_a_bad_extract_is_refused_in_blocks_all_at_once(monkeypatch, capfd, tmp_path):
    params = small_project(tmp_path, spoilt)
    assert called(monkeypatch, SERVICE, QUARTER, "--params", str(params)) == 11
    told = capfd.readouterr()
    assert "contacts.csv → at" in told.err
    assert "scores.csv → score" in told.err
    assert told.err.count("What to do:") == 2
    assert "many" not in told.err + told.out
    assert told.out.endswith("cannot run: 2 to be mended first (told above, each with what to do)\n")


def test_a_value_that_no_row_holds_refuses_the_run_and_the_tables_are_told_all_the_same(monkeypatch, capfd, tmp_path):
    misspelt = ("measures/no-package.yaml", "point: [6 weeks]", "point: [six weeks]")
    params = small_project(tmp_path, misspelt=misspelt)
    assert called(monkeypatch, SERVICE, QUARTER, "--params", str(params)) == 11
    told = capfd.readouterr()
    assert "observed_when → where → point" in told.err
    assert "\n  followups " in told.out
    assert "cannot run: 1 to be mended" in told.out


def test_bad_params_are_refused_before_anything_is_read(monkeypatch, capfd, tmp_path):
    params = small_project(tmp_path, wrong=("house.yaml", "level: 0.95", "level: 95"))
    assert called(monkeypatch, SERVICE, QUARTER, "--params", str(params), "--json", "-") == 10
    told = json.loads(capfd.readouterr().out)
    assert (told["verdict"], told["exit_code"]) == ("cannot run", 10)
    assert [problem["where"] for problem in told["problems"]] == ["params/house.yaml → level"]


@pytest.mark.parametrize("code", [0, 11])
def test_json_is_the_same_in_a_file_and_on_standard_output(monkeypatch, capfd, tmp_path, code):
    params = small_project(tmp_path, spoilt if code else None)
    arguments = (SERVICE, QUARTER, "--params", str(params), "--json")
    assert called(monkeypatch, *arguments, "-") == code
    printed = capfd.readouterr().out
    target = tmp_path / "check.json"
    assert called(monkeypatch, *arguments, str(target)) == code
    assert target.read_text(encoding="utf-8") == printed
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["check.json"]
    found = json.loads(printed)
    assert found["exit_code"] == code
    if not code:
        assert found["as_at"] == "2025-06-02"
        own = found["measures"][0]["groups"][0]
        assert (own["events"], own["counted"]) == (36, 36)
        assert found["measures"][0]["outlook"]["margin"] == 0.05


def test_nothing_is_run_and_nothing_is_written(monkeypatch, tmp_path):
    params = small_project(tmp_path)
    before = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    called(monkeypatch, SERVICE, QUARTER, "--params", str(params))
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == before


def test_stages_are_told_only_to_who_has_waited(capfd):
    with told_if_slow(patience=60) as told:
        told("reading")
    assert capfd.readouterr().err == ""
    with told_if_slow(patience=0.01) as told:
        told("reading")
        time.sleep(0.3)
        told("counting")
    assert capfd.readouterr().err == "Still at it: reading …\nStill at it: counting …\n"
