"""What `survival_difference` and `restricted_mean` answer at their edges."""

import pytest

from fairclaim.stats.methods.restricted_mean import RestrictedMean
from fairclaim.stats.methods.survival_difference import SurvivalDifference
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import Durations, TwoDurations

title = "Two groups followed for different lengths of time"

NOBODY_YET = Durations([7] * 20, [0] * 20)
ALL_AT_ONCE = Durations([3] * 20, [1] * 20)
SPREAD = Durations([k / 3 for k in range(20)], [1] * 20)
TOO_SHORT = Durations([1, 2, 3], [1, 0, 0])
ANOTHER_EVENT = Durations([1, 2, 7], [1, 2, 0])
EMPTY = Durations([], [])


@pytest.mark.parametrize(
    ("own", "reference", "value", "lower", "upper"),
    [
        (NOBODY_YET, NOBODY_YET, 0.0, -0.1684, 0.1684),
        (ALL_AT_ONCE, ALL_AT_ONCE, 0.0, -0.1684, 0.1684),
        (ALL_AT_ONCE, NOBODY_YET, -1.0, -1.0, -0.7618),
        (NOBODY_YET, ALL_AT_ONCE, 1.0, 0.7618, 1.0),
        (SPREAD, ALL_AT_ONCE, 0.2, -0.0175, 0.3931),
    ],
    ids=["nobody yet", "everybody at once", "all against nobody", "nobody against all", "a fifth against nobody left"],
)
def test_no_events_and_all_events_are_estimable(own, reference, value, lower, upper) -> None:
    result = SurvivalDifference(at=5)(TwoDurations(own, reference))
    assert isinstance(result, Estimate)
    assert (result.value, round(result.lower, 4), round(result.upper, 4)) == pytest.approx((value, lower, upper))
    assert (result.null, result.n, result.unit) == (0.0, 40, "proportion_difference")


@pytest.mark.parametrize("method", [SurvivalDifference(at=5), RestrictedMean(horizon=5)], ids=lambda m: m.name)
@pytest.mark.parametrize(
    ("own", "reference", "words"),
    [
        (EMPTY, NOBODY_YET, "Nobody was followed in the group reported on"),
        (NOBODY_YET, EMPTY, "Nobody was followed in the reference group"),
        (TOO_SHORT, SPREAD, "Nobody was followed to that time in the group reported on"),
        (SPREAD, TOO_SHORT, "Nobody was followed to that time in the reference group"),
        (SPREAD, ANOTHER_EVENT, "Another event ruled the event out for some people in the reference group"),
    ],
)
def test_the_group_that_cannot_be_read_is_named(method, own, reference, words) -> None:
    result = method(TwoDurations(own, reference))
    assert isinstance(result, NotEstimable)
    assert words in result.reason


@pytest.mark.parametrize("method", [SurvivalDifference(), RestrictedMean()], ids=lambda m: m.name)
def test_no_time_is_chosen_for_anybody(method) -> None:
    result = method(TwoDurations(SPREAD, SPREAD))
    assert isinstance(result, NotEstimable)
    assert "No time was named" in result.reason


def test_means_of_people_who_were_all_seen_are_compared_by_welchs_t() -> None:
    """Without anybody lost the horizon plays no part, and the means are means: 3 and 5, with 8 degrees of freedom."""
    own, reference = Durations([1, 2, 3, 4, 5], [1] * 5), Durations([3, 4, 5, 6, 7], [1] * 5)
    result = RestrictedMean(horizon=50)(TwoDurations(own, reference))
    assert isinstance(result, Estimate)
    assert (result.value, result.answers["df"]) == pytest.approx((-2, 8))
    assert (result.lower, result.upper) == pytest.approx((-4.306, 0.306), abs=5e-4)
    assert result.unit == "time_difference"


@pytest.mark.parametrize(
    ("own", "reference", "words"),
    [
        (NOBODY_YET, SPREAD, "too few people had the event by then"),
        (Durations([1, 2, 3, 4, *[9] * 20], [1] * 4 + [0] * 20), SPREAD, "too few people had the event by then"),
        (ALL_AT_ONCE, ALL_AT_ONCE, "Everybody in a group had the event at one time"),
    ],
    ids=["no events", "four events", "everybody at once"],
)
def test_a_mean_time_needs_events_at_different_times(own, reference, words) -> None:
    result = RestrictedMean(horizon=5)(TwoDurations(own, reference))
    assert isinstance(result, NotEstimable)
    assert words in result.reason
