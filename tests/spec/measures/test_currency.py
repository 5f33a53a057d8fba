"""Who had a plan in date on the quarter's last day, of those who were owed one?"""

from datetime import date

import pytest
from by_hand import heading

PLAN = {"table": "plans", "start": "made_at", "end": "in_force_to", "where": {"kind": ["care"]}, "end_day": "inclusive"}
OPEN = {"table": "referrals", "start": "referred_at", "end": "discharged_at", "end_day": "exclusive"}
OF_ANN = "A,care,2025-01-10,2025-06-30"


def current(**changes):
    return heading(
        **{"kind": "currency", "family": "quality", "open": OPEN, "in_force": PLAN, "grace": "28d", **changes}
    )


def found(told, referral="A,pa,2025-01-02,", plans=(OF_ANN,), deaths=(), asked=None, **changes):
    return told(current(**changes), asked=asked, referrals=[referral], plans=list(plans), deaths=list(deaths)).get("A")


@pytest.mark.parametrize(
    ("referral", "changes", "expected"),
    [
        pytest.param("A,pa,2025-01-02,", {}, "yes", id="still open"),
        pytest.param("A,pa,2025-01-02,2025-04-01", {}, "yes", id="closed the day after"),
        pytest.param("A,pa,2025-01-02,2025-03-31", {}, None, id="closed on the day, which does not hold"),
        pytest.param("A,pa,2025-01-02,2025-03-31", {"open": OPEN | {"end_day": "inclusive"}}, "yes",
                     id="closed on the day, which still holds"),
        pytest.param("A,pa,2025-01-02,2025-03-30", {"open": OPEN | {"end_day": "inclusive"}}, None,
                     id="closed the day before"),
        pytest.param("A,pa,2024-01-02,", {}, "yes", id="open from long before the quarter"),
        pytest.param("A,pa,2025-03-03,", {}, "yes", id="open for exactly as long as the grace"),
        pytest.param("A,pa,2025-03-04,", {}, None, id="open for a day less: not owed yet"),
        pytest.param("A,pa,2025-03-31,", {"grace": "0d"}, "yes", id="no grace: owed from the first day"),
        pytest.param("A,pa,2025-04-01,", {"grace": "0d"}, None, id="opened the day after"),
    ],
)  # fmt: skip
def test_who_is_owed_it(told, referral, changes, expected):
    assert found(told, referral, **changes) == expected


@pytest.mark.parametrize(
    ("plans", "changes", "expected"),
    [
        pytest.param([], {}, "no", id="none"),
        pytest.param(["A,care,2025-03-31,"], {}, "yes", id="made on the day, without an end"),
        pytest.param(["A,care,2025-04-01,"], {}, "no", id="made the day after"),
        pytest.param(["A,care,2025-01-10,2025-03-31"], {}, "yes", id="its last day"),
        pytest.param(["A,care,2025-01-10,2025-03-31"], {"in_force": PLAN | {"end_day": "exclusive"}}, "no",
                     id="its last day, which does not hold"),
        pytest.param(["A,care,2025-01-10,2025-03-30"], {}, "no", id="out of date by a day"),
        pytest.param(["A,care,2024-01-10,2025-03-30", "A,care,2025-03-01,2026-03-01"], {}, "yes", id="renewed"),
        pytest.param(["A,crisis,2025-01-10,"], {}, "no", id="a plan of another kind"),
        pytest.param(["B,care,2025-01-10,", "A,crisis,2025-01-10,"], {}, "no", id="somebody else's"),
    ],
)  # fmt: skip
def test_what_is_in_date(told, plans, changes, expected):
    assert found(told, plans=plans, **changes) == expected


@pytest.mark.parametrize(
    ("died", "expected"),
    [
        pytest.param("2025-03-30", "died", id="died the day before"),
        pytest.param("2025-03-31", "yes", id="died on the day"),
    ],
)
def test_the_dead_are_owed_nothing(told, died, expected):
    assert found(told, deaths=[f"pa,{died}"]) == expected


@pytest.mark.parametrize(
    ("as_at", "expected"),
    [
        pytest.param(date(2025, 3, 31), "yes", id="frozen on the day"),
        pytest.param(date(2025, 3, 30), "immature", id="frozen the day before"),
    ],
)
def test_the_day_must_be_known(told, as_at, expected):
    assert found(told, asked={"as_at": as_at}) == expected


def test_another_day_may_be_asked_about(told):
    plans = ["A,care,2025-01-10,2025-02-27"]
    answers = {}
    for last in (date(2025, 2, 27), date(2025, 2, 28)):
        answers[last.day] = found(told, plans=plans, asked={"first": date(2025, 2, 1), "last": last})
    assert answers == {27: "yes", 28: "no"}


def test_one_row_for_each_open_referral(told):
    referrals = ["A,pa,2025-01-02,", "B,pa,2025-01-03,", "C,pc,2025-01-02,2025-01-20"]
    assert told(current(), referrals=referrals, plans=[OF_ANN, OF_ANN.replace("01-10", "01-11")]) == {
        "A": "yes",
        "B": "no",
    }


def test_what_is_owed_may_be_looked_for_by_person(told):
    stay = {"table": "hospital_spells", "start": "admitted_at", "end": "discharged_at", "end_day": "inclusive"}
    spells = ["pa,2025-03-30,,emergency", "pb,2025-03-01,2025-03-02,emergency"]
    referrals = ["A,pa,2025-01-02,", "B,pb,2025-01-02,"]
    found = told(current(in_force=stay), referrals=referrals, hospital_spells=spells)
    assert found == {"A": "yes", "B": "no"}
