"""Who looked? One of several looks is enough, and a feed looks as far as it is linked and complete."""

from datetime import date

import pytest
from by_hand import base

HOURS = {"start": "0h", "end": "72h", "start_day": "exclusive", "end_day": "inclusive", "clock": "hours"}
DAYS = {"start": "0d", "end": "3d", "start_day": "exclusive", "end_day": "inclusive", "clock": "days"}
EITHER = {"any": [{"table": "stability_checks", "where": {"result": ["stable"]}}, {"feed": "escalations"}]}
# First contact on Friday 10 January at three in the afternoon: 72 hours end on Monday 13 January at three.
ANN = ["A,pa,2025-01-10 15:00,"]
CHECK, UNCLEAR = "A,2025-01-13,stable", "A,2025-01-13,unclear"


def stable(told, linked_to, looks=EITHER, window=HOURS, checks=(), escalations=(), referrals=ANN):
    """Not escalated for three days, and somebody looked."""
    measure = base(
        index={"table": "referrals", "at": "referred_at"},
        outcome={"table": "escalations", "at": "occurred_at", "counts_when": "absent"},
        observed_when=looks, window=window, died="failure",
    )  # fmt: skip
    asked = {"linked_to": {"escalations": linked_to} if linked_to else {}}
    return told(measure, asked=asked, referrals=referrals, stability_checks=list(checks), escalations=list(escalations))


@pytest.mark.parametrize(
    ("linked_to", "checks", "escalations", "expected"),
    [
        pytest.param(None, [], [], "not_observed", id="nobody looked: an absence is not a success"),
        pytest.param(None, [CHECK], [], "yes", id="a check"),
        pytest.param(None, [UNCLEAR], [], "not_observed", id="a check of another result"),
        pytest.param(date(2025, 1, 13), [], [], "yes", id="a feed linked to the day on which the window ends"),
        pytest.param(date(2025, 1, 12), [], [], "not_observed", id="to the day before"),
        pytest.param(date(2025, 1, 12), [CHECK], [], "yes", id="the feed too short, but a check"),
        pytest.param(None, [], ["A,2025-01-11,ambulance"], "no", id="an escalation is known though nobody looked"),
    ],
)
def test_one_of_several_looks_is_enough(told, linked_to, checks, escalations, expected):
    assert stable(told, linked_to, checks=checks, escalations=escalations) == {"A": expected}


@pytest.mark.parametrize(
    ("window", "referred", "linked_to", "expected"),
    [
        pytest.param(DAYS, "2025-01-10", date(2025, 1, 13), "yes", id="by days: to the last day"),
        pytest.param(DAYS, "2025-01-10", date(2025, 1, 12), "not_observed", id="by days: the day before"),
        pytest.param(DAYS | {"end_day": "exclusive"}, "2025-01-10", date(2025, 1, 12), "yes", id="an exclusive end"),
        pytest.param(HOURS, "2025-01-10 23:59", date(2025, 1, 13), "yes", id="a minute before the midnight after"),
        pytest.param(HOURS, "2025-01-11 00:00", date(2025, 1, 13), "not_observed", id="at the midnight after"),
        pytest.param(HOURS, "2025-03-27 22:59", date(2025, 3, 30), "yes",
                     id="over the night on which the clocks go forward: 23:59 in London"),
        pytest.param(HOURS, "2025-03-27 23:00", date(2025, 3, 30), "not_observed", id="and its midnight"),
    ],
)  # fmt: skip
def test_a_feed_reaches_to_the_end_of_its_day(told, window, referred, linked_to, expected):
    found = stable(told, linked_to, {"feed": "escalations"}, window, referrals=[f"A,pa,{referred},"])
    assert found == {"A": expected}


def test_a_feed_of_another_table_does_not_look(told):
    assert stable(told, date(2025, 5, 1), {"feed": "hospital_spells"}) == {"A": "not_observed"}


def test_a_feed_looks_for_nobody_whose_person_is_not_known(told):
    measure = base(
        index={"table": "contacts", "at": "at"},
        outcome={"table": "escalations", "at": "occurred_at", "counts_when": "absent"},
        observed_when={"feed": "escalations"},
    )
    visits = ["A,2025-01-10,yes", "Z,2025-01-10,yes"]
    asked = {"linked_to": {"escalations": date(2025, 5, 1)}}
    found = told(measure, asked=asked, referrals=ANN, contacts=visits, escalations=[])
    assert found == {"A": "yes", "Z": "not_observed"}


@pytest.mark.parametrize(
    ("looked", "as_at", "expected"),
    [
        pytest.param("2025-03-01", date(2025, 3, 1), "yes", id="on the freeze date"),
        pytest.param("2025-03-02", date(2025, 3, 1), "not_observed", id="the day after it is not known"),
    ],
)
def test_a_look_after_the_freeze_date_is_not_known(states, looked, as_at, expected):
    found = states({}, as_at, referrals=["A,pa,2025-01-02,2025-01-10"], followups=[f"A,{looked},6 weeks,yes"])
    assert found == {"A": expected}


def test_a_look_at_the_person_s_own_feed_table_is_by_person(told):
    measure = base(observed_when={"table": "hospital_spells", "where": {"kind": ["planned"]}})
    spells = ["pa,2025-02-01,,planned"]
    referrals = ["A,pa,2025-01-02,2025-01-10", "B,pb,2025-01-02,2025-01-10"]
    assert told(measure, referrals=referrals, hospital_spells=spells) == {"A": "yes", "B": "not_observed"}
