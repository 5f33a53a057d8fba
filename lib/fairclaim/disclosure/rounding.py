"""Numbers to tokens: each number is rounded once, here, and its token is used wherever it is told."""

import math

from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.samples import Counts

SUPPRESSED = "[c]"
NOT_APPLICABLE = "[z]"
NOTES = {
    SUPPRESSED: "[c] means withheld: it is small and could point to a person, or would give away a number that could.",
    NOT_APPLICABLE: "[z] means that the question does not apply.",
}


def is_small(counts: Counts, policy: DisclosurePolicy) -> bool:
    """Tell whether the count or its complement is below the policy's threshold (which 0 suppresses nothing of)."""
    return min(counts.events, counts.n - counts.events) < policy.suppress_below


def nearly_all(counts: Counts, policy: DisclosurePolicy) -> bool:
    """Tell whether what is small is how many are missing, so that "all, or all but a few" may be said."""
    return counts.n - counts.events < policy.suppress_below <= counts.events


def count_token(count: int, policy: DisclosurePolicy) -> str:
    """Write a count as this audience may have it: exact, about, or withheld."""
    if count < policy.suppress_below:
        return SUPPRESSED
    number = f"{rounded_count(count, policy):,}"
    return number if policy.round_counts_to == 1 else f"about {number}"


def rounded_count(count: int, policy: DisclosurePolicy) -> int:
    """Round a count to the policy's base, halves up."""
    base = policy.round_counts_to
    return base * ((2 * count + base) // (2 * base))


def hundred_token(share: float, policy: DisclosurePolicy, step: int = 1) -> str:
    """Write a share (0 to 1) as so many in every 100. What rounds to none, or to all, is not called none or all."""
    decimals = policy.percent_decimals if step == 1 else 0
    grain = step * 10.0**-decimals
    text = f"{nearest(100 * share, grain):.{decimals}f}"
    if share > 0 and float(text) == 0:
        return f"fewer than {grain:g}"
    if share < 1 and float(text) == 100:
        return f"more than {100 - grain:g}"
    return text


def nearest(number: float, grain: float) -> float:
    """Round to the grain, halves up, as readers expect: Python's own rounding would send them to the even neighbour."""
    return math.floor(round(number / grain, 9) + 0.5) * grain


def likely_share(lower: float, upper: float, policy: DisclosurePolicy, step: int) -> str:
    """Write the limits of a share (0 to 1): a limit that only rounds to 0 or 100 is not printed as that."""
    low, high = outward(lower, upper, policy, step)
    decimals = policy.percent_decimals if step == 1 else 0
    grain = step * 10.0**-decimals
    first = "just above 0" if low == 0 and lower > 0 else f"{low:.{decimals}f}"
    last = "just below 100" if high == 100 and upper < 1 else f"{high:.{decimals}f}"
    if high == 0 and upper > 0:
        last = f"less than {grain:g}"
    if low == 100 and lower < 1:
        first = f"more than {100 - grain:g}"
    return f"{first} to {last}"


def outward(lower: float, upper: float, policy: DisclosurePolicy, step: int) -> tuple[float, float]:
    """Round limits (0 to 1, or differences of such) to so many in every 100: to the nearest, or outwards if coarse."""
    decimals = policy.percent_decimals if step == 1 else 0
    grain = step * 10.0**-decimals
    low, high = sorted((100 * lower, 100 * upper))
    if step == 1:
        return nearest(low, grain), nearest(high, grain)
    return math.floor(low / grain) * grain, math.ceil(high / grain) * grain


def size_token(size: float, decimals: int, step: int = 1) -> str:
    """Write the size of a difference, without its sign; in steps, to the nearest, as the two shares beside it are.

    Examples
    --------
    >>> size_token(1.7, 0), size_token(1.7, 0, 2), size_token(-0.4, 0), size_token(0.9, 0, 2)
    ('2', '2', 'less than 1', 'less than 2')
    """
    grain = step * 10.0**-decimals
    text = f"{abs(size) if step == 1 else nearest(abs(size), grain):.{decimals}f}"
    return f"less than {grain:g}" if float(text) == 0 and size != 0 else text


def coarse(number: float, step: float) -> float:
    """Round a coordinate of a picture to the step in which the audience reads the number."""
    return round(round(number / step) * step, 10)
