"""Escalations before and after an episode: a few people have most of them, and high use falls by itself.

A person's rate is Gamma distributed (mean `use`, shape `use_alike`), the count before it Poisson. Whoever is referred
only with so many before has, as known in closed form, fewer afterwards without any service (regression to the mean).
"""

from functools import cache

import numpy as np

from fairclaim.data.synthetic.streams import Days, Flags, Floats, stream, wave
from fairclaim.params.world import World


def counts(world: World, seed: int, day: Days, helped: Flags) -> tuple[Days, Days]:
    """Draw each referral's escalations in the 90 days before and in the 90 days after it."""
    n, shape = len(day), world.use_alike
    draw = stream(seed, "use")
    number, chance = before_distribution(world)
    place = np.searchsorted(np.cumsum(chance), draw.random(n), side="right")
    before = number[np.minimum(place, len(number) - 1)]
    # Having seen the count, a person's rate is again Gamma distributed.
    rate = draw.standard_gamma(shape + before) / (shape / world.use + 1)
    after = rate * np.where(helped, world.effect_on_use, 1.0) * (1 + world.winter_escalations * wave(day))
    return before, draw.poisson(after)


def before_distribution(world: World) -> tuple[Days, Floats]:
    """Counts before referral that are possible after selection, and their chances, which sum to 1."""
    return _before(world.use, world.use_alike, world.selected_from_use)


@cache
def _before(mean: float, shape: float, least: int) -> tuple[Days, Floats]:
    from scipy.stats import nbinom

    law = (shape, shape / (shape + mean))
    # Beyond this count lies less than one referral in 10^15 of those selected.
    most = int(nbinom.isf(nbinom.sf(least - 1, *law) * 1e-15, *law)) + 1
    number = np.arange(least, most + 1)
    chance = nbinom.pmf(number, *law)
    return number, chance / chance.sum()


def mean_before(world: World) -> float:
    """True mean number of escalations in the 90 days before, of those referred."""
    number, chance = before_distribution(world)
    return float((number * chance).sum())


def mean_after(world: World, *, helped: bool) -> float:
    """True mean number in the 90 days after, over a whole year."""
    shape = world.use_alike
    expected = (shape + mean_before(world)) / (shape / world.use + 1)
    return expected * (world.effect_on_use if helped else 1.0)
