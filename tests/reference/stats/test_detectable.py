"""What would probably show: against Cohen's table, an R textbook, closed forms, and by seeded simulation.

Published: Cohen (1992), Psychological Bulletin 112:155-159, table 2 (people in each group for power .80); Dalgaard,
Introductory Statistics with R (2nd edition), section 8.3 (R's power.t.test for pairs).
"""

from math import asin, sin, sqrt
from statistics import NormalDist

import numpy as np
import pytest
from scipy import stats

from fairclaim.stats.detectable import (
    chance_of_cannot_say,
    change_of_scores,
    difference_of_shares,
    distance_from_target,
    range_of_change,
    range_of_difference,
    range_of_share,
)
from fairclaim.stats.methods.difference import newcombe
from fairclaim.stats.methods.proportion import wilson
from fairclaim.stats.results import NotEstimable

DRAWS = 20_000
# Standard error of a power of 0.8 seen in so many draws.
MONTE_CARLO = sqrt(0.8 * 0.2 / DRAWS)


def h(p1: float, p2: float) -> float:
    """Cohen's effect size of two proportions."""
    return abs(2 * asin(sqrt(p1)) - 2 * asin(sqrt(p2)))


@pytest.mark.parametrize(
    ("effect", "alpha", "people"),
    [
        (0.2, 0.01, 584), (0.5, 0.01, 93), (0.8, 0.01, 36),
        (0.2, 0.05, 392), (0.5, 0.05, 63), (0.8, 0.05, 25),
        (0.2, 0.10, 309), (0.5, 0.10, 49), (0.8, 0.10, 19),
    ],
)  # fmt: skip
def test_cohens_table_for_two_proportions(effect, alpha, people):
    """With as many people as the table gives, its effect shows; with a few less, it does not."""
    found = [difference_of_shares(0.4, n, n, "up", level=1 - alpha) for n in (people + 1, people - 1)]
    enough, too_few = (h(0.4, 0.4 + float(difference)) for difference in found)
    assert enough < effect < too_few


def test_dalgaards_pairs():
    """sd 14.14214, 19.96892 pairs, 85%: 10. Between 19 and 20 whole pairs, as pairs are counted."""
    nineteen, twenty = (change_of_scores(14.14214, n, power=0.85) for n in (19, 20))
    assert float(twenty) < 10 < float(nineteen)
    assert float(twenty) == pytest.approx(10, abs=0.01)


@pytest.mark.parametrize("level", [0.9, 0.95, 0.9833])
@pytest.mark.parametrize(("n", "other"), [(390, 402), (40, 400), (1_000, 1_000)])
def test_two_shares_have_a_closed_form(n, other, level):
    """sin²(arcsin √p + (z + z_power) √(1/n + 1/m) / 2) - p; the other tail moves it by less than 0.00001."""
    z = NormalDist().inv_cdf((1 + level) / 2) + NormalDist().inv_cdf(0.8)
    expected = sin(asin(sqrt(0.3)) + z * sqrt(1 / n + 1 / other) / 2) ** 2 - 0.3
    assert difference_of_shares(0.3, n, other, "up", level=level) == pytest.approx(expected, abs=1e-5)


def test_a_target_is_a_reference_without_an_error():
    against_target = float(distance_from_target(0.85, 400, "down"))
    against_everybody = float(difference_of_shares(0.85, 400, 10**9, "down"))
    assert against_target == pytest.approx(against_everybody, abs=1e-6)


@pytest.mark.parametrize("n", [5, 30, 380])
def test_paired_change_solves_the_noncentral_t(n):
    effect = float(change_of_scores(1.0, n))
    critical = stats.t.ppf(0.975, n - 1)
    power = stats.nct.sf(critical, n - 1, effect * sqrt(n)) + stats.nct.cdf(-critical, n - 1, effect * sqrt(n))
    assert power == pytest.approx(0.8, abs=2e-5)


SHARES = [
    (0.60, 390, 402, "up"), (0.60, 390, 402, "down"), (0.20, 150, 300, "down"), (0.03, 400, 400, "up"),
    (0.90, 60, 60, "down"), (0.50, 20, 25, "up"), (0.95, 200, 200, "up"),
]  # fmt: skip


