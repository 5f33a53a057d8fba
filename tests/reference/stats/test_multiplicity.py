"""Holm by intervals equals Holm by p-values, as statsmodels computes it."""

import warnings
from collections.abc import Callable
from statistics import NormalDist

import numpy as np
import pytest
from scipy import stats

from fairclaim.stats.multiplicity import holm
from fairclaim.stats.results import Estimate, NotEstimable, Result


def z_of(level: float) -> float:
    return NormalDist().inv_cdf((1 + level) / 2)


def empty(level: float) -> Result:
    return NotEstimable("Nobody was counted.")


def z_interval(value: float) -> Callable[[float], Estimate]:
    """A normal estimate with standard error 1 against 0, whose p-value is two-sided and exact."""

    def at(level: float) -> Estimate:
        half = z_of(level)
        return Estimate(
            value=value,
            lower=value - half,
            upper=value + half,
            level=level,
            null=0.0,
            unit="score_change",
            n=1,
            method="z",
        )

    return at


with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from statsmodels.stats.multitest import multipletests


def rejected_by_p_values(p_values: list[float], alpha: float) -> list[bool]:
    return list(multipletests(p_values, alpha=alpha, method="holm")[0])


def rejected_by_the_paper(p_values: list[float], alpha: float) -> list[bool]:
    """Holm's own words: in rising order, reject while p is at most alpha over how many are left."""
    rejected, left = [False] * len(p_values), len(p_values)
    for i in np.argsort(p_values):
        if p_values[i] > alpha / left:
            break
        rejected[i], left = True, left - 1
    return rejected


def rejected_by_intervals(values: list[float], level: float) -> list[bool]:
    comparisons = [z_interval(value) for value in values]
    printed = holm(comparisons, level)
    shown = [comparison(at) for comparison, at in zip(comparisons, printed, strict=True)]
    return [not result.lower <= 0 <= result.upper for result in shown]


@pytest.mark.parametrize("level", [0.9, 0.95, 0.99])
@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_rejections_equal_holm_on_p_values(level: float, count: int) -> None:
    families = np.random.default_rng(count).normal(0, 2.5, size=(60, count)).tolist()
    for number, values in enumerate(families):
        p_values = [2 * NormalDist().cdf(-abs(value)) for value in values]
        assert rejected_by_intervals(values, level) == rejected_by_the_paper(p_values, 1 - level)
        if number % 50 == 0:  # statsmodels takes a twentieth of a second a family.
            assert rejected_by_intervals(values, level) == rejected_by_p_values(p_values, 1 - level)


def test_holms_steps_by_hand() -> None:
    """p = 0.004, 0.02, 0.3 at 5%: thresholds 0.05/3, 0.05/2, 0.05; the first two are rejected."""
    values = [float(stats.norm.isf(p / 2)) for p in (0.3, 0.004, 0.02)]
    assert holm([z_interval(value) for value in values], 0.95) == pytest.approx((0.95, 1 - 0.05 / 3, 0.975))


def test_none_leaves() -> None:
    assert holm([z_interval(0.1), z_interval(0.2)], 0.95) == pytest.approx((0.975, 0.975))


def test_what_is_no_test_keeps_its_level_and_does_not_count() -> None:
    assert holm([empty, z_interval(0.1)], 0.95) == (0.95, 0.95)
    assert holm([empty], 0.95) == (0.95,)
    assert holm([], 0.95) == ()


def test_what_is_not_estimable_at_a_stricter_level_counts_and_stays() -> None:
    """Six people by ranks reach 95% but not 97.5%: the comparison was a test, so the other pays for it."""
    known = z_interval(5.0)

    def fragile(level: float) -> Result:
        return known(level) if level < 0.96 else NotEstimable("Too few people.")

    assert holm([fragile, z_interval(0.1)], 0.95) == pytest.approx((0.975, 0.975))


def test_family_wise_error_by_seeded_simulation() -> None:
    """Three true nulls: some interval leaves out 0 in at most 5% of families, and in 14% without Holm.

    4,000 families: the Monte Carlo standard error at 5% is 0.0034; the bound allows two of them.
    """
    draws = np.random.default_rng(11).normal(size=(4_000, 3))
    wrong = 0
    for values in draws:
        printed = holm([z_interval(float(value)) for value in values], 0.95)
        wrong += any(abs(value) > z_of(level) for value, level in zip(values, printed, strict=True))
    naive = np.mean(np.any(np.abs(draws) > z_of(0.95), axis=1))
    assert wrong / len(draws) <= 0.05 + 2 * 0.0034
    assert naive > 0.12
