"""Rates, averages, times and ratios: how they are written, when they are withheld, and how coarsely they are printed."""

import math

import numpy as np
import pytest

from fairclaim.disclosure.amounts import (
    Grain,
    alone_range,
    amount,
    difference_range,
    natural_grain,
    ratio_range,
    ratio_size,
    size,
)
from fairclaim.disclosure.arms import Arm, arms, is_few, up_to
from fairclaim.disclosure.safe_grain import owner_grain, safe_grain
from fairclaim.kinds import Unit
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.methods.cumulative_incidence import CumulativeIncidence
from fairclaim.stats.methods.events_by_person import EventsByPerson
from fairclaim.stats.results import Curve, Estimate
from fairclaim.stats.samples import Counts, Durations, Pairs, PersonEvents, Sample, Values

title = "Amounts"

INTERNAL = DisclosurePolicy(suppress_below=0, round_counts_to=1, percent_decimals=1)
CONTRACT = DisclosurePolicy(suppress_below=5, round_counts_to=5, percent_decimals=0)
PUBLIC = DisclosurePolicy(suppress_below=8, round_counts_to=5, percent_decimals=0)


def ratio(value: float, lower: float, upper: float, unit: Unit = "ratio") -> Estimate:
    return Estimate(value=value, lower=lower, upper=upper, level=0.95, null=1.0, unit=unit, n=9, method="")


@pytest.mark.parametrize(
    ("lower", "upper", "grain"),
    [
        pytest.param(1.1, 1.8, 0.1, id="a tenth for a range of under one"),
        pytest.param(0.92, 0.99, 0.01, id="a hundredth for a narrow one"),
        pytest.param(20.0, 52.0, 10.0, id="tens for a wide one"),
        pytest.param(1.3, math.inf, 0.1, id="without an upper limit, by the rest of it"),
    ],
)
def test_numbers_are_printed_no_finer_than_chance(lower: float, upper: float, grain: float) -> None:
    assert natural_grain(ratio(min(upper, lower + 0.4), lower, upper)) == grain


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param(alone_range(1.02, 4.76, Grain(0.1)), "1.0 to 4.8", id="to the nearest"),
        pytest.param(alone_range(1.19, 4.61, Grain(0.5, 5)), "1.0 to 5.0", id="coarse ones outwards, so that the range holds"),
        pytest.param(alone_range(0.02, 4.8, Grain(0.1)), "just above 0 to 4.8", id="not quite none"),
        pytest.param(alone_range(1130.0, 1480.0, Grain(100.0), "£"), "£1,100 to £1,500", id="pounds"),
        pytest.param(alone_range(3.0, math.inf, Grain(1.0)), "3 or more", id="a time that was not reached"),
        pytest.param(ratio_range(1.12, 1.79, Grain(0.1)), "1.1 to 1.8 times", id="a ratio"),
        pytest.param(ratio_range(1.02, 1.79, Grain(0.1)), "just above 1 to 1.8 times", id="a ratio whose end only rounds to one"),
        pytest.param(ratio_range(0.61, 0.98, Grain(0.1)), "0.6 to just below 1 times", id="the other end"),
        pytest.param(ratio_range(1.31, math.inf, Grain(0.1)), "1.3 times or more", id="a ratio without an upper limit"),
        pytest.param(ratio_size(1.43, 1.1, Grain(0.1), "the earlier figure"), "1.4 times the earlier figure", id="how much of it"),
        pytest.param(ratio_size(0.98, 0.9, Grain(0.1), "the earlier figure"), "almost the same as the earlier figure", id="nearly one"),
        pytest.param(ratio_size(1.0, 0.9, Grain(0.1), "the earlier figure"), "the same as the earlier figure", id="just one"),
        pytest.param(ratio_size(math.inf, 1.31, Grain(0.1), "the earlier figure"), "at least 1.3 times the earlier figure", id="a ratio to nobody"),
        pytest.param(difference_range(0.8, 2.04, Grain(0.1), "days more", "days less"), "0.8 to 2.0 days more", id="a difference"),
        pytest.param(difference_range(-0.3, 2.04, Grain(0.1), "days more", "days less"), "from 0.3 days less to 2.0 days more", id="both ways"),
        pytest.param(difference_range(-2.0, -0.04, Grain(0.1), "days more", "days less"), "just above 0 to 2.0 days less", id="the other way, nearly to nothing"),
        pytest.param(difference_range(-0.04, 2.0, Grain(0.1), "days more", "days less"), "from just below 0 to 2.0 days more", id="hardly over nothing"),
        pytest.param(difference_range(-120.0, 340.0, Grain(10.0), "more", "less", "£"), "from £120 less to £340 more", id="pounds both ways"),
        pytest.param(difference_range(0.9, 1.2, Grain(1.0), "days more", "days less"), "about 1 day more", id="limits that round alike"),
        pytest.param(difference_range(-0.4, 1.2, Grain(1.0), "days more", "days less", margin=1.0), "from just below 0 to just over 1 day more", id="just past the margin"),
        pytest.param(alone_range(2.7, 3.2, Grain(1.0)), "about 3", id="limits of one amount that round alike"),
        pytest.param(size(-0.04, 0.1), "less than 0.1", id="a small difference is not called none"),
        pytest.param(amount(0.25, 0.1), "0.3", id="halves go up"),
    ],
)  # fmt: skip
def test_how_amounts_are_written(written: str, expected: str) -> None:
    assert written == expected


