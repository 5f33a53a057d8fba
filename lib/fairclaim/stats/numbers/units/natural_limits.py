"""Natural process limits of an XmR chart, from the moving ranges, as NHS England's Making Data Count sets them.

References
----------
Wheeler, D. J. (1993), Understanding Variation. NHSRplotthedots 0.2.2, "deviations from the Excel tool".
"""

import numpy as np

from fairclaim.stats.results import Limits, NotEstimable
from fairclaim.stats.samples import FloatArray

LIMIT_FACTOR = 2.66
SCREEN_FACTOR = 3.267
FEWEST_POINTS = 8
FULL_POINTS = 12


def moving_ranges(values: FloatArray, positions: tuple[int, ...]) -> FloatArray:
    """|xᵢ − xᵢ₋₁| of neighbours in time; nothing is taken across a gap.

    Examples
    --------
    >>> moving_ranges(np.array([3.0, 5.0, 4.0, 9.0]), (0, 1, 2, 4)).tolist()
    [2.0, 1.0]
    """
    neighbours = np.diff(np.asarray(positions, dtype=np.int64)) == 1
    return np.asarray(np.abs(np.diff(values))[neighbours], dtype=np.float64)


def natural_limits(values: FloatArray, positions: tuple[int, ...], *, screen: bool) -> Limits | NotEstimable:
    """Mean x̄ and limits x̄ ± 2.66 mR̄ of one segment.

    Parameters
    ----------
    values : array of shape (n,)
        In the series' unit; not cut at 0 or 100, and neither are the limits.
    positions : tuple of int, length n
        Period numbers, rising; moving ranges do not cross a jump.
    screen : bool
        Leave out moving ranges that are not below 3.267 times their mean, once, and average the rest again. The Excel
        tool does not screen; NHSRplotthedots does.

    Returns
    -------
    Limits or NotEstimable
        Trial limits below twelve points, or below seven moving ranges (eight points without a gap have as many). None
        below eight points, without neighbours in time, or where the ranges are nought, as limits would be a line.

    Examples
    --------
    >>> x = np.array([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1.0])
    >>> limits = natural_limits(x, tuple(range(18)), screen=True)
    >>> f"{limits.lower:.6f} to {limits.upper:.6f}, {limits.ranges_dropped} dropped"
    '-0.715556 to 4.604444, 2 dropped'
    """
    if len(values) < FEWEST_POINTS:
        return NotEstimable("Fewer than eight figures are known, too few to say what is usual.")
    ranges = moving_ranges(values, positions)
    if len(ranges) == 0:
        return NotEstimable("No two figures are neighbours in time, so how much they usually vary is not known.")
    kept = ranges[ranges < SCREEN_FACTOR * np.mean(ranges)] if screen else ranges
    spread = float(np.mean(kept)) if len(kept) else 0.0
    if spread == 0:
        return NotEstimable("The values do not vary from one period to the next, so limits would have no width.")
    mean = float(np.mean(values))
    return Limits(
        mean=mean,
        lower=mean - LIMIT_FACTOR * spread,
        upper=mean + LIMIT_FACTOR * spread,
        mean_moving_range=spread,
        ranges_dropped=len(ranges) - len(kept),
        trial=len(values) < FULL_POINTS or len(ranges) < FEWEST_POINTS - 1,
    )
