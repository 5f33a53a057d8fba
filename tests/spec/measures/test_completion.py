"""The completion funnel: from all who were eligible to those whose score got better by the published threshold."""

import pytest
from by_hand import change, model_of

from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.session.completion import completion

ANN = ["A,pa,2025-01-02,2025-01-30"]


@pytest.fixture
def counted(rows):
    """Eligible, with a first score, improved, unchanged, worsened."""

    def answered(measure, **tables):
        cohort = Cohort("change", "this", rows(measure, **tables), (), "a" * 64)
        found = completion(model_of(**measure), cohort)
        return found.eligible, found.with_baseline, *found.outcomes

    return answered


def scored(first, last):
    lines = {"start": ("2025-01-02", first), "discharge": ("2025-01-30", last)}
    return [f"A,Barthel Index,{label},{on},{score}" for label, (on, score) in lines.items() if score is not None]


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        pytest.param(None, None, (1, 0, 0, 0, 0), id="never scored: eligible all the same"),
        pytest.param(None, 14, (1, 0, 0, 0, 0), id="a last score alone is no baseline"),
        pytest.param(10, None, (1, 1, 0, 0, 0), id="a baseline alone"),
        pytest.param(10, 12, (1, 1, 1, 0, 0), id="better by exactly the threshold"),
        pytest.param(10, 11, (1, 1, 0, 1, 0), id="better by less"),
        pytest.param(10, 10, (1, 1, 0, 1, 0), id="the same"),
        pytest.param(10, 9, (1, 1, 0, 1, 0), id="worse by less"),
        pytest.param(10, 8, (1, 1, 0, 0, 1), id="worse by exactly the threshold"),
    ],
)
def test_how_far_one_episode_got(counted, first, last, found):
    assert counted(change(meaningful_change=2.0), referrals=ANN, scores=scored(first, last)) == found


@pytest.mark.parametrize(
    ("last", "found"),
    [
        pytest.param(12, (1, 1, 0, 0, 1), id="higher is worse"),
        pytest.param(8, (1, 1, 1, 0, 0), id="lower is better"),
    ],
)
def test_where_a_lower_score_is_better(counted, last, found):
    measure = change(meaningful_change=2.0, better="lower")
    assert counted(measure, referrals=ANN, scores=scored(10, last)) == found


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        pytest.param(1.1, 1.4, (1, 1, 1, 0, 0), id="three tenths are three tenths"),
        pytest.param(1.1, 1.39, (1, 1, 0, 1, 0), id="a hundredth less is less"),
        pytest.param(1.4, 1.1, (1, 1, 0, 0, 1), id="three tenths down"),
    ],
)
def test_a_threshold_of_parts_of_a_point(counted, first, last, found):
    assert counted(change(meaningful_change=0.3), referrals=ANN, scores=scored(first, last)) == found


@pytest.mark.parametrize(
    ("scores", "found"),
    [
        pytest.param(scored(10, None), (1, 1, 0, 0, 0), id="scored once"),
        pytest.param([], (1, 0, 0, 0, 0), id="never scored"),
    ],
)
def test_who_died_is_eligible(counted, scores, found):
    assert counted(change(), referrals=ANN, scores=scores, deaths=["pa,2025-01-20"]) == found


def test_one_score_of_an_ordered_pairing_is_a_baseline(counted):
    measure = change(pairing="first_and_last", first=None, last=None)
    assert counted(measure, referrals=ANN, scores=scored(10, None)) == (1, 1, 0, 0, 0)
