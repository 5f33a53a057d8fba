"""What worlds of series are made of: errors that remember, and the naive limits that forget it."""

import numpy as np

from fairclaim.stats.samples import FloatArray

# Enough periods for the first ones to be forgotten, at any ρ used here.
FORGOTTEN = 60


def remembered(rng: np.random.Generator, shape: tuple[int, ...], rho: float) -> FloatArray:
    """Errors of variance 1/(1 − ρ²) along the last axis, each ρ times the one before plus a standard normal.

    The loop is over periods, which follow each other; all series go through it at once.
    """
    errors = rng.normal(size=(*shape[:-1], shape[-1] + FORGOTTEN))
    for period in range(1, errors.shape[-1]):
        errors[..., period] += rho * errors[..., period - 1]
    return np.asarray(errors[..., FORGOTTEN:])


def newey_west(outcome: FloatArray, design: FloatArray, which: int, lag: int) -> tuple[FloatArray, FloatArray]:
    """Least-squares coefficient and its error by Newey and West's weights, as statsmodels' HAC without correction.

    Parameters
    ----------
    outcome : array of shape (…, n)
    design : array of shape (n, p)
    which, lag : int

    References
    ----------
    Newey & West (1987), doi:10.2307/1913610.

    Examples
    --------
    >>> value, error = newey_west(np.array([1.0, 2, 2, 5, 4, 6]), np.ones((6, 1)), 0, 1)
    >>> f"{value:.3f} {error:.3f}"
    '3.333 0.831'
    """
    projection = np.linalg.inv(design.T @ design) @ design.T
    coefficients = outcome @ projection.T
    scores = (outcome - coefficients @ design.T) * projection[which]
    variance = (scores**2).sum(axis=-1)
    for apart in range(1, lag + 1):
        both = (scores[..., apart:] * scores[..., :-apart]).sum(axis=-1)
        variance = variance + 2 * (1 - apart / (lag + 1)) * both
    return coefficients[..., which], np.sqrt(variance)
