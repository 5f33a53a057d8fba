"""What `cumulative_incidence` answers at its edges."""

import pytest

from fairclaim.stats.methods.cumulative_incidence import CumulativeIncidence
from fairclaim.stats.results import Curve, NotEstimable
from fairclaim.stats.samples import Durations

title = "An event that another may rule out"

AT_FIVE = [
    # times, states, share with the event by 5, lower, upper (to four decimals)
    ([7] * 20, [0] * 20, 0.0, 0.0, 0.1684),
    ([3] * 20, [2] * 20, 0.0, 0.0, 0.1684),
    ([3] * 10 + [7] * 10, [2] * 10 + [0] * 10, 0.0, 0.0, 0.1684),
    ([3] * 10 + [7] * 10, [0] * 10 + [0] * 10, 0.0, 0.0, 0.3085),
    ([3] * 20, [1] * 20, 1.0, 0.8316, 1.0),
    ([3] * 20, [1] * 10 + [2] * 10, 0.5, 0.2655, 0.6961),
    ([5] * 10 + [7] * 10, [1] * 10 + [0] * 10, 0.5, 0.2655, 0.6961),
    ([3], [1], 1.0, 0.025, 1.0),
    ([3], [2], 0.0, 0.0, 0.975),
]
IDS = [
    "nobody yet", "another event for all", "another event for a half", "a half lost before", "everybody at once",
    "both at one time", "a half at that time", "one person with", "one person ruled out",
]  # fmt: skip


@pytest.mark.parametrize(("time", "state", "share", "lower", "upper"), AT_FIVE, ids=IDS)
def test_no_events_all_events_and_one_person_are_estimable(time, state, share, lower, upper) -> None:
    result = CumulativeIncidence(at=5)(Durations(time, state))
    assert isinstance(result, Curve)
    found = result.read
    assert (found.value, round(found.lower, 4), round(found.upper, 4)) == pytest.approx((share, lower, upper))


def test_events_of_both_kinds_at_one_time_happen_among_the_same_people() -> None:
    """By hand: 1/5 at 1; then 4 at risk, one of each kind at 2: 1/5 + 4/5 · 1/4; whichever is written first."""
    for state in ([1, 1, 2, 0, 0], [1, 2, 1, 0, 0]):
        result = CumulativeIncidence(at=3)(Durations([1, 2, 2, 4, 4], state))
        assert isinstance(result, Curve)
        assert result.read.value == pytest.approx(0.4)
        assert result.values == pytest.approx((0, 0.2, 0.4))
        assert result.read.answers == {"events": 2, "competing": 1, "still_followed": 2}


@pytest.mark.parametrize(
    ("at", "time", "state", "words"),
    [
        (5, [], [], "Nobody was followed, so"),
        (None, [3], [1], "No time was named"),
        (5, [3, 4], [1, 0], "Nobody was followed to that time"),
    ],
)
def test_what_cannot_be_read_is_told(at, time, state, words) -> None:
    result = CumulativeIncidence(at=at)(Durations(time, state))
    assert isinstance(result, NotEstimable)
    assert words in result.reason


def test_when_everybody_has_had_one_of_the_events_any_later_time_can_be_read() -> None:
    result = CumulativeIncidence(at=90)(Durations([1, 2, 3], [1, 2, 1]))
    assert isinstance(result, Curve)
    assert result.read.value == pytest.approx(2 / 3)
