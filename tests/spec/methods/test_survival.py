"""What `survival` answers at its edges."""

import math

import pytest

from fairclaim.stats.methods.survival import NOT_REACHED, Survival
from fairclaim.stats.numbers.times.steps import FEW_LEFT
from fairclaim.stats.results import Curve, NotEstimable
from fairclaim.stats.samples import Durations

title = "People followed for different lengths of time"

AT_FIVE = [
    # times, states, share without the event by 5, lower, upper (to four decimals)
    ([7] * 20, [0] * 20, 1.0, 0.8316, 1.0),
    ([7] * 20, [1] * 20, 1.0, 0.8316, 1.0),
    ([3] * 20, [1] * 20, 0.0, 0.0, 0.1684),
    ([5] * 10 + [6] * 10, [1] * 10 + [0] * 10, 0.5, 0.2713, 0.6919),
    ([3] * 10 + [5] * 10, [0] * 10 + [0] * 10, 1.0, 0.6915, 1.0),
    ([7], [0], 1.0, 0.025, 1.0),
    ([3], [1], 0.0, 0.0, 0.975),
    ([5], [0], 1.0, 0.025, 1.0),
]
IDS = [
    "nobody yet", "nobody by then", "everybody at once", "a half at that time", "some lost before",
    "one person without", "one person with", "last seen at that time",
]  # fmt: skip


@pytest.mark.parametrize(("time", "state", "share", "lower", "upper"), AT_FIVE, ids=IDS)
def test_no_events_all_events_and_one_person_are_estimable(time, state, share, lower, upper) -> None:
    result = Survival(read="at", at=5)(Durations(time, state))
    assert isinstance(result, Curve)
    found = result.read
    assert (found.value, round(found.lower, 4), round(found.upper, 4)) == pytest.approx((share, lower, upper))
    assert (found.unit, found.null, found.n) == ("proportion", None, len(time))


MEDIANS = [
    # times, states, median, lower, upper
    (range(1, 21), [1] * 20, 10.5, 5, 15),
    ([5] * 10 + [6] * 10, [1] * 10 + [0] * 10, 5, 5, math.inf),
    ([3], [1], 3, 0, math.inf),
    ([4] * 3, [1] * 3, 4, 0, math.inf),
]


@pytest.mark.parametrize(
    ("time", "state", "median", "lower", "upper"),
    MEDIANS,
    ids=["everybody seen", "a half at the end of follow-up", "one person", "three at one time"],
)
def test_the_median_may_have_no_upper_end(time, state, median, lower, upper) -> None:
    result = Survival()(Durations(list(time), state))
    assert isinstance(result, Curve)
    assert (result.read.value, result.read.lower, result.read.upper) == (median, lower, upper)
    assert (NOT_REACHED in result.read.notes) == math.isinf(upper)
    assert result.read.unit == "time"


REFUSALS = [
    # options, times, states, words of the reason
    ({}, [], [], "Nobody was followed"),
    ({"read": "at", "at": 5}, [], [], "Nobody was followed"),
    ({"read": "at", "at": 5}, [3, 4], [1, 0], "Nobody was followed to that time"),
    ({"read": "at", "at": 5}, [3, 7], [2, 0], "Another event ruled the event out"),
    ({}, [3, 7], [2, 1], "use cumulative_incidence"),
    ({}, [7] * 20, [0] * 20, "no median was reached"),
    ({}, [1, 2, 3, 4], [1, 0, 0, 0], "no median was reached"),
    ({}, [3] * 20, [1] * 20, "So many people had the event at one time"),
]


@pytest.mark.parametrize(
    ("options", "time", "state", "words"), REFUSALS, ids=[row[3] + str(row[0]) for row in REFUSALS]
)
def test_what_cannot_be_read_is_told(options, time, state, words) -> None:
    result = Survival(**options)(Durations(time, state))
    assert isinstance(result, NotEstimable)
    assert words in result.reason


def test_when_everybody_has_had_the_event_any_later_time_can_be_read() -> None:
    result = Survival(read="at", at=90)(Durations([1, 2, 3], [1, 1, 1]))
    assert isinstance(result, Curve)
    assert result.read.value == 0


@pytest.mark.parametrize(
    "options", [{"read": "at"}, {"at": 5.0}, {"read": "median", "at": 5.0}, {"read": "at", "at": -1.0}]
)
def test_a_time_is_given_when_one_is_read_and_only_then(options) -> None:
    with pytest.raises(ValueError, match=r"read: at|greater than or equal to 0"):
        Survival(**options)


def test_the_curve_begins_at_nought_with_everybody() -> None:
    curve = Survival(read="at", at=3)(Durations([0, 0, 1, 2, 2, 4], [1, 0, 1, 1, 0, 0]))
    assert isinstance(curve, Curve)
    assert curve.times == (0, 1, 2)
    assert curve.at_risk == (6, 4, 3)
    assert curve.values == pytest.approx((5 / 6, 5 / 6 * 3 / 4, 5 / 6 * 3 / 4 * 2 / 3))
    assert all(low <= value <= high for low, value, high in zip(curve.lower, curve.values, curve.upper, strict=True))


@pytest.mark.parametrize(("followed", "said"), [(9, True), (10, False)])
def test_few_people_at_the_end_of_a_curve_are_told_of(followed: int, said: bool) -> None:
    result = Survival(read="at", at=5)(Durations([1] * 20 + [6] * followed, [0] * 20 + [0] * followed))
    assert isinstance(result, Curve)
    assert (FEW_LEFT in result.read.notes) == said


def test_those_who_had_the_event_are_not_few_left() -> None:
    result = Survival(read="at", at=5)(Durations([3] * 20, [1] * 20))
    assert isinstance(result, Curve)
    assert result.read.notes == ()
