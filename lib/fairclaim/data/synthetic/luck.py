"""Who has the good outcome: one uniform number for each referral, alike within teams and within a person.

The numbers of one team, or one person, are alike by a normal copula. Each alone is uniform, so whatever share is
planted for a day holds exactly, with any clustering.
"""

import math

import numpy as np

from fairclaim.data.synthetic.streams import Days, Floats, stream
from fairclaim.params.world import World


def luck(world: World, seed: int, person: Days, team: Days) -> Floats:
    """Uniform on (0, 1) for each referral; small is good. `person` and `team` number from 0."""
    from scipy.special import ndtr

    within_team = latent_correlation(world.outcome_share, world.icc)
    own = world.alike * (1 - within_team)
    rest = 1 - within_team - own
    teams = stream(seed, "team luck").standard_normal(team.max() + 1)
    people = stream(seed, "person luck").standard_normal(person.max() + 1)
    episode = stream(seed, "luck").standard_normal(len(person))
    parts = math.sqrt(within_team) * teams[team] + math.sqrt(own) * people[person] + math.sqrt(rest) * episode
    return np.asarray(ndtr(parts))


def latent_correlation(share: float, icc: float) -> float:
    """Correlation of two normal numbers whose yes and no, at a share, correlate by `icc`; 0 to below 1."""
    from scipy.optimize import brentq

    if icc == 0:
        return 0.0
    return float(brentq(lambda latent: observed_correlation(share, latent) - icc, 0, 1 - 1e-9))


def observed_correlation(share: float, latent: float) -> float:
    """Correlation of the yes and no of two members of a cluster whose normal numbers correlate by `latent`.

    Φ₂(t, t; r) = Φ(t) - 2 T(t, √((1 - r)/(1 + r))), with Owen's T and t the normal quantile of the share.
    """
    from scipy.special import ndtri, owens_t

    both = share - 2 * owens_t(float(ndtri(share)), math.sqrt((1 - latent) / (1 + latent)))
    return float((both - share**2) / (share * (1 - share)))
