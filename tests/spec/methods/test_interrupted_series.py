"""What `interrupted_series` and `controlled_series` answer at their edges."""

from typing import Any

import numpy as np
import pytest

from fairclaim.stats.method import Method
from fairclaim.stats.methods.controlled_series import ControlledSeries
from fairclaim.stats.methods.interrupted_series import InterruptedSeries
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import ChangedSeries, FloatArray

title = "A series and the month of a change"

NOISE = np.random.default_rng(7).normal(size=400)
BY_VALUE = InterruptedSeries()
BY_COUNT = InterruptedSeries(interval="quasi_poisson")


def months(before: int, after: int, **more: Any) -> ChangedSeries:
    return ChangedSeries(np.round(60 + 8 * NOISE[: before + after]), before, **more)


LENGTHS = [
    # before, after, season, answered
    (11, 30, "harmonics", False),
    (12, 12, "harmonics", True),
    (30, 5, "harmonics", False),
    (18, 6, "harmonics", True),
    (12, 11, "harmonics", False),
    (12, 6, "harmonics", False),
    (12, 6, "none", True),
    (11, 6, "none", False),
    (12, 5, "none", False),
    (0, 30, "none", False),
    (30, 0, "none", False),
]


@pytest.mark.parametrize(("before", "after", "season", "answered"), LENGTHS)
@pytest.mark.parametrize("interval", ["ar1", "quasi_poisson"])
@pytest.mark.parametrize("impact", ["level", "level_and_slope"])
def test_how_long_a_series_must_be(
    interval: Any, impact: Any, before: int, after: int, season: Any, *, answered: bool
) -> None:
    method = InterruptedSeries(interval=interval, impact=impact, season=season)
    assert isinstance(method(months(before, after)), Estimate) == answered


def test_quarters_and_weeks_have_years_too() -> None:
    assert isinstance(BY_VALUE(months(14, 6, period=4)), Estimate)
    assert isinstance(BY_VALUE(months(70, 33, period=52)), NotEstimable)
    assert isinstance(BY_VALUE(months(70, 34, period=52)), Estimate)


@pytest.mark.parametrize(
    "values",
    [np.zeros(36), np.full(36, 0.1), 3 + 0.7 * np.arange(36), np.repeat([4.1, 9.3], 18)],
    ids=["all 0", "all alike", "a line", "a step"],
)
def test_a_series_without_scatter_is_refused_rather_than_given_no_width(values: FloatArray) -> None:
    assert isinstance(BY_VALUE(ChangedSeries(values, 18)), NotEstimable)
    assert isinstance(ControlledSeries()(ChangedSeries(values, 18, control=values - 2)), NotEstimable)


@pytest.mark.parametrize(
    ("before", "after", "answered"),
    [(0, 5, False), (5, 0, False), (0, 0, False), (1, 1, True)],
    ids=["no events before", "none after", "none at all", "one a month"],
)
def test_too_few_events_are_refused(before: float, after: float, *, answered: bool) -> None:
    series = ChangedSeries(np.repeat([before, after], 24), 24)
    assert isinstance(BY_COUNT(series), Estimate) == answered


def test_counts_that_scatter_less_than_chance_are_given_chances_width() -> None:
    """24 events before and after, one each month: log limits of 1.96 (or t's) √(1/24 + 1/24) and more."""
    result = BY_COUNT(ChangedSeries(np.ones(48), 24))
    assert isinstance(result, Estimate)
    assert result.value == pytest.approx(1)
    assert np.log(result.upper) > 1.96 * np.sqrt(2 / 24)


def test_a_month_without_events_is_counted_and_one_without_a_value_is_not() -> None:
    values = months(18, 18).values.copy()
    values[5] = 0
    assert isinstance(BY_COUNT(ChangedSeries(values, 18)), Estimate)
    gap = ChangedSeries(np.delete(values, 5), 18, tuple(p for p in range(36) if p != 5))
    result = BY_COUNT(gap)
    assert isinstance(result, Estimate)
    assert result.n == 35


def test_twice_the_exposure_is_half_the_rate() -> None:
    plain = months(18, 18)
    doubled = ChangedSeries(plain.values, 18, exposure=np.repeat([1.0, 2.0], 18))
    for method, factor in ((BY_COUNT, 2.0), (InterruptedSeries(interval="quasi_poisson", season="none"), 2.0)):
        one, other = method(plain), method(doubled)
        assert isinstance(one, Estimate)
        assert isinstance(other, Estimate)
        assert other.value * factor == pytest.approx(one.value, rel=1e-8)


@pytest.mark.parametrize("interval", ["ar1", "quasi_poisson"])
def test_a_new_trend_is_answered_beside_the_step(interval: Any) -> None:
    result = InterruptedSeries(interval=interval, impact="level_and_slope")(months(24, 24))
    assert isinstance(result, Estimate)
    name = "slope_change" if interval == "ar1" else "slope_ratio"
    low, value, high = (float(str(result.answers[key])) for key in ("slope_lower", name, "slope_upper"))
    assert low < value < high


@pytest.mark.parametrize(
    ("method", "answered"),
    [(BY_VALUE, True), (ControlledSeries(), False)],
    ids=lambda value: value.name if isinstance(value, Method) else "",
)
def test_only_the_controlled_one_asks_for_a_control(method: Method, *, answered: bool) -> None:
    assert isinstance(method(months(18, 18)), Estimate) == answered


def test_what_moves_both_series_is_taken_out() -> None:
    own, control = months(24, 24).values, 50 + 3 * NOISE[100:148]
    shock = np.repeat([0.0, 40.0], 24) + 9 * NOISE[200:248]
    quiet, shaken = (
        ControlledSeries()(ChangedSeries(own + moved, 24, control=control + moved)) for moved in (0, shock)
    )
    assert isinstance(quiet, Estimate)
    assert isinstance(shaken, Estimate)
    assert (shaken.value, shaken.lower, shaken.upper) == pytest.approx((quiet.value, quiet.lower, quiet.upper))


def test_counts_that_resemble_their_neighbours_are_said_to() -> None:
    inert = np.round(60 + 15 * np.sin(np.arange(60) / 4))
    for values, notes in ((inert, 2), (months(30, 30).values, 1)):
        result = BY_COUNT(ChangedSeries(values, 30))
        assert isinstance(result, Estimate)
        assert len(result.notes) == notes


@pytest.mark.parametrize(
    "more",
    [{"control": np.ones(3)}, {"exposure": np.zeros(24)}, {"exposure": np.ones(3)}, {"period": 1}, {"change": 1.5}],
    ids=["short control", "no exposure", "short exposure", "no year", "half a month"],
)
def test_an_impossible_series_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"must|above"):
        ChangedSeries(**{"values": np.ones(24), "change": 12, **more})


def test_values_below_0_are_no_counts() -> None:
    assert isinstance(BY_COUNT(ChangedSeries(-months(18, 18).values, 18)), NotEstimable)
