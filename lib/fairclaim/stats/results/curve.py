"""A share that grows or falls with time since the start: survival, or the cumulative incidence of an event."""

from dataclasses import dataclass

from fairclaim.stats.results.estimate import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A step function with its limits, and the one number that is read off it.

    Parameters
    ----------
    times : tuple of float, length k
        Where the curve steps, rising, in the sample's unit of time; the first is 0.
    values, lower, upper : tuple of float, length k
        From each time until the next, as proportions.
    at_risk : tuple of int, length k
        People still followed just before each time.
    read : Estimate
        The curve at the time asked for, or its median: what a claim is made of.
    """

    times: tuple[float, ...]
    values: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    at_risk: tuple[int, ...]
    read: Estimate
    method: str
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len({len(self.times), len(self.values), len(self.lower), len(self.upper), len(self.at_risk)}) != 1:
            raise ValueError("A curve has a value, limits and people at risk for each of its times.")
