"""Which way is better for a number, where the measure says it of something else: of the time, not of the share."""

from fairclaim.kinds import Better
from fairclaim.params.measures import AnyMeasure
from fairclaim.params.models import Comparison
from fairclaim.stats.results import Estimate

_OPPOSITE: dict[Better, Better] = {"higher": "lower", "lower": "higher"}
_OF_TIME = frozenset({"time", "time_difference"})


def better_for(comparison: Comparison, measure: AnyMeasure, estimate: Estimate) -> Better:
    """Return which way of an estimate is better.

    A time to an event says whether a longer or a shorter time is better. The share who had the event by a day, and
    the pace at which they have it, rise as the time gets shorter; the share who did not have it yet falls.
    """
    as_the_time = estimate.unit in _OF_TIME or "survival" in comparison.method.aims_at()
    if measure.kind == "time_to_event" and not as_the_time:
        return _OPPOSITE[measure.better]
    return measure.better
