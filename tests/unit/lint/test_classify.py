"""Places, reasons and odd input."""

import pytest

from fairclaim.lint.classify import classify
from fairclaim.lint.lines import lines
from fairclaim.lint.strength import Strength


@pytest.mark.parametrize(
    "sentence",
    ["Early     visits\u00a0led to\n fewer falls.", "İt led to fewer falls.", "It’s clear: this led to fewer falls."],
)
def test_a_finding_has_its_place_in_the_text_as_given(sentence: str) -> None:
    (fired,) = [one for one in classify(sentence).fired if one.rule == "cause-leads"]
    assert sentence[fired.start : fired.end] == fired.words == "led to"


@pytest.mark.parametrize("sentence", ["", " ", "…", "£", "“”", "a" * 5000, "not " * 400, "reduces " * 200])
def test_anything_can_be_read(sentence: str) -> None:
    classify(sentence)


@pytest.mark.parametrize(
    ("sentence", "because"),
    [
        ("Visits led to fewer falls.", "“led to” says that one thing brought another about."),
        ("The purpose of the class is preventing falls.", "“is preventing” is not put as a claim here."),
        ("Members met in May.", "No words here claim an effect."),
    ],
)
def test_the_reason_is_plain(sentence: str, because: str) -> None:
    assert classify(sentence).because == because


def test_a_denied_claim_is_told_as_denied() -> None:
    assert classify("The class did not reduce falls.").because == "“did not reduce” denies a cause in plain form."


def test_lines_keep_their_order_and_their_number() -> None:
    answers = list(lines(["We saw 12 people.\n", "\n", "Visits led to fewer falls.\n"], "observational"))
    assert [answer["overclaim"] for answer in answers] == [False, False, True]
    assert set(answers[0]) == {"strength", "flags", "overclaim", "because"}


def test_strengths_are_ordered_by_what_they_claim() -> None:
    assert sorted(Strength, reverse=True)[0] is Strength.CAUSAL
    assert Strength.HEDGED <= Strength.HEDGED < Strength.CONTRIBUTION
    assert Strength.CAUSAL >= Strength.CAUSAL > Strength.NONE
