"""How long until an event; and for whoever had none, how long they were followed."""

from datetime import date

import pytest
from by_hand import heading
from pydantic import ValidationError

DAYS = {"start": "0d", "end": "30d", "start_day": "inclusive", "end_day": "inclusive", "clock": "days"}
HOURS = {"start": "0h", "end": "72h", "start_day": "inclusive", "end_day": "inclusive", "clock": "hours"}


def time(**changes):
    """Time from referral on 10 January to the first escalation, for thirty days."""
    return heading(**{
        "kind": "time_to_event", "better": "lower", "index": {"table": "referrals", "at": "referred_at"},
        "outcome": {"table": "escalations", "at": "occurred_at"}, "window": DAYS, "died": "competing", **changes,
    })  # fmt: skip


ANN = ["A,pa,2025-01-10,"]


def found(told, escalated="", death="", referrals=ANN, asked=None, **changes):
    escalations = [f"A,{escalated},crisis"] if escalated else []
    deaths = [f"pa,{death}"] if death else []
    tables = {"referrals": referrals, "escalations": escalations, "deaths": deaths}
    return told(time(**changes), "time", asked=asked, **tables)["A"]


@pytest.mark.parametrize(
    ("escalated", "changes", "expected"),
    [
        pytest.param("2025-01-15", {}, ("event", 5), id="five days"),
        pytest.param("2025-01-10", {}, ("event", 0), id="on day 0: no time at all"),
        pytest.param(
            "2025-01-10", {"window": DAYS | {"start_day": "exclusive"}}, ("censored", 30), id="day 0 left out"
        ),
        pytest.param("2025-02-09", {}, ("event", 30), id="on the window's last day"),
        pytest.param("2025-02-10", {}, ("censored", 30), id="the day after: followed for thirty days without"),
        pytest.param(
            "2025-02-09", {"window": DAYS | {"end_day": "exclusive"}}, ("censored", 29), id="an exclusive end"
        ),
        pytest.param("", {}, ("censored", 30), id="none"),
        pytest.param("2025-01-09", {}, ("censored", 30), id="before the index event"),
    ],
)
def test_days(told, escalated, changes, expected):
    assert found(told, escalated, **changes) == expected


@pytest.mark.parametrize(
    ("referred", "escalated", "expected"),
    [
        pytest.param("2025-01-10 12:00", "2025-01-11 13:30", ("event", 25.5), id="hours and a half"),
        pytest.param("2025-03-29 12:00", "2025-03-30 12:00", ("event", 23), id="over the night of 23 hours"),
        pytest.param("2025-01-10 12:00", "2025-01-13 12:00", ("event", 72), id="to the minute"),
        pytest.param("2025-01-10 12:00", "2025-01-13 12:01", ("censored", 72), id="a minute later"),
    ],
)
def test_hours(told, referred, escalated, expected):
    assert found(told, escalated, referrals=[f"A,pa,{referred},"], window=HOURS) == expected


@pytest.mark.parametrize(
    ("policy", "escalated", "died", "expected"),
    [
        pytest.param("competing", "", "2025-01-20", ("competing", 10), id="died first"),
        pytest.param("censored", "", "2025-01-20", ("censored", 10), id="the same, as the end of being followed"),
        pytest.param("event", "", "2025-01-20", ("event", 10), id="the same, as the event"),
        pytest.param("competing", "2025-01-20", "2025-01-20", ("event", 10), id="an event of the day of death"),
        pytest.param("competing", "2025-01-21", "2025-01-20", ("competing", 10), id="a slip of the record"),
        pytest.param("competing", "", "2025-02-09", ("competing", 30), id="died on the window's last day"),
        pytest.param("competing", "", "2025-02-10", ("censored", 30), id="died the day after"),
        pytest.param("competing", "", "2025-01-08", ("competing", 0), id="died before the index event: no time"),
    ],
)
def test_deaths(told, policy, escalated, died, expected):
    assert found(told, escalated, died, died=policy) == expected


@pytest.mark.parametrize(
    ("as_at", "escalated", "expected"),
    [
        pytest.param(date(2025, 1, 20), "", ("censored", 10), id="the freeze date ends it, and nothing is immature"),
        pytest.param(date(2025, 1, 20), "2025-01-20", ("event", 10), id="an event of the freeze date"),
        pytest.param(date(2025, 1, 20), "2025-01-21", ("censored", 10), id="an event after it is not known"),
        pytest.param(date(2025, 3, 20), "", ("censored", 30), id="the window ends first"),
    ],
)
def test_the_freeze_date_ends_follow_up(told, as_at, escalated, expected):
    assert found(told, escalated, asked={"as_at": as_at}) == expected


def test_by_the_hour_the_freeze_date_is_known_to_its_end(told):
    referrals = ["A,pa,2025-01-10 12:00,"]
    assert found(told, referrals=referrals, window=HOURS, asked={"as_at": date(2025, 1, 11)}) == ("censored", 36)


@pytest.mark.parametrize(
    ("linked_to", "escalated", "died", "expected"),
    [
        pytest.param({"escalations": date(2025, 1, 20)}, "", "", ("censored", 10), id="to the end of the feed"),
        pytest.param(
            {"escalations": date(2025, 1, 20)}, "2025-01-20", "", ("event", 10), id="an event of its last day"
        ),
        pytest.param({"escalations": date(2025, 1, 20)}, "2025-01-21", "", ("censored", 10), id="an event after it"),
        pytest.param({"escalations": date(2025, 1, 20)}, "", "2025-01-21", ("censored", 10), id="a death after it"),
        pytest.param({"escalations": date(2025, 1, 10)}, "", "", ("censored", 0), id="to the day of the index event"),
        pytest.param({"escalations": date(2025, 1, 9)}, "", "", ("not_observed", None), id="to the day before"),
        pytest.param({}, "2025-01-15", "", ("not_observed", None), id="not linked at all"),
        pytest.param({"escalations": date(2025, 5, 1)}, "", "", ("censored", 30), id="the window ends first"),
    ],
)
def test_a_feed_ends_follow_up(told, linked_to, escalated, died, expected):
    assert found(told, escalated, died, asked={"linked_to": linked_to}, followed_to="escalations") == expected


@pytest.mark.parametrize(
    ("changes", "escalated", "expected"),
    [
        pytest.param({}, "", ("censored", 30), id="ignored"),
        pytest.param({"rereferred": "excluded"}, "", ("rereferred", None), id="referred again"),
        pytest.param({"rereferred": "excluded"}, "2025-01-12", ("event", 2), id="the event came first"),
    ],
)
def test_new_referrals(told, changes, escalated, expected):
    assert found(told, escalated, referrals=[*ANN, "B,pa,2025-01-15,"], **changes) == expected


def test_the_second_event_may_be_the_one(told):
    outcome = {"table": "escalations", "at": "occurred_at", "at_least": 2}
    tables = {"referrals": ANN, "escalations": ["A,2025-01-12,crisis", "A,2025-01-15,crisis"]}
    assert told(time(outcome=outcome), "time", **tables) == {"A": ("event", 5)}


def test_a_time_cannot_fail(told):
    with pytest.raises(ValidationError, match="has a meaning for a proportion only"):
        told(time(rereferred="failure"), referrals=ANN)
