"""Holm's step-down, by intervals: at which level each of several primary comparisons may be printed.

With several primary comparisons, one of them leaves its null by chance more often than the level says. Holm's
procedure keeps the chance of any such error within 1 − level, without assuming that the comparisons are independent.

References
----------
Holm (1979), A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6:65-70.
"""

from collections.abc import Callable, Sequence

from fairclaim.stats.results import Estimate, Result


def holm(comparisons: Sequence[Callable[[float], Result]], level: float) -> tuple[float, ...]:
    """Level at which each comparison's interval is to be printed.

    With m comparisons left, each is tested at 1 − (1 − level)/m. Those whose interval leaves out their null are done
    at that level, and the others go on with a smaller m; when none leaves, the rest stay at the last level. An
    interval printed at its level leaves out its null exactly where Holm rejects.

    Parameters
    ----------
    comparisons : sequence of functions
        Each gives a comparison's result at a level. A higher level must give an interval that holds the lower's.
    level : float
        For the family as a whole, in (0, 1).

    Returns
    -------
    tuple of float
        One level a comparison, in order. `level` itself for what is not a test.

    Notes
    -----
    What is not estimable at `level`, or has no null, is no test and does not count in m: it can never be declared a
    difference, so it cannot be declared one wrongly, and what makes it so (an empty group, too few pairs, no spread)
    belongs to its own sample and is settled before any comparison's contrast is looked at. Counting it would widen
    the other intervals for nothing. One that is estimable at `level` but not at a stricter one does count.

    Examples
    --------
    >>> from functools import partial
    >>> from fairclaim.stats.methods.difference import Difference
    >>> from fairclaim.stats.samples import Counts, TwoCounts
    >>> clear = partial(Difference(), TwoCounts(Counts(90, 100), Counts(40, 100)))
    >>> unclear = partial(Difference(), TwoCounts(Counts(50, 100), Counts(45, 100)))
    >>> holm([lambda level: clear(level=level), lambda level: unclear(level=level)], 0.95)
    (0.975, 0.95)
    """
    left = [i for i, comparison in enumerate(comparisons) if _is_test(comparison(level))]
    printed = [level] * len(comparisons)
    while left:
        step = 1 - (1 - level) / len(left)
        for i in left:
            printed[i] = step
        stay = [i for i in left if not _leaves_out_null(comparisons[i](step))]
        if len(stay) == len(left):
            break
        left = stay
    return tuple(printed)


def _is_test(result: Result) -> bool:
    return isinstance(result, Estimate) and result.null is not None


def _leaves_out_null(result: Result) -> bool:
    if not isinstance(result, Estimate) or result.null is None:
        return False
    return not result.lower <= result.null <= result.upper
