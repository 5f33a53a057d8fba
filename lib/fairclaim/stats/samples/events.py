"""Events over an amount of time at risk: in total, by person, by age band, or against what was expected."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from fairclaim.stats.samples.arrays import FloatArray, finite, same_length, whole, whole_row


@dataclass(frozen=True, slots=True)
class Events:
    """Events in an amount of person-time (or contacts, or bed days): `events >= 0`, `time >= 0`."""

    plain: ClassVar[str] = "how many events, in how much time at risk"

    events: int
    time: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "events", whole("events", self.events))
        object.__setattr__(self, "time", float(self.time))
        if self.events < 0:
            raise ValueError("events must be 0 or more.")
        if not (np.isfinite(self.time) and self.time >= 0):
            raise ValueError("the time at risk must be a finite number of 0 or more.")
        if self.time == 0 and self.events > 0:
            raise ValueError("there cannot be events without time at risk.")


@dataclass(frozen=True, slots=True)
class TwoEvents:
    """Events of two independent groups: the one reported on, and its reference."""

    plain: ClassVar[str] = "how many events, in how much time at risk, in two groups of different people"

    own: Events
    reference: Events


@dataclass(frozen=True, slots=True, eq=False)
class PersonEvents:
    """Events of each person, and the time for which each was followed. Shape `(n,)` each."""

    plain: ClassVar[str] = "each person's number of events and time followed"

    events: FloatArray
    time: FloatArray

    def __post_init__(self) -> None:
        object.__setattr__(self, "events", whole_row("events", self.events))
        object.__setattr__(self, "time", finite("time", self.time))
        same_length(events=self.events, time=self.time)
        _at_risk("time", self.events, self.time)


@dataclass(frozen=True, slots=True, eq=False)
class TwoPersonEvents:
    """People of two independent groups, each with events and time followed: own group, and its reference."""

    plain: ClassVar[str] = "each person's number of events and time followed, in two groups of different people"

    own: PersonEvents
    reference: PersonEvents


@dataclass(frozen=True, slots=True, eq=False)
class AgeBands:
    """Events and time at risk by age band, and the standard population that the bands are weighted to.

    Parameters
    ----------
    events, time, standard : array of shape (bands,)
        Events, people (or person-time), and the size of the standard population.
    frequencies : array of shape (bands, most events of a person), or None
        Of each band, how many people had one event, two, three …; None where no person is counted twice.
    """

    plain: ClassVar[str] = "events and people of each age band, and a standard population"

    events: FloatArray
    time: FloatArray
    standard: FloatArray
    frequencies: FloatArray | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "events", whole_row("events", self.events))
        for name in ("time", "standard"):
            object.__setattr__(self, name, finite(name, getattr(self, name)))
        same_length(events=self.events, time=self.time, standard=self.standard)
        _at_risk("time", self.events, self.time)
        if (self.standard < 0).any() or not self.standard.sum() > 0:
            raise ValueError("standard must be numbers of 0 or more, and not all of them 0.")
        if self.frequencies is not None:
            object.__setattr__(self, "frequencies", _frequencies(self.frequencies, self.events))


@dataclass(frozen=True, slots=True)
class Expected:
    """Events seen, and how many there would be if everybody's risk were that of a reference of the same make-up."""

    plain: ClassVar[str] = "how many events were seen, and how many were expected"

    observed: int
    expected: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "observed", whole("observed", self.observed))
        object.__setattr__(self, "expected", float(self.expected))
        if self.observed < 0:
            raise ValueError("observed must be 0 or more.")
        if not (np.isfinite(self.expected) and self.expected >= 0):
            raise ValueError("the expected events must be a finite number of 0 or more.")


def _at_risk(name: str, events: FloatArray, time: FloatArray) -> None:
    if (time < 0).any():
        raise ValueError(f"{name} must be numbers of 0 or more.")
    if (events[time == 0] > 0).any():
        raise ValueError("there cannot be events without time at risk.")


def _frequencies(values: FloatArray, events: FloatArray) -> FloatArray:
    people = np.array(values, dtype=np.float64)  # A copy: the caller's own array stays writable.
    if people.ndim != 2 or len(people) != len(events):
        raise ValueError("frequencies must have one row a band: people with one event, with two, and so on.")
    whole_row("frequencies", people.ravel())
    if (people @ np.arange(1, people.shape[1] + 1) != events).any():
        raise ValueError("frequencies must add up to the events of each band.")
    people.setflags(write=False)
    return people
