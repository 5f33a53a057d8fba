"""What a method answers. Absence is a value: `NotEstimable` with its reason, never NaN, None or a zero width."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from fairclaim.kinds import Unit


@dataclass(frozen=True, slots=True)
class NotEstimable:
    """The estimand, or a limit of it, does not exist for this sample; `reason` is one plain sentence."""

    reason: str

    def __post_init__(self) -> None:
        if not self.reason.endswith("."):
            raise ValueError("A reason is a sentence and ends with a full stop.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number with its interval.

    Parameters
    ----------
    value, lower, upper : float
        In `unit`; `lower <= value <= upper` and `lower < upper`.
    level : float
        Confidence level, in (0, 1).
    null : float or None
        The value of no difference (0 for a change; the target for a proportion held against one); None where
        nothing is compared.
    unit : Unit
    n : int
        People, referrals or pairs that the estimate rests on.
    method : str
        Name and interval of the method ("difference, newcombe").
    answers : mapping of str to float
        What else the method computed (the two proportions behind a difference, a standard error).
    notes : tuple of str
        Sentences that belong beside the number.
    """

    value: float
    lower: float
    upper: float
    level: float
    null: float | None
    unit: Unit
    n: int
    method: str
    answers: Mapping[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not all(math.isfinite(x) for x in (self.value, self.lower, self.upper, self.null or 0.0)):
            raise ValueError("An estimate and its limits are finite; what is not is NotEstimable.")
        if not self.lower <= self.value <= self.upper or self.lower == self.upper:
            raise ValueError("An interval holds its estimate and has a width.")
        if not 0 < self.level < 1:
            raise ValueError("Write the level as 0.95, not 95.")


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

    def __post_init__(self) -> None:
        if len({len(self.positions), len(self.values), len(self.labels), len(self.point_types)}) != 1:
            raise ValueError("A process has one label and one type for each point.")

    @property
    def limits(self) -> Limits | NotEstimable:
        """Limits of the current segment."""
        return self.segments[-1][1]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """A number about the comparison rather than about the service (a balance, an agreement): it licenses no claim."""

    name: str
    value: float
    threshold: float
    passed: bool
    sentence: str


Result = Estimate | Process | Place | Diagnostic | NotEstimable
