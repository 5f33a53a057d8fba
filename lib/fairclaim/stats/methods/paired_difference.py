"""How much did the share with the outcome change among the same people, asked twice?

Use it where everybody counted was seen on both occasions (at home before and after, both eyes, a person and their
carer). Do not use it for two groups of different people (`difference`), for scores (`paired_change`), or as the effect
of a service: people are referred when things are bad, and bad spells pass without help too.
"""

from typing import ClassVar, Literal

import numpy as np
from numpy.typing import ArrayLike

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.methods.proportion import wilson
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import FloatArray, PairedCounts, Sample

CELLS = ("both", "first_only", "second_only", "neither")


class PairedDifference(Method):
    """Share on the first occasion minus share on the second, of the same people; no difference is 0."""

    name: Literal["paired_difference"] = "paired_difference"
    interval: Literal["newcombe"] = "newcombe"

    estimand: ClassVar[str] = "difference between two shares of the same people, first occasion minus second"
    needs: ClassVar[type] = PairedCounts
    refuses: ClassVar[tuple[str, ...]] = ("Nobody was seen on both occasions.",)
    references: ClassVar[tuple[str, ...]] = (
        "Newcombe (1998), doi:10.1002/(SICI)1097-0258(19981130)17:22<2635::AID-SIM954>3.0.CO;2-C",
        "McNemar (1947), doi:10.1007/BF02295996",
    )
    parameter: ClassVar[str] = "share_difference"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "swap_negates", "equal_arms")

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the difference; NotEstimable where nobody was seen twice."""
        pairs = expect(sample, PairedCounts)
        if pairs.n == 0:
            return NotEstimable("Nobody was seen on both occasions, so there is nothing to compare.")
        lower, upper = newcombe_paired(pairs.both, pairs.first_only, pairs.second_only, pairs.neither, level)
        return Estimate(
            value=(pairs.first_only - pairs.second_only) / pairs.n,
            lower=float(lower),
            upper=float(upper),
            level=level,
            null=0.0,
            unit="proportion_difference",
            n=pairs.n,
            method="paired_difference, newcombe",
            answers={
                "first": (pairs.both + pairs.first_only) / pairs.n,
                "second": (pairs.both + pairs.second_only) / pairs.n,
                "mcnemar_chi2": mcnemar(pairs.first_only, pairs.second_only),
            },
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many groups of people at once; parts `both`, `first_only`, `second_only`, `neither`."""
        both, first, second, neither = np.broadcast_arrays(*(batch[name] for name in CELLS))
        n = both + first + second + neither
        # Of an empty sample one person is made, whose answer nobody hears.
        lower, upper = newcombe_paired(both, first, second, neither + (n == 0), level)
        return Spoken.of((first - second) / np.maximum(n, 1), lower, upper, n > 0)


def newcombe_paired(
    both: ArrayLike, first_only: ArrayLike, second_only: ArrayLike, neither: ArrayLike, level: float
) -> tuple[FloatArray, FloatArray]:
    """Newcombe's method 10 for paired shares: Wilson limits l, u of each, joined by their correlation φ.

    D − √((p₁ − l₁)² − 2φ(p₁ − l₁)(u₂ − p₂) + (u₂ − p₂)²) to D + √((u₁ − p₁)² − 2φ(u₁ − p₁)(p₂ − l₂) + (p₂ − l₂)²),
    D = p₁ − p₂, φ of the fourfold table with a continuity correction (see `corrected_phi`).

    Parameters
    ----------
    both, first_only, second_only, neither : int or array of int
        People with the outcome on both occasions, on one only, on neither; their sum at least 1. Arrays broadcast.
    level : float
        Confidence level, in (0, 1).

    Returns
    -------
    lower, upper : array of float, of the broadcast shape
        Differences of proportions, within −1 to 1. Holds D and has a width, also where nobody changed.

    References
    ----------
    Newcombe (1998), doi:10.1002/(SICI)1097-0258(19981130)17:22<2635::AID-SIM954>3.0.CO;2-C, table III.

    Examples
    --------
    >>> lower, upper = newcombe_paired(18, 14, 0, 18, 0.95)
    >>> f"{lower:.4f} to {upper:.4f}"
    '0.1441 to 0.3963'
    """
    counts = (both, first_only, second_only, neither)
    a, b, c, d = np.broadcast_arrays(*(np.asarray(count, dtype=np.float64) for count in counts))
    n, phi = a + b + c + d, corrected_phi(a, b, c, d)
    p1, p2 = (a + b) / n, (a + c) / n
    (l1, u1), (l2, u2) = wilson(a + b, n, level), wilson(a + c, n, level)
    difference = (b - c) / n
    return difference - _joined(p1 - l1, u2 - p2, phi), difference + _joined(u1 - p1, p2 - l2, phi)


def _joined(one: FloatArray, other: FloatArray, phi: FloatArray) -> FloatArray:
    # (x − y)² + 2(1 − φ)xy is the same as x² − 2φxy + y², and cannot fall below nought by rounding.
    return np.asarray(np.sqrt((one - other) ** 2 + 2 * (1 - phi) * one * other))


def corrected_phi(a: FloatArray, b: FloatArray, c: FloatArray, d: FloatArray) -> FloatArray:
    """φ = (ad − bc)/√((a + b)(c + d)(a + c)(b + d)), its numerator corrected for continuity where it is positive.

    ad − bc less n/2, but not below nought; a negative one stays. φ is 0 where a margin is empty.

    Examples
    --------
    >>> import numpy as np
    >>> f"{corrected_phi(*map(np.float64, (18, 12, 2, 18))):.4f}"
    '0.4583'
    """
    cross, margins = a * d - b * c, (a + b) * (c + d) * (a + c) * (b + d)
    corrected = np.where(cross > 0, np.maximum(cross - (a + b + c + d) / 2, 0.0), cross)
    return np.asarray(np.where(margins > 0, corrected / np.sqrt(np.maximum(margins, 1.0)), 0.0))


def mcnemar(first_only: int, second_only: int) -> float:
    """McNemar's χ² = (b − c)²/(b + c) on 1 degree of freedom, without continuity correction.

    Infinite, for what does not exist, where nobody changed.

    Examples
    --------
    >>> round(mcnemar(86, 150), 4)
    17.3559
    """
    changed = first_only + second_only
    return (first_only - second_only) ** 2 / changed if changed else float("inf")
