"""One proportion against published tables, against libraries, and by enumeration of every possible count."""

import warnings

import numpy as np
import pytest
from scipy import stats

from fairclaim.stats.methods.proportion import INTERVALS, exact, jeffreys, midp, wilson

# UKHSA, PHEindicatormethods 2.1.0, workbook of test values (Wilson), 95% and 99.8%.
UKHSA = [
    (1, 100, 0.0017674320640407, 0.0544861961787053, 0.0008730656973000, 0.1045544528370582),
    (5, 100, 0.0215436791543680, 0.1117504692319191, 0.0138653207259972, 0.1645885228259644),
    (20, 100, 0.1333669333310325, 0.2888291655931589, 0.1051916206671143, 0.3471109417008601),
    (65, 100, 0.5525444329688797, 0.7363575175690247, 0.4954946574070431, 0.7783540614089697),
    (222, 3215, 0.0607916903636366, 0.0783395668138363, 0.0564710196462425, 0.0841841418527013),
    (999, 3456, 0.2741895108000987, 0.3044038966281802, 0.2658399576807495, 0.3134475449279985),
    (9856, 12345, 0.7912101752909069, 0.8053640073614909, 0.7869924108419063, 0.8093061412589626),
]


@pytest.mark.parametrize(("x", "n", "low", "high", "far_low", "far_high"), UKHSA, ids=[f"{r[0]}/{r[1]}" for r in UKHSA])
def test_wilson_equals_ukhsas_workbook(
    x: int, n: int, low: float, high: float, far_low: float, far_high: float
) -> None:
    # The workbook prints sixteen digits; 1e-12 leaves room for another order of summation, and for nothing else.
    assert wilson(x, n, 0.95) == pytest.approx((low, high), rel=1e-12)
    assert wilson(x, n, 0.998) == pytest.approx((far_low, far_high), rel=1e-12)


def test_wilson_without_events_equals_ukhsas_workbook() -> None:
    lower, upper = wilson(0, 100, np.array([0.95, 0.998]))  # type: ignore[arg-type]
    assert lower.tolist() == [0.0, 0.0]
    assert upper == pytest.approx([0.036993, 0.087171], abs=5e-7)  # Printed to six decimals.


# Newcombe (1998), Statistics in Medicine 17:857-872, table I: methods 3 (score), 5 (exact) and 6 (mid-P).
NEWCOMBE = {
    (81, 263): {"wilson": (0.2553, 0.3662), "exact": (0.2527, 0.3676), "midp": (0.2544, 0.3658)},
    (15, 148): {"wilson": (0.0624, 0.1605), "exact": (0.0578, 0.1617), "midp": (0.0601, 0.1581)},
    (0, 20): {"wilson": (0.0000, 0.1611), "exact": (0.0000, 0.1684), "midp": (0.0000, 0.1391)},
    (1, 29): {"wilson": (0.0061, 0.1718), "exact": (0.0009, 0.1776), "midp": (0.0017, 0.1585)},
}


@pytest.mark.parametrize("interval", ["wilson", "exact", "midp"])
@pytest.mark.parametrize(("x", "n"), NEWCOMBE)
def test_newcombes_table(x: int, n: int, interval: str) -> None:
    lower, upper = INTERVALS[interval](x, n, 0.95)
    assert (round(float(lower), 4), round(float(upper), 4)) == NEWCOMBE[(x, n)][interval]


# R 4.2.2, qbeta(c(.025, .975), x + 1/2, n - x + 1/2).
R_QBETA = [
    (1, 15, 0.0072902177871, 0.27175131446),
    (2, 18, 0.023824539738, 0.31115086386),
    (33, 35, 0.82908315118, 0.98793634787),
]


@pytest.mark.parametrize(("x", "n", "low", "high"), R_QBETA, ids=[f"{r[0]}/{r[1]}" for r in R_QBETA])
def test_jeffreys_equals_r(x: int, n: int, low: float, high: float) -> None:
    assert jeffreys(x, n, 0.95) == pytest.approx((low, high), rel=1e-9)  # Typed with eleven digits.


ALL_COUNTS = [(x, n) for n in (1, 2, 7, 30, 200) for x in range(n + 1)]


