"""A number for each index event: the first, the last, the sum, the count, or the time elapsed."""

from datetime import date

import pytest
from by_hand import heading, model_of
from pydantic import ValidationError

WINDOW = {"start": "0d", "end": "4w", "start_day": "inclusive", "end_day": "inclusive", "clock": "days"}
HOURS = {"start": "0h", "end": "72h", "start_day": "inclusive", "end_day": "inclusive", "clock": "hours"}
SUPPORT = {"table": "support_hours", "at": "week_at", "column": "hours"}
CONTACT = {"table": "contacts", "at": "at", "where": {"attended": ["yes"]}}
PACKAGE = {"table": "packages", "at": "started_at", "column": "weekly_hours"}
HEADER = "# referral_id,started_at,kind,weekly_hours"


def quantity(amount, **changes):
    return heading(**{
        "kind": "quantity", "index": {"table": "referrals", "at": "referred_at"}, "window": WINDOW, "amount": amount,
        "unit": "hours", "none_found": "not_observed", "died": "kept", **changes,
    })  # fmt: skip


ANN = ["A,pa,2025-01-06,"]
WEEKS = ["A,2025-01-05,9", "A,2025-01-06,2", "A,2025-01-20,3.5", "A,2025-02-03,1", "A,2025-02-04,9"]


@pytest.mark.parametrize(
    ("take", "expected"),
    [("first", 2.0), ("last", 1.0), ("sum", 6.5)],
)
def test_the_first_the_last_and_the_sum_of_the_window(told, take, expected):
    found = told(quantity(SUPPORT | {"take": take}), "value", referrals=ANN, support_hours=WEEKS)
    assert found == {"A": ("counted", expected)}


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [
        pytest.param(WEEKS, ("counted", 1.0), id="the first in the window less the last in it"),
        pytest.param(WEEKS[1:2], ("not_observed", None), id="one week shows no movement"),
        pytest.param([], ("not_observed", None), id="no week"),
    ],
)  # fmt: skip
def test_a_fall_is_the_first_less_the_last(told, weeks, expected):
    found = told(quantity(SUPPORT | {"take": "fall"}), "value", referrals=ANN, support_hours=weeks)
    assert found == {"A": expected}


@pytest.mark.parametrize(
    ("packages", "expected"),
    [
        pytest.param(["A,2025-01-06,ongoing,2", "A,2025-01-20,ongoing,", "A,2025-02-03,ongoing,5"], ("counted", -3.0), id="what lies between is not asked"),
        pytest.param(["A,2025-01-06,ongoing,", "A,2025-02-03,ongoing,5"], ("not_observed", None), id="the first is blank"),
        pytest.param(["A,2025-01-06,ongoing,2", "A,2025-01-20,ongoing,1", "A,2025-02-03,ongoing,"], ("not_observed", None), id="the last is blank"),
    ],
)  # fmt: skip
def test_a_fall_from_or_to_a_blank_is_not_known(told, packages, expected):
    found = told(quantity(PACKAGE | {"take": "fall"}), "value", referrals=ANN, packages=[HEADER, *packages])
    assert found == {"A": expected}


def test_nothing_on_record_is_no_fall_of_nought():
    with pytest.raises(ValidationError, match="no fall of nought"):
        model_of(**quantity(SUPPORT | {"take": "fall"}, none_found="zero"))


def test_how_many(told):
    visits = ["A,2025-01-06,yes", "A,2025-01-06,no", "A,2025-02-03,yes", "A,2025-02-04,yes"]
    found = told(quantity(CONTACT | {"take": "count"}, unit="contacts"), "value", referrals=ANN, contacts=visits)
    assert found == {"A": ("counted", 2.0)}


@pytest.mark.parametrize(
    ("take", "none_found", "expected"),
    [
        pytest.param("sum", "zero", ("counted", 0.0), id="no support is no hours"),
        pytest.param("sum", "not_observed", ("not_observed", None), id="no row means that nobody wrote it down"),
        pytest.param("first", "zero", ("counted", 0.0), id="the same for the first"),
        pytest.param("count", "zero", ("counted", 0.0), id="and for a count"),
    ],
)
def test_none_found(told, take, none_found, expected):
    amount = CONTACT | {"take": take} if take == "count" else SUPPORT | {"take": take}
    assert told(quantity(amount, none_found=none_found), "value", referrals=ANN, support_hours=[]) == {"A": expected}


@pytest.mark.parametrize(
    ("take", "packages", "expected"),
    [
        pytest.param("sum", ["A,2025-01-07,care,5", "A,2025-01-08,care,2"], ("counted", 7), id="all numbers there"),
        pytest.param("sum", ["A,2025-01-07,care,5", "A,2025-01-08,care,"], ("not_observed", None), id="one is blank"),
        pytest.param("first", ["A,2025-01-07,care,", "A,2025-01-08,care,2"], ("not_observed", None),
                     id="the first is blank"),
        pytest.param("last", ["A,2025-01-07,care,", "A,2025-01-08,care,2"], ("counted", 2), id="the last is there"),
    ],
)  # fmt: skip
def test_a_blank_number_is_not_zero(told, take, packages, expected):
    found = told(quantity(PACKAGE | {"take": take}, none_found="zero"), "value",
                 referrals=ANN, packages=[HEADER, *packages])  # fmt: skip
    assert found == {"A": expected}


