"""Limits of a count against UKHSA's workbook, R, their own equations, a library, and by enumeration."""

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from fairclaim.stats.methods.count import Count
from fairclaim.stats.methods.rate import Rate
from fairclaim.stats.numbers.rates.poisson_limits import INTERVALS, byar, exact, midp, ukhsa
from fairclaim.stats.results import Diagnostic, Estimate
from fairclaim.stats.samples import Events

# UKHSA, PHEindicatormethods 2.1.0, workbook of test values: events, people, multiplier, 95% and 99.8% limits.
RATES = [
    (1, 100, 100, 0.0253178079842899, 5.571643390938898, 0.0010005003335836, 9.233413476451585),
    (5, 100, 100, 1.62348639011842, 11.66833207932267, 0.739371731917839, 16.45474520368011),
    (20, 100, 100, 12.21142883487594, 30.88988036919707, 8.922802365144193, 38.08503562504191),
    (65, 100, 100, 50.16318771045945, 82.84913854593984, 42.88026147148020, 94.00029084431802),
    (222, 3215, 100, 6.026574877652675, 7.87572937087185, 5.560737695259854, 8.46104668173341),
    (250, 220, 100_000, 99984.947385329, 128631.144874558, 92710.005544389, 137651.237721475),
]


@pytest.mark.parametrize(
    ("x", "n", "multiplier", "low", "high", "far_low", "far_high"), RATES, ids=[f"{r[0]}/{r[1]}" for r in RATES]
)
def test_rates_equal_ukhsas_workbook(
    x: int, n: int, multiplier: int, low: float, high: float, far_low: float, far_high: float
) -> None:
    for level, limits in ((0.95, (low, high)), (0.998, (far_low, far_high))):
        found = Rate(multiplier=multiplier)(Events(x, n), level=level)
        assert isinstance(found, Estimate)
        # The workbook prints fourteen digits; 1e-12 leaves room for another order of the same sums.
        assert (found.lower, found.upper) == pytest.approx(limits, rel=1e-12)


BYAR = [
    (65, 0.95, 50.16318771, 82.84913855),
    (1045, 0.95, 982.59320181, 1110.33121299),
    (10, 0.998, 2.91631837, 24.19372493),
]


@pytest.mark.parametrize(("x", "level", "low", "high"), BYAR)
def test_byar_equals_ukhsas_workbook(x: int, level: float, low: float, high: float) -> None:
    assert byar(x, level) == pytest.approx((low, high), abs=5e-9)  # Printed to eight decimals.


def test_one_event_has_no_lower_limit_by_byar_at_the_far_level() -> None:
    """The workbook's "NA": the formula falls below 0. No interval, and so nothing that a claim could rest on."""
    found = Count(interval="byar")(Events(1, 1.0), level=0.998)
    assert isinstance(found, Diagnostic)
    assert found.lower is None
    assert found.upper == pytest.approx(9.36218022, abs=5e-9)
    assert isinstance(Count()(Events(1, 1.0), level=0.998), Estimate)


def test_ukhsa_changes_from_exact_to_byar_at_ten() -> None:
    assert ukhsa(9, 0.95) == pytest.approx((4.115373, 17.084803), abs=5e-7)
    assert ukhsa(10, 0.95) == pytest.approx((4.787450, 18.391459), abs=5e-7)
    assert np.array_equal(ukhsa(9, 0.95), exact(9, 0.95))
    assert np.array_equal(ukhsa(10, 0.95), byar(10, 0.95))


def rows(name: str) -> list[dict[str, float]]:
    """Read what r/rates.R wrote."""
    path = Path(__file__).parent / "r" / name
    with path.open(encoding="utf-8") as file:
        return [{key: float(cell) for key, cell in row.items()} for row in csv.DictReader(file)]


def test_exact_equals_rs_poisson_test() -> None:
    table = rows("rates_counts.csv")
    assert len(table) == 36
    for row in table:
        # Fifteen digits are printed.
        assert exact(row["x"], row["level"]) == pytest.approx((row["lower"], row["upper"]), rel=1e-11)


COUNTS = np.array([*range(40), 100, 1045, 50_000])


@pytest.mark.parametrize("level", [0.5, 0.9, 0.95, 0.998])
def test_midp_limits_satisfy_their_equation(level: float) -> None:
    lower, upper = midp(COUNTS, level)
    some = COUNTS > 0
    above = stats.poisson.sf(COUNTS, lower) + stats.poisson.pmf(COUNTS, lower) / 2
    below = stats.poisson.cdf(COUNTS - 1, upper) + stats.poisson.pmf(COUNTS, upper) / 2
    # The root finder stops when the limit is known to sixteen digits or so.
    assert above[some] == pytest.approx((1 - level) / 2, abs=1e-10)
    assert below == pytest.approx((1 - level) / 2, abs=1e-10)
    assert np.all(lower[~some] == 0)


def test_byar_is_close_to_exact_from_ten_events() -> None:
    """UKHSA's technical guide: within 0.2% at 95% from ten events."""
    x = np.arange(10, 2000)
    assert np.stack(byar(x, 0.95)) == pytest.approx(np.stack(exact(x, 0.95)), rel=0.002)


@pytest.mark.parametrize("interval", INTERVALS)
@pytest.mark.parametrize("level", [0.5, 0.95, 0.998])
def test_every_interval_holds_its_count_and_has_a_width(interval: str, level: float) -> None:
    lower, upper = INTERVALS[interval](COUNTS, level)
    assert np.all((lower <= COUNTS) & (upper >= COUNTS) & (lower < upper))


def coverage(limits: tuple[np.ndarray, np.ndarray], means: np.ndarray) -> np.ndarray:
    """Exact: the probability of every count whose interval holds the mean, for each mean."""
    x = np.arange(len(limits[0]))
    chance = stats.poisson.pmf(x, means[:, None])
    return np.sum(chance * ((limits[0] <= means[:, None]) & (means[:, None] <= limits[1])), axis=1)


MEANS = np.linspace(0.1, 30, 600)


def test_coverage_by_enumeration_where_the_normal_interval_fails() -> None:
    x = np.arange(140)
    naive = coverage((x - 1.96 * np.sqrt(x), x + 1.96 * np.sqrt(x)), MEANS)
    assert coverage(exact(x, 0.95), MEANS).min() >= 0.95
    # Byar's approximation may miss by the 0.2% by which its limits differ from the exact ones.
    assert coverage(ukhsa(x, 0.95), MEANS).min() >= 0.948
    assert coverage(midp(x, 0.95), MEANS).mean() == pytest.approx(0.955, abs=0.006)
    assert coverage(midp(x, 0.95), MEANS).min() > 0.91
    assert naive.min() < 0.2
    assert naive.mean() < 0.92
