"""Every step of selection in words: each state that a measure takes out has one, and no other."""

import pandas as pd
import pytest
from by_hand import base, change, heading, model_of

from fairclaim.data.cohorts.flow import people_flow

RECEIVED = {"table": "referrals", "at": "referred_at"}
WINDOW = {"start": "0d", "end": "4w", "start_day": "inclusive", "clock": "days"}
EVENT = {"table": "escalations", "at": "occurred_at"}
HOURS = {"table": "support_hours", "at": "week_at", "column": "hours", "take": "sum"}
RATE = heading(kind="rate", index=RECEIVED, outcome=EVENT, per="days", multiple=1000, died="excluded")
SPAN = {"table": "referrals", "start": "referred_at", "end": "discharged_at", "end_day": "inclusive"}
CURRENCY = heading(kind="currency", open=SPAN, in_force=SPAN | {"table": "plans"}, grace="0d")
QUANTITY = heading(kind="quantity", index=RECEIVED, window=WINDOW, amount=HOURS, unit="hours", none_found="zero",
                   died="excluded", transferred="excluded")  # fmt: skip
TIME = heading(kind="time_to_event", index=RECEIVED, window=WINDOW, outcome=EVENT, died="event", rereferred="excluded",
               followed_to="escalations")  # fmt: skip
CATEGORY = heading(kind="category", index=RECEIVED, window=WINDOW, category=EVENT | {"column": "kind"})
RECOVERY = heading(kind="recovery", index={"table": "referrals", "at": "discharged_at"}, instrument="ReQoL-10",
                   pairing="first_and_last", score_range=(0, 40), began={"at_most": 24}, ended={"at_least": 25},
                   cut_off_source="by hand")  # fmt: skip
STATES = ["immature", "died", "transferred", "rereferred", "not_observed"]


def words(measure, period="this", ageless=0, states=STATES):
    frame = pd.DataFrame({"state": [*states, "yes"]})
    return people_flow(model_of(**measure), period, frame, ageless)


@pytest.mark.parametrize(
    ("measure", "steps"),
    [
        pytest.param(base(transferred="excluded", rereferred="excluded"), [
            "Episodes that ended in the quarter", "Whose window had closed by the freeze date",
            "Left after taking out those who died inside the window",
            "Left after taking out those transferred inside the window",
            "Left after taking out those referred again inside the window",
            "Left after taking out those whose outcome was not checked",
        ], id="a proportion that takes out all it can"),
        pytest.param(base(died="failure", not_observed="failure", transferred="failure"), [
            "Episodes that ended in the quarter", "Whose window had closed by the freeze date",
        ], id="a proportion that takes out nobody"),
        pytest.param(base(outcome={"table": "deaths", "at": "at", "counts_when": "present"}), [
            "Episodes that ended in the quarter", "Whose window had closed by the freeze date",
            "Left after taking out those whose death is dated before the window",
            "Left after taking out those whose outcome was not checked",
        ], id="deaths themselves"),
        pytest.param(change(pairing="first_and_last", first=None, last=None), [
            "Episodes that ended in the quarter", "Left after taking out those who died before a last score",
            "With a first and a later score",
        ], id="a change"),
        pytest.param(RECOVERY, [
            "Episodes that ended in the quarter", "Left after taking out those whose first score was outside the range",
            "Left after taking out those who died before a last score", "With a first and a later score",
        ], id="a recovery"),
        pytest.param(RATE, [
            "Followed in the quarter", "Known, as the period ended before the freeze date",
            "Left after taking out those who died in the period",
        ], id="a rate of the quarter itself"),
        pytest.param(RATE | {"window": WINDOW, "died": "ends_exposure"}, [
            "Referrals received in the quarter", "Whose window had closed by the freeze date",
        ], id="a rate of a window"),
        pytest.param(QUANTITY, [
            "Referrals received in the quarter", "Whose window had closed by the freeze date",
            "Left after taking out those who died inside the window",
            "Left after taking out those transferred inside the window", "With an amount recorded",
        ], id="a quantity"),
        pytest.param(TIME, [
            "Referrals received in the quarter", "Left after taking out those who were not followed",
            "Left after taking out those referred again before the event",
        ], id="a time"),
        pytest.param(CURRENCY, [
            "Referrals open on the last day of the quarter, for long enough to be owed it",
            "Known, as the day lies before the freeze date", "Left after taking out those who had died by then",
        ], id="a currency"),
        pytest.param(CATEGORY, [
            "Referrals received in the quarter", "Whose window had closed by the freeze date",
            "With something recorded",
        ], id="a category"),
    ],
)  # fmt: skip
def test_steps(measure, steps):
    flow = words(measure, states=["began_outside", *STATES])
    assert [step for step, _ in flow] == [*steps, "Counted"]
    # Of six states and one that counts, each step but the first takes out one.
    assert [left for _, left in flow] == [*range(7, 7 - len(steps), -1), 8 - len(steps)]
    assert not any(character.isdigit() for step, _ in flow for character in step)


@pytest.mark.parametrize(
    ("edges", "start"),
    [
        pytest.param({}, "Referrals received in the quarter", id="events"),
        pytest.param({"counts": "people"}, "Referrals received in the quarter, the first of each person", id="people"),
        pytest.param({"washout": "28d"}, "Referrals received in the quarter, at the start of a new episode", id="new"),
        pytest.param({"at": "closed_at"}, "Events in the quarter", id="an event without a word of its own"),
    ],
)
def test_what_a_cohort_starts_from(edges, start):
    assert words(base(index=RECEIVED | edges))[0] == (start, 6)


def test_whose_age_is_not_known_is_told_first():
    aged = base(index=RECEIVED | {"ages": {"youngest": 18, "on": "recorded"}})
    assert words(aged, ageless=3)[:2] == (
        ("Referrals received in the quarter, of the ages counted or of no known age", 9),
        ("Left after taking out those whose age is not known", 6),
    )


@pytest.mark.parametrize(
    ("period", "when"),
    [
        ("previous_quarter", "in the quarter before"),
        ("same_quarter_last_year", "in the same quarter last year"),
        ("by_month", "in the months shown"),
    ],
)
def test_the_period_is_named(period, when):
    assert words(base(), period)[0][0] == f"Episodes that ended {when}"
