"""A number with its interval."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from fairclaim.kinds import Unit

Answer = float | int | str | bool | tuple[float, ...] | tuple[str, ...]

# A ratio to something that was never seen, and a time that was not reached, have no limit on one side.
OPEN_ENDED: tuple[Unit, ...] = ("ratio", "time")


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number with its interval.

    Parameters
    ----------
    value, lower, upper : float
        In `unit`; `lower <= value <= upper` and `lower < upper`. Finite, but that a ratio or a time may have no limit
        on one side, or no value (a ratio to nobody): minus or plus infinity stands for what does not exist, and is
        never printed.
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
    answers : mapping
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
    answers: Mapping[str, Answer] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        numbers = (self.value, self.lower, self.upper, self.null or 0.0)
        if any(math.isnan(x) for x in numbers) or (self.unit not in OPEN_ENDED and any(map(math.isinf, numbers))):
            raise ValueError("An estimate and its limits are finite; what is not is NotEstimable.")
        if not self.lower <= self.value <= self.upper or self.lower == self.upper:
            raise ValueError("An interval holds its estimate and has a width.")
        if not 0 < self.level < 1:
            raise ValueError("Write the level as 0.95, not 95.")
