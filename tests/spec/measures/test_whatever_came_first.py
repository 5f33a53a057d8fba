"""Transfers, new referrals and deaths inside the window: whatever came first decides."""

from datetime import date

import pytest
from by_hand import base

HEADER = "# referral_id,person_id,referred_at,discharged_at,transferred_at"
DAYS = {"start": "0d", "end": "10d", "start_day": "inclusive", "end_day": "inclusive", "clock": "days"}


def measure(**changes):
    """Seen within ten days of referral on 10 January."""
    return base(**{
        "index": {"table": "referrals", "at": "referred_at"},
        "outcome": {"table": "contacts", "at": "at", "where": {"attended": ["yes"]}, "counts_when": "present"},
        "observed_when": None, "window": DAYS, "not_observed": "failure", **changes,
    })  # fmt: skip


def found(told, moved, seen="", asked=None, **changes):
    contacts = [f"A,{seen},yes"] if seen else []
    lines = [HEADER, f"A,pa,2025-01-10,,{moved}"]
    return told(measure(**changes), asked=asked, referrals=lines, contacts=contacts)["A"]


@pytest.mark.parametrize(
    ("policy", "transferred", "seen", "expected"),
    [
        pytest.param("ignored", "2025-01-12", "2025-01-15", "yes", id="ignored: seen after it counts"),
        pytest.param("excluded", "2025-01-12", "2025-01-15", "transferred", id="seen too late: transferred first"),
        pytest.param("failure", "2025-01-12", "2025-01-15", "no", id="the same, where a transfer is a failure"),
        pytest.param("excluded", "2025-01-12", "2025-01-11", "yes", id="seen before the transfer"),
        pytest.param("excluded", "2025-01-12", "2025-01-12", "yes", id="seen on the day of the transfer"),
        pytest.param("excluded", "2025-01-12", "2025-01-13", "transferred", id="seen the day after"),
        pytest.param("excluded", "2025-01-20", "", "transferred", id="on the window's last day"),
        pytest.param("excluded", "2025-01-21", "", "no", id="the day after the window"),
        pytest.param("excluded", "2025-01-10", "", "transferred", id="on the day of the index event"),
        pytest.param("excluded", "2025-01-09", "", "no", id="before it"),
        pytest.param("excluded", "", "", "no", id="never"),
    ],
)
def test_transfers(told, policy, transferred, seen, expected):
    assert found(told, transferred, seen, transferred=policy) == expected


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        pytest.param("2025-01-12 10:00", "yes", id="at the minute of the transfer"),
        pytest.param("2025-01-12 10:01", "transferred", id="a minute after it, on the same day"),
    ],
)
def test_by_the_hour_the_minute_decides(told, seen, expected):
    window = DAYS | {"end": "240h", "start": "0h", "clock": "hours"}
    assert found(told, "2025-01-12 10:00", seen, transferred="excluded", window=window) == expected


@pytest.mark.parametrize(
    ("as_at", "expected"),
    [pytest.param(date(2025, 1, 20), "transferred", id="known"), pytest.param(date(2025, 1, 19), "immature", id="not")],
)
def test_a_transfer_is_known_by_the_freeze_date_or_the_window_is_open(told, as_at, expected):
    assert found(told, "2025-01-20", asked={"as_at": as_at}, transferred="excluded") == expected


def again(told, second, seen="", person="pa", **changes):
    contacts = [f"A,{seen},yes"] if seen else []
    lines = ["A,pa,2025-01-10,2025-01-10", f"B,{person},{second},"]
    return told(measure(**{"rereferred": "excluded"} | changes), referrals=lines, contacts=contacts)["A"]


DISCHARGED = {"table": "referrals", "at": "discharged_at"}


@pytest.mark.parametrize(
    ("changes", "second", "seen", "expected"),
    [
        pytest.param({}, "2025-01-12", "", "rereferred", id="a new referral inside the window"),
        pytest.param({"rereferred": "ignored"}, "2025-01-12", "", "no", id="the same, ignored"),
        pytest.param({"rereferred": "failure"}, "2025-01-12", "2025-01-13", "no", id="the same, a failure"),
        pytest.param({}, "2025-01-12", "2025-01-12", "yes", id="seen on that day"),
        pytest.param({}, "2025-01-12", "2025-01-13", "rereferred", id="seen the day after"),
        pytest.param({}, "2025-01-20", "", "rereferred", id="on the window's last day"),
        pytest.param({}, "2025-01-21", "", "no", id="the day after the window"),
        pytest.param({}, "2025-01-10", "", "no", id="two referrals of one day: neither is the new one"),
        pytest.param(
            {"index": DISCHARGED}, "2025-01-10", "", "rereferred", id="referred again on the day of discharge"
        ),
        pytest.param({"index": DISCHARGED}, "2025-01-09", "", "no", id="a referral from before the discharge"),
    ],
)
def test_new_referrals(told, changes, second, seen, expected):
    assert again(told, second, seen, **changes) == expected


def test_a_new_referral_of_somebody_else_is_none(told):
    assert again(told, "2025-01-12", person="pb") == "no"


ALL = {"transferred": "excluded", "rereferred": "excluded", "died": "excluded"}


@pytest.mark.parametrize(
    ("transferred", "died", "second", "expected"),
    [
        pytest.param("2025-01-12", "2025-01-13", "2025-01-14", "transferred", id="transferred first"),
        pytest.param("2025-01-13", "2025-01-12", "2025-01-14", "died", id="died first"),
        pytest.param("2025-01-14", "2025-01-13", "2025-01-12", "rereferred", id="referred again first"),
        pytest.param("2025-01-12", "2025-01-12", "2025-01-12", "died", id="on one day: death before the others"),
        pytest.param("2025-01-12", "2025-01-13", "2025-01-12", "transferred", id="on one day: the transfer"),
    ],
)
def test_the_earliest_of_several_decides(told, transferred, died, second, expected):
    lines = [HEADER, f"A,pa,2025-01-10,,{transferred}", f"B,pa,{second},,"]
    contacts = ["A,2025-01-15,yes"]
    answer = told(measure(**ALL), referrals=lines, contacts=contacts, deaths=[f"pa,{died}"])
    assert answer["A"] == expected


def test_a_policy_holds_for_what_came_first_and_not_for_what_came_after(told):
    lines = [HEADER, "A,pa,2025-01-10,,2025-01-12"]
    changes = {"transferred": "failure", "died": "excluded"}
    assert told(measure(**changes), referrals=lines, deaths=["pa,2025-01-13"])["A"] == "no"
