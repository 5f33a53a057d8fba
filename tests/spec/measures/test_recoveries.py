"""A cut-off from both sides: who began in the poor range, who ended in the good one, and who can be said to be neither."""

import pytest
from by_hand import heading, model_of
from pydantic import ValidationError

title = "Recoveries across a cut-off"

ANN = ["A,pa,2025-01-02,2025-01-30"]


def recovery(**changes):
    keys = {
        "kind": "recovery", "index": {"table": "referrals", "at": "discharged_at"}, "instrument": "ReQoL-10",
        "pairing": "first_and_last", "score_range": (0, 40), "began": {"at_most": 24}, "ended": {"at_least": 25},
        "cut_off_source": "by hand",
    }  # fmt: skip
    return heading(**{**keys, **changes})


def scores(*points, item=None):
    days = ("2025-01-02", "2025-01-16", "2025-01-30")
    days = days if len(points) == 3 else (days[0], days[-1])
    return [f"A,ReQoL-10,,{on},{score}" for on, score in zip(days, points, strict=False) if score is not None]


@pytest.mark.parametrize(
    ("points", "state"),
    [
        pytest.param((24, 25), "yes", id="24 to 25: from the last point of one range to the first of the other"),
        pytest.param((24, 24), "no", id="24 to 24: not above the cut-off"),
        pytest.param((25, 40), "began_outside", id="25 to 40: began above it already"),
        pytest.param((25, 3), "began_outside", id="25 to 3: however far down"),
        pytest.param((0, 24), "no", id="0 to 24: a long way, and still below"),
        pytest.param((0, 40), "yes", id="0 to 40: from end to end"),
        pytest.param((24, 3), "no", id="24 to 3: worse"),
        pytest.param((24, 30, 20), "no", id="above it for a while"),
        pytest.param((24, 3, 25), "yes", id="below it for a while"),
        pytest.param((26, 3, 25), "began_outside", id="the first score decides where somebody began"),
        pytest.param((24,), "not_observed", id="24, and no later score"),
        pytest.param((25,), "began_outside", id="25, and no later score: would not be counted anyway"),
        pytest.param((), "not_observed", id="no score: nobody knows where they began"),
    ],
)
def test_from_which_side_to_which(told, points, state):
    assert told(recovery(), referrals=ANN, scores=scores(*points)) == {"A": state}


@pytest.mark.parametrize(
    ("points", "state"),
    [
        pytest.param((21, 26), "yes", id="5 more, across the cut-off"),
        pytest.param((21, 25), "no", id="4 more, across the cut-off"),
        pytest.param((19, 24), "no", id="5 more, and not across it"),
        pytest.param((25, 30), "began_outside", id="5 more, from above it"),
    ],
)
def test_a_recovery_that_must_also_be_a_reliable_change(told, points, state):
    assert told(recovery(changed_by=5), referrals=ANN, scores=scores(*points)) == {"A": state}


@pytest.mark.parametrize(
    ("points", "changed_by", "state"),
    [
        pytest.param((10, 9), None, "yes", id="10 to 9: where lower is better"),
        pytest.param((10, 10), None, "no", id="10 to 10"),
        pytest.param((9, 0), None, "began_outside", id="9 to 0: began below it already"),
        pytest.param((12, 6), 6, "yes", id="6 fewer"),
        pytest.param((12, 7), 6, "no", id="5 fewer, of 6 that are asked"),
    ],
)
def test_where_a_lower_score_is_better(told, points, changed_by, state):
    measure = recovery(better="lower", began={"at_least": 10}, ended={"at_most": 9}, changed_by=changed_by)
    assert told(measure, referrals=ANN, scores=scores(*points)) == {"A": state}


@pytest.mark.parametrize(
    ("died", "points", "state"),
    [
        pytest.param("2025-01-20", (24,), "died", id="died before a later score"),
        pytest.param("2025-01-20", (25,), "began_outside", id="began above the cut-off, and died"),
        pytest.param("2025-01-20", (24, 25), "died", id="a score after the day of death is a slip"),
        pytest.param("2025-01-30", (24, 25), "yes", id="scored on the day of death"),
        pytest.param("2025-02-02", (24,), "not_observed", id="died after care had ended"),
    ],
)
def test_deaths(told, died, points, state):
    assert told(recovery(), referrals=ANN, scores=scores(*points), deaths=[f"pa,{died}"]) == {"A": state}


@pytest.mark.parametrize(
    ("ended", "state"),
    [
        pytest.param(((3, 3, 4), (4, 4, 4)), "yes", id="means of exactly where one must begin and end"),
        pytest.param(((3, 3, 4), (4.3, 4.1, 3.6)), "yes", id="the same, of tenths that floating point cannot add"),
        pytest.param(((3, 3, 4), (3, 4, 4)), "no", id="a mean just below it"),
        pytest.param(((3, 4, 4), (4, 4, 4)), "began_outside", id="a first mean just above where one must begin"),
    ],
)
def test_the_mean_of_several_items(told, ended, state):
    header = "# referral_id,instrument,item,at,score"
    lines = [
        f"A,DIALOG,{item},{on},{score}"
        for on, answers in zip(("2025-01-02", "2025-01-30"), ended, strict=True)
        for item, score in zip(("work", "home", "money"), answers, strict=True)
    ]
    measure = recovery(instrument="DIALOG", items=["work", "home", "money"], score_range=(1, 7),
                       began={"at_most": 3.3333333333}, ended={"at_least": 4})  # fmt: skip
    assert told(measure, referrals=ANN, scores=[header, *lines]) == {"A": state}


def test_both_scores_stand_beside_the_state(told):
    found = told(recovery(), "before", "after", referrals=ANN, scores=scores(24, 25))
    assert found == {"A": ("yes", 24, 25)}


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        pytest.param({"began": {}}, "say either 'at_least' or 'at_most'", id="no limit"),
        pytest.param({"began": {"at_least": 3, "at_most": 24}}, "say either 'at_least' or 'at_most'", id="two limits"),
        pytest.param({"began": {"at_least": 24}}, "'began' says at_most and 'ended' says at_least", id="began on the wrong side"),
        pytest.param({"ended": {"at_most": 25}}, "'began' says at_most and 'ended' says at_least", id="ended on the wrong side"),
        pytest.param({"better": "lower"}, "where a lower score is better, 'began' says at_least", id="the other way is better"),
        pytest.param({"ended": {"at_least": 24}}, "must lie on the better side", id="one limit for both"),
        pytest.param({"ended": {"at_least": 20}}, "must lie on the better side", id="limits that overlap"),
        pytest.param({"ended": {"at_least": 41}}, "does not lie on the instrument's scale", id="off the scale"),
        pytest.param({"began": {"at_most": "24"}}, "valid number", id="a limit in words"),
        pytest.param({"changed_by": 0}, "greater than 0", id="a change of nothing"),
    ],
)  # fmt: skip
def test_a_cut_off_that_makes_no_sense_is_refused(keys, message):
    with pytest.raises(ValidationError, match=message):
        model_of(**recovery(**keys))
