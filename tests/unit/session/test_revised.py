"""A report that takes the place of another: what changed, for whom, and that the two extracts are both read."""

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from made_cohorts import REABLEMENT, people, reablement

from fairclaim.claims.beside import Revised
from fairclaim.claims.ledger import Ledger
from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.data.reading.changed_rows import ChangedRows
from fairclaim.data.synthetic.ensure import ensure
from fairclaim.errors import DataRefused
from fairclaim.kinds import Audience
from fairclaim.params.load import load_spec
from fairclaim.params.models import Revision
from fairclaim.params.spec import RunSpec
from fairclaim.report.trace import foreign_numbers, sentences_match, untraced_digits
from fairclaim.session import open_run
from fairclaim.session.assess import assess
from fairclaim.session.frozen import earlier_spec, frozen, leave, take_up
from fairclaim.session.revised import Before, revised
from fairclaim.session.run import build, ledger_json
from fairclaim.session.tell import tell
from fairclaim.show.appendix import appendix
from fairclaim.show.front import front

ROOT = Path(__file__).parents[3]
SERVICE, QUARTER = "demo-reablement", "2024-25-q4"
REVISION = Revision(extract="data/first", as_at=date(2025, 5, 20), reason="41 packages were entered late.")
PACKAGE = ({"yes": 300, "no": 120}, {"yes": 260, "no": 195})
ROWS = (ChangedRows("packages", 41, 0), ChangedRows("safety_events", 3, 4), ChangedRows("contacts", 12, 61))


def revising(revision: Revision | None = REVISION, **quarter: object) -> RunSpec:
    quarter_file = REABLEMENT.quarter_file.model_copy(update={"revises": revision, "synthetic": None, **quarter})
    return REABLEMENT.model_copy(update={"quarter_file": quarter_file})


SPEC = revising()


def ledger(
    was: tuple[Cohort, ...],
    now: tuple[Cohort, ...],
    rows: tuple[ChangedRows, ...] = ROWS,
    audience: Audience = "contract",
) -> Ledger:
    earlier = earlier_spec(SPEC)
    assert earlier is not None
    return tell(assess(SPEC, now), audience, before=Before(assess(earlier, was), rows))


def told(*args: object, **options: object) -> Revised:
    found = ledger(*args, **options).revised  # type: ignore[arg-type]
    assert found is not None
    return found


def test_page_one_says_which_report_it_takes_the_place_of_why_and_what_changed() -> None:
    found = told(reablement(package=({"yes": 320, "no": 80}, PACKAGE[1])), reablement())
    assert found.opening == (
        "This report takes the place of the one made from the extract of 20 May 2025. Why: 41 packages were entered "
        "late. What changed:"
    )
    assert found.changes == (
        f"{REABLEMENT.measure('no-ongoing-package-6w').title}: 80 in every 100, against 57; now 71 in every 100, "
        "against 57.",
        "Every finding and level of evidence is as it was.",
        "Rows that came late or were changed: about 10 in contacts and visits and about 40 in packages of care.",
    )


def test_another_finding_leads_and_the_rest_is_counted() -> None:
    found = told(
        reablement(harm=({"yes": 19, "no": 441}, {"yes": 19, "no": 461}), changes=[1.0, 2.0, 3.0] * 50),
        (
            *reablement(harm=({"yes": 60, "no": 400}, {"yes": 19, "no": 461}))[:-1],
            people("felt-involved", yes=260, no=20),
        ),
    )
    assert found.changes[0].startswith("Moderate or severe harm")
    assert found.changes[0].endswith(
        "(no worse by more than the margin, measured), now 13 in every 100, against 4 (worse, measured)."
    )
    assert "(better, supported), now" in found.changes[1]
    assert found.changes[1].endswith("(better, compared).")
    assert found.changes[2] == "2 other figures."


def test_nothing_that_changed_is_said_to() -> None:
    found = told(reablement(), reablement(), rows=(ChangedRows("packages", 2, 0),))
    assert found.changes == ("Every figure, as it is printed, and every finding and level of evidence is as it was.",)
    assert found.rows == ()
    assert found.other_rows == "In every other table, fewer than 5 rows came late, were changed or were withdrawn."


