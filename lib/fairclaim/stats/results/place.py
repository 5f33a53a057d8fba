"""Where units lie among their like: described, never ranked."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from fairclaim.kinds import Unit
from fairclaim.stats.results.absent import NotEstimable


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one unit lies among its like: described, never ranked.

    Parameters
    ----------
    value : float
        Of the unit reported on.
    others : tuple of float
        Of all other units, sorted, without names.
    lower_quartile, median, upper_quartile : float
        Of all units together.
    funnel : NotEstimable
        Why no funnel is drawn.
    """

    value: float
    others: tuple[float, ...]
    lower_quartile: float
    median: float
    upper_quartile: float
    unit: Unit
    method: str
    funnel: NotEstimable


FunnelFlag = Literal["in", "high", "low"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """Limits around a common value within which units of each size would fall by chance.

    Parameters
    ----------
    centre : float
        The common value (pooled share; 1 for observed against expected).
    values : tuple of float, length k
    lower_limits, upper_limits : tuple of float, length k
        Of each unit's own size, in the unit of `values`.
    flags : tuple, length k
        "in", or on which side of its limits a unit lies.
    level : float
        Share of units inside by chance alone, in (0, 1).
    overdispersion : float or None
        Spread between the units beyond chance (variance ratio), where the limits allow for it.
    """

    centre: float
    values: tuple[float, ...]
    lower_limits: tuple[float, ...]
    upper_limits: tuple[float, ...]
    flags: tuple[FunnelFlag, ...]
    level: float
    unit: Unit
    method: str
    overdispersion: float | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len({len(self.values), len(self.lower_limits), len(self.upper_limits), len(self.flags)}) != 1:
            raise ValueError("A funnel has one pair of limits and one flag for each unit.")


def flagged(values: ArrayLike, lower: ArrayLike, upper: ArrayLike) -> tuple[FunnelFlag, ...]:
    """On which side of its limits each unit lies; one on its limit is in.

    Examples
    --------
    >>> flagged([0.1, 0.5, 0.9], [0.2, 0.5, 0.2], [0.8, 0.8, 0.8])
    ('low', 'in', 'high')
    """
    low, high = np.less(values, lower), np.greater(values, upper)
    return tuple("low" if below else "high" if above else "in" for below, above in zip(low, high, strict=True))
