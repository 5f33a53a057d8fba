"""What a person wrote, against the rung that the report earned."""

import pytest

from fairclaim.kinds import Rung
from fairclaim.lint.classify import classify
from fairclaim.lint.licence import licensed, rewrite, unlicensed


@pytest.mark.parametrize(
    ("text", "rung", "fired"),
    [
        ("The service reduces length of stay.", Rung.SUPPORTED, ["reduces"]),
        ("Length of stay was lower than last year.", Rung.COMPARED, []),
        ("Length of stay was lower than last year.", Rung.MEASURED, ["lower than"]),
        ("Scores improved from 4 to 6.", Rung.MEASURED, []),
        ("Visits were associated with reduced admissions.", Rung.COMPARED, []),
        ("This led to fewer admissions.", Rung.TESTED, ["led to"]),
        ("This supports discharge sustainability.", Rung.COMPARED, ["supports"]),
        ("This supports discharge sustainability.", Rung.SUPPORTED, []),
        ("Support workers saw everyone.", Rung.MEASURED, []),
        ("We contributed to fewer admissions.", Rung.SUPPORTED, ["contributed"]),
        ("We contributed to fewer admissions.", Rung.TESTED, []),
        ("The trial reduces admissions.", Rung.SHOWN, []),
        ("The trial saved £2m.", Rung.SHOWN, ["saved £2m"]),
        ("The service did not reduce admissions.", Rung.COMPARED, []),
        ("The file was saved to the shared drive.", Rung.MEASURED, []),
    ],
)
def test_words_and_rungs(text: str, rung: Rung, fired: list[str]) -> None:
    assert [words for words, _ in unlicensed(text, rung)] == fired
    assert licensed(classify(text), rung) is not bool(fired)


def test_words_that_two_rules_see_are_told_once() -> None:
    assert len(unlicensed("We have cut readmissions by a third.", Rung.COMPARED)) == 1


@pytest.mark.parametrize("rung", list(Rung)[:-1])
def test_a_rewrite_is_one_that_the_rung_licenses(rung: Rung) -> None:
    instead = rewrite(classify("Earlier visits led to fewer admissions."), rung)
    assert instead
    assert unlicensed(instead, rung) == ()


def test_what_may_stand_needs_no_rewrite() -> None:
    assert rewrite(classify("We saw 12 people."), Rung.COUNTED) == ""