def test_a_few_people_are_told_of_without_figures() -> None:
    found = told(
        reablement(package=({"yes": 60, "no": 30}, PACKAGE[1])), reablement(package=({"yes": 63, "no": 30}, PACKAGE[1]))
    )
    claim = found.claims[0]
    assert claim.before == claim.now == "changed, by too few people in one group or another to show how"
    assert found.changes[0] == f"{claim.title}: {claim.now}."


def test_a_withheld_figure_is_withheld_on_both_sides_and_its_direction_with_it() -> None:
    found = told(reablement(), reablement(harm=({"yes": 2, "no": 441}, {"yes": 19, "no": 461})))
    harm = next(claim for claim in found.claims if claim.claim_id.startswith("harm"))
    assert harm.before == harm.now == "withheld, as the numbers are small in at least one of the two reports"
    assert harm.now_marks.startswith("withheld")


@pytest.mark.parametrize(
    ("audience", "rows", "rest"),
    [
        ("contract", [("Contacts and visits", "about 10", "about 60"), ("Packages of care", "about 40", "fewer than 5")], "fewer than 5"),
        ("internal", [("Contacts and visits", "12", "61"), ("Packages of care", "41", "none"), ("Incident records", "3", "4")], ""),
    ],
)  # fmt: skip
def test_rows_are_counted_as_the_audience_may_have_them(audience: Audience, rows: list[object], rest: str) -> None:
    found = told(reablement(), reablement(), audience=audience)
    assert [(row.table, row.late, row.withdrawn) for row in found.rows] == rows
    assert rest in found.other_rows
    assert bool(found.other_rows) is bool(rest)


def test_every_row_is_exact_for_the_service_itself() -> None:
    found = told(reablement(), reablement(), rows=(*ROWS, ChangedRows("goals", 0, 0)), audience="internal")
    assert found.other_rows == "No row of any other table came late, was changed or was withdrawn."


def test_the_page_is_traced_and_leads_to_the_section() -> None:
    whole = ledger(reablement(package=({"yes": 320, "no": 80}, PACKAGE[1])), reablement())
    whole = whole.model_copy(update={"notices": ("The extract changed on 3 days.",)})
    page = front(whole) + appendix(whole)
    assert (untraced_digits(page), sentences_match(page, whole), foreign_numbers(page, whole)) == ([], [], [])
    soup = BeautifulSoup(page, "html.parser")
    assert soup.find(id="revised") is not None
    assert [link["href"] for link in soup.select(".reissued a")] == ["#revised"]
    assert "The extract changed on 3 days." in soup.get_text()
    cells = [cell.get_text().split("better")[0].strip() for cell in soup.select("table.revised td")][:2]
    assert cells == ["80 in every 100, against 57", "71 in every 100, against 57"]


def test_only_a_quarter_that_names_an_earlier_extract_is_revised() -> None:
    assert tell(assess(REABLEMENT, reablement())).revised is None
    with pytest.raises(ValueError, match="names an earlier extract"):
        revised(
            assess(REABLEMENT, reablement()),
            Before(assess(REABLEMENT, reablement()), ()),
            SPEC.house.disclosure.contract,
        )


def test_the_earlier_run_is_this_one_with_the_earlier_extract() -> None:
    linked = {"deaths": date(2025, 5, 1), "escalations": date(2025, 5, 31)}
    earlier = earlier_spec(revising(linked_to=linked, not_supplied={"goals": "late"}))
    assert earlier is not None
    was = earlier.quarter_file
    assert (was.extract, was.as_at, was.revises, was.not_supplied) == ("data/first", date(2025, 5, 20), None, {})
    assert was.linked_to == {"deaths": date(2025, 5, 1), "escalations": date(2025, 5, 20)}
    stated = REVISION.model_copy(update={"linked_to": {"deaths": date(2025, 4, 1)}, "not_supplied": {"goals": "none"}})
    earlier = earlier_spec(revising(stated, linked_to=linked))
    assert earlier is not None
    assert (earlier.quarter_file.linked_to, earlier.quarter_file.not_supplied) == (
        {"deaths": date(2025, 4, 1)},
        {"goals": "none"},
    )


