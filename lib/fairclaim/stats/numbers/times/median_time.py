"""The median of a curve that falls in steps, and where its limits come down to a half. Arrays throughout."""

import numpy as np
from numpy.typing import NDArray

from fairclaim.stats.numbers.times.life_table import LifeTable
from fairclaim.stats.samples import FloatArray

# Products of fractions that come to a half in theory miss it by rounding in practice.
ROUNDING = 1e-12


def median_time(
    table: LifeTable, share: FloatArray, lower: FloatArray, upper: FloatArray, start: float
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Time by which half had the event, with every time at which the curve's limits hold a half.

    The median is the first time at which the curve is below a half; where it lies at a half for a while, the middle of
    that while, as with the median of an even number of people. The lower limit is the first time at which the curve's
    lower limit is a half or less (0 where few people make it so from the start), the upper limit the first at which
    its upper limit is less.

    Parameters
    ----------
    table : LifeTable
        Arrays of shape (..., n), n ≥ 1.
    share, lower, upper : array of shape (..., n)
        The curve and its limits from each person's time on, at the level wanted.
    start : float
        Its lower limit before anybody's time: a half or less where there are few people.

    Returns
    -------
    value, lower, upper : array of shape (...)
        In the unit of the times; infinite where it was not reached.

    References
    ----------
    Brookmeyer & Crowley (1982), doi:10.2307/2530286.

    Examples
    --------
    >>> table = LifeTable.of([1, 2, 3, 4], [1, 1, 1, 1])
    >>> curve = np.array([0.75, 0.5, 0.25, 0.0])
    >>> [float(time) for time in median_time(table, curve, curve / 2, curve + 0.2, 0.6)]
    [2.5, 1.0, 3.0]
    """
    below, half = _first(table, share < 0.5 - ROUNDING), _first(table, share <= 0.5 + ROUNDING)
    # A curve that stays at a half to the end of follow-up came to it at a time, and no later one is known.
    value = np.where(np.isfinite(below) & (half < below), (half + np.where(np.isfinite(below), below, 0)) / 2, half)
    first_possible = _first(table, lower <= 0.5) if start > 0.5 else np.zeros_like(value)
    return value, first_possible, _first(table, upper < 0.5)


def _first(table: LifeTable, reached: NDArray[np.bool_]) -> FloatArray:
    return np.asarray(np.where(reached, table.time, np.inf).min(axis=-1), dtype=np.float64)
