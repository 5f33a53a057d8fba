"""Mantel and Haenszel's weighted comparisons of two groups within strata, each with its variance.

All take events and people as arrays whose last axis is the stratum, and answer with the axes before it. Strata in
which one of the groups is empty have no weight. The estimates need no stratum to be large; the variances hold both for
few large strata and for many small ones.

References
----------
Mantel & Haenszel (1959), doi:10.1093/jnci/22.4.719. Sato (1989), Biometrics 45:1323-1324. Greenland & Robins (1985),
doi:10.2307/2530643. Robins, Breslow & Greenland (1986), doi:10.2307/2531052.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fairclaim.stats.samples import FloatArray

Weighed = tuple[FloatArray, FloatArray]


def difference(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Σw(p₁ − p₂)/Σw with w = n₁n₂/N, and Sato's variance of it were the true difference δ: (δ ΣP + ΣQ)/(Σw)².

    P = (n₁²x₂ − n₂²x₁ + n₁n₂(n₂ − n₁)/2)/N², Q = (x₁(n₂ − x₂) + x₂(n₁ − x₁))/(2N).

    Parameters
    ----------
    x1, n1, x2, n2 : array of shape (…, strata)
        Events and people of the two groups, 0 ≤ x ≤ n; in one stratum at least neither group is empty.

    Returns
    -------
    difference, slope, base : array of shape (…)
        The difference, within −1 to 1, and ΣP and ΣQ over (Σw)². The base is nought where within every stratum nobody
        or everybody had the outcome, and positive otherwise.

    References
    ----------
    Sato (1989), Biometrics 45:1323-1324.

    Examples
    --------
    >>> estimate, slope, base = difference([8, 22], [106, 98], [5, 16], [120, 85])
    >>> f"{estimate:.4f}, {(slope * estimate + base)**0.5:.4f}"
    '0.0349, 0.0319'
    """
    x1, n1, x2, n2, total = _within(x1, n1, x2, n2)
    weight = (n1 * n2 / total).sum(axis=-1)
    estimate = ((x1 * n2 - x2 * n1) / total).sum(axis=-1) / weight
    p = ((n1**2 * x2 - n2**2 * x1 + n1 * n2 * (n2 - n1) / 2) / total**2).sum(axis=-1)
    q = ((x1 * (n2 - x2) + x2 * (n1 - x1)) / (2 * total)).sum(axis=-1)
    return estimate, p / weight**2, q / weight**2


def score_limits(estimate: FloatArray, slope: FloatArray, base: FloatArray, z: float) -> Weighed:
    """Every δ with (D − δ)² ≤ z²(slope · δ + base): the variance is what it would be were δ the truth.

    The roots of δ² − (2D + z² slope) δ + D² − z² base, kept within −1 to 1. Holds D and has a width wherever the base
    is positive, also at D = 1 and −1.
    """
    middle = estimate + z**2 * slope / 2
    # middle² − D² + z² base, with D² taken out by hand so that nothing cancels.
    half = np.sqrt(np.maximum(z**2 * (estimate * slope + base) + (z**2 * slope / 2) ** 2, 0.0))
    return np.maximum(np.minimum(middle - half, estimate), -1.0), np.minimum(np.maximum(middle + half, estimate), 1.0)


def sato_limits(estimate: FloatArray, slope: FloatArray, base: FloatArray, z: float) -> Weighed:
    """D ∓ z √(slope · D + base), kept within −1 to 1; NaN where rounding is all that is left under the root."""
    spread = estimate * slope + base
    half = z * np.sqrt(np.where(spread > 1e-9 * base, spread, np.nan))
    return np.maximum(estimate - half, -1.0), np.minimum(estimate + half, 1.0)


def log_risk_ratio(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> Weighed:
    """Log of R/S with R = Σx₁n₂/N, S = Σx₂n₁/N, and its variance Σ(n₁n₂(x₁ + x₂) − x₁x₂N)/N² / (RS).

    Parameters as for `difference`. Minus or plus infinity where R or S is nought; the variance is nought too where
    everybody in every stratum had the outcome.

    References
    ----------
    Greenland & Robins (1985), doi:10.2307/2530643.

    Examples
    --------
    >>> estimate, variance = log_risk_ratio([8, 22], [106, 98], [5, 16], [120, 85])
    >>> f"{estimate:.4f}, {variance**0.5:.4f}"
    '0.2818, 0.2590'
    """
    x1, n1, x2, n2, total = _within(x1, n1, x2, n2)
    above, below = (x1 * n2 / total).sum(axis=-1), (x2 * n1 / total).sum(axis=-1)
    spread = ((n1 * n2 * (x1 + x2) - x1 * x2 * total) / total**2).sum(axis=-1)
    return np.log(above / below), spread / (above * below)


def log_odds_ratio(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> Weighed:
    """Log of ΣR/ΣS with R = ad/N, S = bc/N of each fourfold table, and Robins, Breslow and Greenland's variance.

    ΣPR/(2(ΣR)²) + Σ(PS + QR)/(2ΣRΣS) + ΣQS/(2(ΣS)²), P = (a + d)/N, Q = (b + c)/N. Parameters as for `difference`.
    Minus or plus infinity where ΣR or ΣS is nought.

    References
    ----------
    Robins, Breslow & Greenland (1986), doi:10.2307/2531052.

    Examples
    --------
    >>> estimate, variance = log_odds_ratio([8, 22], [106, 98], [5, 16], [120, 85])
    >>> f"{estimate:.4f}, {variance**0.5:.4f}"
    '0.3387, 0.3112'
    """
    x1, n1, x2, n2, total = _within(x1, n1, x2, n2)
    p, q = (x1 + n2 - x2) / total, (n1 - x1 + x2) / total
    r, s = x1 * (n2 - x2) / total, (n1 - x1) * x2 / total
    above, below = r.sum(axis=-1), s.sum(axis=-1)
    variance = (
        (p * r).sum(axis=-1) / above**2
        + (p * s + q * r).sum(axis=-1) / (above * below)
        + (q * s).sum(axis=-1) / below**2
    ) / 2
    return np.log(above / below), variance


def compared(n1: ArrayLike, n2: ArrayLike) -> NDArray[np.bool_]:
    """Which strata hold people of both groups."""
    return np.asarray((np.asarray(n1) > 0) & (np.asarray(n2) > 0))


def _within(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> tuple[FloatArray, ...]:
    """Return the counts as floats, and the total of each stratum."""
    x1, n1, x2, n2 = (np.asarray(count, dtype=np.float64) for count in (x1, n1, x2, n2))
    # A stratum without anybody adds nothing whatever it is divided by; nor does one of a single group.
    return x1, n1, x2, n2, np.maximum(n1 + n2, 1.0)
