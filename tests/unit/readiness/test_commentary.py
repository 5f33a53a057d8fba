"""Commentary before a run: what no result of the quarter could license is told, and stops nothing."""

from pathlib import Path

import pytest
from small_project import QUARTER, SERVICE, small_project

from fairclaim.cli.check_lines import lines
from fairclaim.params.load import load_spec
from fairclaim.session.readiness import Readiness, readiness

HEAD = "---\nrole: Service manager\ndated: 2025-06-10\n---\n\n"
WAIVE = '<!-- fairclaim: waive {} role="Clinical lead" reason="It is about a trial" -->\n'
CAUSE = "Our service reduces admissions."


def checked(root: Path, commentary: str) -> Readiness:
    params = small_project(root)
    path = params / "commentary" / QUARTER / f"{SERVICE}.md"
    path.parent.mkdir(parents=True)
    path.write_text(commentary, encoding="utf-8")
    return readiness(load_spec(SERVICE, QUARTER, params))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (CAUSE, True),
        ("Admissions were lower than last year.", False),
        ("The figures support what staff see: the service supports people to stay at home.", False),
        (f"“{CAUSE}” said a carer.", False),
    ],
)
def test_what_no_result_could_license_is_something_to_look_at(tmp_path, text, told):
    found = checked(tmp_path, HEAD + text)
    assert found.verdict == ("ready with gaps" if told else "ready")
    assert bool(found.gaps) is told
    for gap in found.gaps:
        assert (gap.weight, gap.where) == ("look at it", "commentary, line 6")
        assert "“supported”" in gap.what
        assert gap.todo.startswith("Write rather: ")


def test_it_is_held_against_the_claim_that_it_names(tmp_path):
    text = f"{HEAD}<!-- fairclaim: claim change.nothing -->\nScores were lower than last year.\n\n{CAUSE}"
    found = checked(tmp_path, text)
    assert all("The claim change.nothing can at best be “supported”" in gap.what for gap in found.gaps)
    assert found.gaps


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("No head.", "does not say who wrote it"),
        (f"{HEAD}<!-- fairclaim: waive cause-present -->\n{CAUSE}", "a waiver without a role"),
        (f"{HEAD}<!-- fairclaim: claim typo.nothing -->\n{CAUSE}", "a claim that this report has not"),
    ],
)
def test_commentary_that_would_refuse_the_run_is_told_beforehand(tmp_path, text, said):
    found = checked(tmp_path, text)
    assert (found.verdict, found.exit_code) == ("cannot run", 10)
    assert [said in problem.what for problem in found.problems] == [True]


def test_it_is_printed(tmp_path):
    page = "\n".join(lines(checked(tmp_path, HEAD + CAUSE)))
    assert "commentary, line 6" in page
    assert "What to do: Write rather: " in page