def events(*numbers: int, people: int = 100) -> PersonEvents:
    return PersonEvents(np.array([*numbers, *[0] * (people - len(numbers))], dtype=float), np.full(people, 57.0))


def times(had: int, without: int) -> Durations:
    return Durations(np.full(had + without, 14.0), np.array([1] * had + [0] * without))


@pytest.mark.parametrize(
    ("arm", "unit", "withheld"),
    [
        pytest.param(events(1, 1, 1, 1), "rate", ("contract", "public"), id="four people with an event"),
        pytest.param(events(9, 9, 9, 9), "rate", ("contract", "public"), id="many events of four people"),
        pytest.param(events(1, 1, 1, 1, 1), "rate", ("public",), id="five people with an event"),
        pytest.param(events(1, 1, 1, 1, 1, people=9), "rate", ("contract", "public"), id="nine people in all"),
        pytest.param(events(*[1] * 20), "rate", (), id="twenty with an event"),
        pytest.param(times(4, 40), "proportion", ("contract", "public"), id="four had the event by then"),
        pytest.param(times(40, 4), "proportion", ("contract", "public"), id="four had it not"),
        pytest.param(times(40, 4), "time_difference", (), id="an average time says nothing of those four"),
        pytest.param(times(40, 5), "proportion", ("public",), id="five had it not"),
        pytest.param(Values(np.arange(9.0)), "value", ("contract", "public"), id="an average of nine amounts"),
        pytest.param(Values(np.arange(10.0)), "value", ("public",), id="an average of ten amounts"),
        pytest.param(Pairs(np.arange(9.0), np.arange(9.0)), "score_change", ("contract", "public"), id="nine people scored twice"),
        pytest.param(Counts(40, 43), "ratio", ("contract", "public"), id="a share whose complement is small"),
    ],
)  # fmt: skip
def test_few_people_are_withheld_from_those_who_may_not_see_them(
    arm: Arm, unit: Unit, withheld: tuple[str, ...]
) -> None:
    policies = {"internal": INTERNAL, "contract": CONTRACT, "public": PUBLIC}
    assert tuple(name for name, policy in policies.items() if is_few(arm, policy, unit)) == withheld


@pytest.mark.parametrize(
    ("values", "numbers", "grain"),
    [
        pytest.param([30.0] * 5 + [31.0] * 5 + [32.0] * 5, (31.0, 30.0, 32.0), 1.0, id="as many people have each of them"),
        pytest.param([30.0, 31.0, 32.0, 33.0, 34.0] * 2, (32.0, 31.0, 33.0), 10.0, id="once rounded, as many have them"),
        pytest.param([3.0, 18.0, 31.0, 44.0, 58.0, 73.0, 86.0, 99.0, 113.0, 127.0], (58.0, 18.0, 99.0), None, id="no rounding makes them common"),
        pytest.param([0.5, 1.5] * 10, (1.04, 0.78, 1.31), 0.1, id="numbers that are nobody's own"),
    ],
)  # fmt: skip
def test_a_number_that_is_somebodys_own_must_be_that_of_enough_people(
    values: list[float], numbers: tuple[float, ...], grain: float | None
) -> None:
    found = owner_grain(numbers, np.array(values), 0.1, CONTRACT)
    assert (None if found is None else found.size) == grain


def line(sample: Sample, grain: Grain) -> tuple[object, ...] | None:
    """What a page would print: the rate and its range to the grain, and people in fives."""
    found = EventsByPerson(multiplier=1000.0)(sample)
    if not isinstance(found, Estimate):
        return None
    (arm,) = arms(sample)
    assert isinstance(arm, PersonEvents)
    return amount(found.value, grain.size), alone_range(found.lower, found.upper, grain), round(arm.events.sum() / 5)


def test_a_rate_is_printed_so_that_another_number_of_events_prints_alike() -> None:
    sample = events(*[1] * 9, 2, 3, people=120)
    grain = safe_grain(sample, line, 0.1, CONTRACT)
    assert grain is not None
    printed = line(sample, grain)
    rng = np.random.default_rng(1)
    others = (events(*rng.permutation([1] * ones + [2] * twos), people=120) for ones in range(20) for twos in range(6))
    assert any(other.events.sum() != 14 and line(other, grain) == printed for other in others)


def test_those_who_may_see_counts_get_the_finest_grain() -> None:
    assert safe_grain(events(*[1] * 9, people=12), line, 0.1, INTERNAL) == Grain(0.1)


def test_where_no_grain_helps_the_line_is_withheld() -> None:
    def tell_all(sample: Sample, _grain: Grain) -> tuple[object, ...]:
        (arm,) = arms(sample)
        assert isinstance(arm, PersonEvents)
        return (arm.events.sum(),)

    assert safe_grain(events(*[1] * 20), tell_all, 0.1, CONTRACT) is None


def test_what_came_after_the_time_told_is_not_looked_at() -> None:
    sample = Durations(np.array([1.0, 2.0, 3.0, 9.0, 14.0]), np.array([1, 2, 1, 1, 0]))
    cut = up_to(sample, 3.0)
    assert isinstance(cut, Durations)
    assert (cut.time.tolist(), cut.state.tolist()) == ([1, 2, 3, 3, 3], [1, 2, 1, 0, 0])
    whole, short = (CumulativeIncidence(at=3.0)(one) for one in (sample, cut))
    assert isinstance(whole, Curve)
    assert isinstance(short, Curve)
    assert (whole.read.value, whole.read.lower) == (short.read.value, short.read.lower)
    assert up_to(sample, None) is sample
