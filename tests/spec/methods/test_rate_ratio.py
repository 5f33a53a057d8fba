"""What `rate_ratio` and `rate_difference` answer at their edges."""

import math

import pytest

from fairclaim.stats.methods.rate_difference import RateDifference
from fairclaim.stats.methods.rate_ratio import RateRatio
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import Events, TwoEvents

title = "Two rates from totals"


def two(x1: int, t1: float, x2: int, t2: float) -> TwoEvents:
    return TwoEvents(own=Events(x1, t1), reference=Events(x2, t2))


RATIOS = [
    # interval, own, reference, ratio, lower, upper (to four decimals)
    ("exact", (11, 800.0), (21, 3011.0), 1.9715, 0.8584, 4.2773),
    ("exact", (0, 100.0), (4, 120.0), 0.0, 0.0, 1.8178),
    ("exact", (7, 50.0), (0, 60.0), math.inf, 1.7296, math.inf),
    ("exact", (1, 10.0), (1, 10.0), 1.0, 0.0127, 78.4968),
    ("log", (41, 28010.0), (15, 19017.0), 1.8558, 1.0272, 3.3526),
    ("log", (1, 10.0), (1, 10.0), 1.0, 0.0625, 15.9875),
]


@pytest.mark.parametrize(("interval", "own", "reference", "ratio", "lower", "upper"), RATIOS)
def test_a_ratio_may_have_no_upper_limit_but_always_says_what_it_can(
    interval: str, own: tuple[int, float], reference: tuple[int, float], ratio: float, lower: float, upper: float
) -> None:
    result = RateRatio(interval=interval)(two(*own, *reference))
    assert isinstance(result, Estimate)
    assert (round(result.value, 4), round(result.lower, 4), round(result.upper, 4)) == (ratio, lower, upper)
    assert (result.null, result.unit, result.n) == (1.0, "ratio", own[0] + reference[0])
    assert bool(result.notes) == math.isinf(ratio)
    assert ("p_value" in result.answers) == (interval == "exact")


DIFFERENCES = [
    # own, reference, for each 100: difference, lower, upper (to two decimals)
    ((20, 100.0), (10, 100.0), 10.0, -1.44, 22.07),
    ((0, 100.0), (0, 100.0), 0.0, -3.69, 3.69),
    ((0, 100.0), (4, 200.0), -2.0, -5.12, 1.97),
]


@pytest.mark.parametrize(("own", "reference", "difference", "lower", "upper"), DIFFERENCES)
def test_a_difference_exists_without_any_events(
    own: tuple[int, float], reference: tuple[int, float], difference: float, lower: float, upper: float
) -> None:
    result = RateDifference(multiplier=100)(two(*own, *reference))
    assert isinstance(result, Estimate)
    assert (result.value, round(result.lower, 2), round(result.upper, 2)) == (difference, lower, upper)
    assert (result.null, result.unit) == (0.0, "rate_difference")


NO_TIME = "One of the groups had no time at risk, so there is nothing to compare."
REFUSALS = [
    (RateRatio(), two(0, 0.0, 3, 5.0), NO_TIME),
    (RateRatio(interval="log"), two(3, 5.0, 0, 0.0), NO_TIME),
    (RateDifference(), two(0, 0.0, 0, 0.0), NO_TIME),
    (RateRatio(), two(0, 4.0, 0, 5.0), "Neither group had an event, so any ratio is possible."),
    (
        RateRatio(interval="log"),
        two(0, 4.0, 3, 5.0),
        "One of the groups had no events: this interval cannot be given, the exact one can.",
    ),
]


@pytest.mark.parametrize(("method", "sample", "reason"), REFUSALS)
def test_refused_with_the_reason(method: RateRatio | RateDifference, sample: TwoEvents, reason: str) -> None:
    assert method(sample) == NotEstimable(reason)
