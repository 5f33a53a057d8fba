"""The printed line of one group or two: its tokens, its coordinates, and the step at which it gives nothing away."""

import math

from fairclaim.disclosure.giveaway import safe_step
from fairclaim.disclosure.ranges import range_tokens
from fairclaim.disclosure.rounding import (
    count_token,
    hundred_token,
    likely_share,
    nearest,
    outward,
    size_token,
)
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.methods import AnyMethod
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import Counts, TwoCounts


def printed_step(
    method: AnyMethod, level: float, arms: tuple[Counts, ...], policy: DisclosurePolicy, margin: float | None = None
) -> int | None:
    """Find the step at which the whole printed line, as it would stand on the page, fits more than one count."""

    def line(arms: tuple[Counts, ...], step: int) -> tuple[object, ...] | None:
        estimate = method(TwoCounts(*arms) if len(arms) == 2 else arms[0], level=level)
        if not isinstance(estimate, Estimate):
            return None
        tokens = (
            difference_tokens((arms[0], arms[1]), estimate, policy, step, margin)
            if len(arms) == 2
            else share_tokens(arms[0], estimate, policy, step)
        )
        return (*tokens.values(), *(count_token(arm.events, policy) for arm in arms), drawn(estimate, policy, step))

    return safe_step(arms, line, policy)


def difference_tokens(
    arms: tuple[Counts, Counts], estimate: Estimate, policy: DisclosurePolicy, step: int, margin: float | None
) -> dict[str, str]:
    """Write two groups' shares, their difference and its limits, at one step; `margin` is that of the comparison."""
    than, way = ("higher", "more") if estimate.value >= 0 else ("lower", "fewer")
    decimals = policy.percent_decimals if step == 1 else 0
    return {
        "own": hundred_token(arms[0].events / arms[0].n, policy, step),
        "reference_value": hundred_token(arms[1].events / arms[1].n, policy, step),
        "than": than,
        "size": f"{size_token(100 * estimate.value, decimals, step)} {way}",
        "range": share_range(estimate, policy, step, margin),
        "n": count_token(arms[0].n, policy),
        "n_reference": count_token(arms[1].n, policy),
    }


def share_range(estimate: Estimate, policy: DisclosurePolicy, step: int, margin: float | None) -> str:
    """Write the limits of a difference of two shares, at one step."""
    limits = (100 * estimate.lower, 100 * estimate.upper)
    # To the nearest as sizes are, halves away from 0, or outwards where that would tell too much.
    printed = limits if step == 1 else outward(estimate.lower, estimate.upper, policy, step)
    decimals = policy.percent_decimals if step == 1 else 0
    # That a limit passes the margin by less than it is rounded to narrows the counts down: for those who may see them.
    beyond = round(100 * margin, 6) if margin is not None and policy.round_counts_to == 1 else None
    return range_tokens(limits, printed, decimals, "more", "fewer", beyond)


def share_tokens(arm: Counts, estimate: Estimate, policy: DisclosurePolicy, step: int) -> dict[str, str]:
    """Write one group's share and its limits, at one step."""
    above = estimate.null is not None and estimate.value >= estimate.null
    return {
        "own": hundred_token(arm.events / arm.n, policy, step),
        "range": likely_share(estimate.lower, estimate.upper, policy, step),
        "n": count_token(arm.n, policy),
        "than": "higher" if above else "lower",
    }


def drawn(estimate: Estimate, policy: DisclosurePolicy, step: int) -> tuple[float, float, float]:
    """Coordinates as coarse as the tokens; where a range would be drawn without a width, it gets one grain."""
    grain = step * 10.0 ** -(policy.percent_decimals if step == 1 else 0)
    lower, upper = outward(estimate.lower, estimate.upper, policy, step)
    # As the size is printed: its sign stands apart from it.
    value = math.copysign(nearest(abs(100 * estimate.value), grain), estimate.value)
    if lower == upper:
        upper = min(upper + grain, 100.0)
        lower = min(lower, upper - grain)
    return tuple(round(number, 6) for number in (min(max(value, lower), upper), lower, upper))  # type: ignore[return-value]
