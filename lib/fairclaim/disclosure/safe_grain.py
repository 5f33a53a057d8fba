"""How coarsely must an amount be printed so that it gives nobody away?

As in `giveaway.py`, where a line of counts is run backwards: a grain will do if, for each group, a sample with another
number of events prints the whole line alike. Averages need no such search: they are asked of twice as many people.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

import numpy as np

from fairclaim.disclosure.alternatives import others
from fairclaim.disclosure.amounts import MULTIPLES, Grain, to_grain
from fairclaim.disclosure.arms import Arm, arms
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.samples import FloatArray, Pairs, Sample, Values

# Of each group, so many samples are paired with as many of the other.
_MOST_PAIRED = 12
Line = Callable[[Sample, Grain], tuple[object, ...] | None]


def safe_grain(sample: Sample, line: Line, finest: float, policy: DisclosurePolicy) -> Grain | None:
    """Return the finest grain at which the printed line leaves each group's events in doubt.

    Parameters
    ----------
    sample : Sample
    line : callable of (sample, grain)
        Everything that would be printed of the sample at this grain; None where nothing could be estimated.
    finest : float
        The grain that suits the estimate: it, twice, five and ten times of it are tried.
    policy : DisclosurePolicy

    Returns
    -------
    Grain or None
        None where even the coarsest grain singles out one count, so that the line must be withheld.
    """
    grains = (Grain(finest * many, many) for many in MULTIPLES)
    if policy.round_counts_to == 1:
        return next(grains)
    return next((grain for grain in grains if _in_doubt(sample, line, grain, policy)), None)


def _in_doubt(sample: Sample, line: Line, grain: Grain, policy: DisclosurePolicy) -> bool:
    own = line(sample, grain)
    places = [place for place, arm in enumerate(arms(sample)) if not isinstance(arm, Values | Pairs)]
    return own is not None and all(
        any(line(other, grain) == own for other in _changed_in(sample, place, policy)) for place in places
    )


def _changed_in(sample: Sample, place: int, policy: DisclosurePolicy) -> Iterator[Sample]:
    """Give samples with another number of events in one group; first as the other stays, then with both changed."""
    groups = arms(sample)
    yield from (_with(sample, place, other) for other in others(groups[place], policy))
    if len(groups) == 2:
        beside = list(islice(others(groups[1 - place], policy), _MOST_PAIRED))
        for other in islice(others(groups[place], policy), _MOST_PAIRED):
            changed = _with(sample, place, other)
            yield from (_with(changed, 1 - place, second) for second in beside)


def _with(sample: Sample, place: int, arm: Arm) -> Sample:
    if len(arms(sample)) == 1:
        return arm
    return replace(sample, **{("own", "reference")[place]: arm})  # type: ignore[arg-type]


def owner_grain(
    numbers: tuple[float, ...], values: FloatArray, finest: float, policy: DisclosurePolicy
) -> Grain | None:
    """Return the finest grain at which no printed number is the amount of a few people.

    A median and its limits are people's own amounts. Each number that is one must be that of as many people as the
    policy's threshold, once all are rounded; whole amounts are not printed with decimals.
    """
    own = [number for number in numbers if (values == number).any()]
    if len(own) == len(numbers) and (values == np.floor(values)).all():
        finest = max(finest, 1.0)
    for many in (*MULTIPLES, *(10 * more for more in MULTIPLES)):
        grain = Grain(finest * many, many)
        rounded = np.array([to_grain(value, grain.size) for value in values.tolist()])
        if all((rounded == to_grain(number, grain.size)).sum() >= policy.suppress_below for number in own):
            return grain
    return None


def coarser(one: Grain | None, other: Grain | None) -> Grain | None:
    """Return the coarser of two grains; none where one of the two has none."""
    if one is None or other is None:
        return None
    return one if one.size >= other.size else other
