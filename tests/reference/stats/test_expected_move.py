"""The move to be expected without any service, against Davis's formula for a cut-off and against simulated people."""

import numpy as np
import pytest

from fairclaim.stats.methods.expected_regression import expected_regression
from fairclaim.stats.numbers.scores.regression import expected_move

MEAN, SD, R = 12.0, 3.0, 0.7


@pytest.mark.parametrize("cutoff", [9.0, 12.0, 14.0])
def test_people_below_a_cut_off_move_as_davis_says(cutoff: float) -> None:
    # The whole distribution below the cut-off, on a fine grid: the mean given a cut-off has a closed form.
    scores = np.linspace(MEAN - 9 * SD, cutoff, 400_001)
    weight = np.exp(-(((scores - MEAN) / SD) ** 2) / 2)
    below = float((scores * weight).sum() / weight.sum())
    davis = SD * expected_regression((MEAN - cutoff) / SD, R)
    # The grid's step bounds the error of the mean at 1e-4 points.
    assert expected_move(np.array([below]), MEAN, R) == pytest.approx(davis, abs=1e-4)


@pytest.mark.parametrize("rule", ["the lowest third", "every other one below the average", "at random"])
def test_simulated_people_chosen_by_their_first_score_move_so_far(rule: str) -> None:
    draw = np.random.default_rng(20250331)
    own = draw.normal(MEAN, SD * np.sqrt(R), 400_000)
    first, second = (own + draw.normal(0, SD * np.sqrt(1 - R), own.size) for _ in range(2))
    chosen = {
        "the lowest third": first < np.quantile(first, 1 / 3),
        "every other one below the average": (first < MEAN) & (np.arange(own.size) % 2 == 0),
        "at random": np.arange(own.size) % 3 == 0,
    }[rule]
    moved = (second - first)[chosen]
    error = moved.std() / np.sqrt(moved.size)
    # Four standard errors of the simulation: one run in sixteen thousand would lie further off by chance.
    assert abs(expected_move(first[chosen], MEAN, R) - moved.mean()) < 4 * error
