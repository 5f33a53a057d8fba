"""Many like units: services, providers, boards."""

from dataclasses import dataclass
from typing import ClassVar

from fairclaim.stats.samples.arrays import FloatArray, finite, same_length, whole_row


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """One value for each of many like units (providers, integrated care boards), and which of them is ours.

    Parameters
    ----------
    values : array of shape (n,)
        In the measure's unit; `n >= 1`.
    own : int
        Index of the unit reported on.
    """

    plain: ClassVar[str] = "one value of each of many like organisations"

    values: FloatArray
    own: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", finite("values", self.values))
        if not 0 <= self.own < len(self.values):
            raise ValueError("own must be the index of one of the units.")


@dataclass(frozen=True, slots=True, eq=False)
class UnitCounts:
    """Events among people in each of many like units: whole numbers, `0 <= events[i] <= n[i]`, shape `(k,)` each."""

    plain: ClassVar[str] = "how many had the outcome, among how many, in each of many like services"

    events: FloatArray
    n: FloatArray

    def __post_init__(self) -> None:
        object.__setattr__(self, "events", whole_row("events", self.events))
        object.__setattr__(self, "n", whole_row("n", self.n))
        same_length(events=self.events, n=self.n)
        if (self.events > self.n).any():
            raise ValueError("events must not exceed n in any unit.")


@dataclass(frozen=True, slots=True, eq=False)
class UnitExpected:
    """Events seen in each of many like units, and the events expected there: shape `(k,)` each, expected above 0."""

    plain: ClassVar[str] = "how many events were seen and how many expected in each of many like services"

    observed: FloatArray
    expected: FloatArray

    def __post_init__(self) -> None:
        object.__setattr__(self, "observed", whole_row("observed", self.observed))
        object.__setattr__(self, "expected", finite("expected", self.expected))
        same_length(observed=self.observed, expected=self.expected)
        if (self.expected <= 0).any():
            raise ValueError("expected must be above 0 in every unit.")


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """One estimate and its standard error from each of many like units: shape `(k,)` each, errors above 0.

    A ratio comes as its logarithm.
    """

    plain: ClassVar[str] = "an estimate and its standard error from each of many like services"

    estimates: FloatArray
    errors: FloatArray

    def __post_init__(self) -> None:
        object.__setattr__(self, "estimates", finite("estimates", self.estimates))
        object.__setattr__(self, "errors", finite("errors", self.errors))
        same_length(estimates=self.estimates, errors=self.errors)
        if (self.errors <= 0).any():
            raise ValueError("errors must be above 0.")
