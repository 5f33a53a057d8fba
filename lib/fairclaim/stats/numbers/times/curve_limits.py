"""Limits of a share at a time, for any curve: survival, or one minus a cumulative incidence. Arrays throughout."""

import numpy as np

from fairclaim.stats.samples import FloatArray

Limits = tuple[FloatArray, FloatArray]


def log_log(share: FloatArray, relative_variance: FloatArray, followed: FloatArray, level: float) -> Limits:
    """Limits that are symmetric for log(−log S): S^exp(±z √V / log S), which never leave 0 to 1.

    At S = 1 and S = 0 the scale ends. There the limits are those of Clopper and Pearson for nobody (or everybody)
    among m = `followed` people, as Dorey and Korn have it with an effective number of people: (α/2)^(1/m) to 1, and
    0 to 1 − (α/2)^(1/m).

    Parameters
    ----------
    share : array
        S, as a proportion.
    relative_variance : array
        V = Var S / S² (Greenwood's sum); more than 0 where 0 < S < 1. Not read at the ends.
    followed : array
        Effective number of people m, more than 0. Read at the ends only.
    level : float
        Confidence level 1 − α, in (0, 1).

    Returns
    -------
    lower, upper : array
        Proportions around S, of positive width.

    References
    ----------
    Borgan & Liestøl (1990), Scandinavian Journal of Statistics 17:35-41. Dorey & Korn (1987),
    doi:10.1002/sim.4780060605.

    Examples
    --------
    >>> lower, upper = log_log(*map(np.array, ([0.8, 1.0], [0.0125, 0.0], [20.0, 20.0])), 0.95)
    >>> [f"{low:.4f} to {high:.4f}" for low, high in zip(lower, upper)]
    ['0.5511 to 0.9198', '0.8316 to 1.0000']
    """
    from scipy.special import ndtri

    inner = (share > 0) & (share < 1)
    within = np.where(inner, share, 0.5)
    reach = np.exp(ndtri((1 + level) / 2) * np.sqrt(np.where(inner, relative_variance, 1.0)) / -np.log(within))
    bound = ((1 - level) / 2) ** (1 / followed)
    lower = np.where(inner, within**reach, np.where(share >= 1, bound, 0.0))
    upper = np.where(inner, within ** (1 / reach), np.where(share >= 1, 1.0, 1 - bound))
    return lower, upper
