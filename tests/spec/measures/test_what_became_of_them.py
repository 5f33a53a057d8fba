"""Presence, absence, observation and death: what state does a referral end in?"""

import pytest

ANN = ["A,pa,2025-01-02,2025-01-10"]
REACHED = ["A,2025-02-24,6 weeks,yes"]
ONGOING = ["A,2025-01-20,ongoing"]
PRESENT = {
    "outcome": {"table": "packages", "at": "started_at", "where": {"kind": ["ongoing"]}, "counts_when": "present"}
}


@pytest.mark.parametrize(
    ("not_observed", "expected"), [("own_state", "not_observed"), ("missing", "not_observed"), ("failure", "no")]
)
def test_an_absence_that_nobody_observed_is_never_a_success(states, not_observed, expected):
    assert states({"not_observed": not_observed}, referrals=ANN) == {"A": expected}


@pytest.mark.parametrize(
    ("measure", "tables", "expected"),
    [
        pytest.param({}, {"followups": REACHED}, "yes", id="absent and observed"),
        pytest.param({}, {"followups": REACHED, "packages": ONGOING}, "no", id="present where absence counts"),
        pytest.param({}, {"packages": ONGOING}, "no", id="what did happen counts though nobody looked"),
        pytest.param({"events_unseen": "left_out"}, {"packages": ONGOING}, "not_observed", id="unless events unseen are left out"),
        pytest.param({"events_unseen": "left_out"}, {"packages": ONGOING, "followups": REACHED}, "no", id="left out only where nobody looked"),
        pytest.param({"events_unseen": "left_out"}, {"followups": REACHED}, "yes", id="an absence that was seen stays one"),
        pytest.param({"events_unseen": "left_out", "observed_when": None} | PRESENT, {"packages": ONGOING}, "yes", id="left out of nothing where the record itself observes"),
        pytest.param({}, {"followups": ["A,2025-02-24,6 weeks,no"]}, "not_observed", id="called and not reached"),
        pytest.param({}, {"followups": REACHED, "packages": ["A,2025-01-20,short-term"]}, "yes", id="another kind"),
        pytest.param({}, {"followups": REACHED, "packages": ["A,2025-01-20,Ongoing"]}, "no", id="another case"),
        pytest.param(
            {}, {"referrals": [*ANN, "B,pa,2024-11-02,2024-12-10"], "followups": ["B,2025-02-24,6 weeks,yes"]},
            "not_observed", id="a call about another referral of the same person",
        ),
        pytest.param(PRESENT, {"packages": ONGOING}, "yes", id="present where presence counts"),
        pytest.param(PRESENT, {"followups": REACHED}, "no", id="absent, observed, where presence counts"),
        pytest.param(PRESENT, {}, "not_observed", id="absent, not observed, where presence counts"),
        pytest.param(PRESENT | {"observed_when": None}, {}, "no", id="the record itself observes"),
        pytest.param({}, {"followups": REACHED, "packages": ONGOING * 2}, "no", id="one row a referral, two events"),
    ],
)  # fmt: skip
def test_states(states, measure, tables, expected):
    assert states(measure, **{"referrals": ANN, **tables}) == {"A": expected}


@pytest.mark.parametrize(
    ("at", "looked", "expected"),
    [
        pytest.param("at", "2025-02-20", "not_observed", id="looked the day before the window ended"),
        pytest.param("at", "2025-02-21", "yes", id="looked on its last day"),
        pytest.param(None, "2025-01-11", "yes", id="no date asked of the look"),
    ],
)
def test_a_look_is_dated_where_the_measure_says_so(states, at, looked, expected):
    measure = {"observed_when": {"table": "followups", "at": at, "where": {"reached": ["yes"]}}}
    assert states(measure, referrals=ANN, followups=[f"A,{looked},6 weeks,yes"]) == {"A": expected}


@pytest.mark.parametrize(
    ("died", "tables", "expected"),
    [
        pytest.param("excluded", {"deaths": ["pa,2025-02-21"]}, "died", id="on the window's last day"),
        pytest.param("failure", {"deaths": ["pa,2025-02-21"]}, "no", id="the same, where death is failure"),
        pytest.param("excluded", {"deaths": ["pa,2025-02-22"], "followups": ["A,2025-02-21,6 weeks,yes"]}, "yes",
                     id="the day after the window"),
        pytest.param("excluded", {"deaths": ["pa,2025-01-10"]}, "died", id="on the day of the index event"),
        pytest.param("excluded", {"deaths": ["pa,2025-01-08"]}, "died", id="before it: closed late"),
        pytest.param("excluded", {"deaths": ["pa,2025-01-25"], "packages": ONGOING}, "no", id="after the outcome"),
        pytest.param("excluded", {"deaths": ["pa,2025-01-20"], "packages": ONGOING}, "no", id="on the outcome's day"),
        pytest.param("excluded", {"deaths": ["pa,2025-01-19"], "packages": ONGOING}, "died", id="before the outcome"),
        pytest.param("excluded", {"deaths": ["pb,2025-01-19"], "followups": REACHED}, "yes", id="somebody else"),
    ],
)  # fmt: skip
def test_deaths(states, died, tables, expected):
    assert states({"died": died}, **{"referrals": ANN, **tables}) == {"A": expected}


def test_a_death_follows_the_person_over_referrals(states):
    referrals = [*ANN, "B,pa,2025-01-15,2025-02-15"]
    assert states({}, referrals=referrals, deaths=["pa,2025-03-01"], followups=REACHED) == {"A": "yes", "B": "died"}


@pytest.mark.parametrize(
    ("index", "died", "expected"),
    [
        pytest.param("2025-01-10 15:00", "2025-01-10", "died", id="a register that knows days: the same day"),
        pytest.param("2025-01-10 15:00", "2025-01-13", "died", id="the day on which the window ends"),
        pytest.param("2025-01-10 15:00", "2025-01-14", "no", id="the day after"),
    ],
)
def test_deaths_are_known_by_the_day_even_where_hours_are_counted(states, index, died, expected):
    measure = {
        "index": {"table": "referrals", "at": "referred_at"},
        "outcome": {"table": "contacts", "at": "at", "counts_when": "present"},
        "observed_when": None,
        "window": {"start": "0h", "end": "72h", "start_day": "inclusive", "end_day": "inclusive", "clock": "hours"},
    }
    assert states(measure, referrals=[f"A,pa,{index},"], deaths=[f"pa,{died}"]) == {"A": expected}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param(["A,2025-01-20,involved,agree"], "yes", id="agreed in time"),
        pytest.param(["A,2025-01-20,involved,disagree"], "no", id="disagreed in time"),
        pytest.param(["A,2025-03-20,involved,agree"], "not_observed", id="agreed too late: not a 'no'"),
        pytest.param(["A,2025-01-20,kindness,agree"], "not_observed", id="another question"),
        pytest.param([], "not_observed", id="did not answer"),
    ],
)
def test_an_answer_is_outcome_and_observation_at_once(states, answers, expected):
    measure = {
        "outcome": {"table": "experience", "at": "at", "where": {"item": ["involved"], "answer": ["agree"]},
                    "counts_when": "present"},
        "observed_when": {"table": "experience", "where": {"item": ["involved"]}},
        "not_observed": "missing",
    }  # fmt: skip
    assert states(measure, referrals=ANN, experience=answers) == {"A": expected}
