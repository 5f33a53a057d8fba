"""Errors of whole families: twenty indicators, looks quarter after quarter, many services, months of a chart.

None of these is the coverage of one interval, so they stand beside the table. Each naive way is shown to fail here too,
or the worlds would have lost their teeth. Seeds are fixed; bounds allow two Monte Carlo standard errors, √(p(1 − p)/R).
"""

import math
from statistics import NormalDist

import numpy as np
import pytest
from scipy import stats

from fairclaim.stats.batch import Batch
from fairclaim.stats.calibration.coverage import coverage, drawn
from fairclaim.stats.calibration.mechanisms.missing import LOST_BY_OUTCOME
from fairclaim.stats.methods.adjustment import RULES
from fairclaim.stats.methods.funnel_expected import poisson_limits, spread_limits
from fairclaim.stats.methods.multiple_imputation import MultipleImputation
from fairclaim.stats.methods.proportion import FloatArray
from fairclaim.stats.multiplicity import holm
from fairclaim.stats.numbers.units.natural_limits import LIMIT_FACTOR, natural_limits
from fairclaim.stats.numbers.units.overdispersion import trimmed, winsorised
from fairclaim.stats.results import Estimate, Limits

FAMILIES = 20_000


def error(share: float, count: int) -> float:
    return math.sqrt(share * (1 - share) / count)


def two_sided(z: FloatArray) -> FloatArray:
    return np.asarray(2 * stats.norm.sf(np.abs(z)))


# Twenty indicators of a service that does nothing

INDICATORS = np.random.default_rng(101).standard_normal((FAMILIES, 20))


def test_of_twenty_indicators_one_looks_different_in_two_of_three_services_that_do_nothing() -> None:
    naive = (two_sided(INDICATORS) <= 0.05).any(axis=1).mean()
    assert naive == pytest.approx(1 - 0.95**20, abs=2 * error(0.64, FAMILIES))


@pytest.mark.parametrize("rule", ["holm", "bonferroni", "bh"])
def test_with_all_twenty_counted_one_looks_different_in_one_of_twenty(rule: str) -> None:
    # With nothing to find, every finding of Benjamini and Hochberg's is false too, so theirs is bounded as well.
    assert (RULES[rule](two_sided(INDICATORS)) <= 0.05).any(axis=1).mean() <= 0.05 + 2 * error(0.05, FAMILIES)


def test_indicators_that_go_together_are_no_exception() -> None:
    """Holm assumes nothing of how comparisons hang together: twenty that share half of their variance."""
    rng = np.random.default_rng(102)
    z = (rng.standard_normal((FAMILIES, 1)) + rng.standard_normal((FAMILIES, 20))) / math.sqrt(2)
    assert (RULES["holm"](two_sided(z)) <= 0.05).any(axis=1).mean() <= 0.05 + 2 * error(0.05, FAMILIES)


def test_intervals_printed_at_holms_levels_leave_their_null_as_often() -> None:
    def at(value: float, level: float) -> Estimate:
        half = NormalDist().inv_cdf((1 + level) / 2)
        limits = {"lower": value - half, "upper": value + half}
        return Estimate(value=value, **limits, level=level, null=0.0, unit="score_change", n=1, method="z")

    families = INDICATORS[:300]
    wrong = 0
    for values in families.tolist():
        printed = holm([lambda level, value=value: at(value, level) for value in values], 0.95)
        wrong += any(
            not at(v, level).lower <= 0 <= at(v, level).upper for v, level in zip(values, printed, strict=True)
        )
    stands = (RULES["holm"](two_sided(families)) <= 0.05).any(axis=1).sum()
    assert wrong == stands


def test_of_what_benjamini_and_hochberg_find_one_in_twenty_is_false() -> None:
    z = INDICATORS + np.where(np.arange(20) < 10, 3.0, 0.0)
    found = RULES["bh"](two_sided(z)) <= 0.05
    false = found[:, 10:].sum(axis=1) / np.maximum(found.sum(axis=1), 1)
    assert false.mean() <= 0.05 + 2 * false.std() / math.sqrt(FAMILIES)
    assert found[:, :10].mean() > 0.7  # And it finds most of what there is.


# One comparison, looked at again every quarter with all people so far

LOOKS = [
    # quarters, share of families in which it leaves its null at least once, and the constant that would prevent it
    (4, 0.12, 2.37),
    (8, 0.17, 2.52),
    (12, 0.21, 2.59),
]


@pytest.mark.parametrize(("quarters", "naive", "constant"), LOOKS)
def test_looking_every_quarter(quarters: int, naive: float, constant: float) -> None:
    """Shares rounded to a hundredth; constants are Pocock's at a fifth and a half per cent of rounding."""
    steps = np.random.default_rng(quarters).standard_normal((FAMILIES, quarters))
    z = steps.cumsum(axis=1) / np.sqrt(np.arange(1, quarters + 1))
    assert (two_sided(z) <= 0.05).any(axis=1).mean() == pytest.approx(naive, abs=0.01 + 2 * error(naive, FAMILIES))
    assert (np.abs(z) > constant).any(axis=1).mean() == pytest.approx(0.05, abs=0.002 + 2 * error(0.05, FAMILIES))
    assert (RULES["holm"](two_sided(z)) <= 0.05).any(axis=1).mean() <= 0.05


# A funnel of fifty ordinary services that differ by a standard deviation of 0.15, about 200 events expected of each


