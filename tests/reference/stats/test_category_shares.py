"""Shares of categories against a published table, statsmodels, the equation that they solve, and simulation."""

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import multinomial_proportions_confint

from fairclaim.stats.methods.category_shares import CategoryShares
from fairclaim.stats.results import Shares
from fairclaim.stats.samples import Categories

# May & Johnson (2000), doi:10.18637/jss.v005.i06: counts of Sison & Glaz (1995), and Goodman's limits to three decimals.
PUBLISHED = (56, 72, 73, 59, 62, 87, 58)
LOWER = (0.085, 0.115, 0.116, 0.091, 0.096, 0.143, 0.089)
UPPER = (0.166, 0.204, 0.207, 0.173, 0.181, 0.239, 0.171)


def shares(counts: tuple[int, ...], level: float = 0.95) -> Shares:
    answer = CategoryShares()(Categories(counts, tuple(str(place) for place in range(len(counts)))), level=level)
    assert isinstance(answer, Shares)
    return answer


def test_the_published_table() -> None:
    answer = shares(PUBLISHED)
    # Half a unit of its last decimal.
    assert answer.lower == pytest.approx(LOWER, abs=0.00051)
    assert answer.upper == pytest.approx(UPPER, abs=0.00051)


@pytest.mark.parametrize("counts", [PUBLISHED, (60, 30, 10), (0, 5, 95), (1, 0, 0, 7), (300, 2)])
@pytest.mark.parametrize("level", [0.8, 0.95, 0.99])
def test_statsmodels(counts: tuple[int, ...], level: float) -> None:
    limits = multinomial_proportions_confint(np.array(counts), 1 - level, method="goodman")
    answer = shares(counts, level)
    assert answer.lower == pytest.approx(limits[:, 0], rel=1e-9, abs=1e-12)
    assert answer.upper == pytest.approx(limits[:, 1], rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("counts", [PUBLISHED, (60, 30, 10), (1, 7, 4, 2)])
def test_each_limit_solves_goodmans_equation(counts: tuple[int, ...]) -> None:
    """(p − π)² = A π(1 − π)/n, A the chi-squared quantile of one degree of freedom at 1 − α/k."""
    answer, n = shares(counts), sum(counts)
    bound = stats.chi2.ppf(1 - 0.05 / len(counts), 1)
    for low, share, high in answer.lines:
        for limit in (low, high):
            assert (share - limit) ** 2 == pytest.approx(bound * limit * (1 - limit) / n, rel=1e-9)


@pytest.mark.parametrize(
    ("n", "truth"),
    [(30, (0.6, 0.25, 0.1, 0.05)), (60, (0.9, 0.07, 0.03)), (150, (0.4, 0.2, 0.2, 0.1, 0.06, 0.04)), (40, (0.5, 0.5))],
)
def test_all_ranges_hold_together(n: int, truth: tuple[float, ...]) -> None:
    """In at least 0.93 of 2,000 samples: with a rare category among few people, score limits fall short by so much."""
    draws = np.random.default_rng(3).multinomial(n, truth, size=2000)
    kept = [
        all(low <= p <= high for (low, _, high), p in zip(shares(tuple(row)).lines, truth, strict=True))
        for row in draws
    ]
    assert np.mean(kept) > 0.93
