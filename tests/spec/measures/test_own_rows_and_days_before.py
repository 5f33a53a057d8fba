"""An outcome in the index event's own row, and a window that begins before its index event."""

import pytest
from by_hand import base, heading, model_of
from pydantic import ValidationError

PEOPLE = ["r1,p1,2024-12-01,2025-01-10", "r2,p2,2024-12-01,2025-01-10"]
ONE_DAY = {"start": "0d", "end": "0d", "start_day": "inclusive", "end_day": "inclusive", "clock": "days"}


def visits(**outcome):
    sought = {"table": "contacts", "at": "at", "where": {"attended": ["no"]}, "counts_when": "present", **outcome}
    index = {"table": "contacts", "at": "at", "where": {"attended": ["yes", "no"]}}
    return base(index=index, outcome=sought, observed_when=None, window=ONE_DAY, not_observed="failure")


TWO_VISITS = ["r1,2025-02-03 09:00,no", "r1,2025-02-03 15:00,yes", "r1,2025-02-03 17:00,cancelled"]


def test_the_own_row_alone_decides(rows):
    found = rows(visits(link="row"), referrals=PEOPLE, contacts=TWO_VISITS)
    assert list(found["state"]) == ["yes", "no"]


def test_without_it_another_row_of_the_referral_decides_and_the_own_row_never(rows):
    found = rows(visits(), referrals=PEOPLE, contacts=TWO_VISITS)
    assert list(found["state"]) == ["no", "yes"]


def test_the_own_row_need_belong_to_nobody(rows):
    index = {"table": "oversight", "at": "due_at"}
    held = {"table": "oversight", "at": "held_at", "counts_when": "present", "link": "row"}
    window = {**ONE_DAY, "start": "-2d"}
    measure = base(index=index, outcome=held, observed_when=None, window=window, not_observed="failure")
    lines = ["#kind,due_at,held_at,team", "supervision,2025-02-10,2025-02-10,A", "supervision,2025-02-10,,B"]
    found = rows(measure, referrals=PEOPLE, oversight=lines)
    assert list(found["state"]) == ["yes", "no"]


@pytest.mark.parametrize(
    ("day", "start_day", "state"),
    [
        ("2025-01-08", "inclusive", "no"),
        ("2025-01-08", "exclusive", "yes"),
        ("2025-01-07", "inclusive", "yes"),
        ("2025-01-10", "inclusive", "no"),
        ("2025-01-11", "inclusive", "yes"),
    ],
)
def test_a_window_from_two_days_before(told, day, start_day, state):
    window = {**ONE_DAY, "start": "-2d", "start_day": start_day}
    seen = ["r1,2025-01-10,6 weeks,yes"]
    found = told(base(window=window), referrals=PEOPLE[:1], packages=[f"r1,{day},ongoing"], followups=seen)
    assert found == {"r1": state}


@pytest.mark.parametrize("day", ["2025-01-07", "2025-01-10"])
def test_a_window_may_end_before_the_index_event(told, day):
    window = {**ONE_DAY, "start": "-2d", "end": "-1d"}
    seen = ["r1,2025-01-10,6 weeks,yes"]
    found = told(base(window=window), referrals=PEOPLE[:1], packages=[f"r1,{day},ongoing"], followups=seen)
    assert found == {"r1": "yes"}


OWN = {"table": "packages", "at": "started_at", "link": "row"}
BEFORE = {**ONE_DAY, "start": "-1d"}
TIMES = {"kind": "time_to_event", "index": {"table": "referrals", "at": "referred_at"}, "died": "competing"}
ELAPSED = {"table": "contacts", "at": "at", "take": "elapsed_days"}


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (base(outcome={**OWN, "counts_when": "absent"}), "name its table"),
        (visits(link="row", at_least=2), "at_least"),
        (heading(**TIMES, outcome=OWN, window=ONE_DAY), "name its table"),
        (heading(**TIMES, outcome={"table": "contacts", "at": "at"}, window=BEFORE), "cannot start before"),
        (
            heading(
                kind="quantity", index=TIMES["index"], amount=ELAPSED, unit="days", none_found="not_observed",
                died="kept", window=BEFORE,
            ),
            "cannot start before",
        ),
        (
            heading(
                kind="rate", index=TIMES["index"], outcome={**OWN, "table": "referrals", "at": "referred_at"},
                per="days", multiple=1, died="excluded",
            ),
            "another link",
        ),
        (base(window={**ONE_DAY, "start": "--1d"}), "pattern"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(keys, told):
    with pytest.raises(ValidationError, match=told):
        model_of(**keys)
