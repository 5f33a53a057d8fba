"""How much more services of one kind differ than chance would have them, from events observed and expected.

z = √E · ln(O/E) is standard normal where a service differs from the others by chance alone; φ, the mean of z², is then
about 1. The spread between services beyond chance, τ² on the log scale, follows from φ by moments. Services that are
truly unusual would widen it, so the outermost are either left out (as NHS England's SHMI does) or drawn in to the
quantiles beside them (Spiegelhalter).

References
----------
Spiegelhalter (2005), Handling over-dispersion of performance indicators, doi:10.1136/qshc.2005.013755. NHS Digital,
Summary Hospital-level Mortality Indicator: indicator specification. DerSimonian & Laird (1986),
doi:10.1016/0197-2456(86)90046-2.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fairclaim.stats.samples import FloatArray


class Spread(NamedTuple):
    """φ, τ² and how many services they rest on; arrays of the shape of all but the last axis."""

    phi: FloatArray
    tau2: FloatArray
    kept: NDArray[np.int64]


def log_scores(observed: ArrayLike, expected: ArrayLike) -> FloatArray:
    """√E · ln(O/E); minus infinity where nothing was observed.

    Examples
    --------
    >>> f"{log_scores(150, 112):.4f}"
    '3.0917'
    """
    observed, expected = np.asarray(observed, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    with np.errstate(divide="ignore"):
        return np.asarray(np.sqrt(expected) * np.log(observed / expected))


def trimmed(observed: ArrayLike, expected: ArrayLike, trim: float) -> Spread:
    """Spread of the services that are left when the outermost are left out, as the SHMI does.

    Of k services the one of rank r (ties share their mean rank) falls in group ⌊r/(trim · (k + 1))⌋; the first group
    and the last of the 1/trim are left out. Small k may so keep all.

    Parameters
    ----------
    observed, expected : array of shape (..., k)
        Events; expected above 0.
    trim : float
        Share left out at either end, 0 to below ½.

    Returns
    -------
    Spread
        φ and τ² are NaN where a service without events is kept or fewer than two are.

    Examples
    --------
    >>> spread = trimmed([100, 150, 180, 80, 120, 225], [108, 112, 165, 95, 100, 220], 0.1)
    >>> f"{spread.phi:.6f} {spread.tau2:.7f} {spread.kept}"
    '2.948033 0.0194775 6'
    """
    from scipy.stats import rankdata

    z = log_scores(observed, expected)
    keep = np.ones(z.shape, dtype=bool)
    if trim > 0:
        groups = np.floor(rankdata(z, axis=-1) * (1 / trim) / (z.shape[-1] + 1))
        keep = (groups > 0) & (groups < 1 / trim - 1)
    return _spread(np.where(keep, z, 0.0), np.where(keep, np.broadcast_to(expected, z.shape), 0.0), keep.sum(axis=-1))


def winsorised(observed: ArrayLike, expected: ArrayLike, trim: float) -> Spread:
    """Spread of all services, the outermost drawn in to the quantiles `trim` and 1 − `trim` of z.

    Parameters and NaN as for `trimmed`; quantiles by linear interpolation (definition 7).

    Examples
    --------
    >>> spread = winsorised([100, 150, 180, 80, 120, 225], [108, 112, 165, 95, 100, 220], 0.1)
    >>> f"{spread.phi:.4f} {spread.tau2:.4f} {spread.kept}"
    '2.1491 0.0121 6'
    """
    z = log_scores(observed, expected)
    with np.errstate(invalid="ignore"):
        low, high = np.quantile(z, (trim, 1 - trim), axis=-1, keepdims=True)
    weights = np.broadcast_to(np.asarray(expected, dtype=np.float64), z.shape)
    return _spread(np.clip(z, low, high), weights, np.full(z.shape[:-1], z.shape[-1]))


def _spread(z: FloatArray, weights: FloatArray, kept: NDArray[np.int64]) -> Spread:
    total = weights.sum(axis=-1)
    known = np.isfinite(z).all(axis=-1) & (kept >= 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        phi = np.where(known, (z**2).sum(axis=-1) / kept, np.nan)
        scale = total - (weights**2).sum(axis=-1) / total
        tau2 = np.where(known, np.maximum(0.0, (kept * phi - (kept - 1)) / scale), np.nan)
    return Spread(np.asarray(phi), np.asarray(tau2), np.asarray(kept))
