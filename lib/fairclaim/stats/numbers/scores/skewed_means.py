"""Limits for the mean of values of which a few are very large: bootstrap-t, and the log-normal mean.

Student's limits rest on a mean that is nearly normal and a spread that is nearly known. With costs and lengths of stay
neither holds: samples that happen to lack the large values have a small mean and a small spread together.

References
----------
Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 12. Zhou & Gao (1997),
doi:10.1002/(SICI)1097-0258(19970415)16:7<783::AID-SIM488>3.0.CO;2-2. Zou, Taleban & Huo (2009),
doi:10.1016/j.csda.2009.03.016.
"""

import numpy as np

from fairclaim.stats.numbers.scores.resampling import kept_draws
from fairclaim.stats.samples import BoolArray, FloatArray

# Samples worked on at a time: resamples × samples numbers lie in memory at once.
BLOCK = 250


def mean_and_error(totals: FloatArray, sizes: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Mean of all values and its standard error between units: se² = G/(G − 1) · Σ (sᵢ − m nᵢ)² / N².

    Parameters
    ----------
    totals : array of shape (…, G)
        Sum of each unit's values; G ≥ 2 units.
    sizes : array of shape (G,)
        How many values each has; with one each, se is s/√n.

    Examples
    --------
    >>> mean, error = mean_and_error(np.array([1.0, 2, 6]), np.ones(3))
    >>> f"{mean:.1f} {error:.4f}"
    '3.0 1.5275'
    """
    units, people = totals.shape[-1], sizes.sum()
    mean = totals.sum(axis=-1) / people
    residuals = totals - mean[..., None] * sizes
    return mean, np.sqrt(units / (units - 1) * np.sum(residuals**2, axis=-1)) / people


def bootstrap_t(
    totals: FloatArray, sizes: FloatArray, level: float, resamples: int, seed: int
) -> tuple[FloatArray, FloatArray]:
    """Limits of the mean by the bootstrap-t: t* = (m* − m)/se* of each resample stands in for Student's t.

    Units (people, or whole clusters) are drawn with replacement. Limits are m − t*₍hi₎ · se and m − t*₍lo₎ · se, with
    the k-th smallest and largest t*, k = ⌊(resamples + 1) α/2⌋. Units are put in order first, so that the order of
    rows plays no part.

    Parameters
    ----------
    totals, sizes : array
        As for `mean_and_error`; totals of shape (R, G).
    level : float
        1 − α; (resamples + 1) α/2 ≥ 1.
    resamples, seed : int
        The same seed gives the same limits.

    Returns
    -------
    lower, upper : array of shape (R,)
        Infinite where more than α/2 of the resamples hold no two different units.

    Examples
    --------
    >>> stays = np.array([[1.0, 1, 2, 2, 3, 3, 4, 5, 6, 8, 13, 40]])
    >>> lower, upper = bootstrap_t(stays, np.ones(12), 0.95, 1999, seed=1)
    >>> f"{lower[0]:.2f} to {upper[0]:.2f}"
    '2.94 to 32.79'
    """
    counts = kept_draws(totals.shape[1], resamples, seed)
    rows = [_limits(totals[start : start + BLOCK], sizes, counts, level) for start in range(0, totals.shape[0], BLOCK)]
    lower, upper = (np.concatenate(column) for column in zip(*rows, strict=True))
    return lower, upper


def _limits(totals: FloatArray, sizes: FloatArray, counts: FloatArray, level: float) -> tuple[FloatArray, FloatArray]:
    everyones = np.broadcast_to(sizes, totals.shape)
    order = np.lexsort((totals, everyones), axis=-1)
    totals, sizes = np.take_along_axis(totals, order, axis=-1), np.sort(sizes)
    mean, error = mean_and_error(totals, sizes)
    units, people = len(sizes), sizes.sum()
    # In units of the standard error, whatever the currency: rounding then has one scale.
    residuals = ((totals - mean[:, None] * sizes) / np.where(error > 0, error, 1.0)[:, None] / people).T
    drawn = counts @ sizes[:, None] / people
    shift = counts @ residuals / drawn
    squares = counts @ residuals**2 - 2 * shift * (counts @ (residuals * sizes[:, None]) / people)
    squares += shift**2 * (counts @ (sizes**2)[:, None]) / people**2
    spread = np.sqrt(np.maximum(units / (units - 1) * squares, 0.0)) / drawn
    flat = spread < 1e-7
    endless = np.where(np.abs(shift) < 1e-7, 0.0, np.copysign(np.inf, shift))
    t = np.where(flat, endless, shift / np.where(flat, 1.0, spread))
    last = int(np.floor((len(counts) + 1) * (1 - level) / 2 + 1e-9))
    ends = np.partition(t, (last - 1, len(counts) - last), axis=0)
    low, high = np.minimum(ends[last - 1], 0.0), np.maximum(ends[len(counts) - last], 0.0)
    return mean - high * error, mean - low * error


def log_normal(values: FloatArray, level: float) -> tuple[FloatArray, FloatArray]:
    """Limits of the mean exp(μ + σ²/2) of values whose logarithms are normal.

    ȳ + s²/2 − √(z² s²/n + (s²/2 · (1 − (n − 1)/χ²₁₋α/₂))²) to
    ȳ + s²/2 + √(z² s²/n + (s²/2 · ((n − 1)/χ²α/₂ − 1))²), raised to the power of e; y the logarithms.

    Parameters
    ----------
    values : array of shape (…, n)
        Above 0; n ≥ 2.
    level : float

    References
    ----------
    Zou, Taleban & Huo (2009), doi:10.1016/j.csda.2009.03.016.

    Examples
    --------
    >>> lower, upper = log_normal(np.array([1.0, 1, 2, 2, 3, 3, 4, 5, 6, 8, 13, 40]), 0.95)
    >>> f"{lower:.2f} to {upper:.2f}"
    '3.64 to 23.79'
    """
    from scipy.special import chdtri, ndtri

    logs = np.log(values)
    n, variance = values.shape[-1], np.var(logs, axis=-1, ddof=1)
    z, small, large = ndtri((1 + level) / 2), chdtri(n - 1, (1 + level) / 2), chdtri(n - 1, (1 - level) / 2)
    centre, spread = np.mean(logs, axis=-1) + variance / 2, z**2 * variance / n
    below = np.sqrt(spread + (variance / 2 * (1 - (n - 1) / large)) ** 2)
    above = np.sqrt(spread + (variance / 2 * ((n - 1) / small - 1)) ** 2)
    # Beyond e to the 700 there are no floating-point numbers.
    return np.exp(centre - below), np.exp(np.minimum(centre + above, 700.0))


def may_be_log_normal(values: FloatArray) -> BoolArray:
    """Whether all values are above 0 and their logarithms are no more skewed to the left than chance makes normal ones.

    g₁ ≥ −1.5 √(6/n), g₁ the skewness of the logarithms. Skewed to the right, the upper tail is heavier still than the
    log-normal one.

    Parameters
    ----------
    values : array of shape (…, n)

    Examples
    --------
    >>> bool(may_be_log_normal(np.array([1.0, 1, 2, 2, 3, 3, 4, 5, 6, 8, 13, 40])))
    True
    >>> bool(may_be_log_normal(np.array([0.0, 1, 2, 4])))
    False
    """
    positive = np.min(values, axis=-1, keepdims=True) > 0
    logs = np.log(np.where(positive, values, 1.0))
    away = logs - np.mean(logs, axis=-1, keepdims=True)
    second, third = np.mean(away**2, axis=-1), np.mean(away**3, axis=-1)
    varies = second > 0
    skewness = third / np.where(varies, second, 1.0) ** 1.5
    return np.asarray(positive[..., 0] & varies & (skewness >= -1.5 * np.sqrt(6 / values.shape[-1])))
