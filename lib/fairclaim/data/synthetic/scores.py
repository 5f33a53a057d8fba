"""Scores at the start and the end of an episode: a steady level, the noise of each occasion, and what was planted.

Where people are referred because of a low score, the score was partly low by chance: it rises by itself (regression to
the mean), and the true mean of that rise is known here in closed form.
"""

import math

import numpy as np

from fairclaim.data.synthetic.profiles import Scale
from fairclaim.data.synthetic.streams import Days, Flags, Floats, stream
from fairclaim.params.world import World


def scores(world: World, scale: Scale, seed: int, team: Days, helped: Flags) -> tuple[Days, Days, Floats]:
    """Draw the first and last score of each referral in whole points, and how much better than expected they did."""
    n = len(team)
    draw = stream(seed, "scores")
    total = math.hypot(scale.spread, scale.noise)
    reliability = (scale.spread / total) ** 2
    before = scale.mean + total * _no_higher_than(_cut(world, scale, total), draw.random(n))
    level = scale.mean + reliability * (before - scale.mean) + _left(scale, total) * draw.standard_normal(n)
    teams = team_spread(world, scale) * stream(seed, "team change").standard_normal(team.max() + 1)
    own = teams[team] + scale.change_spread * draw.standard_normal(n)
    change = world.score_change + world.effect_on_score * helped + own
    after = level + change + scale.noise * draw.standard_normal(n)
    return _shown(before, scale), _shown(after, scale), own


def team_spread(world: World, scale: Scale) -> float:
    """Standard deviation between teams that gives the planted correlation of two changes within a team."""
    # The change that is seen: people's own change, the noise of two occasions, and two roundings to whole points.
    within = scale.change_spread**2 + 2 * scale.noise**2 + 2 / 12
    return math.sqrt(world.icc / (1 - world.icc) * within)


def mean_change(world: World, scale: Scale, *, helped: bool) -> float:
    """True mean of last minus first score, as the scale shows it: whole points between its ends.

    Notes
    -----
    The integral over the first score is a sum over 4,001 quantiles of its (cut off) normal distribution.
    """
    total = math.hypot(scale.spread, scale.noise)
    reliability = (scale.spread / total) ** 2
    quantiles = (np.arange(4001) + 0.5) / 4001
    before = scale.mean + total * _no_higher_than(_cut(world, scale, total), quantiles)
    planted = world.score_change + world.effect_on_score * helped
    expected = scale.mean + reliability * (before - scale.mean) + planted
    spread = math.hypot(_left(scale, total), team_spread(world, scale), scale.change_spread, scale.noise)
    return float(_mean_shown(expected, spread, scale).mean() - _shown(before, scale).mean())


def _cut(world: World, scale: Scale, total: float) -> float | None:
    # A first score is shown in whole points, so one that is shown as the limit may lie half a point above it.
    limit = world.selected_to_score
    return None if limit is None else (limit + 0.5 - scale.mean) / total


def _no_higher_than(cut: float | None, uniform: Floats) -> Floats:
    from scipy.special import ndtr, ndtri

    return np.asarray(ndtri(uniform if cut is None else uniform * ndtr(cut)))


def _left(scale: Scale, total: float) -> float:
    # Spread of the steady level among people with one first score.
    return scale.spread * scale.noise / total


def _shown(points: Floats, scale: Scale) -> Days:
    return np.clip(np.floor(points + 0.5), scale.low, scale.high).astype(np.int64)


def _mean_shown(mean: Floats, spread: float, scale: Scale) -> Floats:
    # The mean of a whole number at or above `low` is `low` and the chance of reaching each point above it.
    from scipy.special import ndtr

    points = np.arange(scale.low + 1, scale.high + 1)
    return np.asarray(scale.low + ndtr((mean[:, None] - points + 0.5) / spread).sum(axis=1))
