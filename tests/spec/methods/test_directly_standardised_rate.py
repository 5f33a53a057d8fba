"""What `directly_standardised_rate` and `standardised_ratio` answer at their edges."""

from typing import Any

import pytest

from fairclaim.stats.methods.directly_standardised_rate import DirectlyStandardisedRate
from fairclaim.stats.methods.standardised_ratio import StandardisedRatio
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import AgeBands, Expected

title = "Rates and ratios standardised by age"

AREA: dict[str, Any] = {"events": [4, 20, 6], "time": [1000, 500, 100], "standard": [6000, 3000, 1000]}
RATES = [
    # interval, what differs, rate for each 1,000, lower, upper (to two decimals)
    ("dobson_byar", {}, 20.4, 13.58, 29.36),
    ("fay_feuer", {}, 20.4, 13.6, 29.82),
    ("fay_feuer", {"events": [0, 0, 0]}, 0.0, 0.0, 3.69),
    ("fay_feuer", {"events": [1, 0, 0]}, 0.6, 0.02, 4.56),
]


@pytest.mark.parametrize(("interval", "change", "rate", "lower", "upper"), RATES)
def test_a_rate_of_a_standard_population(
    interval: str, change: dict[str, Any], rate: float, lower: float, upper: float
) -> None:
    result = DirectlyStandardisedRate(interval=interval, multiplier=1000)(AgeBands(**AREA | change))
    assert isinstance(result, Estimate)
    assert (round(result.value, 2), round(result.lower, 2), round(result.upper, 2)) == (rate, lower, upper)
    assert (result.unit, result.n) == ("rate", sum((AREA | change)["events"]))


def test_a_band_that_the_standard_does_not_have_plays_no_part() -> None:
    three = AgeBands(**AREA)
    four = AgeBands([*AREA["events"], 0], [*AREA["time"], 0], [*AREA["standard"], 0])  # type: ignore[arg-type]
    one, other = (DirectlyStandardisedRate()(area) for area in (three, four))
    assert isinstance(one, Estimate)
    assert isinstance(other, Estimate)
    assert (one.value, one.lower, one.upper) == (other.value, other.lower, other.upper)


def test_people_with_several_events_widen_the_interval() -> None:
    once, often = [[400], [200], [100]], [[0, 200], [0, 100], [0, 50]]
    results = [
        DirectlyStandardisedRate()(AgeBands([400, 200, 100], *(AREA[k] for k in ("time", "standard")), people))  # type: ignore[arg-type]
        for people in (None, once, often)
    ]
    plain, alone, twice = results
    assert isinstance(plain, Estimate)
    assert isinstance(alone, Estimate)
    assert isinstance(twice, Estimate)
    assert (plain.lower, plain.upper) == (alone.lower, alone.upper)
    # Everybody with two events: half as many independent ones, and an interval √2 times as wide.
    assert (twice.upper - twice.lower) / (plain.upper - plain.lower) == pytest.approx(2**0.5)


EMPTY = "An age band of the standard population has nobody in it, so it has no rate."
REFUSALS = [
    ("dobson_byar", {"events": [4, 20, 0], "time": [1000, 500, 0]}, EMPTY),
    ("fay_feuer", {"events": [4, 20, 0], "time": [1000, 500, 0]}, EMPTY),
    (
        "dobson_byar",
        {"events": [2, 4, 3]},
        "There were fewer than ten events in all, too few to standardise a rate by age.",
    ),
    (
        "dobson_byar",
        {"events": [0, 0, 30], "standard": [1, 1, 0]},
        "All events fell into age bands that the standard population does not have.",
    ),
    (
        "dobson_byar",
        {"frequencies": [[2, 1], [10, 5], [4, 1]]},
        "People had several events, and fewer than a hundred had any: ask for the gamma interval instead.",
    ),
]


@pytest.mark.parametrize(("interval", "change", "reason"), REFUSALS)
def test_refused_with_the_reason(interval: str, change: dict[str, Any], reason: str) -> None:
    assert DirectlyStandardisedRate(interval=interval)(AgeBands(**AREA | change)) == NotEstimable(reason)


IMPOSSIBLE: list[tuple[str, dict[str, Any], str]] = [
    ("half an event", {"events": [4, 20, 6.5]}, "whole numbers"),
    ("a band too few", {"time": [1000, 500]}, "same length"),
    ("events among nobody", {"time": [1000, 500, 0]}, "without time at risk"),
    ("people below nought", {"time": [1000, 500, -1]}, "0 or more"),
    ("no standard", {"standard": [0, 0, 0]}, "not all of them 0"),
    ("standard below nought", {"standard": [1, 1, -1]}, "0 or more"),
    ("people of other events", {"frequencies": [[2, 1], [10, 5], [6, 1]]}, "add up"),
    ("people of other bands", {"frequencies": [[2, 1], [10, 5]]}, "one row a band"),
    ("half a person", {"frequencies": [[3, 0.5], [10, 5], [6, 0]]}, "whole numbers"),
]


@pytest.mark.parametrize(("change", "words"), [r[1:] for r in IMPOSSIBLE], ids=[r[0] for r in IMPOSSIBLE])
def test_impossible_areas_are_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        AgeBands(**AREA | change)


RATIOS = [
    # interval, seen, expected, ratio, lower, upper (to four decimals)
    ("ukhsa", 0, 2.0, 0.0, 0.0, 1.8444),
    ("ukhsa", 9, 6.0, 1.5, 0.6859, 2.8475),
    ("ukhsa", 10, 10.0, 1.0, 0.4787, 1.8391),
    ("exact", 10, 10.0, 1.0, 0.4795, 1.8390),
    ("midp", 10, 10.0, 1.0, 0.5080, 1.7825),
]


@pytest.mark.parametrize(("interval", "seen", "expected", "ratio", "lower", "upper"), RATIOS)
def test_seen_over_expected(
    interval: str, seen: int, expected: float, ratio: float, lower: float, upper: float
) -> None:
    result = StandardisedRatio(interval=interval)(Expected(seen, expected))
    assert isinstance(result, Estimate)
    assert (result.value, round(result.lower, 4), round(result.upper, 4)) == (ratio, lower, upper)
    assert (result.null, result.unit, result.n) == (1.0, "ratio", seen)


def test_nothing_expected_is_not_estimable() -> None:
    reason = "No event was expected, so there is nothing to hold the events against."
    assert StandardisedRatio()(Expected(3, 0.0)) == NotEstimable(reason)


@pytest.mark.parametrize(("seen", "expected"), [(-1, 2.0), (1, -2.0), (1, float("nan"))])
def test_impossible_counts_are_refused(seen: int, expected: float) -> None:
    with pytest.raises(ValueError, match="0 or more"):
        Expected(seen, expected)
