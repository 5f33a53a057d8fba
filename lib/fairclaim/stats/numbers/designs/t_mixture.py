"""An average of t distributions with different centres and scales: what stays open when it is not known which holds."""

import numpy as np

from fairclaim.stats.samples import FloatArray

STEPS, PRECISION = 60, 1e-12


def mixed_quantile(
    centre: FloatArray, error: FloatArray, df: int, weights: FloatArray, probability: float
) -> FloatArray:
    """The quantile of Σ wₖ · t(df, centreₖ, errorₖ), for many averages at once.

    Parameters
    ----------
    centre, error, weights : array of shape (…, k)
        Errors above 0; weights of 0 or more that add up to 1.
    df : int
        1 or more.
    probability : float
        In (0, 1).

    Returns
    -------
    array of shape (…)

    Examples
    --------
    With one distribution it is that one's quantile; two that lie apart have their upper one within the upper one.

    >>> one = mixed_quantile(np.array([3.0]), np.array([2.0]), 10, np.array([1.0]), 0.975)
    >>> two = mixed_quantile(np.array([-9.0, 9.0]), np.array([1.0, 1.0]), 10, np.array([0.5, 0.5]), 0.975)
    >>> f"{one:.4f}, {two:.4f}"
    '7.4563, 10.8125'
    """
    from scipy.special import gammaln, stdtr, stdtrit

    constant = np.exp(gammaln((df + 1) / 2) - gammaln(df / 2)) / np.sqrt(df * np.pi)
    # The quantile of an average lies between the quantiles of what is averaged.
    ends = centre + float(stdtrit(df, probability)) * error
    low, high, guess = ends.min(axis=-1), ends.max(axis=-1), (weights * ends).sum(axis=-1)
    for _ in range(STEPS):
        standard = (guess[..., None] - centre) / error
        excess = (weights * stdtr(df, standard)).sum(axis=-1) - probability
        low, high = np.where(excess < 0, guess, low), np.where(excess < 0, high, guess)
        slope = (weights * constant * (1 + standard**2 / df) ** (-(df + 1) / 2) / error).sum(axis=-1)
        moved = guess - excess / np.where(slope > 0, slope, 1.0)
        # Newton's step where it stays between the ends, halving where it does not.
        moved = np.where((moved > low) & (moved < high), moved, (low + high) / 2)
        done = bool((np.abs(moved - guess) <= PRECISION * (np.abs(guess) + error.min(axis=-1))).all())
        guess = moved
        if done:
            break
    return np.asarray(guess)
