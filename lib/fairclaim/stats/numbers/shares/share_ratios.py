"""Ratios of two independent shares and their limits: Koopman's score interval, and the logarithm's.

References
----------
Koopman (1984), doi:10.2307/2531405. Katz, Baptista, Azen & Pike (1978), doi:10.2307/2530610.
"""

import numpy as np
from numpy.typing import ArrayLike

from fairclaim.stats.samples import FloatArray

Limits = tuple[FloatArray, FloatArray]


def ratio(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> FloatArray:
    """(x₁/n₁)/(x₂/n₂), infinite where x₂ is 0."""
    above, below = np.multiply(x1, n2, dtype=np.float64), np.multiply(x2, n1, dtype=np.float64)
    return np.asarray(np.where(below > 0, above / np.maximum(below, 1.0), np.inf))


def koopman(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, level: float) -> Limits:
    """Koopman's score interval: every ratio θ that a score test at this level would not reject.

    The limits solve `score(θ)² = z²` on either side of p₁/p₂.

    Parameters
    ----------
    x1, n1, x2, n2 : int or array of int
        Events and people of the two groups, 0 ≤ x ≤ n, n ≥ 1, not both x nought; arrays broadcast.
    level : float
        Confidence level, in (0, 1).

    Returns
    -------
    lower, upper : array of float, of the broadcast shape
        Ratios. Holds p₁/p₂ and has a width; the lower limit is 0 at x₁ = 0, the upper one infinite at x₂ = 0.

    References
    ----------
    Koopman (1984), doi:10.2307/2531405.

    Examples
    --------
    >>> lower, upper = koopman([9, 0], 10, [3, 3], 10, 0.95)
    >>> [f"{low:.4f} to {high:.4f}" for low, high in zip(lower, upper)]
    ['1.3532 to 8.4677', '0.0000 to 1.0823']
    """
    upper = _koopman_upper(x1, n1, x2, n2, level)
    # The lower limit is one over the upper one of the swapped groups; where that has none, it is nought.
    return np.asarray(1 / _koopman_upper(x2, n2, x1, n1, level)), upper


def score(theta: ArrayLike, x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> FloatArray:
    """Score statistic of p₁/p₂ = θ: (p₁ − θp₂) / √(p̃₁(1 − p̃₁)/n₁ + θ² p̃₂(1 − p̃₂)/n₂).

    p̃ are the shares that fit best under p̃₁ = θp̃₂: the smaller root of
    (n₁ + n₂)θ p̃₂² − (θ(n₁ + x₂) + x₁ + n₂) p̃₂ + x₁ + x₂ = 0. Its square is Koopman's χ².

    Examples
    --------
    >>> f"{score(1.0, 9, 10, 3, 10):.4f}"
    '2.7386'
    """
    x1, n1, x2, n2, theta = (np.asarray(a, dtype=np.float64) for a in (x1, n1, x2, n2, theta))
    one, other = theta * (n1 + x2), x1 + n2
    # The discriminant, (one + other)² − 4(n₁ + n₂)θ(x₁ + x₂), as a sum: nothing cancels near θ = 1.
    root = np.sqrt((one - other) ** 2 + 4 * theta * (n1 - x1) * (n2 - x2))
    q2 = np.minimum(2 * (x1 + x2) / (one + other + root), 1.0)
    q1 = np.minimum(theta * q2, 1.0)
    # Nought only where both shares are one and θ is too: there the numerator is nought as well.
    variance = np.maximum(q1 * (1 - q1) / n1 + theta**2 * q2 * (1 - q2) / n2, np.finfo(float).tiny)
    return np.asarray((x1 / n1 - theta * x2 / n2) / np.sqrt(variance))


def _koopman_upper(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, level: float) -> FloatArray:
    from scipy.optimize.elementwise import find_root
    from scipy.special import ndtri

    x1, n1, x2, n2 = np.broadcast_arrays(*(np.asarray(a, dtype=np.float64) for a in (x1, n1, x2, n2)))
    z2, seen, some = ndtri((1 + level) / 2) ** 2, x2 > 0, np.maximum(x2, 1.0)
    # The variance is at most θ(1/n₁ + 1/n₂) above 1, so that the statistic has passed −z at `high`; with x₁ = 0 it is
    # at least θx₂/(2n₁(n₁ + n₂)) below ½, so that it has not passed it at `low`. The margin of 2 is for rounding.
    high = 2 * np.maximum(np.maximum(1.0, 2 * ratio(x1, n1, some, n2)), 4 * z2 * (1 / n1 + 1 / n2) * (n2 / some) ** 2)
    low = np.where(x1 > 0, ratio(x1, n1, some, n2), np.minimum(0.5, z2 * n2**2 / (4 * n1 * (n1 + n2) * some)))

    def excess(log_theta: FloatArray, *arms: FloatArray) -> FloatArray:
        return np.asarray(score(np.exp(log_theta), *arms) + np.sqrt(z2))

    # At x₂ = 0 no ratio is too high: look as if one person had had the outcome, and let the limit be infinite.
    root = find_root(excess, (np.log(low), np.log(high)), args=(x1, n1, some, n2))
    return np.asarray(np.where(seen, np.exp(root.x), np.inf))


def katz(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, level: float) -> Limits:
    """exp(log(p₁/p₂) ∓ z √(1/x₁ − 1/n₁ + 1/x₂ − 1/n₂)), for x₁, x₂ ≥ 1, not both x equal to n.

    Parameters and units as for `koopman`. Simple, but too narrow where few have the outcome.

    References
    ----------
    Katz, Baptista, Azen & Pike (1978), doi:10.2307/2530610.

    Examples
    --------
    >>> lower, upper = katz(9, 10, 3, 10, 0.95)
    >>> f"{lower:.4f} to {upper:.4f}"
    '1.1384 to 7.9062'
    """
    from scipy.special import ndtri

    x1, n1, x2, n2 = (np.asarray(a, dtype=np.float64) for a in (x1, n1, x2, n2))
    half = ndtri((1 + level) / 2) * np.sqrt((n1 - x1) / (n1 * x1) + (n2 - x2) / (n2 * x2))
    return ratio(x1, n1, x2, n2) * np.exp(-half), ratio(x1, n1, x2, n2) * np.exp(half)
