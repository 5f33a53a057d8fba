"""Assure files as they are written: the short forms, and what is refused with its place."""

from datetime import date

import pytest

from fairclaim.errors import ParamsRefused
from fairclaim.params.assured import load_assured

HEAD = """\
version: 1
measure: by-hand
quarter: 2024-25-q4
as_at: 2025-06-02
"""
ANN = """\
people:
  - what: Somebody
    record:
      referrals: {referred_at: 2025-01-10, risk: higher}
    expect: yes
"""


@pytest.fixture
def written(tmp_path):
    def loaded(text, name="by-hand"):
        (tmp_path / "params" / "assure").mkdir(parents=True)
        (tmp_path / "params" / "assure" / f"{name}.yaml").write_text(text, encoding="utf-8")
        return load_assured(tmp_path / "params")

    return loaded


@pytest.mark.parametrize(
    ("cell", "entry"),
    [
        ("2025-01-10", "2025-01-10"),
        ("2025-01-10 15:00", "2025-01-10 15:00"),
        ("2025-01-10 15:00:00", "2025-01-10 15:00:00"),
        ("2025-06-15T23:30:00+01:00", "2025-06-15 23:30:00+01:00"),
        ("72", "72"),
        ("7.5", "7.5"),
        ("yes", "yes"),
        ('"007"', "007"),
        ("null", None),
    ],
)
def test_an_entry_is_kept_as_an_extract_would_hold_it(written, cell, entry):
    [person] = written(HEAD + ANN.replace("higher", cell))["by-hand"].people
    assert person.record["referrals"][0]["risk"] == entry


@pytest.mark.parametrize(
    ("expect", "states"),
    [
        ("yes", ["yes"]),
        ("{state: paired, before: 8}", ["paired"]),
        ("[yes, {state: no}]", ["yes", "no"]),
        ("not_counted", []),
        ("[]", []),
    ],
)
def test_what_is_expected_has_a_short_form(written, expect, states):
    [person] = written(HEAD + ANN.replace("expect: yes", f"expect: {expect}"))["by-hand"].people
    assert [one.state for one in person.expect] == states


def test_only_what_was_written_down_is_expected(written):
    text = HEAD + ANN.replace("expect: yes", "expect: {state: paired, before: 8, after: null}")
    assert written(text)["by-hand"].people[0].expect[0].written == {"state": "paired", "before": 8, "after": None}


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("quarter: 2024-25-q4", date(2025, 1, 1), date(2025, 3, 31)),
        ("{first: 2025-02-01, last: 2025-02-28}", date(2025, 2, 1), date(2025, 2, 28)),
    ],
)
def test_the_period(written, period, first, last):
    text = HEAD.replace("quarter: 2024-25-q4", period.strip("{}").replace(", ", "\n")) + ANN
    assert written(text)["by-hand"].period == (first, last)


@pytest.mark.parametrize(
    ("before", "after", "where", "what"),
    [
        ("higher", "true", "people[0].record.referrals[0].risk", "true and false are not entries of a record: write yes or no"),
        ("expect: yes", "expect: perhaps", "people[0].expect[0].state", "input should be 'yes', 'no'"),
        ("expect: yes", "expect: {state: paired, befor: 8}", "people[0].expect[0].befor", "this key is not known"),
        ("what: Somebody", "who: Somebody", "people[0].what", "a key is missing"),
        ("quarter: 2024-25-q4\n", "", "", "say either 'quarter', or both 'first' and 'last'"),
        ("quarter: 2024-25-q4", "first: 2025-01-01", "", "say either 'quarter', or both 'first' and 'last'"),
        ("as_at:", "last: 2025-03-31\nas_at:", "", "say either 'quarter', or both 'first' and 'last'"),
        ("2024-25-q4", "2024-26-q4", "", "the year after 2024 is 25: write 2024-25-q…"),
        ("measure: by-hand", "measure: other", "measure", "the measure's id and the file's name differ"),
        ("as_at: 2025-06-02", "as_at: June", "as_at", "input should be a valid date"),
    ],
)  # fmt: skip
def test_refusals_name_the_place(written, before, after, where, what):
    text = HEAD + ANN
    assert before in text
    with pytest.raises(ParamsRefused) as refused:
        written(text.replace(before, after))
    told = refused.value.problems
    place = f"params/assure/by-hand.yaml → {where}" if where else "params/assure/by-hand.yaml"
    assert place in [problem.where for problem in told]
    assert any(problem.what.startswith(what) for problem in told)