def test_published_files_read_in_place_are_not_revised() -> None:
    source = SPEC.source.model_copy(update={"folder": "data/published"})
    assert earlier_spec(SPEC.model_copy(update={"source": source})) is None
    assert earlier_spec(REABLEMENT) is None


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A quarter whose extract was made again: 41 of the packages were not in the first one."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "params", root / "params")
    ensure(load_spec(SERVICE, QUARTER, root / "params"))
    (root / "data" / "demo" / QUARTER).rename(root / "data" / "second")
    (root / "data" / "second" / "recipe.json").unlink()
    shutil.copytree(root / "data" / "second", root / "data" / "first")
    packages = root / "data" / "first" / "packages.csv"
    lines = packages.read_text(encoding="utf-8").splitlines(keepends=True)
    late = [line for line in lines[1:] if re.search(r"2025-0[1-4]-\d\d", line) and "ongoing" in line][:41]
    packages.write_text("".join(line for line in lines if line not in late), encoding="utf-8")
    quarter = root / "params" / "quarters" / f"{QUARTER}.yaml"
    text = re.sub(r"(?m)^synthetic:.*\n", "", quarter.read_text(encoding="utf-8"))
    text = text.replace(f"data/demo/{QUARTER}", "data/second")
    text += "revises: {extract: data/first, as_at: 2025-05-20, reason: late packages}\n"
    quarter.write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def whole(project: Path) -> Ledger:
    """Its report, made in one go from both extracts."""
    return build(SERVICE, QUARTER, project / "params")


def test_both_extracts_are_read_and_compared(whole: Ledger) -> None:
    found = whole.revised
    assert found is not None
    assert [(row.table, row.late) for row in found.rows] == [("Packages of care", "about 40")]
    assert found.claims[0].before != found.claims[0].now


def test_what_the_runner_leaves_reads_the_same_in_the_kernel(
    project: Path, whole: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = load_spec(SERVICE, QUARTER, project / "params")
    made = frozen(spec)
    assert made.earlier is not None
    assert set(made.files) == {part.file for parts in spec.source.tables.values() for part in parts}
    assert [name for name in made.files if made.files[name] != made.earlier.files[name]] == ["packages.csv"]
    leave(made, tmp_path / "cohorts")
    again = take_up(tmp_path / "cohorts")
    assert again.earlier is not None
    assert (again.files, again.rows, again.earlier.files) == (made.files, made.rows, made.earlier.files)
    (tmp_path / "spec.json").write_text(spec.model_dump_json(), encoding="utf-8")
    (tmp_path / "notices.json").write_text(json.dumps(["It changed."]), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    run = open_run(SERVICE, QUARTER, "nowhere")
    assert run.ledger.notices == ("It changed.",)
    assert run.ledger.model_copy(update={"notices": ()}) == whole
    assert (tmp_path / "claims.json").read_text(encoding="utf-8") == ledger_json(run.ledger)


def test_mistakes_in_both_extracts_are_told_at_once(project: Path, tmp_path: Path) -> None:
    shutil.copytree(project, tmp_path / "p")
    for name in ("first", "second"):
        (tmp_path / "p" / "data" / name / "deaths.csv").unlink()
    with pytest.raises(DataRefused) as refused:
        frozen(load_spec(SERVICE, QUARTER, tmp_path / "p" / "params"))
    told = " ".join(problem.where for problem in refused.value.problems)
    assert "data/first/deaths.csv" in told
    assert "data/second/deaths.csv" in told


def test_frozen_folder_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cohorts").mkdir()
    with pytest.raises(DataRefused, match=r"cohorts/extract\.json"):
        take_up(tmp_path / "cohorts")
