"""What `split_rates` answers at its edges."""

import math

import pytest

from fairclaim.stats.methods.split_rates import SplitRates
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import Histories

title = "People who start something some while after their referral"

NEVER = math.inf
WHOLE = SplitRates(bands=1)

SPLITS = [
    # follow-up, event, started, (events after, days after, events before, days before)
    ([10], [True], [4], (1, 6, 0, 4)),
    ([10], [True], [NEVER], (0, 0, 1, 10)),
    ([10], [True], [0], (1, 10, 0, 0)),
    ([10], [True], [10], (0, 0, 1, 10)),
    ([10], [True], [12], (0, 0, 1, 10)),
    ([10], [False], [4], (0, 6, 0, 4)),
    ([0], [True], [NEVER], (0, 0, 1, 0)),
]
OTHERS = ([20, 20], [True, True], [5, NEVER], (1, 15, 1, 25))
IDS = [
    "started, then the event", "never started", "started at once", "event at the moment of the start",
    "a start after the end", "started, no event", "event on the first day",
]  # fmt: skip


@pytest.mark.parametrize(("follow_up", "event", "started", "expected"), SPLITS, ids=IDS)
def test_each_day_and_each_event_counts_where_it_was_spent(follow_up, event, started, expected) -> None:
    people = Histories(follow_up + OTHERS[0], event + OTHERS[1], started + OTHERS[2])
    result = WHOLE(people)
    assert isinstance(result, Estimate)
    found = tuple(result.answers[f"{what}_{when}"] for when in ("after", "before") for what in ("events", "time"))
    assert found == tuple(one + other for one, other in zip(expected, OTHERS[3], strict=True))


@pytest.mark.parametrize(
    ("event", "expected"),
    [([1, 1, 0, 0], (math.inf, 1.0413, math.inf)), ([0, 0, 1, 1], (0.0, 0.0, 3.8415))],
    ids=["no event before a start", "no event after a start"],
)
def test_no_event_on_one_side_leaves_the_interval_open_or_at_nought(event, expected) -> None:
    """Twice as many days before as after: twice the odds of Wilson's limits, 2/z² for two of two and z²/2 for none."""
    result = WHOLE(Histories([20, 20, 10, 10], event, [10, 10, NEVER, NEVER]))
    assert isinstance(result, Estimate)
    assert (result.value, round(result.lower, 4), round(result.upper, 4)) == expected


@pytest.mark.parametrize(
    ("follow_up", "event", "started", "words"),
    [
        ([], [], [], "Nobody was followed"),
        ([10, 20], [1, 1], [NEVER, NEVER], "some people had started and others had not"),
        ([10, 20], [1, 1], [0, 0], "some people had started and others had not"),
        ([10, 20], [0, 0], [5, NEVER], "some people had started and others had not"),
        ([10, 20], [1, 1], [15, 15], "some people had started and others had not"),
        ([0, 0], [1, 1], [0, NEVER], "some people had started and others had not"),
    ],
    ids=[
        "nobody",
        "nobody started",
        "all started at once",
        "no event",
        "an event for each in bands of its own",
        "no time",
    ],
)
def test_where_no_event_tells_before_from_after(follow_up, event, started, words) -> None:
    # Bands that end at 15 keep the days before everybody's start from those after it.
    result = SplitRates(cuts=(15.0,))(Histories(follow_up, event, started))
    assert isinstance(result, NotEstimable)
    assert words in result.reason


@pytest.mark.parametrize("cuts", [(5.0, 5.0), (7.0, 3.0), (0.0, 5.0), (math.inf,)])
def test_cuts_rise_from_above_nought(cuts) -> None:
    with pytest.raises(ValueError, match="cuts must rise"):
        SplitRates(cuts=cuts)


def test_first_weeks_are_held_against_first_weeks() -> None:
    """Ten a hundred days in the first ten days whether started or not, and one after: bands say 1, one band does not."""
    follow_up = [5.0] * 20 + [100.0] * 20
    event = [1] * 20 + [1] * 20
    started = [NEVER] * 10 + [0.0] * 10 + [10.0] * 18 + [NEVER] * 2
    banded, whole = (
        SplitRates(**options)(Histories(follow_up, event, started)) for options in ({"cuts": (10.0,)}, {"bands": 1})
    )
    assert isinstance(banded, Estimate)
    assert isinstance(whole, Estimate)
    assert whole.value < 0.7 < banded.value
