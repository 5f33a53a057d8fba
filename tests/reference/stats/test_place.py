"""Quartiles against R's worked definition."""

import statistics

import numpy as np
import pytest

from fairclaim.stats.methods.place import quartiles


def test_quartiles_of_r_quantile_type_7() -> None:
    """R: quantile(c(6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49)) gives 25.5, 40, 42.5."""
    values = np.array([6.0, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49])
    assert quartiles(values[::-1]) == (25.5, 40.0, 42.5)


@pytest.mark.parametrize("n", [5, 6, 7, 8, 133])
def test_quartiles_equal_the_standard_librarys(n: int) -> None:
    values = np.random.default_rng(n).uniform(0, 100, size=n)
    assert quartiles(values) == pytest.approx(statistics.quantiles(values, n=4, method="inclusive"), rel=1e-12)
