"""The groups of people behind a sample: which they are, and whether one is too small for anything to be printed."""

import numpy as np

from fairclaim.kinds import Unit
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.samples import (
    Counts,
    Durations,
    Pairs,
    PersonEvents,
    Sample,
    TwoCounts,
    TwoDurations,
    TwoPairs,
    TwoPersonEvents,
    TwoValues,
    Values,
)

Arm = Counts | PersonEvents | Durations | Values | Pairs


def arms(sample: Sample) -> tuple[Arm, ...]:
    """Return the groups of a sample, the one reported on first."""
    if isinstance(sample, TwoCounts | TwoPersonEvents | TwoValues | TwoDurations | TwoPairs):
        return (sample.own, sample.reference)
    if isinstance(sample, Arm):
        return (sample,)
    raise TypeError("This kind of sample has no people behind it.")


def is_few(arm: Arm, policy: DisclosurePolicy, unit: Unit) -> bool:
    """Tell whether a group is too small for a number in this unit to be printed of it.

    Of shares, that is a cell below the policy's threshold: people with the event, or without it; of a rate, people with
    events. An average of a few amounts fits only a handful of sets, so twice the threshold is asked for.
    """
    least = policy.suppress_below
    match arm:
        case Counts():
            return min(arm.events, arm.n - arm.events) < least
        case PersonEvents():
            with_event = int((arm.events > 0).sum())
            return with_event < least or len(arm.events) < 2 * least
        case Durations():
            had = int((arm.state == 1).sum())
            if unit in {"proportion", "proportion_difference"}:
                return min(had, len(arm.state) - had) < least
            return had < least or len(arm.state) < 2 * least
        case Values():
            return len(arm.values) < 2 * least
        case Pairs():
            return len(arm.before) < 2 * least


def up_to(sample: Sample, time: float | None) -> Sample:
    """Return follow-ups as they stood at the time that is told: what came later is not, and gives nobody away."""
    if time is None:
        return sample
    match sample:
        case Durations():
            return _cut(sample, time)
        case TwoDurations():
            return TwoDurations(_cut(sample.own, time), _cut(sample.reference, time))
    return sample


def _cut(arm: Durations, time: float) -> Durations:
    return Durations(np.minimum(arm.time, time), np.where(arm.time <= time, arm.state, 0))
