"""Inputs of methods for counts and rates."""

import numpy as np

from fairclaim.stats.arguments.base import Arguments, array
from fairclaim.stats.samples import (
    AgeBands,
    Events,
    Expected,
    FloatArray,
    PersonEvents,
    Sample,
    TwoEvents,
    TwoPersonEvents,
)


class CountArguments(Arguments):
    """A number of events `x`, in the one period that they were counted in."""

    x: int

    def sample(self) -> Sample:
        """Return Events in one unit of time: the period itself."""
        return Events(self.x, 1.0)


class EventsArguments(Arguments):
    """Events `x` in an amount of `person_time`."""

    x: int
    person_time: float

    def sample(self) -> Sample:
        """Return Events."""
        return Events(self.x, self.person_time)


class TwoEventsArguments(Arguments):
    """Events and time at risk of the group reported on (1) and of its reference (2)."""

    x1: int
    t1: float
    x2: int
    t2: float

    def sample(self) -> Sample:
        """Return TwoEvents, own group first."""
        return TwoEvents(own=Events(self.x1, self.t1), reference=Events(self.x2, self.t2))


class PersonEventsArguments(Arguments):
    """Events `x` of each person, and the `person_time` for which each was followed."""

    x: list[float]
    person_time: list[float]

    def sample(self) -> Sample:
        """Return PersonEvents."""
        return PersonEvents(array(self.x), array(self.person_time))


class TwoPersonEventsArguments(Arguments):
    """Events and time followed of each person of the group reported on (1) and of its reference (2)."""

    x1: list[float]
    t1: list[float]
    x2: list[float]
    t2: list[float]

    def sample(self) -> Sample:
        """Return TwoPersonEvents, own group first."""
        return TwoPersonEvents(
            own=PersonEvents(array(self.x1), array(self.t1)), reference=PersonEvents(array(self.x2), array(self.t2))
        )


class AgeBandsArguments(Arguments):
    """Events `x`, people (or person-time) `n` and `standard` population by age band.

    `frequencies` holds, for each band, the people with one event, with two, and so on; left out where nobody is
    counted twice.
    """

    x: list[float]
    n: list[float]
    standard: list[float]
    frequencies: list[list[float]] | None = None

    def sample(self) -> Sample:
        """Return AgeBands."""
        people = None if self.frequencies is None else _table(self.frequencies)
        return AgeBands(array(self.x), array(self.n), array(self.standard), people)


def _table(rows: list[list[float]]) -> FloatArray:
    """Return rows of one length as an array; ValueError where their lengths differ."""
    if len({len(row) for row in rows}) > 1:
        raise ValueError("frequencies must have as many entries in each row, with 0 where nobody had so many events.")
    return np.asarray(rows, dtype=np.float64)


class ExpectedArguments(Arguments):
    """Events `x`, and the `expected_count`."""

    x: int
    expected_count: float

    def sample(self) -> Sample:
        """Return Expected."""
        return Expected(self.x, self.expected_count)
