"""The steps of one sample's curve, as a result shows them: from 0, then wherever the curve moves."""

import numpy as np
from numpy.typing import NDArray

from fairclaim.stats.numbers.times.life_table import FEW, LifeTable, followed_to
from fairclaim.stats.results import Curve, Estimate
from fairclaim.stats.samples import FloatArray

FEW_LEFT = "Few people were followed, or would have been, for as long as that: this end of the curve rests on them."


def stepped(
    table: LifeTable,
    moves: NDArray[np.bool_],
    curve: tuple[FloatArray, FloatArray, FloatArray],
    start: tuple[float, float, float],
    read: Estimate,
) -> Curve:
    """Make the result of a curve, its limits, and the number read off it.

    Parameters
    ----------
    table : LifeTable of one sample
    moves : array of bool, shape (n,)
        At whose times the curve moves.
    curve : three arrays of shape (n,)
        Values, lower and upper limits from each person's time on.
    start : three float
        The same before anybody's time.
    read : Estimate
    """
    times = np.unique(np.concatenate([[0.0], table.time[moves]]))
    seen = np.searchsorted(table.time, times, side="right")
    values, lower, upper = (
        tuple(np.where(seen > 0, part[seen - 1], first).tolist()) for part, first in zip(curve, start, strict=True)
    )
    at_risk = table.size - np.searchsorted(table.time, times, side="left")
    return Curve(
        times=tuple(times.tolist()),
        values=values,
        lower=lower,
        upper=upper,
        at_risk=tuple(at_risk.tolist()),
        read=read,
        method=read.method,
    )


def cautions(table: LifeTable, at: float) -> tuple[str, ...]:
    """Say where few people were followed to the time that is read, those included who had the event before it."""
    # A product of fractions that comes to the very bound misses it by rounding.
    return (FEW_LEFT,) if round(float(followed_to(table, at)), 6) < FEW else ()


def at_start(value: float, people: int, level: float) -> tuple[float, float, float]:
    """Value and limits before anybody's time: nothing has happened to so many people yet (see `log_log`).

    Examples
    --------
    >>> [round(number, 4) for number in at_start(1.0, 20, 0.95)]
    [1.0, 0.8316, 1.0]
    """
    bound = ((1 - level) / 2) ** (1 / people)
    return (1.0, bound, 1.0) if value else (0.0, 0.0, 1 - bound)
