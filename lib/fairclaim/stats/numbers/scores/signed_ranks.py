"""Wilcoxon's signed ranks and the limits that they put on the Walsh averages, as R's `wilcox.test` draws them.

Exact and approximate limits are both order statistics of the sorted Walsh averages; the two differ in how far from
the ends they count. Changes of nought are left out before (`moved`), as R up to 4.2 does.

References
----------
Wilcoxon (1945), doi:10.2307/3001968. Hodges & Lehmann (1963), doi:10.1214/aoms/1177704172. Bauer (1972),
doi:10.1080/01621459.1972.10481279.
"""

import numpy as np

from fairclaim.stats.samples import FloatArray


def walsh_averages(changes: FloatArray) -> FloatArray:
    """All n(n + 1)/2 averages (dᵢ + dⱼ)/2 with i ≤ j, sorted; their median is Hodges and Lehmann's estimate.

    Needs memory for n² / 2 numbers: 4 MB for a thousand people.

    Examples
    --------
    >>> walsh_averages(np.array([1.0, 3.0])).tolist()
    [1.0, 2.0, 3.0]
    """
    first, second = np.triu_indices(len(changes))
    return np.sort((changes[first] + changes[second]) / 2)


def exact_is_due(moved: FloatArray, asked: bool | None, *, zeros: bool) -> bool:
    """Whether the exact distribution of the signed ranks applies, as R's `wilcox.test` decides it.

    It exists only without ties among the sizes of the changes and without zeros; unless asked for, it is used below
    50 changes.
    """
    ties = len(np.unique(np.abs(moved))) < len(moved)
    return not ties and not zeros and (len(moved) < 50 if asked is None else asked)


def signed_rank_cdf(n: int) -> FloatArray:
    """P(V ≤ v) for v = 0 … n(n + 1)/2: the sum of those of the ranks 1 … n that a fair coin picks.

    Examples
    --------
    >>> signed_rank_cdf(2).tolist()
    [0.25, 0.5, 0.75, 1.0]
    """
    ways = np.ones(1)
    for rank in range(1, n + 1):
        ways = np.pad(ways, (0, rank)) + np.pad(ways, (rank, 0))
    return np.cumsum(ways) / 2.0**n


def exact_rank(n: int, level: float) -> int:
    """How far from either end of the sorted Walsh averages the exact limits lie: the α/2 quantile of V.

    0 where not even the outermost averages reach the level (at 95%, below 6 changes).

    References
    ----------
    Bauer (1972), doi:10.1080/01621459.1972.10481279.

    Examples
    --------
    >>> exact_rank(9, 0.95), exact_rank(5, 0.95)
    (6, 0)
    """
    # The fuzz keeps a probability that equals α/2 but for rounding on its own side, as R's qsignrank does.
    return int(np.searchsorted(signed_rank_cdf(n), (1 - level) / 2 - 1e-15))


def normal_rank(moved: FloatArray, level: float) -> int:
    """As `exact_rank`, from the normal approximation with continuity correction and a variance corrected for ties.

    ⌊N/2 − ½ − zσ⌋ + 1 with N = n(n + 1)/2 and σ² = n(n + 1)(2n + 1)/24 − Σ(t³ − t)/48, t the sizes of groups of equal
    changes. At shifts between Walsh averages this is where R's root finder crosses ±z; it stops within 1e-4 of it.
    Below 1 where the approximation reaches no limit.

    Examples
    --------
    >>> normal_rank(np.array([1.2, 2.4, 1.3, 1.3, 1.0, 1.8, 0.8, 4.6, 1.4]), 0.95)
    6
    """
    from scipy.special import ndtri

    half = len(moved) * (len(moved) + 1) / 4
    return int(np.floor(half - 0.5 - ndtri((1 + level) / 2) * _sigma(moved))) + 1


def signed_rank(moved: FloatArray) -> float:
    """Wilcoxon's V: the sum of the ranks of |d| (midranks where tied) over the positive changes."""
    from scipy.stats import rankdata

    return float(rankdata(np.abs(moved))[moved > 0].sum())


def exact_p_value(statistic: float, n: int) -> float:
    """Two-sided p of V without ties: twice the smaller tail, at most 1."""
    cdf, largest = signed_rank_cdf(n), n * (n + 1) // 2
    smaller = int(min(statistic, largest - statistic))
    return min(1.0, 2 * float(cdf[smaller]))


def normal_p_value(statistic: float, moved: FloatArray) -> float:
    """Two-sided p of V by the normal approximation, with continuity correction, variance corrected for ties in |d|."""
    from scipy.special import ndtr

    distance = statistic - len(moved) * (len(moved) + 1) / 4
    z = (distance - np.sign(distance) / 2) / _sigma(np.abs(moved))
    return float(2 * ndtr(-abs(z)))


def _sigma(values: FloatArray) -> float:
    n, ties = len(values), np.unique(values, return_counts=True)[1].astype(np.float64)
    return float(np.sqrt(n * (n + 1) * (2 * n + 1) / 24 - np.sum(ties**3 - ties) / 48))
