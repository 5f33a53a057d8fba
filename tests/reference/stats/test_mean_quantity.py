"""Means of skewed quantities: R's bootstrap-t and log-normal limits, and resampling against loops."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from fairclaim.stats.methods.mean_quantity import MeanQuantity
from fairclaim.stats.numbers.scores.resampling import cluster_totals, draws, resampled_sums
from fairclaim.stats.numbers.scores.skewed_means import bootstrap_t, log_normal, mean_and_error
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import FloatArray, Values

R: dict[str, Any] = json.loads((Path(__file__).parent / "r" / "scores.json").read_text("utf-8"))
MADE = np.random.default_rng(8)
VALUES, CLUSTERS = MADE.lognormal(size=90), np.sort(MADE.integers(0, 14, size=90))


@pytest.mark.parametrize("known", R["costs"], ids=["90%", "95%"])
def test_log_normal_limits_equal_r(known: dict[str, Any]) -> None:
    lower, upper = log_normal(np.array(known["x"], float), known["level"])
    assert [float(lower), float(upper)] == pytest.approx(known["log_normal"], rel=1e-9)


@pytest.mark.parametrize("known", R["costs"], ids=["90%", "95%"])
def test_bootstrap_t_limits_are_those_of_rs_own_random_numbers(known: dict[str, Any]) -> None:
    """200,000 resamples in R, 99,999 here. Seeds apart, limits of 99,999 resamples move by up to 1%, so 3% is allowed."""
    values = np.array([known["x"]], float)
    lower, upper = bootstrap_t(values, np.ones(values.shape[1]), known["level"], 99_999, seed=3)
    assert [lower[0], upper[0]] == pytest.approx(known["bootstrap_t"], rel=0.03)


def by_hand(values: FloatArray, clusters: FloatArray, resamples: int, seed: int) -> tuple[list[float], list[float]]:
    """Cluster by cluster and row by row: the mean of each resample and its error."""
    labels = np.unique(clusters)
    means, errors = [], []
    for counts in draws(len(labels), resamples, seed):
        chosen = np.repeat(labels, counts.astype(int))
        rows = [values[clusters == label] for label in chosen]
        everything = np.concatenate(rows)
        mean, units = everything.mean(), len(rows)
        residuals = [row.sum() - mean * len(row) for row in rows]
        means.append(mean)
        errors.append(np.sqrt(units / (units - 1) * np.sum(np.square(residuals))) / len(everything))
    return means, errors


def test_clusters_are_drawn_whole_and_with_replacement() -> None:
    sums, sizes = resampled_sums(cluster_totals(VALUES, CLUSTERS), 40, seed=5).T
    assert sums / sizes == pytest.approx(by_hand(VALUES, CLUSTERS, 40, 5)[0], rel=1e-12)


def test_draws_are_numpys_own() -> None:
    """In blocks or not: the counts of `integers(0, units)` row by row, also where blocks do not divide resamples."""
    whole = np.random.default_rng(9).integers(0, 500, size=(401, 500))
    assert (draws(500, 401, seed=9) == [np.bincount(row, minlength=500) for row in whole]).all()


def test_bootstrap_t_of_clusters_by_hand() -> None:
    # Clusters in the order in which the method draws them: by size, then by sum.
    both = cluster_totals(VALUES, CLUSTERS)
    order = np.lexsort((both[:, 0], both[:, 1]))
    renumbered = np.argsort(order)[np.unique(CLUSTERS, return_inverse=True)[1]]
    means, errors = by_hand(VALUES, renumbered, 999, 2)
    mean, error = mean_and_error(both[:, 0], both[:, 1])
    t = np.sort((np.array(means) - mean) / errors)
    lower, upper = bootstrap_t(both[None, :, 0], both[:, 1], 0.95, 999, seed=2)
    assert (lower[0], upper[0]) == pytest.approx((mean - t[974] * error, mean - t[24] * error), rel=1e-9)


def test_the_error_without_clusters_is_the_usual_one() -> None:
    mean, error = mean_and_error(VALUES, np.ones(90))
    assert (mean, error) == pytest.approx((VALUES.mean(), VALUES.std(ddof=1) / np.sqrt(90)), rel=1e-12)


def test_bootstrap_t_alone_is_too_narrow_where_few_have_very_much() -> None:
    """Why limits are widened: log-normal, sigma 1.5, 20 people; 0.87 alone (Monte Carlo error 0.01), 0.95 widened."""
    costs = np.exp(np.random.default_rng(4).normal(0, 1.5, (1_000, 20)))
    hits = {}
    for heavy_tail in (False, True):
        method = MeanQuantity(heavy_tail=heavy_tail)
        lower, upper, _ = method._limits(costs, costs, np.ones(20), 0.95)
        hits[heavy_tail] = np.mean((lower <= np.exp(1.125)) & (np.exp(1.125) <= upper))
    assert hits[False] < 0.90
    assert hits[True] > 0.93


def test_more_resamples_change_little() -> None:
    """1,999 are enough: another seed moves a limit by less than a tenth of the interval."""
    found = [MeanQuantity(seed=seed)(Values(VALUES)) for seed in range(6)]
    lowers, uppers = zip(*((r.lower, r.upper) for r in found if isinstance(r, Estimate)), strict=True)
    width = np.mean(uppers) - np.mean(lowers)
    assert len(lowers) == 6
    assert max(np.ptp(lowers), np.ptp(uppers)) < 0.1 * width
