"""What `count` and `rate` answer at their edges."""

import pytest

from fairclaim.stats.methods.count import Count
from fairclaim.stats.methods.rate import Rate
from fairclaim.stats.results import Diagnostic, Estimate, NotEstimable
from fairclaim.stats.samples import Events

title = "A number of events, and a rate"

EDGES = [
    # interval, level, events, lower, upper (to four decimals)
    ("ukhsa", 0.95, 0, 0.0, 3.6889),
    ("ukhsa", 0.95, 1, 0.0253, 5.5716),
    ("ukhsa", 0.95, 9, 4.1154, 17.0848),
    ("ukhsa", 0.95, 10, 4.7874, 18.3915),
    ("exact", 0.95, 10, 4.7954, 18.3904),
    ("exact", 0.998, 0, 0.0, 6.9078),
    ("midp", 0.95, 0, 0.0, 2.9957),
    ("midp", 0.95, 1, 0.0500, 4.9319),
    ("byar", 0.95, 0, 0.0, 3.6680),
    ("byar", 0.95, 1, 0.0131, 5.5638),
    ("byar", 0.95, 65, 50.1632, 82.8491),
]


@pytest.mark.parametrize(
    ("interval", "level", "events", "lower", "upper"), EDGES, ids=[f"{r[0]}-{r[2]}-at-{r[1]}" for r in EDGES]
)
def test_none_one_and_many_events_have_an_interval(
    interval: str, level: float, events: int, lower: float, upper: float
) -> None:
    result = Count(interval=interval)(Events(events, 1.0), level=level)
    assert isinstance(result, Estimate)
    assert (round(result.lower, 4), round(result.upper, 4)) == (lower, upper)
    assert (result.value, result.n, result.unit) == (events, events, "count")
    # A rate is a count for each unit of time, whatever the interval.
    rate = Rate(interval=interval, multiplier=1000)(Events(events, 500.0), level=level)
    assert isinstance(rate, Estimate)
    assert (rate.value, rate.lower, rate.upper) == pytest.approx((events * 2, result.lower * 2, result.upper * 2))


@pytest.mark.parametrize("method", [Count(interval="byar"), Rate(interval="byar")], ids=["count", "rate"])
def test_where_byar_has_no_lower_limit_no_claim_can_be_made(method: Count | Rate) -> None:
    """One event at 99.8%: the upper limit is told, the lower does not exist, and the number licenses nothing."""
    result = method(Events(1, 1.0), level=0.998)
    assert isinstance(result, Diagnostic)
    assert (result.value, result.lower, round(result.upper or 0, 4)) == (1.0, None, 9.3622)


def test_no_time_at_risk_is_not_estimable() -> None:
    assert Rate()(Events(0, 0.0)) == NotEstimable("There was no time at risk, so there is no rate to report.")


@pytest.mark.parametrize("null", [None, 4.5, 0])
def test_a_target_rate_travels_with_the_estimate(null: float | None) -> None:
    result = Rate(multiplier=1000, null=null)(Events(20, 4000.0), level=0.9)
    assert isinstance(result, Estimate)
    assert (result.null, result.level, result.unit, result.method) == (null, 0.9, "rate", "rate, ukhsa")


IMPOSSIBLE = [
    ("fewer than none", -1, 5.0, "0 or more"),
    ("half an event", 0.5, 5.0, "whole number"),
    ("time below nought", 1, -5.0, "0 or more"),
    ("endless time", 1, float("inf"), "finite"),
    ("events in no time", 1, 0.0, "without time at risk"),
]


@pytest.mark.parametrize(("events", "time", "words"), [r[1:] for r in IMPOSSIBLE], ids=[r[0] for r in IMPOSSIBLE])
def test_impossible_events_are_refused(events: int, time: float, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Events(events, time)


@pytest.mark.parametrize("multiplier", [0, -1, float("inf")])
def test_a_multiplier_is_above_nought(multiplier: float) -> None:
    with pytest.raises(ValueError, match="multiplier"):
        Rate(multiplier=multiplier)