@pytest.mark.parametrize("level", [0.5, 0.9, 0.95, 0.998])
def test_exact_equals_scipys_for_every_count(level: float) -> None:
    x, n = np.array(ALL_COUNTS).T
    ours = np.stack(exact(x, n, level), axis=1)
    theirs = [stats.binomtest(int(a), int(b)).proportion_ci(level, "exact") for a, b in ALL_COUNTS]
    assert ours == pytest.approx(np.array(theirs), abs=1e-9)  # scipy's own root finder stops near 1e-12.


@pytest.mark.parametrize("level", [0.9, 0.95, 0.998])
def test_midp_limits_satisfy_their_equation(level: float) -> None:
    """By brute force: add up the binomial terms at the limit, half of the observed one."""
    x, n = np.array(ALL_COUNTS).T
    lower, upper = midp(x, n, level)
    some, not_all = x > 0, x < n
    above = stats.binom.sf(x, n, lower) + stats.binom.pmf(x, n, lower) / 2
    below = stats.binom.cdf(x - 1, n, upper) + stats.binom.pmf(x, n, upper) / 2
    # Brackets shrink to 1e-14, and a tail of 200 people moves by at most 200 times as much.
    assert above[some] == pytest.approx((1 - level) / 2, abs=1e-10)
    assert below[not_all] == pytest.approx((1 - level) / 2, abs=1e-10)


def test_statsmodels_jeffreys_lacks_the_rule_for_the_ends() -> None:
    """Why ours is not theirs: at no events their interval leaves out 0 itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from statsmodels.stats.proportion import proportion_confint
    assert proportion_confint(0, 18, method="jeffreys")[0] > 0
    assert jeffreys(0, 18, 0.95)[0] == 0


def coverage(limits: tuple[np.ndarray, np.ndarray], n: int, p: np.ndarray) -> np.ndarray:
    """Exact: the probability of every count whose interval holds p, for each p."""
    lower, upper = limits
    chance = stats.binom.pmf(np.arange(n + 1), n, p[:, None])
    return np.sum(chance * ((lower <= p[:, None]) & (p[:, None] <= upper)), axis=1)


def wald(n: int, level: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """The naive rival: share ± z standard errors."""
    p = np.arange(n + 1) / n
    half = stats.norm.ppf((1 + level) / 2) * np.sqrt(p * (1 - p) / n)
    return p - half, p + half


GRID = np.linspace(0.02, 0.98, 193)


@pytest.mark.parametrize("n", [15, 30, 60])
def test_coverage_of_wilson_by_enumeration_where_wald_fails(n: int) -> None:
    ours, naive = coverage(wilson(np.arange(n + 1), n, 0.95), n, GRID), coverage(wald(n), n, GRID)
    # Brown, Cai & DasGupta (2001): Wilson's coverage averages 95% and dips near 0 and 1; Wald's never gets there.
    assert ours.mean() == pytest.approx(0.95, abs=0.006)
    assert ours.min() > 0.83
    assert naive.mean() < 0.93
    assert naive.min() < 0.71


@pytest.mark.parametrize(
    ("n", "p", "sound", "naive"),
    [(15, 0.02, 0.965, 0.26), (15, 0.05, 0.964, 0.54), (30, 0.05, 0.94, 0.78), (30, 0.97, 0.94, 0.60)],
)
def test_coverage_at_single_points(n: int, p: float, sound: float, naive: float) -> None:
    """Simulated apart from this package, and rounded to the digits given."""
    at = np.array([p])
    assert coverage(wilson(np.arange(n + 1), n, 0.95), n, at)[0] == pytest.approx(sound, abs=0.0055)
    assert coverage(wald(n), n, at)[0] == pytest.approx(naive, abs=0.0055)


@pytest.mark.parametrize("n", [5, 15, 60])
def test_exact_never_covers_less_than_its_level(n: int) -> None:
    assert coverage(exact(np.arange(n + 1), n, 0.95), n, GRID).min() >= 0.95


@pytest.mark.parametrize("interval", INTERVALS)
def test_every_interval_holds_its_share_down_to_a_level_of_a_half(interval: str) -> None:
    x, n = np.array([(x, n) for n in range(1, 121) for x in range(n + 1)]).T
    lower, upper = INTERVALS[interval](x, n, 0.5)
    assert np.all((lower <= x / n) & (x / n <= upper) & (lower < upper))
