"""Would the printed limits give the counts away? An interval is a function of its counts, and can be run backwards."""

import math
from collections.abc import Callable, Iterator
from itertools import product

from fairclaim.disclosure.rounding import count_token, hundred_token
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.samples import Counts

STEPS = (1, 2, 5, 10)


def candidates(own: Counts, policy: DisclosurePolicy) -> Iterator[Counts]:
    """Every pair of counts that prints the same rounded n and the same share in every 100."""
    printed = count_token(own.n, policy), hundred_token(own.events / own.n, policy)
    reach = policy.round_counts_to
    for n in range(max(1, own.n - reach), own.n + reach + 1):
        centre = round(own.events / own.n * n)
        for events in range(max(0, centre - n // 100 - 2), min(n, centre + n // 100 + 2) + 1):
            if (count_token(n, policy), hundred_token(events / n, policy)) == printed:
                yield Counts(events, n)


def safe_step(
    arms: tuple[Counts, ...],
    limits: Callable[[tuple[Counts, ...]], tuple[float, float] | None],
    policy: DisclosurePolicy,
) -> int | None:
    """Return the finest step, in whole per cents, at which the printed limits leave each arm's events in doubt.

    Parameters
    ----------
    arms : tuple of Counts
        One group, or two; every `n` is positive.
    limits : callable
        The limits (as shares) that given counts lead to; None where they lead to none.
    policy : DisclosurePolicy

    Returns
    -------
    int or None
        1, 2, 5 or 10; None where even the coarsest step singles out one count, so that limits must be withheld.

    Notes
    -----
    Brute force over all counts that print the same shares and sizes. It does nothing for an audience that may see
    exact counts.
    """
    if policy.round_counts_to == 1:
        return 1
    possible = [(combo, limits(combo)) for combo in product(*(tuple(candidates(arm, policy)) for arm in arms))]
    own = limits(arms)
    if own is None:
        return None
    for step in STEPS:
        printed = printed_limits(own, step)
        alike = [combo for combo, pair in possible if pair is not None and printed_limits(pair, step) == printed]
        if all(len({combo[i].events for combo in alike}) > 1 for i in range(len(arms))):
            return step
    return None


def printed_limits(pair: tuple[float, float], step: int) -> tuple[int, int]:
    """Round limits (as shares) to steps of whole per cents: to the nearest at step 1, outwards when coarser."""
    low, high = 100 * pair[0] / step, 100 * pair[1] / step
    if step == 1:
        return round(low), round(high)
    return math.floor(low), math.ceil(high)