@pytest.mark.parametrize(("base", "n", "other", "direction"), SHARES)
def test_the_printed_interval_has_about_the_power_promised(base, n, other, direction):
    """Newcombe's interval leaves out 0 in 75 to 85 of 100 draws: five points beside two Monte Carlo errors (0.006)."""
    difference = float(difference_of_shares(base, n, other, direction))
    own = base + difference if direction == "up" else base - difference
    draws = np.random.default_rng(7)
    lower, upper = newcombe(draws.binomial(n, own, DRAWS), n, draws.binomial(other, base, DRAWS), other, 0.95)
    assert np.mean((lower > 0) | (upper < 0)) == pytest.approx(0.8, abs=0.05 + 2 * MONTE_CARLO)


@pytest.mark.parametrize(("target", "n", "direction"), [(0.85, 400, "up"), (0.85, 400, "down"), (0.70, 60, "up")])
def test_so_has_a_share_held_against_a_target(target, n, direction):
    distance = float(distance_from_target(target, n, direction))
    own = target + distance if direction == "up" else target - distance
    lower, upper = wilson(np.random.default_rng(8).binomial(n, own, DRAWS), n, 0.95)
    assert np.mean((lower > target) | (upper < target)) == pytest.approx(0.8, abs=0.05 + 2 * MONTE_CARLO)


@pytest.mark.parametrize(("sd", "n"), [(4.0, 8), (3.0, 40), (2.5, 380)])
def test_so_has_a_paired_change(sd, n):
    """The t interval is exact for normal changes: nothing but three Monte Carlo errors (0.0085) is allowed."""
    changes = np.random.default_rng(9).normal(float(change_of_scores(sd, n)), sd, (DRAWS, n))
    t = changes.mean(axis=1) / (changes.std(axis=1, ddof=1) / sqrt(n))
    assert np.mean(np.abs(t) > stats.t.ppf(0.975, n - 1)) == pytest.approx(0.8, abs=3 * MONTE_CARLO)


@pytest.mark.parametrize("margin", [0.01, 0.03, 0.05])
def test_cannot_say_is_as_frequent_as_promised(margin):
    """Two groups alike: both margins lie inside Newcombe's interval as often as said, within two points."""
    half = float(range_of_difference(0.6, 390, 402))
    draws = np.random.default_rng(10)
    own, other = draws.binomial(390, 0.6, DRAWS), draws.binomial(402, 0.6, DRAWS)
    lower, upper = newcombe(own, 390, other, 402, 0.95)
    seen = np.mean((lower <= -margin) & (upper >= margin))
    assert chance_of_cannot_say(half, margin) == pytest.approx(seen, abs=0.02)


def test_ranges_are_those_of_the_methods():
    assert range_of_share(0.25, 100) == pytest.approx(np.diff(wilson(25, 100, 0.95), axis=0).item() / 2)
    assert range_of_difference(0.25, 100, 200) == pytest.approx(np.diff(newcombe(25, 100, 50, 200, 0.95), axis=0) / 2)
    assert range_of_change(10.0, 25) == pytest.approx(stats.t.ppf(0.975, 24) * 2)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (lambda: difference_of_shares(0.5, 0, 10, "up"), "Nobody"),
        (lambda: difference_of_shares(0.5, 10, 0, "up"), "Nobody"),
        (lambda: distance_from_target(0.5, 0, "up"), "Nobody"),
        (lambda: range_of_share(0.5, 0), "Nobody"),
        (lambda: range_of_difference(0.5, 3, 0), "Nobody"),
        (lambda: difference_of_shares(0.02, 60, 60, "down"), "not even the largest"),
        (lambda: distance_from_target(0.95, 20, "up"), "not even the largest"),
        (lambda: difference_of_shares(0.5, 2, 2, "up"), "not even the largest"),
        (lambda: change_of_scores(3.0, 1), "Fewer than two"),
        (lambda: range_of_change(3.0, 1), "Fewer than two"),
    ],
)
def test_where_nothing_could_show_the_reason_is_told(asked, reason):
    answer = asked()
    assert isinstance(answer, NotEstimable)
    assert reason in answer.reason
