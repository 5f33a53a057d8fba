"""Limits of a median against R's binomial quantiles, and the coverage they claim by enumeration."""

import json
from itertools import pairwise
from math import comb
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from fairclaim.stats.methods.median import Median, rank_of_limit
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import Values

R: dict[str, Any] = json.loads((Path(__file__).parent / "r" / "scores.json").read_text("utf-8"))
LEVELS = (0.8, 0.9, 0.95, 0.99, 0.998)


@pytest.mark.parametrize("known", R["median"], ids=["rivers", "17 rivers", "rain", "islands", "6 islands"])
def test_equals_r(known: dict[str, Any]) -> None:
    result = Median()(Values(np.array(known["x"], float)), level=known["level"])
    assert isinstance(result, Estimate)
    assert (result.value, result.lower, result.upper) == (known["estimate"], known["lower"], known["upper"])
    assert result.answers["coverage"] == pytest.approx(known["coverage"], abs=1e-9)  # Written with ten decimals.


@pytest.mark.parametrize(
    ("n", "ranks"), list(zip((6, 9, 10, 20, 41, 100, 1001), R["median_rank"], strict=True)), ids=str
)
def test_ranks_are_rs_binomial_quantiles(n: int, ranks: list[int]) -> None:
    assert [rank_of_limit(n, level)[0] for level in LEVELS] == ranks


@pytest.mark.parametrize("n", range(1, 30))
def test_coverage_by_counting_how_many_values_lie_below_the_median(n: int) -> None:
    for level in LEVELS:
        rank, coverage = rank_of_limit(n, level)
        # The k-th smallest lies above the median if fewer than k of n coins fall below it.
        missed = [2 * sum(comb(n, below) for below in range(k)) / 2**n for k in (rank, rank + 1)]
        assert coverage == pytest.approx(1 - missed[0], abs=1e-12)
        assert missed[0] <= 1 - level + 1e-12 < missed[1] + 2e-12


def test_a_higher_level_never_takes_a_rank_further_in() -> None:
    ranks = [rank_of_limit(25, level)[0] for level in np.linspace(0.5, 0.999, 200)]
    assert all(later <= earlier for earlier, later in pairwise(ranks))
