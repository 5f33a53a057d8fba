"""What difference could the numbers show? Asked before a quarter is run, of sizes and of earlier figures alone.

Use it to choose comparisons, margins and quarters before anybody has seen a result. Do not use it on the quarter's own
outcome: the power of a finished comparison is its p-value in other words and tells nothing new.
"""

from typing import Literal

import numpy as np

from fairclaim.stats.methods.difference import newcombe
from fairclaim.stats.methods.proportion import wilson
from fairclaim.stats.numbers.scores.noncentral_t import centre_for, normal_centre_for
from fairclaim.stats.results import NotEstimable

Direction = Literal["up", "down"]

_NOBODY = NotEstimable("Nobody is counted on one side, so no difference could show.")
_OUT_OF_REACH = NotEstimable("With so few people, not even the largest possible difference would probably show.")


def difference_of_shares(
    base: float, n: int, n_reference: int, direction: Direction, *, level: float = 0.95, power: float = 0.8
) -> float | NotEstimable:
    """Smallest difference from the reference's share that a comparison of two groups would probably show.

    With h the effect that a two-sided normal test detects, the own share is sin²(arcsin √base ± h/2).

    Parameters
    ----------
    base : float
        Share expected in the reference group, 0 to 1; from earlier people, never from the quarter reported on.
    n, n_reference : int
        People counted in the group reported on and in the reference, ≥ 0.
    direction : {"up", "down"}
        Whether the own share lies above or below `base`; the two differ, the more so near 0 and 1.
    level : float
        Confidence level of the interval that must leave out 0, in (0, 1).
    power : float
        The chance that it does, in (0.5, 1).

    Returns
    -------
    float or NotEstimable
        A positive difference of proportions. Not estimable where a group is empty, or where the share would have to
        go beyond 0 or 1.

    Notes
    -----
    The interval that a report prints is Newcombe's. By simulation (tests/reference/stats/test_detectable.py) its power
    at this difference lies within five points of what was asked, from 20 people upwards; furthest near 0 and 1.

    References
    ----------
    Cohen (1992), A power primer, test 5, doi:10.1037/0033-2909.112.1.155.

    Examples
    --------
    >>> f"{difference_of_shares(0.60, 390, 402, 'up'):.4f}"
    '0.0949'
    >>> difference_of_shares(0.02, 60, 60, "down").reason
    'With so few people, not even the largest possible difference would probably show.'
    """
    if min(n, n_reference) < 1:
        return _NOBODY
    return _beyond(base, _effect(n, n_reference / n, level, power), direction)


def distance_from_target(
    target: float, n: int, direction: Direction, *, level: float = 0.95, power: float = 0.8
) -> float | NotEstimable:
    """Smallest distance from a target that one group's share would probably be shown to have.

    As `difference_of_shares`, with a reference that is known and not counted.

    Parameters
    ----------
    target : float
        The target, as a proportion.
    n : int
        People counted.

    Examples
    --------
    >>> f"{distance_from_target(0.85, 400, 'up'):.4f}"
    '0.0464'
    """
    if n < 1:
        return _NOBODY
    return _beyond(target, _effect(n, 0.0, level, power), direction)


def change_of_scores(sd: float, n: int, *, level: float = 0.95, power: float = 0.8) -> float | NotEstimable:
    """Smallest mean change of paired scores that would probably show.

    The effect that a two-sided paired t test detects by the noncentral t, times the standard deviation.

    Parameters
    ----------
    sd : float
        Standard deviation of earlier people's changes, after minus before, in points; > 0.
    n : int
        Pairs, ≥ 0.
    level, power : float
        As for `difference_of_shares`.

    Returns
    -------
    float or NotEstimable
        In the instrument's points. Not estimable for fewer than two pairs.

    References
    ----------
    Cohen (1992), A power primer, doi:10.1037/0033-2909.112.1.155.

    Examples
    --------
    >>> f"{change_of_scores(14.14214, 20):.2f}"
    '9.34'
    """
    if n < 2:
        return NotEstimable("Fewer than two pairs of scores are counted, so no change could show.")
    return sd * centre_for(n - 1, 1 - level, power) / float(np.sqrt(n))


def range_of_share(share: float, n: int, *, level: float = 0.95) -> float | NotEstimable:
    """Half the width that one share's likely range (Wilson) is to be expected to have, as a proportion.

    Examples
    --------
    >>> f"{range_of_share(0.5, 385):.4f}"
    '0.0497'
    """
    if n < 1:
        return _NOBODY
    lower, upper = wilson(share * n, n, level)
    return float(upper - lower) / 2


def range_of_difference(base: float, n: int, n_reference: int, *, level: float = 0.95) -> float | NotEstimable:
    """Half the width of a difference's likely range (Newcombe) to be expected where there is no difference.

    Examples
    --------
    >>> f"{range_of_difference(0.6, 390, 402):.4f}"
    '0.0679'
    """
    if min(n, n_reference) < 1:
        return _NOBODY
    lower, upper = newcombe(base * n, n, base * n_reference, n_reference, level)
    return float(upper - lower) / 2


def range_of_change(sd: float, n: int, *, level: float = 0.95) -> float | NotEstimable:
    """Half the width of a mean change's likely range, t · sd/√n, in points.

    Examples
    --------
    >>> f"{range_of_change(10.0, 25):.4f}"
    '4.1278'
    """
    from scipy.special import stdtrit

    if n < 2:
        return NotEstimable("Fewer than two pairs of scores are counted, so a likely range cannot be given.")
    return float(stdtrit(n - 1, (1 + level) / 2) * sd / np.sqrt(n))


def chance_of_cannot_say(half: float, margin: float, *, level: float = 0.95) -> float:
    """Chance that both margins lie inside the likely range, where there is no difference: 2Φ((half − margin)/se) − 1.

    Parameters
    ----------
    half : float
        Half the width of the likely range, z · se; > 0.
    margin : float
        Smallest difference that matters, in the same unit; > 0.

    Returns
    -------
    float
        0 to `level`. 0 where the range is narrower than the margins: such a comparison can say "too small to matter".

    Examples
    --------
    >>> f"{chance_of_cannot_say(0.10, 0.03):.3f}"
    '0.830'
    >>> chance_of_cannot_say(0.02, 0.03)
    0.0
    """
    from scipy.special import ndtr, ndtri

    se = half / float(ndtri((1 + level) / 2))
    return max(0.0, float(2 * ndtr((half - margin) / se) - 1))


def _effect(n: int, ratio: float, level: float, power: float) -> float:
    # Cohen's h; a ratio of 0 stands for a reference without an error of its own.
    variance = 1 / n + (1 / (n * ratio) if ratio else 0.0)
    return normal_centre_for(1 - level, power) * float(np.sqrt(variance))


def _beyond(base: float, effect: float, direction: Direction) -> float | NotEstimable:
    angle = float(np.arcsin(np.sqrt(base))) + (effect if direction == "up" else -effect) / 2
    if not 0 <= angle <= np.pi / 2:
        return _OUT_OF_REACH
    return abs(float(np.sin(angle)) ** 2 - base)
