"""`link: row`: the outcome, or the word, stands in the index event's own row, and no other row speaks for it."""

import pytest
from by_hand import heading, model_of
from pydantic import ValidationError

ON_THE_DAY = {"start": "0d", "end": "0d", "start_day": "inclusive", "end_day": "inclusive", "clock": "days"}
AUDITS = "# referral_id,at,measure,recorded,found"
REFERRALS = ["A,pa,2025-01-02,2025-01-10", "B,pb,2025-01-02,2025-01-10"]


def audited(**outcome):
    """Was what the record says of somebody, audited on a day of the quarter, found?"""
    return heading(
        kind="proportion", index={"table": "audits", "at": "at"}, window=ON_THE_DAY, died="excluded", not_observed="failure",
        outcome={"table": "audits", "at": "at", "where": {"found": ["yes"]}, "link": "row", "counts_when": "present", **outcome},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        pytest.param("row", ["no", "yes"], id="by its own row"),
        pytest.param("referral", ["yes", "no"], id="by referral, the other row of the day speaks for it"),
    ],
)
def test_each_row_of_one_day_speaks_for_itself(rows, link, expected):
    audits = [AUDITS, "A,2025-02-10,one,yes,no", "A,2025-02-10,two,yes,yes"]
    assert list(rows(audited(link=link), referrals=REFERRALS, audits=audits)["state"]) == expected


@pytest.mark.parametrize(
    ("died", "found", "expected"),
    [
        ("2025-02-09", "yes", "died"),
        ("2025-02-09", "no", "died"),
        ("2025-02-10", "yes", "yes"),
        ("2025-02-11", "yes", "yes"),
        ("2025-02-11", "no", "no"),
    ],
)
def test_a_death_before_the_row_takes_it_out_whatever_it_says(told, died, found, expected):
    audits = [AUDITS, f"A,2025-02-10,one,yes,{found}"]
    assert told(audited(), referrals=REFERRALS, audits=audits, deaths=[f"pa,{died}"]) == {"A": expected}


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        pytest.param("row", ["severe", "low"], id="by its own row"),
        pytest.param("referral", ["severe", "severe"], id="by referral, the first of the day speaks for both"),
    ],
)
def test_the_word_of_each_row(rows, link, expected):
    harm = {"table": "safety_events", "at": "at", "column": "harm", "link": link}
    measure = heading(kind="category", index={"table": "safety_events", "at": "at"}, category=harm, window=ON_THE_DAY)
    events = ["A,2025-02-10,severe", "A,2025-02-10,low"]
    assert list(rows(measure, referrals=REFERRALS, safety_events=events)["category"]) == expected


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"outcome": {"table": "escalations", "at": "occurred_at"}}, id="another table"),
        pytest.param({"outcome": {"at_least": 2}}, id="two of one row"),
    ],
)
def test_what_cannot_be_asked_of_one_row(changes):
    measure = audited()
    measure |= {key: measure[key] | value for key, value in changes.items()}
    with pytest.raises(ValidationError, match="link: row"):
        model_of(**measure)


def test_a_rate_has_no_row_of_its_own():
    outcome = {"table": "safety_events", "at": "at", "link": "row"}
    own = {"per": "index_events", "multiple": 1, "died": "excluded"}
    with pytest.raises(ValidationError, match="name another link"):
        model_of(
            **heading(
                kind="rate", index={"table": "safety_events", "at": "at"}, outcome=outcome, window=ON_THE_DAY, **own
            )
        )
