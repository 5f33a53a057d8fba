"""Events and what they are counted against: index events, attended contacts, or days."""

from datetime import date

import pytest
from by_hand import heading
from pydantic import ValidationError

WINDOW = {"start": "0d", "end": "9d", "start_day": "inclusive", "end_day": "inclusive", "clock": "days"}


def rate(**changes):
    """Incidents of the ten days from referral on 10 January."""
    return heading(**{
        "kind": "rate", "family": "safety", "better": "lower", "index": {"table": "referrals", "at": "referred_at"},
        "outcome": {"table": "safety_events", "at": "at"}, "window": WINDOW, "per": "days", "multiple": 1000,
        "died": "ends_exposure", **changes,
    })  # fmt: skip


ANN = ["A,pa,2025-01-10,2025-01-15"]
INCIDENTS = [f"A,2025-01-{day:02d},low" for day in (9, 10, 12, 19, 20)]


@pytest.mark.parametrize(
    ("changes", "events", "exposure"),
    [
        pytest.param({}, 3, 10, id="both ends of the window count"),
        pytest.param({"start_day": "exclusive"}, 2, 9, id="without day 0"),
        pytest.param({"end_day": "exclusive"}, 2, 9, id="without the last day"),
        pytest.param({"start": "1d"}, 2, 9, id="from day 1"),
    ],
)
def test_days_of_a_window(told, changes, events, exposure):
    found = told(rate(window=WINDOW | changes), "events", "exposure", referrals=ANN, safety_events=INCIDENTS)
    assert found == {"A": ("counted", events, exposure)}


@pytest.mark.parametrize(
    ("died", "policy", "expected"),
    [
        pytest.param("2025-01-12", "ends_exposure", ("counted", 2, 3), id="the day of death counts, none after it"),
        pytest.param("2025-01-10", "ends_exposure", ("counted", 1, 1), id="died on the day of the index event"),
        pytest.param("2025-01-08", "ends_exposure", ("counted", 0, 0), id="died before it"),
        pytest.param("2025-01-20", "ends_exposure", ("counted", 3, 10), id="died after the window"),
        pytest.param("2025-01-19", "excluded", ("died", 3, 10), id="on its last day, where deaths are taken out"),
        pytest.param("2025-01-20", "excluded", ("counted", 3, 10), id="the day after it"),
    ],
)
def test_a_death_ends_exposure_or_takes_the_row_out(told, died, policy, expected):
    found = told(rate(died=policy), "events", "exposure", referrals=ANN, safety_events=INCIDENTS, deaths=[f"pa,{died}"])
    assert found == {"A": expected}


VISITS = ["A,2025-01-10,yes", "A,2025-01-11,no", "A,2025-01-12,cancelled", "A,2025-01-19,yes", "A,2025-01-20,yes"]


@pytest.mark.parametrize(
    ("per", "deaths", "exposure"),
    [
        pytest.param("index_events", [], 1, id="each index event is one"),
        pytest.param("contacts", [], 2, id="attended contacts inside the window"),
        pytest.param("contacts", ["pa,2025-01-18"], 1, id="up to the day of death"),
    ],
)
def test_what_events_are_counted_against(told, per, deaths, exposure):
    found = told(rate(per=per), "exposure", referrals=ANN, contacts=VISITS, deaths=deaths)
    assert found == {"A": ("counted", exposure)}


@pytest.mark.parametrize(("as_at", "state"), [(date(2025, 1, 19), "counted"), (date(2025, 1, 18), "immature")])
def test_a_window_past_the_freeze_date_is_immature(told, as_at, state):
    assert told(rate(), asked={"as_at": as_at}, referrals=ANN) == {"A": state}


# Open from before the quarter, inside it, to after it, before it; and still open.
SEVERAL = [
    "A,pa,2024-12-01,2025-01-10", "B,pb,2025-01-11,2025-01-20", "C,pc,2025-03-31,2025-05-01",
    "D,pd,2024-11-01,2024-12-31", "E,pe,2025-01-01,",
]  # fmt: skip


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        pytest.param({}, {"A": (0, 10), "B": (0, 10), "C": (0, 1), "E": (0, 90)}, id="days open in the quarter"),
        pytest.param({"deaths": ["pe,2025-01-31", "pa,2024-12-31"]}, {"B": (0, 10), "C": (0, 1), "E": (0, 31)},
                     id="up to the day of death"),
        pytest.param({"safety_events": ["A,2024-12-31,low", "A,2025-01-01,low", "A,2025-01-10,low", "A,2025-01-11,low"]},
                     {"A": (2, 10), "B": (0, 10), "C": (0, 1), "E": (0, 90)}, id="events on the days of exposure"),
        pytest.param({"safety_events": ["C,2025-03-31,low", "C,2025-04-01,low"]},
                     {"A": (0, 10), "B": (0, 10), "C": (1, 1), "E": (0, 90)}, id="the quarter's last day"),
    ],
)  # fmt: skip
def test_days_of_the_quarter_itself(told, tables, expected):
    found = told(rate(window=None), "events", "exposure", referrals=SEVERAL, **tables)
    assert {referral: numbers for referral, (_, *numbers) in found.items()} == {k: list(v) for k, v in expected.items()}


def test_contacts_of_the_quarter_itself(told):
    visits = ["A,2024-12-31,yes", "A,2025-01-01,yes", "A,2025-01-12,yes", "C,2025-04-01,yes", "E,2025-03-31,no"]
    incidents = ["A,2025-01-12,low", "B,2025-01-30,low"]
    found = told(rate(window=None, per="contacts"), "events", "exposure",
                 referrals=SEVERAL, contacts=visits, safety_events=incidents)  # fmt: skip
    # Whoever had neither a contact nor an event has no row; a contact or an event after discharge still counts.
    assert found == {"A": ("counted", 1, 2), "B": ("counted", 1, 0)}


@pytest.mark.parametrize(
    ("as_at", "died", "expected"),
    [
        pytest.param(date(2025, 3, 31), "ends_exposure", "counted", id="frozen on the quarter's last day"),
        pytest.param(date(2025, 3, 30), "ends_exposure", "immature", id="frozen the day before"),
        pytest.param(date(2025, 3, 31), "excluded", "died", id="died in the quarter, taken out"),
    ],
)
def test_the_quarter_must_be_over(told, as_at, died, expected):
    found = told(rate(window=None, died=died), asked={"as_at": as_at}, referrals=["E,pe,2025-01-01,"],
                 deaths=["pe,2025-03-01"])  # fmt: skip
    assert found == {"E": expected}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"window": None, "per": "index_events"}, "need a window", id="index events of no window"),
        pytest.param({"window": None, "index": {"table": "referrals", "at": "referred_at", "counts": "people"}},
                     "every index event is followed", id="people of no window"),
        pytest.param({"window": WINDOW | {"clock": "hours"}}, "needs a window by calendar days", id="days by the hour"),
        pytest.param({"outcome": {"table": "safety_events", "at": "at", "at_least": 2}}, "counts every event",
                     id="at least two of a count"),
    ],
)  # fmt: skip
def test_rates_that_make_no_sense_are_refused(told, changes, message):
    with pytest.raises(ValidationError, match=message):
        told(rate(**changes), referrals=ANN)
