"""The test that two groups come to the event at the same pace, all times taken together."""

import numpy as np

from fairclaim.stats.numbers.times.life_table import EVENT
from fairclaim.stats.samples import TwoDurations


def log_rank(groups: TwoDurations) -> tuple[float, float]:
    """Chi-square on 1 degree of freedom, with its p: (O − E)²/V for the events of one group.

    E = Σ d Y₁/Y, V = Σ d (Y₁/Y)(Y₂/Y)(Y − d)/(Y − 1) over the times of events.

    Parameters
    ----------
    groups : TwoDurations
        At least one person each.

    Returns
    -------
    chi2, p_value : float
        0 and 1 where no event was seen while both groups were followed.

    References
    ----------
    Peto & Peto (1972), doi:10.2307/2344317.

    Examples
    --------
    >>> from fairclaim.stats.samples import Durations
    >>> own, other = Durations([1, 2, 4], [1, 1, 1]), Durations([3, 5, 6], [1, 0, 1])
    >>> [round(number, 4) for number in log_rank(TwoDurations(own, other))]
    [2.5567, 0.1098]
    """
    from scipy.special import chdtrc

    own, other = groups.own, groups.reference
    times, d = np.unique(
        np.concatenate([own.time[own.state == EVENT], other.time[other.state == EVENT]]), return_counts=True
    )
    y1, y2 = ((group.time >= times[:, None]).sum(axis=1) for group in (own, other))
    d1 = (own.time[own.state == EVENT] == times[:, None]).sum(axis=1)
    y = y1 + y2
    variance = float((d * y1 * y2 * (y - d) / (y**2 * np.maximum(y - 1, 1))).sum())
    if variance == 0:
        return 0.0, 1.0
    chi2 = float((d1 - d * y1 / y).sum()) ** 2 / variance
    return chi2, float(chdtrc(1, chi2))
