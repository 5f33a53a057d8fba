"""What measuring does to scores, against published examples, R, simulation and libraries."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from statsmodels.stats.inter_rater import cohens_kappa

from fairclaim.stats.estimation import answer
from fairclaim.stats.methods.agreement import Agreement, ac1, kappa
from fairclaim.stats.methods.expected_regression import expected_regression
from fairclaim.stats.methods.goal_attainment import t_score
from fairclaim.stats.methods.reliable_change import reliable_change
from fairclaim.stats.methods.smallest_detectable import difference_of_means
from fairclaim.stats.results import Diagnostic
from fairclaim.stats.samples import Ratings

R: dict[str, Any] = json.loads((Path(__file__).parent / "r" / "scores.json").read_text("utf-8"))


def test_jacobson_and_truax_own_example() -> None:
    """Page 14: 32.5 to 47.5 with a spread of 7.5 and a reliability of 0.80: S_E 3.35, S_diff 4.74, index 3.16."""
    inline = {"pre": 32.5, "post": 47.5, "sd_pre": 7.5, "reliability": 0.80}
    reply = answer({"method": "reliable_change_index", "data": {"inline": inline}})
    found = reply | reply["answers"]
    assert [round(found[name], 2) for name in ("se_measurement", "s_diff", "estimate")] == [3.35, 4.74, 3.16]
    assert found["reliable_change_threshold"] == pytest.approx(1.96 * found["s_diff"], rel=1e-12)


def test_without_a_change_one_in_forty_improves_reliably_and_many_by_half_a_standard_deviation() -> None:
    """Reliability 0.7: 2.5% against 26% (a standard deviation is 0.2 points of percentage in 40,000 people)."""
    draws = np.random.default_rng(6)
    state = draws.normal(0, np.sqrt(0.7), 40_000)
    change = draws.normal(state, np.sqrt(0.3)) - draws.normal(state, np.sqrt(0.3))
    assert np.mean(change > reliable_change(1.0, 0.7)[2]) == pytest.approx(0.025, abs=0.003)
    assert np.mean(change > 0.5) == pytest.approx(0.26, abs=0.01)


def test_goals_met_as_expected_score_fifty_with_a_standard_deviation_of_ten() -> None:
    """Scores of one person's goals with spread 1 and correlation 0.3, whatever the weights: 40,000 people."""
    weights = np.array([1.0, 2, 4, 1])
    draws = np.random.default_rng(7)
    scores = np.sqrt(0.3) * draws.normal(size=(40_000, 1)) + np.sqrt(0.7) * draws.normal(size=(40_000, 4))
    found = [t_score(row, weights, 0.3) for row in scores[:5_000]]
    assert (np.mean(found), np.std(found)) == pytest.approx((50, 10), abs=0.5)


@pytest.mark.parametrize("known", R["regression"], ids=["given", "rare", "very rare"])
def test_expected_regression_equals_r(known: dict[str, Any]) -> None:
    inline = {name: known[name] for name in ("mean", "sd", "test_retest", "cutoff")}
    for side in ("above", "below"):
        reply = answer({"method": "rtm_expected", "data": {"inline": inline | {"selected": side}}})
        assert reply["estimate"] == pytest.approx(known[side], abs=1e-9)


def test_expected_regression_is_what_people_without_help_do() -> None:
    """A million people scored twice, those above 1 standard deviation kept: Monte Carlo error 0.003."""
    draws = np.random.default_rng(8)
    state = draws.normal(0, np.sqrt(0.5), 1_000_000)
    first, second = (draws.normal(state, np.sqrt(0.5)) for _ in range(2))
    chosen = first > 1
    assert np.mean(first[chosen] - second[chosen]) == pytest.approx(expected_regression(1.0, 0.5), abs=0.008)


@pytest.mark.parametrize("cut", [-30.0, 0.0, 40.0])
def test_expected_regression_at_cut_offs_that_all_or_none_reach(cut: float) -> None:
    """Nobody is left out: no regression. The further out, the nearer the people are to the cut-off itself."""
    assert expected_regression(cut, 0.0) == pytest.approx({-30.0: 0.0, 0.0: 0.7978845608, 40.0: 40.0}[cut], abs=0.03)


@pytest.mark.parametrize("known", R["agreement"], ids=["Fleiss", "Gwet", "nearly all in one category"])
def test_agreement_equals_r_and_statsmodels(known: dict[str, Any]) -> None:
    table = np.array(known["table"], float)
    # R differentiates numerically, with a step of 1e-5.
    assert kappa(table)[:2] == pytest.approx((known["kappa"], known["kappa_se"]), abs=1e-7)
    assert ac1(table)[:2] == pytest.approx((known["ac1"], known["ac1_se"]), abs=1e-7)
    theirs = cohens_kappa(table)
    assert kappa(table)[:2] == pytest.approx((theirs.kappa, theirs.std_kappa), rel=1e-9)


def rated(table: list[list[int]]) -> Ratings:
    cells = [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]
    return Ratings(*np.array(cells).T)


def test_gwets_published_limits() -> None:
    """Gwet's table of three categories: AC1 0.849 (0.764 to 0.935), kappa 0.796 (0.680 to 0.913)."""
    ratings = rated([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
    for coefficient, printed in (("ac1", (0.849, 0.764, 0.935)), ("kappa", (0.796, 0.680, 0.913))):
        found = Agreement(coefficient=coefficient)(ratings)  # type: ignore[arg-type]
        assert isinstance(found, Diagnostic)
        # The table that irrCAC prints cuts off further decimals in places.
        assert (found.value, found.lower, found.upper) == pytest.approx(printed, abs=6e-4)


def test_the_paradox_of_kappa() -> None:
    """94% agreement and nearly all in one category: kappa says none, AC1 says much."""
    table = np.array([[118.0, 5], [2, 0]])
    assert kappa(table)[0] < 0
    assert ac1(table)[0] > 0.9


@pytest.mark.parametrize("known", R["smd"], ids=lambda known: f"{known['n']} people a group")
def test_smallest_detectable_difference_of_means_equals_r(known: dict[str, Any]) -> None:
    # Both look for a root: R to 1e-10, statsmodels to what scipy's brentq leaves.
    assert difference_of_means(known["n"], known["alpha"], known["power"]) == pytest.approx(known["delta"], rel=1e-6)
