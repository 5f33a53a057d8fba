"""Would a printed line give its counts away? A line is a function of its counts, and can be run backwards."""

from collections.abc import Callable, Iterator

from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.samples import Counts

STEPS = (1, 2, 5, 10)

Line = Callable[[tuple[Counts, ...], int], tuple[object, ...] | None]


def neighbours(arm: Counts, policy: DisclosurePolicy) -> Iterator[Counts]:
    """Every other pair of counts near enough to print alike, nearest first."""
    reach = policy.round_counts_to
    spread = arm.n // 20 + 3
    sizes = sorted(range(max(1, arm.n - reach), arm.n + reach + 1), key=lambda n: abs(n - arm.n))
    for size in sizes:
        centre = round(arm.events / arm.n * size)
        for offset in sorted(range(-spread, spread + 1), key=abs):
            if 0 <= centre + offset <= size:
                yield Counts(centre + offset, size)


def safe_step(arms: tuple[Counts, ...], line: Line, policy: DisclosurePolicy) -> int | None:
    """Return the finest step, in whole per cents, at which the printed line leaves each group's events in doubt.

    Parameters
    ----------
    arms : tuple of Counts
        One group, or two; every `n` is positive.
    line : callable of (arms, step)
        Everything that would be printed of these groups at this step; None where nothing could be estimated.
    policy : DisclosurePolicy

    Returns
    -------
    int or None
        1, 2, 5 or 10; None where even the coarsest step singles out one count, so that the line must be withheld.

    Notes
    -----
    Brute force: a step will do if, for each group, some other number of events prints the whole line alike while the
    other group stays as it is. The search stops at the first such number, which is nearly always next door. It does
    nothing for an audience that may see exact counts.
    """
    if policy.round_counts_to == 1:
        return 1
    return next((step for step in STEPS if _in_doubt(arms, line, policy, step)), None)


def _in_doubt(arms: tuple[Counts, ...], line: Line, policy: DisclosurePolicy, step: int) -> bool:
    own = line(arms, step)
    return own is not None and all(
        any(
            other.events != arm.events and line((*arms[:place], other, *arms[place + 1 :]), step) == own
            for other in neighbours(arm, policy)
        )
        for place, arm in enumerate(arms)
    )
