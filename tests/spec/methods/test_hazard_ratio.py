"""What `hazard_ratio` answers at its edges."""

import numpy as np
import pytest

from fairclaim.stats.methods.hazard_ratio import FREE_OF_BOTH, ONE_RATIO, HazardRatio
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import TimedRows

title = "Two groups, and the pace at which they come to an event"

TIME = np.array([8, 3, 13, 1, 21, 5, 34, 2, 55, 4, 9, 16, 7, 25, 6, 40, 11, 18, 30, 12], dtype=float)
OWN = np.arange(20) % 2
NONE = np.empty((20, 0))
AGE = np.array([70, 81, 77, 90, 68, 85, 79, 88, 72, 91, 83, 75, 86, 74, 80, 69, 82, 78, 84, 76], dtype=float)


def test_everybodys_event_seen() -> None:
    result = HazardRatio()(TimedRows(TIME, np.ones(20), OWN, NONE))
    assert isinstance(result, Estimate)
    assert (result.null, result.unit, result.n) == (1.0, "ratio", 20)
    assert (result.answers["events_own"], result.answers["events_reference"]) == (10, 10)
    assert result.notes == (ONE_RATIO,)


def test_all_at_one_time_tells_nothing_and_says_so_with_a_wide_interval_around_one() -> None:
    result = HazardRatio()(TimedRows(np.full(20, 4.0), np.ones(20), OWN, NONE))
    assert isinstance(result, Estimate)
    assert result.value == pytest.approx(1)
    assert result.upper / result.lower > 3


def test_another_event_ends_follow_up_and_is_told_of() -> None:
    state = np.where(np.arange(20) < 4, 2, 1)
    result = HazardRatio()(TimedRows(TIME, state, OWN, NONE))
    assert isinstance(result, Estimate)
    assert FREE_OF_BOTH in result.notes
    plain = HazardRatio()(TimedRows(TIME, np.where(state == 2, 0, state), OWN, NONE))
    assert isinstance(plain, Estimate)
    assert plain.value == result.value


REFUSALS = [
    # time, state, own, traits, words of the reason
    (TIME[:0], [], [], NONE[:0], "Nobody was followed in the group reported on"),
    (TIME, np.ones(20), np.ones(20), NONE, "Nobody was followed in the reference group"),
    (TIME, (OWN == 0) * 1, OWN, NONE, "Too few people had the event in the group reported on"),
    (TIME, np.where(OWN == 0, np.cumsum(OWN == 0) <= 4, 1), OWN, NONE, "Too few people had the event in the reference"),
    (TIME, np.ones(20), OWN, np.random.default_rng(1).normal(size=(20, 4)), "in so many traits"),
    (TIME, np.ones(20), OWN, np.ones((20, 1)), "say the same or never differ"),
    (TIME, np.ones(20), OWN, 3.0 - 2 * OWN[:, None], "say the same or never differ"),
    (TIME, np.ones(20), OWN, np.column_stack([AGE, AGE * 12]), "say the same or never differ"),
    (TIME, np.ones(20), OWN, -TIME[:, None], "foretell the event so well"),
    (TIME + 100 * OWN, np.ones(20), OWN, NONE, "foretell the event so well"),
]  # fmt: skip


@pytest.mark.parametrize(("time", "state", "own", "traits", "words"), REFUSALS, ids=[
    "nobody", "no reference", "no event in own", "four events in reference", "a trait too many", "one trait for all",
    "a trait that is the group", "a trait twice", "a trait that orders the events", "a group whose events all come first",
])  # fmt: skip
def test_what_cannot_be_fitted_is_told(time, state, own, traits, words) -> None:
    result = HazardRatio()(TimedRows(time, state, own, traits))
    assert isinstance(result, NotEstimable)
    assert words in result.reason


@pytest.mark.parametrize("unit", [3.2e7, 1e-6], ids=["in seconds", "in millions of years"])
def test_the_unit_of_a_trait_plays_no_part(unit: float) -> None:
    years, other = (HazardRatio()(TimedRows(TIME, np.ones(20), OWN, AGE[:, None] * u)) for u in (1, unit))
    assert isinstance(years, Estimate)
    assert isinstance(other, Estimate)
    # Newton's steps stop at the same place but for rounding.
    assert (other.value, other.lower, other.upper) == pytest.approx((years.value, years.lower, years.upper))
