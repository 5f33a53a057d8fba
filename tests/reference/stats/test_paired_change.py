"""Paired change against published data and R's answers, and against brute force."""

from itertools import product

import numpy as np
import pytest
from scipy import optimize, stats

from fairclaim.stats.methods.paired_change import PairedChange
from fairclaim.stats.numbers.scores.signed_ranks import (
    exact_p_value,
    exact_rank,
    signed_rank,
    signed_rank_cdf,
    walsh_averages,
)
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import FloatArray, Pairs

# Student (1908), Biometrika 6:1-25: extra hours of sleep; R's `sleep`.
SLEEP = np.array([1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4])
# Darwin (1876), cross- minus self-fertilised maize in eighths of an inch, from Fisher (1935), Design of Experiments.
MAIZE = np.array([49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48.0])
# Hollander & Wolfe (1973), Hamilton depression scale, first and second visit; R's example of `wilcox.test`.
FIRST = np.array([1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30])
SECOND = np.array([0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29])


def change(values: FloatArray, level: float = 0.95, **options: object) -> Estimate:
    result = PairedChange(**options)(Pairs(np.zeros(len(values)), values), level=level)  # type: ignore[arg-type]
    assert isinstance(result, Estimate)
    return result


def test_t_on_students_sleep() -> None:
    """R: t.test(paired = TRUE): t = 4.0621, df = 9, p = 0.002833, 95% 0.7001142 to 2.4598858, mean 1.58."""
    result = change(SLEEP)
    assert (result.value, result.lower, result.upper) == pytest.approx((1.58, 0.7001142, 2.4598858), abs=5e-8)
    assert result.answers == pytest.approx({"df": 9, "p_value": 0.002833}, abs=5e-7)


def test_t_on_darwins_maize() -> None:
    """Fisher: mean 20.93 eighths of an inch, t = 2.148 on 14 degrees of freedom; R: 95% 0.03 to 41.84, p = 0.0497."""
    result = change(MAIZE)
    assert (round(result.value, 2), round(result.lower, 2), round(result.upper, 2)) == (20.93, 0.03, 41.84)
    assert round(result.answers["p_value"], 4) == 0.0497


def test_exact_signed_ranks_on_hollander_and_wolfe() -> None:
    """Published: θ̂ = 0.46, limits 0.010 and 0.786; R: V = 40, two-sided p = 0.03906."""
    result = change(FIRST - SECOND, interval="hodges_lehmann")
    assert (result.value, result.lower, result.upper) == pytest.approx((0.46, 0.010, 0.786), abs=1e-12)
    assert result.answers == pytest.approx({"V": 40, "p_value": 0.0390625})


def test_ties_and_zeros_on_students_sleep() -> None:
    """R: wilcox.test(paired = TRUE, conf.int = TRUE): 1.400031, 1.050018 to 2.949921, p = 0.009091.

    R's root finder stops within its tolerance of 1e-4 of the jump; ours is the jump itself.
    """
    result = change(SLEEP, interval="hodges_lehmann")
    assert (result.value, result.lower, result.upper) == pytest.approx((1.400031, 1.050018, 2.949921), abs=1e-4)
    assert result.answers == pytest.approx({"V": 45, "p_value": 0.009091}, abs=5e-7)


@pytest.mark.parametrize("n", [1, 2, 5, 10])
def test_distribution_of_signed_ranks_by_enumerating_every_sign(n: int) -> None:
    sums = [sum(rank for rank, positive in enumerate(signs, 1) if positive) for signs in product((0, 1), repeat=n)]
    counts = np.bincount(sums, minlength=n * (n + 1) // 2 + 1)
    assert signed_rank_cdf(n).tolist() == (np.cumsum(counts) / 2**n).tolist()


# R 4.2, qsignrank(0.025, n), which is also the usual table of critical values plus one.
QSIGNRANK = {6: 1, 7: 3, 8: 4, 9: 6, 10: 9, 12: 14, 15: 26, 20: 53, 25: 90, 30: 138}


@pytest.mark.parametrize(("n", "quantile"), QSIGNRANK.items())
def test_exact_ranks(n: int, quantile: int) -> None:
    assert exact_rank(n, 0.95) == quantile


@pytest.mark.parametrize("seed", range(6))
def test_exact_p_values_equal_scipys(seed: int) -> None:
    moved = np.random.default_rng(seed).normal(0.3, 1, size=8 + 3 * seed)
    theirs = stats.wilcoxon(moved, method="exact").pvalue
    assert exact_p_value(signed_rank(moved), len(moved)) == pytest.approx(theirs, rel=1e-12)


def asymptotic_limits(changes: FloatArray, level: float) -> tuple[float, float]:
    """R's own route, another way: find the shift at which the corrected standardised statistic crosses ±z."""

    def statistic(shift: float) -> float:
        moved = changes - shift
        moved = moved[moved != 0]
        n, ranks = len(moved), stats.rankdata(np.abs(moved))
        distance = float(ranks[moved > 0].sum()) - n * (n + 1) / 4
        ties = np.unique(ranks, return_counts=True)[1]
        sigma = np.sqrt(n * (n + 1) * (2 * n + 1) / 24 - np.sum(ties**3.0 - ties) / 48)
        return float((distance - np.sign(distance) / 2) / sigma)

    z = stats.norm.ppf((1 + level) / 2)
    low, high = float(changes.min()), float(changes.max())
    return tuple(optimize.brentq(lambda s, q=q: statistic(s) - q, low, high, xtol=1e-10) for q in (z, -z))  # type: ignore[return-value]


@pytest.mark.parametrize("seed", range(12))
def test_approximate_limits_are_where_rs_statistic_crosses(seed: int) -> None:
    """Scores on a scale of whole points, so with many ties and some zeros."""
    draws = np.random.default_rng(seed)
    changes = np.rint(draws.normal(2, 4, size=12 + 7 * seed))
    result = change(changes, interval="hodges_lehmann")
    assert result.method.endswith("normal approximation")
    # 1e-6: the solver's tolerance; the jump itself is one of the halves of whole points.
    assert (result.lower, result.upper) == pytest.approx(asymptotic_limits(changes[changes != 0], 0.95), abs=1e-6)


def test_the_estimate_is_the_median_of_all_pairwise_averages() -> None:
    averages = [(a + b) / 2 for i, a in enumerate(MAIZE) for b in MAIZE[i:]]
    assert walsh_averages(MAIZE).tolist() == sorted(averages)
    assert change(MAIZE, interval="hodges_lehmann").value == np.median(averages)


@pytest.mark.parametrize(
    ("interval", "attained"),
    # t attains its level exactly; ranks of twelve people attain 95.75% (tabulated: P(V ≤ 13) = 0.0212 a side).
    [("t", 0.95), ("hodges_lehmann", 0.9575)],
)
def test_coverage_by_seeded_simulation(interval: str, attained: float) -> None:
    """2,000 repetitions: the Monte Carlo standard error is 0.005, and the band is two of them."""
    draws = np.random.default_rng(2025).normal(1.85, 4.0, size=(2_000, 12))
    hits = [result.lower <= 1.85 <= result.upper for result in (change(values, interval=interval) for values in draws)]
    assert np.mean(hits) == pytest.approx(attained, abs=0.01)
