"""When does an event count? Every edge from both sides, on people written by hand."""

from datetime import date

import pytest
from by_hand import base

# Discharged on 10 January; six weeks later is 21 February.
ANN = {"referrals": ["A,pa,2025-01-02,2025-01-10"], "followups": ["A,2025-02-24,6 weeks,yes"]}
SIX_WEEKS = {"start": "0d", "end": "6w", "start_day": "inclusive", "end_day": "inclusive", "clock": "days"}


@pytest.mark.parametrize(
    ("window", "started", "expected"),
    [
        pytest.param({}, "2025-01-09", "yes", id="the day before the window is outside"),
        pytest.param({}, "2025-01-10", "no", id="day 0 counts where it is inclusive"),
        pytest.param({"start_day": "exclusive"}, "2025-01-10", "yes", id="day 0 does not count where it is exclusive"),
        pytest.param({"start_day": "exclusive"}, "2025-01-11", "no", id="day 1 counts where day 0 is exclusive"),
        pytest.param({}, "2025-02-21", "no", id="the last day counts where it is inclusive"),
        pytest.param({}, "2025-02-21 23:59", "no", id="and to its end, for days are calendar days"),
        pytest.param({"end_day": "exclusive"}, "2025-02-21", "yes", id="the last day is out where it is exclusive"),
        pytest.param({"end_day": "exclusive"}, "2025-02-20", "no", id="the day before an exclusive end counts"),
        pytest.param({}, "2025-02-22", "yes", id="the day after the window is outside"),
        pytest.param({"start": "2w"}, "2025-01-23", "yes", id="the day before a window that opens later is outside"),
        pytest.param({"start": "2w"}, "2025-01-24", "no", id="the day on which a later window opens counts"),
    ],
)
def test_days_are_calendar_days(states, window, started, expected):
    assert states({"window": SIX_WEEKS | window}, **ANN, packages=[f"A,{started},ongoing"]) == {"A": expected}


@pytest.mark.parametrize(
    ("index", "event", "clock", "expected"),
    [
        pytest.param("2025-01-10 15:00", "2025-01-13 15:00", "hours", "yes", id="72 hours to the minute"),
        pytest.param("2025-01-10 15:00", "2025-01-13 15:01", "hours", "no", id="72 hours and a minute"),
        pytest.param("2025-01-10 15:00", "2025-01-13 23:59", "days", "yes", id="but still the third calendar day"),
        pytest.param("2025-01-10 00:10", "2025-01-13 23:59", "days", "yes", id="nearly 96 hours are three days"),
        pytest.param("2025-01-10 23:50", "2025-01-14 00:00", "days", "no", id="the fourth calendar day"),
        pytest.param("2025-01-10 15:00", "2025-01-10 14:59", "hours", "no", id="a minute before the index event"),
        pytest.param("2025-01-10 15:00", "2025-01-10 14:59", "days", "yes", id="earlier on the day of the index event"),
        pytest.param(
            "2025-03-29 12:00", "2025-04-01 13:00", "hours", "yes", id="the night of 23 hours is 23 hours long"
        ),
        pytest.param("2025-03-29 12:00", "2025-04-01 13:01", "hours", "no", id="and not one minute longer"),
        pytest.param("2025-01-10T15:00:00Z", "2025-01-13T16:00:00+01:00", "hours", "yes", id="offsets are honoured"),
        pytest.param("2025-03-31T23:30:00Z", "2025-03-31 12:00", "days", None, id="23:30 UTC is April in London"),
    ],
)
def test_hours_are_exact_times(states, index, event, clock, expected):
    measure = {
        "index": {"table": "referrals", "at": "referred_at"},
        "outcome": {"table": "contacts", "at": "at", "where": {"attended": ["yes"]}, "counts_when": "present"},
        "observed_when": None,
        "window": {"start": "0h", "end": "72h", "start_day": "inclusive", "end_day": "inclusive", "clock": clock},
        "not_observed": "failure",
    }
    found = states(measure, referrals=[f"A,pa,{index},"], contacts=[f"A,{event},yes"])
    assert found == ({"A": expected} if expected else {})