def services(spread: float, count: int = 4_000) -> tuple[FloatArray, FloatArray]:
    rng = np.random.default_rng(103)
    expected = rng.uniform(150, 250, (count, 50))
    return rng.poisson(expected * np.exp(rng.normal(0, spread, (count, 50)))).astype(float), expected


def outside(observed: FloatArray, expected: FloatArray, limits: tuple[FloatArray, FloatArray]) -> float:
    ratio = observed / expected
    return float(((ratio < limits[0]) | (ratio > limits[1])).mean())


def test_limits_of_chance_alone_flag_one_ordinary_service_in_six() -> None:
    observed, expected = services(0.15)
    assert outside(observed, expected, poisson_limits(expected, 0.998)) == pytest.approx(0.18, abs=0.01)


def test_limits_that_allow_for_how_services_differ_flag_few() -> None:
    """1.2% when the outermost are drawn in. Leaving them out, as the SHMI does, sees less spread and flags more.

    Of normal scores the middle eight tenths have 0.44 of the variance (with the outer ones drawn in, 0.68): with very
    many services that would come to 4.1% flagged, with fifty to somewhat less.
    """
    observed, expected = services(0.15)
    drawn_in, left_out = (
        outside(observed, expected, spread_limits(expected, spread(observed, expected, 0.1).tau2, 0.998))
        for spread in (winsorised, trimmed)
    )
    assert drawn_in == pytest.approx(0.012, abs=0.002)
    assert 2 * drawn_in < left_out < 0.041


@pytest.mark.parametrize("name", ["winsorised", "trimmed"])
def test_services_that_do_not_differ_stay_inside_either_way(name: str) -> None:
    observed, expected = services(0.0)
    tau2 = {"winsorised": winsorised, "trimmed": trimmed}[name](observed, expected, 0.1).tau2
    assert outside(observed, expected, poisson_limits(expected, 0.998)) < 0.003
    assert outside(observed, expected, spread_limits(expected, tau2, 0.998)) < 0.003


# What nobody could see


def test_only_the_right_shift_mends_losses_by_outcome() -> None:
    """Those lost fared about seven points worse than people alike: assumed, the interval holds; not assumed, it fails."""
    world = drawn(LOST_BY_OUTCOME, {"n": 60}, 1_000)
    plain, shifted = (
        coverage(MultipleImputation(delta=delta, imputations=50).many(world.batch), world, "mean_change")
        for delta in (0.0, -7.0)
    )
    assert plain.covered < 0.7
    assert shifted.covered == pytest.approx(0.95, abs=0.015 + 2 * shifted.error)


# The months of a control chart whose process does not change

MONTHS = np.random.default_rng(104).normal(70, 5, (2_000, 24))


def chart(values: FloatArray, *, screen: bool) -> Limits:
    limits = natural_limits(values, tuple(range(len(values))), screen=screen)
    assert isinstance(limits, Limits)
    return limits


def test_the_factor_is_three_standard_deviations_of_a_moving_range() -> None:
    """Wheeler (1993): 3/d₂ with d₂ = 2/√π for ranges of two, and D₄ = 1 + 3 d₃/d₂ for the screen."""
    d2 = 2 / math.sqrt(math.pi)
    assert pytest.approx(3 / d2, abs=0.0015) == LIMIT_FACTOR
    assert pytest.approx(1 + 3 * math.sqrt(2 - d2**2) / d2, abs=0.0005) == 3.267


def test_a_long_stable_series_leaves_its_limits_as_three_standard_deviations_do() -> None:
    """0.27 in a hundred points, once in 370 months (Shewhart); the limits are all but known from 200,000 points."""
    values = np.random.default_rng(105).standard_normal(200_000)
    limits = chart(values, screen=False)
    share = ((values > limits.upper) | (values < limits.lower)).mean()
    assert share == pytest.approx(0.0027, abs=2 * error(0.0027, len(values)) + 0.0001)  # 2.66 is rounded up.


@pytest.mark.parametrize(("screen", "most"), [(False, 0.006), (True, 0.010)])
def test_two_years_of_a_stable_process_give_few_false_signals(screen: bool, most: float) -> None:
    """Limits from 24 points are themselves uncertain; screening draws them in, and both stay under one in a hundred."""
    limits = [chart(values, screen=screen) for values in MONTHS]
    lower, upper = (np.array([getattr(one, name) for one in limits])[:, None] for name in ("lower", "upper"))
    share = float(((lower > MONTHS) | (upper < MONTHS)).mean())
    assert 0.001 < share < most
    following = np.random.default_rng(106).normal(70, 5, (2_000, 1))
    assert 0.002 < float(((following < lower) | (following > upper)).mean()) < 0.02


def test_two_standard_deviations_of_all_points_would_flag_one_month_in_twenty() -> None:
    mean, spread = MONTHS.mean(axis=1, keepdims=True), MONTHS.std(axis=1, ddof=1, keepdims=True)
    assert (np.abs(MONTHS - mean) > 2 * spread).mean() > 0.035


def test_a_batch_of_the_mechanism_is_what_a_report_would_be_given() -> None:
    world = drawn(LOST_BY_OUTCOME, {"n": 60}, 3)
    assert isinstance(world.batch, Batch)
    assert 0.1 < 1 - world.batch.sample(0).seen.mean() < 0.6  # type: ignore[union-attr]
