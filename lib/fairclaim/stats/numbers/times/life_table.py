"""People in the order in which their follow-up ended, and what every curve in time is made of. Arrays throughout.

The last axis holds people; all leading axes are samples of their own. A curve is an array as long as there are people:
its value from each person's time on, once all who share that time are counted.

Where several people have the same time, events come before ends of follow-up: somebody who was followed until day 30
was still at risk of what happened on day 30.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fairclaim.stats.samples import FloatArray

CENSORED, EVENT, COMPETING = 0, 1, 2
# Below this many people followed to a time, the curve there moves a good deal with each of them.
FEW = 10
# The time at which curves are read in the made-up worlds of the calibration, in months.
TRIED_AT = 12.0


@dataclass(frozen=True, slots=True, eq=False)
class LifeTable:
    """Samples of people, sorted by time.

    Parameters
    ----------
    time : array of shape (..., n)
        Rising along the last axis, n ≥ 1.
    state : array of shape (..., n)
        0 where follow-up ended without the event, 1 at the event, 2 at a competing event.
    """

    time: FloatArray
    state: NDArray[np.int64]

    @classmethod
    def of(cls, time: ArrayLike, state: ArrayLike) -> "LifeTable":
        """Sort people by time, and at one time events before ends of follow-up."""
        time, state = np.asarray(time, dtype=np.float64), np.asarray(state, dtype=np.int64)
        order = np.lexsort((np.where(state == CENSORED, 3, state), time), axis=-1)
        return cls(np.take_along_axis(time, order, -1), np.take_along_axis(state, order, -1))

    @property
    def size(self) -> int:
        """People in each sample."""
        return int(self.time.shape[-1])

    @property
    def waiting(self) -> FloatArray:
        """How many follow in this order, the person included: n, n − 1, …, 1."""
        return np.arange(self.size, 0, -1, dtype=np.float64)

    @property
    def first(self) -> NDArray[np.int64]:
        """Where in the order the people who share a person's time begin."""
        starts = np.concatenate([np.ones((*self.time.shape[:-1], 1), bool), np.diff(self.time) > 0], -1)
        return np.maximum.accumulate(np.where(starts, np.arange(self.size), 0), axis=-1)

    @property
    def last(self) -> NDArray[np.int64]:
        """Where they end."""
        turned = LifeTable(-self.time[..., ::-1], self.state)
        return (self.size - 1 - turned.first)[..., ::-1]

    def whole(self, curve: FloatArray) -> FloatArray:
        """Give everybody who shares a time the value of the last of them."""
        return np.take_along_axis(curve, self.last, -1)

    def count(self, at: ArrayLike, *, before: bool = False) -> NDArray[np.int64]:
        """How many people's follow-up had ended by a time (or before it)."""
        at = np.expand_dims(np.asarray(at, dtype=np.float64), -1)
        return np.asarray((self.time < at if before else self.time <= at).sum(axis=-1))

    def read(self, curve: FloatArray, at: ArrayLike, start: float, *, before: bool = False) -> FloatArray:
        """Read a curve at a time (or just before it); `start` is what it is until the first person's time."""
        index = self.count(at, before=before)
        found = np.take_along_axis(curve, np.maximum(index - 1, 0)[..., None], -1)[..., 0]
        return np.where(index > 0, found, start)


def survival(table: LifeTable, ended: NDArray[np.bool_]) -> tuple[FloatArray, FloatArray]:
    """Kaplan and Meier's curve, and Greenwood's sum for it.

    S(t) = Π (1 − d/Y) and G(t) = Σ d/(Y(Y − d)) over the times up to t, Y the people at risk and d those whose state
    is in `ended`. One person at a time gives the same: the d factors (Y − 1)/Y · (Y − 2)/(Y − 1) · … of people who
    share a time multiply to (Y − d)/Y, and so does the sum telescope.

    Parameters
    ----------
    table : LifeTable
    ended : array of bool, shape (..., n)
        Whose event counts, in the table's order.

    Returns
    -------
    share, greenwood : array of shape (..., n)
        Proportions; Var S(t) = S(t)² G(t). Where the curve has come to 0 the sum leaves out the last, infinite term.

    References
    ----------
    Kaplan & Meier (1958), doi:10.1080/01621459.1958.10501452. Greenwood (1926), Reports on Public Health and
    Statistical Subjects 33.

    Examples
    --------
    >>> table = LifeTable.of([6, 6, 6, 6, 7], [1, 1, 1, 0, 1])
    >>> [round(float(curve[2]), 4) for curve in survival(table, table.state == EVENT)]
    [0.4, 0.3]
    """
    waiting = table.waiting
    share = np.asarray(np.cumprod(1 - ended / waiting, axis=-1), dtype=np.float64)
    steps = np.where(ended & (waiting > 1), 1 / (waiting * np.maximum(waiting - 1, 1)), 0.0)
    return table.whole(share), table.whole(np.cumsum(steps, axis=-1))


def followed_to(table: LifeTable, at: ArrayLike) -> FloatArray:
    """How many people would have been followed to a time if nobody had had an event: n times the share not lost.

    The share comes from Kaplan and Meier's curve of follow-up, with the roles exchanged; ends of follow-up at the very
    time do not count, for those people were seen there. Where somebody is still at risk it is Peto's effective number
    Y/S. At least 1 up to the last time at which somebody was seen.

    References
    ----------
    Peto et al. (1977), appendix, doi:10.1038/bjc.1977.1. Dorey & Korn (1987), doi:10.1002/sim.4780060605.

    Examples
    --------
    >>> float(followed_to(LifeTable.of([2, 3, 3, 5], [0, 1, 0, 1]), 5))
    1.5
    """
    return table.size * table.read(_kept(table), at, 1.0, before=True)


def followed(table: LifeTable) -> FloatArray:
    """`followed_to` each person's own time, as a curve.

    Examples
    --------
    >>> followed(LifeTable.of([2, 3, 3, 5], [0, 1, 0, 1])).tolist()
    [4.0, 3.0, 3.0, 1.5]
    """
    kept = _kept(table)
    before = np.concatenate([np.ones((*kept.shape[:-1], 1)), kept[..., :-1]], -1)
    return table.size * np.take_along_axis(before, table.first, -1)


def _kept(table: LifeTable) -> FloatArray:
    return np.cumprod(1 - (table.state == CENSORED) / table.waiting, axis=-1)


def reaches(table: LifeTable, at: ArrayLike) -> NDArray[np.bool_]:
    """Whether the curves are known at a time: somebody was followed to it, or everybody's event came before.

    Examples
    --------
    >>> table = LifeTable.of([2, 3, 5], [0, 1, 0])
    >>> bool(reaches(table, 5)), bool(reaches(table, 6)), bool(reaches(LifeTable.of([2, 3], [0, 1]), 6))
    (True, False, True)
    """
    return np.asarray((table.time[..., -1] >= np.asarray(at)) | (table.state[..., -1] != CENSORED))
