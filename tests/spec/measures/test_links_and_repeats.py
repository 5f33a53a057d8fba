"""By referral or by person, how many events it takes, and an index event that would be its own outcome."""

import pytest
from by_hand import base

# Ann's first referral ended on 10 January; her second is of 20 January.
REFERRALS = ["A,pa,2025-01-02,2025-01-10", "B,pa,2025-01-20,", "C,pc,2025-01-02,2025-01-10"]
FOUR_WEEKS = {"start": "0d", "end": "4w", "start_day": "inclusive", "end_day": "inclusive", "clock": "days"}


def escalated(told, escalations, referrals=REFERRALS, **outcome):
    measure = base(
        outcome={"table": "escalations", "at": "occurred_at", "counts_when": "present"} | outcome,
        observed_when=None, not_observed="failure", window=FOUR_WEEKS,
    )  # fmt: skip
    return told(measure, referrals=referrals, escalations=escalations)


@pytest.mark.parametrize(
    ("link", "escalations", "expected"),
    [
        pytest.param(None, ["A,2025-01-15,crisis"], {"A": "yes", "C": "no"}, id="by referral, as nothing is said"),
        pytest.param(None, ["B,2025-01-25,crisis"], {"A": "no", "C": "no"}, id="under a later referral"),
        pytest.param("person", ["B,2025-01-25,crisis"], {"A": "yes", "C": "no"}, id="the same, by person"),
        pytest.param("referral", ["B,2025-01-25,crisis"], {"A": "no", "C": "no"}, id="the same, said to be by referral"),
        pytest.param("person", ["Z,2025-01-25,crisis", "A,2024-01-01,crisis"], {"A": "no", "C": "no"},
                     id="of a referral that nobody has"),
        pytest.param("person", ["# referral_id,occurred_at,kind,person_id", "Z,2025-01-25,crisis,pa", "A,2024-01-01,crisis,"],
                     {"A": "yes", "C": "no"}, id="the table tells the person itself"),
        pytest.param("person", ["# referral_id,occurred_at,kind,person_id", "B,2025-01-25,crisis,"],
                     {"A": "yes", "C": "no"}, id="where it leaves the person blank, the referral tells"),
    ],
)  # fmt: skip
def test_by_referral_or_by_person(told, link, escalations, expected):
    assert escalated(told, escalations, link=link) == expected


@pytest.mark.parametrize(
    ("days", "at_least", "expected"),
    [
        pytest.param(["11"], 1, "yes", id="one is enough"),
        pytest.param(["11"], 2, "no", id="one is not two"),
        pytest.param(["11", "12"], 2, "yes", id="two"),
        pytest.param(["11", "11"], 2, "yes", id="two of one day"),
        pytest.param(["09", "11"], 2, "no", id="one of two outside the window"),
        pytest.param(["11", "12"], 3, "no", id="two are not three"),
    ],
)
def test_how_many_events_it_takes(told, days, at_least, expected):
    # A minute tells two events of one day apart; rows that repeat another in every column are counted once.
    escalations = [f"A,2025-01-{day} 10:{minute:02d},crisis" for minute, day in enumerate(days)]
    assert escalated(told, escalations, REFERRALS[:1], at_least=at_least) == {"A": expected}


@pytest.mark.parametrize(
    ("died", "expected"),
    [
        pytest.param("2025-01-12", "yes", id="died on the day of the second"),
        pytest.param("2025-01-11", "died", id="died before the second"),
    ],
)
def test_the_last_of_several_events_decides_against_a_death(told, died, expected):
    measure = base(
        outcome={"table": "escalations", "at": "occurred_at", "counts_when": "present", "at_least": 2},
        observed_when=None, window=FOUR_WEEKS,
    )  # fmt: skip
    escalations = ["A,2025-01-11,crisis", "A,2025-01-12,crisis"]
    found = told(measure, referrals=REFERRALS[:1], escalations=escalations, deaths=[f"pa,{died}"])
    assert found == {"A": expected}


SPELL = {"table": "hospital_spells", "at": "admitted_at", "where": {"kind": ["emergency"]}, "counts_when": "present"}


@pytest.mark.parametrize(
    ("spells", "expected"),
    [
        pytest.param(["pa,2025-01-03,2025-01-10,emergency"], ["no"], id="a stay is not its own readmission"),
        pytest.param(["pa,2025-01-10,2025-01-10,emergency"], ["no"], id="nor is a stay of one day"),
        pytest.param(["pa,2025-01-03,2025-01-10,emergency", "pa,2025-02-08,,emergency"], ["yes"], id="on day 29"),
        pytest.param(["pa,2025-01-03,2025-01-10,emergency", "pa,2025-02-09,,emergency"], ["no"], id="on day 30"),
        pytest.param(["pa,2025-01-03,2025-01-10,planned", "pa,2025-01-10,2025-01-12,emergency"], ["yes", "no"],
                     id="readmitted on the day of discharge"),
        pytest.param(["pa,2025-01-03,2025-01-10,emergency", "pb,2025-01-12,,emergency"], ["no"], id="somebody else"),
        pytest.param(["pa,2025-01-03,2025-01-10,emergency", "pa,2025-01-12,,planned"], ["no"], id="planned"),
    ],
)  # fmt: skip
def test_readmission_is_of_the_person_and_needs_no_referral(rows, spells, expected):
    measure = base(
        index={"table": "hospital_spells", "at": "discharged_at"}, outcome=SPELL, observed_when=None,
        window={"start": "0d", "end": "30d", "start_day": "inclusive", "end_day": "exclusive", "clock": "days"},
        not_observed="failure",
    )  # fmt: skip
    assert list(rows(measure, hospital_spells=spells)["state"]) == expected


@pytest.mark.parametrize(
    ("escalations", "expected"),
    [
        pytest.param(["A,2025-01-11,crisis"], ["no"], id="a crisis is not its own repeat"),
        pytest.param(["A,2025-01-11,crisis", "A,2025-01-20,crisis"], ["yes", "no"], id="the next one is"),
        pytest.param(["A,2025-01-11 10:00,crisis", "B,2025-01-11 15:00,crisis"], ["yes", "yes"], id="two of one day"),
    ],
)
def test_a_repeat_is_another_event_of_the_same_kind(rows, escalations, expected):
    event = {"table": "escalations", "at": "occurred_at"}
    measure = base(
        index=event, outcome=event | {"counts_when": "present", "link": "person"}, observed_when=None,
        window=FOUR_WEEKS, not_observed="failure",
    )  # fmt: skip
    assert list(rows(measure, referrals=REFERRALS, escalations=escalations)["state"]) == expected


def test_another_date_of_the_same_referral_may_be_the_outcome(told):
    measure = base(
        index={"table": "referrals", "at": "referred_at"},
        outcome={"table": "referrals", "at": "first_contact_at", "counts_when": "present"},
        observed_when=None, not_observed="failure",
        window={"start": "0h", "end": "2h", "start_day": "inclusive", "end_day": "inclusive", "clock": "hours"},
    )  # fmt: skip
    header = "# referral_id,person_id,referred_at,discharged_at,first_contact_at"
    lines = [header, "A,pa,2025-01-10 10:00,,2025-01-10 12:00", "B,pb,2025-01-10 10:00,,2025-01-10 12:01"]
    assert told(measure, referrals=lines) == {"A": "yes", "B": "no"}
