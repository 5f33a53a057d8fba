"""`fairclaim adopt` and `fairclaim init` as a person types them."""

from pathlib import Path
from shutil import copytree

import messy_workbooks as made
import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from fairclaim.cli.entry import cli
from fairclaim.errors import FairclaimError, ParamsRefused
from fairclaim.params.load import load_library, load_spec

ROOT = Path(__file__).parents[3]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copytree(ROOT / "params", tmp_path / "params")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def _refused(*arguments: str) -> list[str]:
    result = _run(*arguments)
    assert isinstance(result.exception, FairclaimError), result.output
    assert result.exception.exit_code == 2
    return [problem.what for problem in result.exception.problems]


def _everything(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_adopt_writes_a_source_that_loads_with_the_project(project: Path) -> None:
    path = made.codes_with_spaces(project)
    result = _run("adopt", str(path), "--id", "team-b", "--publisher", "The desk")
    assert result.exit_code == 0, result.output
    assert "Tried on the files, it reads: 30 people, 30 referrals, 120 contacts, 60 safety_events." in result.output
    assert load_library(project / "params").sources["team-b"].publisher == "The desk"


def test_adopt_overwrites_nothing(project: Path) -> None:
    path = made.totals_row(project)
    out = project / "mine.yaml"
    out.write_text("mine")
    assert _refused("adopt", str(path), "--out", str(out)) == ["the file to write is there already"]
    assert out.read_text() == "mine"


def test_adopt_writes_nothing_where_nothing_is_understood(project: Path) -> None:
    (project / "a.csv").write_text("Colour,Shape\nred,round\nblue,square\n")
    before = _everything(project)
    assert _refused("adopt", "a.csv") == ["no column could be mapped, so no draft was written"]
    assert _everything(project) == before


def test_adopt_names_files_from_their_common_folder(project: Path) -> None:
    for name, maker in (("north", made.totals_row), ("south", made.codes_with_spaces)):
        (project / name).mkdir()
        maker(project / name)
    result = _run("adopt", "north/UCR visits.xlsx", "south/Team B database.xlsx", "--id", "both")
    assert result.exit_code == 0, result.output
    parts = load_library(project / "params").sources["both"].tables["contacts"]
    assert [part.file for part in parts] == ["north/UCR visits.xlsx", "south/Team B database.xlsx"]


@pytest.mark.parametrize("pathway", ["reablement", "urgent-response"])
def test_init_lays_out_a_service_that_loads(project: Path, pathway: str) -> None:
    result = _run("init", "riverside", "--pathway", pathway, "--quarter", "2025-26-q1")
    assert result.exit_code == 0, result.output
    spec = load_spec("riverside", "2025-26-q1", project / "params")
    assert spec.quarter_file.extract == "data/2025-26-q1"
    for parts in spec.source.tables.values():
        assert (project / "data/2025-26-q1" / parts[0].file).is_file()
    assert "fairclaim check riverside 2025-26-q1" in result.output


@pytest.mark.parametrize("pathway", ["reablement", "urgent-response"])
def test_each_comparison_that_init_offers_as_a_comment_can_be_taken_in(project: Path, pathway: str) -> None:
    _run("init", "riverside", "--pathway", pathway, "--quarter", "2025-26-q1")
    path = project / "params/services/riverside.yaml"
    offered = path.read_text().count("  # - measure:")
    text = path.read_text().replace("  # - ", "  - ").replace("  #   ", "    ")
    path.write_text(text)
    kept = len(load_library(project / "params").services["riverside"].comparisons)
    assert offered > 2
    assert kept > offered


def test_init_takes_a_source_that_is_there(project: Path) -> None:
    result = _run(
        "init", "riverside", "--pathway", "reablement", "--source", "demo-reablement", "--quarter", "2025-26-q1"
    )
    assert result.exit_code == 0, result.output
    assert load_library(project / "params").services["riverside"].source == "demo-reablement"
    assert not (project / "params/sources/riverside.yaml").exists()
    assert list((project / "data/2025-26-q1").iterdir()) == []


def test_init_is_refused_whole_if_anything_is_there(project: Path) -> None:
    target = project / "data/2025-26-q1/riverside/referrals.xlsx"
    target.parent.mkdir(parents=True)
    target.write_text("mine")
    before = _everything(project)
    whats = _refused("init", "riverside", "--pathway", "reablement", "--quarter", "2025-26-q1")
    assert whats == ["it is there already, and nothing is overwritten"]
    assert _everything(project) == before
    assert target.read_text() == "mine"


def test_init_makes_nothing_that_would_not_load(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fairclaim.data.adopt.layout.quarter_text", lambda *_: "version: 1\nid: 2025-26-q1\n")
    before = _everything(project)
    result = _run("init", "riverside", "--pathway", "reablement", "--quarter", "2025-26-q1")
    assert isinstance(result.exception, ParamsRefused)
    assert _everything(project) == before


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["riverside"], "there are several pathways"),
        (["riverside", "--pathway", "no-such"], "there is no such pathway"),
        (["riverside", "--pathway", "reablement", "--source", "no-such"], "there is no such source"),
        (["riverside", "--pathway", "reablement", "--quarter", "2025"], "a quarter is written like 2024-25-q4"),
        (["riverside", "--pathway", "reablement", "--quarter", "2024-25-q4"], "the extract of this quarter is made up anew by fairclaim, and is no place for a service's files"),
        (["River Side", "--pathway", "reablement"], "the service's id is not written as it should be"),
        ([], "the command takes one service, or --templates with a folder"),
        (["--templates"], "templates need a folder to be written to"),
        (["--templates", "no-such", "--out", "t"], "there is no such contract table"),
    ],
)  # fmt: skip
def test_init_refuses_what_it_cannot_lay_out_and_makes_nothing(project: Path, arguments: list[str], what: str) -> None:
    before = _everything(project)
    assert _refused("init", *arguments) == [what]
    assert _everything(project) == before


def test_init_lays_out_a_project_where_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = _run("init", "riverside", "--pathway", "reablement", "--quarter", "2025-26-q1")
    assert result.exit_code == 0, result.output
    assert "params/house.yaml names an example organisation" in result.output
    assert set(load_library(tmp_path / "params").services) == {"riverside"}
    assert (tmp_path / "notebooks/service.ipynb").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "notebooks", "params"]


def test_a_project_that_cannot_be_laid_out_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _refused("init", "riverside") == ["there are several pathways"]
    (tmp_path / "data").mkdir()
    assert _refused("init", "riverside", "--pathway", "reablement") == [
        "it is there already, and nothing is overwritten"
    ]
    assert _everything(tmp_path) == {"data"}


def test_templates_are_written_for_the_tables_named_and_overwrite_nothing(project: Path) -> None:
    assert _run("init", "--templates", "referrals", "contacts", "--out", "t").exit_code == 0
    assert sorted(path.name for path in (project / "t").iterdir()) == ["contacts.xlsx", "referrals.xlsx"]
    assert load_workbook(project / "t/referrals.xlsx").sheetnames == ["referrals", "What to put where"]
    assert _refused("init", "--templates", "people", "referrals", "--out", "t") == [
        "it is there already, and nothing is overwritten"
    ]
    assert not (project / "t/people.xlsx").exists()
