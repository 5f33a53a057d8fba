"""Other groups that may print as one does: with another number of events, nearest first."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fairclaim.disclosure.arms import Arm
from fairclaim.disclosure.giveaway import neighbours
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.samples import Counts, Durations, FloatArray, PersonEvents

# Numbers of events further off than this hardly ever print alike, and exact limits take their time.
_NEAREST = 3
# So many events are moved between people in search of a group that prints alike.
_MOST_MOVES = 8
# Of the times at which somebody's follow-up ended, the earliest so many are tried.
_MOST_TIMES = 20


def others(arm: Arm, policy: DisclosurePolicy) -> Iterator[Arm]:
    """Give groups with another number of events, nearest first; none for averages, whose people are many enough."""
    match arm:
        case Counts():
            near = (other for other in neighbours(arm, policy) if other.events != arm.events)
            yield from (other for other in near if abs(other.events - arm.events) <= _NEAREST)
        case PersonEvents():
            first = [other for change in (1, -1, 2, -2) for other in _with_more(arm, change)]
            yield from first
            # Nobody knows how the events fall on people, so they may also have fallen more or less evenly.
            for other in first:
                yield from _moved(other, evenly=True)
                yield from _moved(other, evenly=False)
        case Durations():
            for now, then in ((1, 0), (0, 1), (1, 2), (2, 1)):
                _, places = np.unique(np.where(arm.state == now, arm.time, -1.0), return_index=True)
                for place in places[arm.state[places] == now].tolist()[:_MOST_TIMES]:
                    yield Durations(arm.time, _changed(arm.state, place, then).astype(np.int64))


def _with_more(arm: PersonEvents, change: int) -> Iterator[PersonEvents]:
    """Give one person so many events more; one person with each number will do, as those with as many print alike."""
    counts, places = np.unique(arm.events, return_index=True)
    for count, place in zip(counts.tolist(), places.tolist(), strict=True):
        if count + change >= 0 and arm.time[place] > 0:
            yield replace(arm, events=_changed(arm.events, place, count + change))


def _moved(arm: PersonEvents, *, evenly: bool) -> Iterator[PersonEvents]:
    """Move events between people one by one: from whoever has most to one who has none, or from one to the most."""
    events = np.array(arm.events)
    for _ in range(_MOST_MOVES):
        some = np.flatnonzero(events > 0)
        free = np.flatnonzero((events == 0) & (arm.time > 0))
        if not len(some) or (evenly and not len(free)):
            return
        most, least = int(np.argmax(events)), int(some[np.argmin(events[some])])
        giver, taker = (most, int(free[0])) if evenly else (least, most)
        if giver == taker or (evenly and events[giver] <= 1):
            return
        events[giver] -= 1
        events[taker] += 1
        yield replace(arm, events=events)


def _changed(row: NDArray[Any], place: int, value: float) -> FloatArray:
    copy = np.array(row, dtype=np.float64)
    copy[place] = value
    return copy
