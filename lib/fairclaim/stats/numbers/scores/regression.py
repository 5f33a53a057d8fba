"""How far scores move towards the average by themselves, given where each person started."""

import numpy as np

from fairclaim.stats.samples import FloatArray


def expected_move(before: FloatArray, mean: float, test_retest: float) -> float:
    """Give the mean change to be expected of people who started at these scores, had nobody helped them.

    Parameters
    ----------
    before : array of float, shape (n,), n >= 1
        Scores at the start, in points.
    mean : float
        Average of the people that these came from, on an ordinary day.
    test_retest : float
        r, 0 to 1: correlation of two scores of the same person, nothing having happened between.

    Returns
    -------
    float
        The mean of (1 − r)(mean − score): above 0 where people started below the average. In points.

    Notes
    -----
    Whatever rule picked people by their first score, the expected second score given the first is mean + r(score −
    mean) where the two are jointly normal, so no cut-off need be known. For a cut-off it comes to Davis's formula
    (`expected_regression`).

    References
    ----------
    Davis (1976), doi:10.1093/oxfordjournals.aje.a112321. Barnett, van der Pols & Dobson (2005),
    doi:10.1093/ije/dyh299.

    Examples
    --------
    >>> expected_move(np.array([8.0, 10.0]), mean=12.0, test_retest=0.5)
    1.5
    """
    return float((1 - test_retest) * (mean - np.mean(before)))
