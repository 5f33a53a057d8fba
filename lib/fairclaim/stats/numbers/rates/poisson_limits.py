"""Limits of a count of independent events: exact, mid-P, Byar's approximation, and UKHSA's rule which to use when.

Every function takes counts (of any shape) and a level, and returns lower and upper limits of the mean count.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from fairclaim.stats.samples import FloatArray

Limits = tuple[FloatArray, FloatArray]

# UKHSA and its predecessors: exact limits below so many events, Byar's from there on.
EXACT_BELOW = 10


def exact(x: ArrayLike, level: float) -> Limits:
    """Garwood's limits: both tails of the Poisson hold at most α/2, so coverage is never below 1 − α.

    Lower: the α/2 quantile of Gamma(x); upper: the 1 − α/2 quantile of Gamma(x + 1). At no events the lower limit is
    0, and the upper one still leaves α/2 (not α) in its tail.

    Parameters
    ----------
    x : float or array of float
        Events, 0 or more. Need not be whole: events divided by their dispersion are taken too.
    level : float
        Confidence level 1 − α, in (0, 1).

    Returns
    -------
    lower, upper : array of float, of the shape of `x`
        Mean counts. Always holds x and has a width.

    References
    ----------
    Garwood (1936), doi:10.1093/biomet/28.3-4.437.

    Examples
    --------
    >>> lower, upper = exact([0, 9], 0.95)
    >>> [f"{low:.4f} to {high:.4f}" for low, high in zip(lower, upper)]
    ['0.0000 to 3.6889', '4.1154 to 17.0848']
    """
    from scipy.special import gammainccinv, gammaincinv

    x, tail = np.asarray(x, dtype=np.float64), (1 - level) / 2
    # Gamma's shape must be positive; at no events the limit is written in, whatever stands here.
    lower = np.where(x > 0, gammaincinv(np.where(x > 0, x, 1.0), tail), 0.0)
    return lower, np.asarray(gammainccinv(x + 1, tail), dtype=np.float64)


def byar(x: ArrayLike, level: float) -> Limits:
    """Byar's approximation to the exact limits: x(1 − 1/(9x) − z/(3√x))³ and the same of x + 1 with + z.

    Parameters, units and returns as for `exact`; the lower limit is 0 at no events, and minus infinity (it does not
    exist) where the formula falls below 0, which one event does at levels above 99.2%.

    References
    ----------
    Breslow & Day (1987), Statistical Methods in Cancer Research, volume II, page 69, IARC Scientific Publications 82.

    Examples
    --------
    >>> lower, upper = byar([65, 1045], 0.95)
    >>> [f"{low:.4f} to {high:.4f}" for low, high in zip(lower, upper)]
    ['50.1632 to 82.8491', '982.5932 to 1110.3312']
    """
    from scipy.special import ndtri

    return byar_at(x, np.asarray(ndtri((1 + level) / 2)))


def byar_at(x: ArrayLike, quantile: ArrayLike) -> Limits:
    """Byar's limits so many standard errors away, for a quantile that is not the normal one.

    Examples
    --------
    >>> lower, upper = byar_at(10.0, 1.959964)
    >>> f"{lower:.4f} to {upper:.4f}"
    '4.7874 to 18.3915'
    """
    x, z = np.asarray(x, dtype=np.float64), np.asarray(quantile, dtype=np.float64)
    some, more = np.where(x > 0, x, 1.0), x + 1
    root = 1 - 1 / (9 * some) - z / (3 * np.sqrt(some))
    lower = np.where(x > 0, np.where(root >= 0, some * root**3, -np.inf), 0.0)
    return lower, more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3


def ukhsa(x: ArrayLike, level: float) -> Limits:
    """UKHSA's rule: exact limits below ten events, Byar's from ten. Parameters, units and returns as for `exact`.

    References
    ----------
    Public Health England (2018), Technical guide: confidence intervals.

    Examples
    --------
    >>> lower, upper = ukhsa([9, 10], 0.95)
    >>> [f"{low:.4f} to {high:.4f}" for low, high in zip(lower, upper)]
    ['4.1154 to 17.0848', '4.7874 to 18.3915']
    """
    x = np.asarray(x, dtype=np.float64)
    few = x < EXACT_BELOW
    (low, high), (byar_low, byar_high) = exact(x, level), byar(np.where(few, EXACT_BELOW, x), level)
    return np.where(few, low, byar_low), np.where(few, high, byar_high)


def midp(x: ArrayLike, level: float) -> Limits:
    """Mid-P limits: as the exact ones, but the observed count gives half of its probability to each tail.

    Lower: the mean with P(X > x) + ½ P(X = x) = α/2; upper: with P(X < x) + ½ P(X = x) = α/2. Narrower than exact,
    average coverage close to 1 − α. Parameters, units and returns as for `exact`, for whole counts.

    References
    ----------
    Cohen & Yang (1994), doi:10.1002/sim.4780132102.

    Examples
    --------
    >>> lower, upper = midp([0, 9], 0.95)
    >>> [f"{low:.4f} to {high:.4f}" for low, high in zip(lower, upper)]
    ['0.0000 to 2.9957', '4.3891 to 16.5164']
    """
    from scipy.special import gammainc, gammaincc

    x, tail = np.asarray(x, dtype=np.float64), (1 - level) / 2
    some = np.maximum(x, 1)

    def above(mean: FloatArray, x: FloatArray) -> FloatArray:
        return np.asarray((gammainc(x, mean) + gammainc(x + 1, mean)) / 2 - tail)

    def below(mean: FloatArray, x: FloatArray) -> FloatArray:
        return np.asarray((gammaincc(x, mean) + gammaincc(x + 1, mean)) / 2 - tail)

    # The exact limits of a count and of its neighbour lie on either side of its mid-P limit.
    (low, high), (_, less), (more, _) = exact(some, level), exact(some - 1, level), exact(some + 1, level)
    lower, upper = _root(above, low, more, some), _root(below, less, high, some)
    # Without events the upper limit has a closed form, and the lower one is 0.
    return np.where(x > 0, lower, 0.0), np.where(x > 0, upper, -np.log(2 * tail))


def _root(
    excess: Callable[[FloatArray, FloatArray], FloatArray], low: FloatArray, high: FloatArray, x: FloatArray
) -> FloatArray:
    from scipy.optimize.elementwise import find_root

    return np.asarray(find_root(excess, (low, high), args=(x,)).x, dtype=np.float64)


INTERVALS: dict[str, Callable[[ArrayLike, float], Limits]] = {
    "ukhsa": ukhsa,
    "exact": exact,
    "midp": midp,
    "byar": byar,
}
