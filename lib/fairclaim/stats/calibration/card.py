"""What a method's card says of its calibration: one or two plain sentences, from the table."""

from functools import cache

from fairclaim.stats.calibration.shortfalls import SHORTFALLS
from fairclaim.stats.calibration.table import Summary, options_of, read, summaries
from fairclaim.stats.method import Method


@cache
def measured() -> tuple[Summary, ...]:
    """Return the table, summed up by interval and world."""
    return summaries(read())


def summaries_of(method: Method) -> tuple[Summary, ...]:
    """Return what was measured of one method under these options."""
    wanted = (method.name, options_of(_calibrated(method)))
    return tuple(summary for summary in measured() if (summary.method, summary.options) == wanted)


def _calibrated(method: Method) -> Method:
    # What a report sets (a target, a break in the series) is no variant of its own: the interval is what was measured.
    for variant in type(method).variants():
        same = getattr(variant, "interval", None) == getattr(method, "interval", None)
        # Of one interval there may be several readings (a curve at a time, its median), each measured by itself.
        if same and variant.aims_at() == method.aims_at():
            return variant
    return method


def card(method: Method) -> str | None:
    """Return the sentences; None for a method whose intervals were not measured.

    Examples
    --------
    >>> from fairclaim.stats.methods.proportion import Proportion
    >>> card(Proportion()).startswith("Tried on made-up data whose true figure is known")
    True
    """
    worlds = summaries_of(method)
    if not worlds:
        return None
    means = [100 * world.mean for world in worlds]
    worst = min(worlds, key=lambda world: world.least)
    held = f"{min(means):.1f}" if len(means) == 1 else f"{min(means):.1f} to {max(means):.1f}"
    said = (
        f"Tried on made-up data whose true figure is known, its 95% ranges held the truth in {held} of 100 cases on "
        f"average, and in {100 * worst.least:.1f} where they did worst ({worst.mechanism}: {worst.worst})."
    )
    short = [item for item in SHORTFALLS if (item.method, item.options) == (worst.method, worst.options)]
    return " ".join((said, *(f"In the world {item.mechanism} that is too few: {item.reason}" for item in short)))
