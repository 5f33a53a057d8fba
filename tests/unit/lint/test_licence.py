"""What a person wrote, against the rung that the report earned."""

import pytest

from fairclaim.kinds import Rung
from fairclaim.lint.licence import rules, unlicensed


@pytest.mark.parametrize(
    ("text", "rung", "fired"),
    [
        ("The service reduces length of stay.", Rung.SUPPORTED, ["reduces"]),
        ("Our team reduced length of stay.", Rung.SUPPORTED, ["our team reduced"]),
        ("We reduce length of stay by two days.", Rung.SUPPORTED, ["we reduce"]),
        ("Length of stay was lower than last year.", Rung.COMPARED, []),
        ("Visits were associated with reduced admissions.", Rung.COMPARED, []),
        ("This led to fewer admissions.", Rung.TESTED, ["led to"]),
        ("This supports discharge sustainability.", Rung.COMPARED, ["supports"]),
        ("This supports discharge sustainability.", Rung.SUPPORTED, []),
        ("Support workers saw everyone.", Rung.MEASURED, []),
        ("We contributed to fewer admissions.", Rung.SUPPORTED, ["contributed to"]),
        ("We contributed to fewer admissions.", Rung.TESTED, []),
        ("The trial reduces admissions.", Rung.SHOWN, []),
        ("The file was saved to the shared drive.", Rung.MEASURED, []),
    ],
)
def test_words_and_rungs(text: str, rung: Rung, fired: list[str]) -> None:
    assert [words for words, _ in unlicensed(text, rung)] == fired


def test_every_rule_offers_a_rewrite_that_it_would_itself_pass() -> None:
    for rule in rules():
        assert unlicensed(rule.rewrite, Rung(rule.needs - 1)) == ()