@pytest.mark.parametrize(
    ("take", "window", "referred", "seen", "expected"),
    [
        pytest.param("elapsed_days", WINDOW, "2025-01-06 23:00", "2025-01-07 01:00", 1.0, id="a night is a day"),
        pytest.param("elapsed_days", WINDOW, "2025-01-06 10:00", "2025-01-06 23:00", 0.0, id="the same day"),
        pytest.param("elapsed_days", WINDOW, "2025-03-29", "2025-03-31", 2.0, id="days over a clock change"),
        pytest.param("elapsed_hours", HOURS, "2025-01-06 23:00", "2025-01-07 01:30", 2.5, id="hours and a half"),
        pytest.param("elapsed_hours", HOURS, "2025-03-29 12:00", "2025-03-30 12:00", 23.0, id="a night of 23 hours"),
        pytest.param("elapsed_hours", HOURS, "2025-01-06 12:00", "2025-01-09 12:01", None, id="outside the window"),
    ],
)
def test_elapsed_time(told, take, window, referred, seen, expected):
    unit = take.removeprefix("elapsed_")
    found = told(quantity(CONTACT | {"take": take}, unit=unit, window=window), "value",
                 referrals=[f"A,pa,{referred},"], contacts=[f"A,{seen},yes", "A,2025-04-30,yes"])  # fmt: skip
    assert found == {"A": ("counted" if expected is not None else "not_observed", expected)}


@pytest.mark.parametrize(
    ("take", "policy", "died", "expected"),
    [
        pytest.param("sum", "kept", "2025-01-20", ("counted", 5.5), id="kept, with what there was"),
        pytest.param("sum", "kept", "2025-01-19", ("counted", 2.0), id="nothing after the day of death"),
        pytest.param("sum", "excluded", "2025-02-03", ("died", None), id="taken out: the window's last day"),
        pytest.param("sum", "excluded", "2025-02-04", ("counted", 6.5), id="the day after the window"),
        pytest.param("first", "excluded", "2025-01-06", ("counted", 2.0), id="the first came on the day of death"),
        pytest.param("first", "excluded", "2025-01-05", ("died", None), id="died before the first"),
        pytest.param("last", "excluded", "2025-01-25", ("died", None), id="the last is not known to be the last"),
    ],
)
def test_deaths(told, take, policy, died, expected):
    found = told(quantity(SUPPORT | {"take": take}, died=policy), "value",
                 referrals=ANN, support_hours=WEEKS, deaths=[f"pa,{died}"])  # fmt: skip
    assert found == {"A": expected}


@pytest.mark.parametrize(
    ("take", "moved", "expected"),
    [
        pytest.param("sum", "2025-01-21", ("transferred", None), id="the sum is cut short"),
        pytest.param("sum", "2025-02-04", ("counted", 6.5), id="transferred after the window"),
        pytest.param("first", "2025-01-21", ("counted", 2.0), id="the first was there by then"),
    ],
)
def test_transfers(told, take, moved, expected):
    lines = ["# referral_id,person_id,referred_at,discharged_at,transferred_at", f"A,pa,2025-01-06,,{moved}"]
    found = told(quantity(SUPPORT | {"take": take}, transferred="excluded"), "value",
                 referrals=lines, support_hours=WEEKS)  # fmt: skip
    assert found == {"A": expected}


@pytest.mark.parametrize(("as_at", "expected"), [(date(2025, 2, 3), "counted"), (date(2025, 2, 2), "immature")])
def test_an_open_window_is_immature_whatever_is_known(told, as_at, expected):
    found = told(quantity(SUPPORT | {"take": "first"}), asked={"as_at": as_at}, referrals=ANN, support_hours=WEEKS)
    assert found == {"A": expected}


def test_the_number_in_the_index_event_s_own_row_is_an_amount_like_any_other(rows):
    measure = quantity(PACKAGE | {"take": "first"}, index={"table": "packages", "at": "started_at"})
    frame = rows(measure, referrals=ANN, packages=[HEADER, "A,2025-01-07,care,5"])
    assert list(frame["value"]) == [5.0]


def test_the_time_to_itself_is_no_time(rows):
    amount = {"table": "escalations", "at": "occurred_at", "take": "elapsed_days"}
    measure = quantity(amount, unit="days", index={"table": "escalations", "at": "occurred_at"})
    frame = rows(measure, referrals=ANN, escalations=["A,2025-01-07,crisis", "A,2025-01-12,crisis"])
    assert list(frame["state"]) == ["counted", "not_observed"]
    assert frame["value"][0] == 5.0


@pytest.mark.parametrize(
    ("amount", "changes", "message"),
    [
        pytest.param(CONTACT | {"take": "elapsed_days"}, {"none_found": "zero"}, "no event is not an event at once",
                     id="no event as no time"),
        pytest.param(CONTACT | {"take": "elapsed_hours"}, {}, "elapsed hours need exact times", id="hours by the day"),
        pytest.param(SUPPORT | {"take": "sum"}, {"transferred": "failure"}, "has a meaning for a proportion only",
                     id="a quantity cannot fail"),
        pytest.param(SUPPORT | {"take": "count"}, {}, "counts and elapsed time take none", id="a count of a column"),
    ],
)  # fmt: skip
def test_quantities_that_make_no_sense_are_refused(told, amount, changes, message):
    with pytest.raises(ValidationError, match=message):
        told(quantity(amount, **changes), referrals=ANN)
