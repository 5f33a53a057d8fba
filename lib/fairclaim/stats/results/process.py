"""What a control chart answers: what varies more than chance would, and whether a target lies inside the limits."""

from dataclasses import dataclass
from typing import Literal

from fairclaim.kinds import Unit
from fairclaim.stats.results.absent import NotEstimable


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Natural process limits of one segment of a control chart, in the series' unit, not cut at 0 or 100.

    Parameters
    ----------
    mean, lower, upper : float
        `lower < mean < upper`.
    mean_moving_range : float
        Of the moving ranges that were kept.
    ranges_dropped : int
        Moving ranges screened out as too large to be ordinary.
    trial : bool
        Whether there are too few points for limits that will last.
    """

    mean: float
    lower: float
    upper: float
    mean_moving_range: float
    ranges_dropped: int
    trial: bool


PointType = Literal["common", "improvement", "concern"]
Assurance = Literal["pass", "fail", "hit or miss", "no target"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A control chart: what varies more than chance would, and whether a target lies inside the limits.

    Parameters
    ----------
    positions : tuple of int, length n
    values : tuple of float, length n
    labels : tuple of str, length n
        The rule that fired at each point, in Making Data Count's words ("2 in 3 Below CL"), or "Common Cause".
    point_types : tuple, length n
        The label read in the direction that is better.
    segments : tuple of (first index, Limits or NotEstimable)
        One a stretch between recalculations; the last one is current.
    target : float or None
        None where the series has no target.
    assurance : Assurance
        From the last segment's limits.
    earlier : int
        How many points of the last segment its limits rest on, all of them before those that are judged; 0 where they
        rest on every point of it.
    """

    positions: tuple[int, ...]
    values: tuple[float, ...]
    labels: tuple[str, ...]
    point_types: tuple[PointType, ...]
    segments: tuple[tuple[int, Limits | NotEstimable], ...]
    unit: Unit
    target: float | None
    assurance: Assurance
    method: str
    notes: tuple[str, ...] = ()
    earlier: int = 0

    def __post_init__(self) -> None:
        if len({len(self.positions), len(self.values), len(self.labels), len(self.point_types)}) != 1:
            raise ValueError("A process has one label and one type for each point.")

    @property
    def limits(self) -> Limits | NotEstimable:
        """Limits of the current segment."""
        return self.segments[-1][1]
