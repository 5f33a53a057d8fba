"""Ratios and differences of two rates: against R's poisson.test, a textbook, by their definition and by enumeration."""

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy import optimize, stats

from fairclaim.stats.methods.rate_difference import mover_exact
from fairclaim.stats.methods.rate_ratio import RateRatio, exact, log
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import Events, TwoEvents

with (Path(__file__).parent / "r" / "rates_pairs.csv").open(encoding="utf-8") as file:
    BY_R = [{key: float(cell) for key, cell in row.items()} for row in csv.DictReader(file)]


@pytest.mark.parametrize(
    "row", BY_R, ids=lambda r: f"{r['x1']:g}/{r['t1']:g} v {r['x2']:g}/{r['t2']:g} at {r['level']}"
)
def test_exact_equals_rs_poisson_test(row: dict[str, float]) -> None:
    sample = TwoEvents(own=Events(int(row["x1"]), row["t1"]), reference=Events(int(row["x2"]), row["t2"]))
    found = RateRatio()(sample, level=row["level"])
    assert isinstance(found, Estimate)
    ours = (found.value, found.lower, found.upper, found.answers["p_value"])
    # R prints fourteen digits; infinity is R's own where the reference had no events.
    assert ours == pytest.approx(tuple(row[key] for key in ("estimate", "lower", "upper", "p_value")), rel=1e-10)


def test_log_equals_rothmans_example() -> None:
    """Breast cancer after fluoroscopy (Rothman & Greenland): 1.86, 1.03 to 3.35 as printed."""
    assert tuple(round(float(limit), 2) for limit in log(41, 28010, 15, 19017, 0.95)) == (1.03, 3.35)


@pytest.mark.parametrize(("x1", "x2"), [(0, 4), (3, 2), (12, 30), (200, 190)])
def test_exact_limits_are_where_a_one_sided_test_turns(x1: int, x2: int) -> None:
    t1, t2, tail = 40.0, 75.0, 0.025
    lower, upper = exact(x1, t1, x2, t2, 0.95)

    def share(ratio: float) -> float:
        return ratio * t1 / (ratio * t1 + t2)

    root = optimize.brentq(lambda r: stats.binom.cdf(x1, x1 + x2, share(r)) - tail, 1e-9, 1e9, xtol=1e-13)
    assert upper == pytest.approx(root, rel=1e-8)
    if x1:
        root = optimize.brentq(lambda r: stats.binom.sf(x1 - 1, x1 + x2, share(r)) - tail, 1e-9, 1e9, xtol=1e-13)
        assert lower == pytest.approx(root, rel=1e-8)


def test_a_difference_from_a_group_of_endless_time_is_one_rate() -> None:
    """With the reference's time growing, MOVER's limits become the exact limits of own rate alone."""
    lower, upper = mover_exact(7, 50.0, 0, 1e12, 0.95)
    # Garwood (1936): 7 events, 2.814 to 14.423.
    assert (lower * 50, upper * 50) == pytest.approx((2.814, 14.423), abs=5e-4)


def enumerated(mean1: float, mean2: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    x1, x2 = (grid.ravel() for grid in np.meshgrid(np.arange(90), np.arange(90), indexing="ij"))
    return x1, x2, stats.poisson.pmf(x1, mean1) * stats.poisson.pmf(x2, mean2)


@pytest.mark.parametrize(("mean1", "mean2"), [(3.0, 20.0), (8.0, 8.0), (30.0, 12.0)])
def test_coverage_by_enumeration(mean1: float, mean2: float) -> None:
    x1, x2, chance = enumerated(mean1, mean2)
    t1, t2 = 10.0, 30.0
    some = x1 + x2 > 0
    ratio, difference = mean1 / t1 / (mean2 / t2), mean1 / t1 - mean2 / t2
    lower, upper = exact(np.where(some, x1, 1), t1, x2, t2, 0.95)
    # The conditional interval never covers less than its level, whatever the rates.
    assert np.sum(chance * some * ((lower <= ratio) & (ratio <= upper))) >= 0.95
    lower, upper = mover_exact(x1, t1, x2, t2, 0.95)
    # MOVER of conservative limits: not guaranteed, but not below the level anywhere here.
    assert np.sum(chance * ((lower <= difference) & (difference <= upper))) >= 0.95
