"""A word for each index event: the reason, the trigger, what happened next."""

from datetime import date

import pytest
from by_hand import heading

WINDOW = {"start": "0d", "end": "7d", "start_day": "inclusive", "end_day": "inclusive", "clock": "days"}
EVENT = {"table": "escalations", "at": "occurred_at", "column": "kind"}


def word(**changes):
    """What the first escalation within a week of referral on 10 January was."""
    return heading(**{
        "kind": "category", "index": {"table": "referrals", "at": "referred_at"}, "category": EVENT, "window": WINDOW,
        **changes,
    })  # fmt: skip


ANN = ["A,pa,2025-01-10,"]
TWO = ["A,2025-01-12,ambulance", "A,2025-01-14,crisis"]


@pytest.mark.parametrize(
    ("changes", "escalations", "expected"),
    [
        pytest.param({}, TWO, ("counted", "ambulance"), id="the first"),
        pytest.param({"category": EVENT | {"take": "last"}}, TWO, ("counted", "crisis"), id="the last"),
        pytest.param({"category": EVENT | {"where": {"kind": ["crisis"]}}}, TWO, ("counted", "crisis"), id="of a kind"),
        pytest.param({}, [], ("not_observed", None), id="none"),
        pytest.param({}, ["A,2025-01-17,crisis"], ("counted", "crisis"), id="on the last day"),
        pytest.param({}, ["A,2025-01-18,crisis"], ("not_observed", None), id="the day after"),
        pytest.param({}, ["A,2025-01-10,crisis"], ("counted", "crisis"), id="on day 0"),
        pytest.param({"window": WINDOW | {"start_day": "exclusive"}}, ["A,2025-01-10,crisis"], ("not_observed", None),
                     id="on day 0, left out"),
        pytest.param({"order": ["Ambulance", "Crisis"]}, TWO, ("counted", "Ambulance"), id="spelt as the measure does"),
        pytest.param({}, ["A,2025-01-12 09:00,ambulance", "A,2025-01-12 08:00,crisis"], ("counted", "crisis"),
                     id="by the time of one day"),
    ],
)  # fmt: skip
def test_words(told, changes, escalations, expected):
    assert told(word(**changes), "category", referrals=ANN, escalations=escalations) == {"A": expected}


@pytest.mark.parametrize(
    ("died", "expected"),
    [("2025-01-12", ("counted", "ambulance")), ("2025-01-11", ("not_observed", None))],
)
def test_nothing_after_the_day_of_death(told, died, expected):
    assert told(word(), "category", referrals=ANN, escalations=TWO, deaths=[f"pa,{died}"]) == {"A": expected}


@pytest.mark.parametrize(
    ("as_at", "expected"),
    [(date(2025, 1, 17), ("counted", "ambulance")), (date(2025, 1, 16), ("immature", None))],
)
def test_an_open_window_is_immature(told, as_at, expected):
    assert told(word(), "category", asked={"as_at": as_at}, referrals=ANN, escalations=TWO) == {"A": expected}


def test_a_referral_s_own_row_may_give_the_word(told):
    lines = ["# referral_id,person_id,referred_at,discharged_at,reason", "A,pa,2025-01-10,,fall", "B,pb,2025-01-10,,"]
    reason = {"table": "referrals", "at": "referred_at", "column": "reason"}
    found = told(word(category=reason), "category", referrals=lines)
    assert found == {"A": ("counted", "fall"), "B": ("not_observed", None)}


def test_by_person_the_own_row_may_not(rows):
    measure = word(index={"table": "escalations", "at": "occurred_at"}, category=EVENT | {"link": "person"})
    frame = rows(measure, referrals=ANN, escalations=TWO)
    assert list(frame["state"]) == ["counted", "not_observed"]
    assert frame["category"][0] == "crisis"


def test_the_team_may_be_the_word(told):
    lines = ["# referral_id,person_id,referred_at,discharged_at,team", "A,pa,2025-01-10,,North"]
    team = {"table": "referrals", "at": "referred_at", "column": "team"}
    assert told(word(category=team), "category", "team", referrals=lines) == {"A": ("counted", "North", "North")}
