"""Times from a start until something happened, or until nobody watched any longer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from fairclaim.stats.samples.arrays import FloatArray, IntArray, finite, same_length, whole_row
from fairclaim.stats.samples.rows import BoolArray, Traits


@dataclass(frozen=True, slots=True, eq=False)
class Durations:
    """One follow-up a person.

    Parameters
    ----------
    time : array of shape (n,)
        From the start to the event or to the end of follow-up, 0 or more, in any one unit.
    state : array of int, shape (n,)
        How it ended: 0 without the event (the extract ended, the person moved away), 1 with the event, 2 with another
        event after which the first cannot come (a death before an admission).
    """

    plain: ClassVar[str] = "for each person the time until the event or the end of follow-up, and which it was"

    time: FloatArray
    state: IntArray

    def __post_init__(self) -> None:
        time, state = _times("time", self.time), whole_row("state", np.asarray(self.state, dtype=np.float64))
        same_length(time=time, state=state)
        if (state > 2).any():
            raise ValueError("state must be 0 (not seen), 1 (the event) or 2 (another event that rules it out).")
        object.__setattr__(self, "time", time)
        object.__setattr__(self, "state", _frozen(state))


@dataclass(frozen=True, slots=True, eq=False)
class TwoDurations:
    """Two independent groups followed in time: the one reported on, and its reference."""

    plain: ClassVar[str] = "times until the event or the end of follow-up in two groups of different people"

    own: Durations
    reference: Durations


@dataclass(frozen=True, slots=True, eq=False)
class TimedRows:
    """People of two groups one by one: time and state as in `Durations`, group and traits as in `Traits`."""

    plain: ClassVar[str] = (
        "for each person the time until the event or the end of follow-up, the group, and traits from before the start"
    )

    time: FloatArray
    state: IntArray
    own: BoolArray
    covariates: FloatArray
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        followed = Durations(self.time, self.state)
        traits = Traits(self.own, self.covariates, self.names)
        if len(followed.time) != len(traits.own):
            raise ValueError("time, state and own must have the same length: one entry each for the same people.")
        for name in ("time", "state"):
            object.__setattr__(self, name, getattr(followed, name))
        for name in ("own", "covariates", "names"):
            object.__setattr__(self, name, getattr(traits, name))


@dataclass(frozen=True, slots=True, eq=False)
class Histories:
    """People who were all followed from one moment (a referral), and some of whom started something later.

    Parameters
    ----------
    follow_up : array of shape (n,)
        From that moment to the event or to the end of follow-up, 0 or more, in any one unit.
    event : array of bool, shape (n,)
        Whether it ended with the event.
    started : array of shape (n,)
        When the person started, from the same moment, 0 or more; infinite for those who never did. A start at or
        after the end of follow-up is no start within it.
    """

    plain: ClassVar[str] = "for each person the follow-up, whether it ended with the event, and when they started"

    follow_up: FloatArray
    event: BoolArray
    started: FloatArray

    def __post_init__(self) -> None:
        follow_up = _times("follow_up", self.follow_up)
        event = whole_row("event", np.asarray(self.event, dtype=np.float64))
        started = np.array(self.started, dtype=np.float64)
        if started.ndim != 1 or not (started >= 0).all():
            raise ValueError("started must be one row of times of 0 or more, infinite for those who never started.")
        same_length(follow_up=follow_up, event=event, started=started)
        if (event > 1).any():
            raise ValueError("event must be true (or 1) for those whose follow-up ended with it, else false (or 0).")
        happened = event.astype(np.bool_)
        for array in (started, happened):
            array.setflags(write=False)
        object.__setattr__(self, "follow_up", follow_up)
        object.__setattr__(self, "event", happened)
        object.__setattr__(self, "started", started)


def _times(name: str, values: Sequence[float] | FloatArray) -> FloatArray:
    times = finite(name, values)
    if (times < 0).any():
        raise ValueError(f"{name} must be 0 or more: nobody is followed from before the start.")
    return times


def _frozen(values: FloatArray) -> IntArray:
    whole = values.astype(np.int64)
    whole.setflags(write=False)
    return whole