@pytest.mark.parametrize(
    ("discharged", "counted"),
    [
        pytest.param("2024-12-31", False, id="the day before the quarter"),
        pytest.param("2025-01-01", True, id="its first day"),
        pytest.param("2025-03-31 23:59", True, id="its last minute"),
        pytest.param("2025-04-01", False, id="the day after"),
        pytest.param("", False, id="not yet discharged"),
    ],
)
def test_the_quarter_is_counted_by_the_index_event(states, discharged, counted):
    found = states({}, referrals=[f"A,pa,2024-12-20,{discharged}"], followups=["A,2025-05-20,6 weeks,yes"])
    assert ("A" in found) is counted


@pytest.mark.parametrize(
    ("as_at", "end_day", "expected"),
    [
        pytest.param(date(2025, 2, 21), "inclusive", "yes", id="frozen on the window's last day"),
        pytest.param(date(2025, 2, 20), "inclusive", "immature", id="frozen the day before"),
        pytest.param(date(2025, 2, 20), "exclusive", "yes", id="an exclusive end needs one day less"),
        pytest.param(date(2025, 2, 19), "exclusive", "immature", id="and not two"),
    ],
)
def test_a_window_that_runs_past_the_freeze_date_is_immature(states, as_at, end_day, expected):
    people = ANN | {"followups": ["A,2025-02-19,6 weeks,yes"]}
    assert states({"window": SIX_WEEKS | {"end_day": end_day}}, as_at, **people) == {"A": expected}


@pytest.mark.parametrize(
    ("index", "end_day", "expected"),
    [
        pytest.param("2025-02-27 23:59", "inclusive", "no", id="the window ends a minute before the freeze date does"),
        pytest.param("2025-02-28 00:00", "inclusive", "immature", id="it ends at the midnight after and counts it"),
        pytest.param("2025-02-28 00:00", "exclusive", "no", id="it ends at the midnight after and does not count it"),
        pytest.param("2025-02-28 00:01", "exclusive", "immature", id="it ends a minute after midnight"),
    ],
)
def test_immaturity_by_the_hour_turns_at_midnight_after_the_freeze_date(states, index, end_day, expected):
    measure = {
        "index": {"table": "referrals", "at": "referred_at"},
        "outcome": {"table": "contacts", "at": "at", "counts_when": "present"},
        "observed_when": None,
        "window": {"start": "0h", "end": "24h", "start_day": "inclusive", "end_day": end_day, "clock": "hours"},
    }
    assert states(measure, date(2025, 2, 28), referrals=[f"A,pa,{index},"]) == {"A": expected}


def test_an_immature_window_is_refused_whatever_is_known_already(states):
    measure = {"window": SIX_WEEKS, "died": "failure"}
    people = ANN | {"packages": ["A,2025-01-12,ongoing"], "deaths": ["pa,2025-01-14"]}
    assert states(measure, date(2025, 1, 31), **people) == {"A": "immature"}


@pytest.mark.parametrize(
    ("asked", "start", "index", "event"),
    [
        pytest.param({"last": date(2025, 3, 29)}, "0h", "2025-03-29 23:30", "2025-03-31 00:15",
                     id="a day later is two days on, in the night of 23 hours"),
        pytest.param({"first": date(2024, 10, 27)}, "24h", "2024-10-27 00:30", "2024-10-27 23:30",
                     id="a day later is the same day, in the night of 25 hours"),
    ],
)  # fmt: skip
def test_an_event_at_the_edge_of_the_period_is_found_over_a_clock_change(told, asked, start, index, event):
    measure = base(
        index={"table": "referrals", "at": "referred_at"},
        outcome={"table": "contacts", "at": "at", "counts_when": "present"},
        observed_when=None, window={"start": start, "end": "24h", "start_day": "inclusive", "clock": "hours"},
    )  # fmt: skip
    found = told(measure, asked=asked, referrals=[f"A,pa,{index},"], contacts=[f"A,{event},yes"])
    assert found == {"A": "yes"}
