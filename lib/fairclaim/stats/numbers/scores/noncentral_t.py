"""Power of two-sided tests, and the effect that they detect: by t, and by the normal where the spread is known.

statsmodels' `solve_power` has the same answers, but its search breaks off with a TypeError for some sizes (n = 60 at
the 99% level), so the root is found here.
"""

from collections.abc import Callable
from functools import cache

import numpy as np

from fairclaim.stats.samples import FloatArray


def centre_for(df: int, alpha: float, power: float) -> float:
    """Noncentrality at which a two-sided t test rejects with this power.

    Parameters
    ----------
    df : int
        Degrees of freedom, ≥ 1.
    alpha, power : float
        In (0, 0.5) and (0.5, 1).

    Examples
    --------
    >>> f"{centre_for(60, 0.05, 0.8):.4f}"
    '2.8474'
    """
    return _root(lambda centre: power_at(centre, df, alpha) - power)


def normal_centre_for(alpha: float, power: float) -> float:
    """Return the same for a two-sided normal test: z units from no difference.

    Examples
    --------
    >>> f"{normal_centre_for(0.05, 0.8):.4f}"
    '2.8016'
    """
    from scipy.special import ndtr, ndtri

    z = float(ndtri(1 - alpha / 2))
    return _root(lambda centre: float(ndtr(centre - z) + ndtr(-centre - z)) - power)


def _root(excess: Callable[[float], float]) -> float:
    from scipy.optimize import brentq

    reach = 1.0
    while excess(reach) < 0:
        reach *= 2
    return float(brentq(excess, 0.0, reach, xtol=1e-12))


def power_at(centre: float, df: int, alpha: float) -> float:
    """P(|T| > t₁₋α/₂) of the noncentral t: the normal tails on either side, averaged over the spread that is seen.

    Libraries' own noncentral t gives up far out and for few people; this does not.

    >>> f"{power_at(2.8, 60, 0.05):.4f}"
    '0.7867'
    """
    from scipy.special import gammaincinv, gammaln, ndtr, stdtrit

    nodes, weights = _nodes()
    low, high = np.sqrt(2 * gammaincinv(df / 2, [1e-15, 1 - 1e-15]) / df)
    spread = low + (high - low) * (nodes + 1) / 2
    log_density = np.log(df) / 2 + (df - 1) * np.log(spread * np.sqrt(df)) - df * spread**2 / 2
    density = np.exp(log_density - (df / 2 - 1) * np.log(2) - gammaln(df / 2))
    edge = stdtrit(df, 1 - alpha / 2) * spread
    return float(np.sum(weights * density * (ndtr(centre - edge) + ndtr(-centre - edge))) * (high - low) / 2)


@cache
def _nodes() -> tuple[FloatArray, FloatArray]:
    nodes, weights = np.polynomial.legendre.leggauss(200)
    return np.asarray(nodes), np.asarray(weights)
