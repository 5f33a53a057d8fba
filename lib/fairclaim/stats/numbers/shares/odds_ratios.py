"""Odds ratios of two independent groups: given both totals of the fourfold table, and by the logarithm.

Given how many had the outcome in both groups together, the number X of them in the first group has Fisher's
noncentral hypergeometric distribution, whose one parameter is the odds ratio ψ. What is exact here rests on it alone.

References
----------
Cornfield (1956), Proceedings of the Third Berkeley Symposium 4:135-148. Fisher (1935), doi:10.2307/2342435. Woolf
(1955), doi:10.1111/j.1469-1809.1955.tb01348.x.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from fairclaim.stats.samples import FloatArray

Limits = tuple[FloatArray, FloatArray]
Arms = tuple[FloatArray, FloatArray, FloatArray, FloatArray]


def exact(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, level: float) -> Limits:
    """Cornfield's exact limits: P(X ≥ x₁) is α/2 at the lower one, P(X ≤ x₁) at the upper.

    Parameters
    ----------
    x1, n1, x2, n2 : int or array of int
        Events and people of the two groups, 0 ≤ x ≤ n, n ≥ 1; somebody with the outcome and somebody without.
    level : float
        Confidence level 1 − α, in (0, 1).

    Returns
    -------
    lower, upper : array of float, of the broadcast shape
        Odds ratios. Lower is 0 where x₁ is as small as the totals allow, upper infinite where it is as large.

    References
    ----------
    Cornfield (1956), Proceedings of the Third Berkeley Symposium 4:135-148.

    Examples
    --------
    >>> lower, upper = exact(5, 15, [0, 1], 15, 0.95)
    >>> [f"{low:.4f} to {high:.4f}" for low, high in zip(lower, upper)]
    ['1.0719 to inf', '0.6018 to 354.1663']
    """
    arms = _floats(x1, n1, x2, n2)
    # One over the lower limit of the swapped groups; where that is nought there is no upper limit.
    other = _exact_lower(arms[2:] + arms[:2], level)
    return _exact_lower(arms, level), np.where(other > 0, 1 / np.where(other > 0, other, 1.0), np.inf)


def likeliest(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> FloatArray:
    """The conditional maximum likelihood estimate: the ψ at which X is expected to be x₁; 0 or infinite at its ends.

    Not the cross product of the table, and nearer to 1. Parameters as for `exact`.

    Examples
    --------
    >>> f"{likeliest(5, 15, 1, 15):.4f}"
    '6.5816'
    """
    arms = _floats(x1, n1, x2, n2)
    least, most = _ends(arms)
    inside = (least < arms[0]) & (arms[0] < most)
    ends = np.where(arms[0] <= least, 0.0, np.inf)
    return np.where(inside, _root(arms, lambda k, p, x: (k * p).sum(axis=-1) - x, 1.0), ends)


def fisher_p_value(x1: int, n1: int, x2: int, n2: int) -> float:
    """Two-sided p of Fisher's exact test: all tables with these totals that are no likelier than the one seen.

    Examples
    --------
    >>> f"{fisher_p_value(5, 15, 0, 15):.6f}"
    '0.042146'
    """
    arms = _floats([x1], [n1], [x2], [n2])
    k, log_weights = _table(arms)
    chances = _chances(log_weights)
    seen = chances[k == x1]
    # Rounding must not part tables that are equally likely; a ten-millionth is R's margin too.
    return min(1.0, float(chances[chances <= seen * (1 + 1e-7)].sum()))


def woolf(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, level: float) -> Limits:
    """exp(log ψ̂ ∓ z √(1/a + 1/b + 1/c + 1/d)) of the four cells, ψ̂ = ad/(bc); no cell may be nought.

    Parameters and units as for `exact`.

    References
    ----------
    Woolf (1955), doi:10.1111/j.1469-1809.1955.tb01348.x.

    Examples
    --------
    >>> lower, upper = woolf(5, 15, 1, 15, 0.95)
    >>> f"{lower:.4f} to {upper:.4f}"
    '0.7051 to 69.4901'
    """
    from scipy.special import ndtri

    x1, n1, x2, n2 = _floats(x1, n1, x2, n2)
    half = ndtri((1 + level) / 2) * np.sqrt(1 / x1 + 1 / (n1 - x1) + 1 / x2 + 1 / (n2 - x2))
    ratio = cross_product(x1, n1, x2, n2)
    return ratio * np.exp(-half), ratio * np.exp(half)


def cross_product(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> FloatArray:
    """ad/(bc) of a table without empty cells."""
    x1, n1, x2, n2 = _floats(x1, n1, x2, n2)
    return x1 * (n2 - x2) / (x2 * (n1 - x1))


def _exact_lower(arms: Arms, level: float) -> FloatArray:
    above, tail = arms[0] > _ends(arms)[0], (1 - level) / 2
    root = _root(arms, lambda k, p, x: (p * (k >= x[..., None])).sum(axis=-1) - tail, tail)
    return np.where(above, root, 0.0)


def _ends(arms: Arms) -> tuple[FloatArray, FloatArray]:
    x1, n1, x2, n2 = arms
    return np.maximum(0.0, x1 + x2 - n2), np.minimum(x1 + x2, n1)


def _table(arms: Arms) -> tuple[FloatArray, FloatArray]:
    """Possible X of each table along a last axis, and the log of the number of ways to each."""
    from scipy.special import gammaln

    _, n1, x2, n2 = (count[..., None] for count in arms)
    least, most = (end[..., None] for end in _ends(arms))
    k = least + np.arange(int(np.max(most - least)) + 1)
    possible, events = k <= most, arms[0][..., None] + x2
    a, c = np.minimum(k, most), events - np.minimum(k, most)
    ways = -gammaln(a + 1) - gammaln(n1 - a + 1) - gammaln(c + 1) - gammaln(n2 - c + 1)
    return k, np.where(possible, ways, -np.inf)


def _chances(log_weights: FloatArray) -> FloatArray:
    weights = np.exp(log_weights - log_weights.max(axis=-1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


def _root(arms: Arms, excess: Callable[[FloatArray, FloatArray, FloatArray], FloatArray], tail: float) -> FloatArray:
    """ψ at which a rising function of (X, its chances, x₁) is nought; NaN where it never is."""
    from scipy.optimize.elementwise import find_root

    k, log_weights = _table(arms)
    shape, rows = arms[0].shape, k.shape[-1]
    k, log_weights, x1 = k.reshape(-1, rows), log_weights.reshape(-1, rows), arms[0].ravel()

    def of_log(psi: FloatArray, row: FloatArray) -> FloatArray:
        at = row.astype(int)
        return excess(k[at], _chances(log_weights[at] + k[at] * psi[:, None]), x1[at])

    # Neighbouring weights differ by less than (n₁ + n₂)² fold, so that the root lies well within these.
    far = 2 * np.log(arms[1] + arms[3]).ravel() + np.log(8 / tail)
    found = find_root(of_log, (-far, far), args=(np.arange(len(x1), dtype=np.float64),))
    return np.asarray(np.exp(found.x)).reshape(shape)


def _floats(*arrays: ArrayLike) -> Arms:
    one, two, three, four = np.broadcast_arrays(*(np.asarray(array, dtype=np.float64) for array in arrays))
    return one, two, three, four
