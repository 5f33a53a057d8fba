"""The error of a difference of two independent numbers, each with an error and degrees of freedom of its own.

References
----------
Welch (1947), doi:10.1093/biomet/34.1-2.28. Satterthwaite (1946), doi:10.2307/3002019.
"""

import numpy as np
from numpy.typing import ArrayLike

from fairclaim.stats.samples import FloatArray


def joined(error1: ArrayLike, df1: ArrayLike, error2: ArrayLike, df2: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Standard error √(s₁² + s₂²) of a difference, and Welch's degrees of freedom (s₁² + s₂²)²/(s₁⁴/ν₁ + s₂⁴/ν₂).

    Parameters
    ----------
    error1, error2 : float or array
        Standard errors of the two, 0 or more.
    df1, df2 : float or array
        Their degrees of freedom, above 0; infinite where an error is taken as known. Arrays broadcast.

    Returns
    -------
    error, df : array of float, of the broadcast shape
        Where both errors are 0 the degrees of freedom are those of both together, and mean nothing.

    Examples
    --------
    >>> error, df = joined(3.1, 26, 2.92, 24)
    >>> f"{error:.4f} with {df:.2f} degrees of freedom"
    '4.2587 with 49.98 degrees of freedom'
    """
    one, other = (np.asarray(error, dtype=np.float64) ** 2 for error in (error1, error2))
    spread = one**2 / np.asarray(df1, dtype=np.float64) + other**2 / np.asarray(df2, dtype=np.float64)
    known = spread > 0
    fallback = np.asarray(df1, dtype=np.float64) + np.asarray(df2, dtype=np.float64)
    return np.sqrt(one + other), np.where(known, (one + other) ** 2 / np.where(known, spread, 1.0), fallback)


def quantile(df: ArrayLike, level: float) -> FloatArray:
    """The t quantile of 1 − α/2; the normal one where the degrees of freedom are infinite.

    Examples
    --------
    >>> [f"{q:.4f}" for q in quantile([4.0, np.inf], 0.95)]
    ['2.7764', '1.9600']
    """
    from scipy.special import ndtri, stdtrit

    df = np.asarray(df, dtype=np.float64)
    upper, finite = (1 + level) / 2, np.isfinite(df)
    return np.where(finite, stdtrit(np.where(finite, df, 1.0), upper), ndtri(upper))
