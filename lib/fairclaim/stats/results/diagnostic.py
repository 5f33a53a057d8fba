"""A number about a comparison, a person or a plan rather than about the service: it licenses no claim by itself."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from fairclaim.kinds import Unit
from fairclaim.stats.results.estimate import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """A balance, an agreement, an E-value, an expected regression to the mean.

    Parameters
    ----------
    name : str
    value : float
        Finite.
    lower, upper : float or None
        Its limits, where it has any.
    threshold : float or None
        What it is held against; None where nothing is passed or failed.
    passed : bool or None
    sentence : str
        What the number means, in plain words.
    unit : Unit or None
    answers : mapping
        What else was computed.
    """

    name: str
    value: float
    sentence: str
    threshold: float | None = None
    passed: bool | None = None
    lower: float | None = None
    upper: float | None = None
    level: float | None = None
    null: float | None = None
    unit: Unit | None = None
    n: int | None = None
    method: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not all(math.isfinite(number) for number in (self.value, self.lower or 0.0, self.upper or 0.0)):
            raise ValueError("A diagnostic and its limits are finite; what is not is NotEstimable.")
