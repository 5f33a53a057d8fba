"""What is the middle value, below which half of the people lie, and how surely do we know it?

Use it for waits, lengths of stay and costs: the middle person's value, which a few very large values do not move. Do
not use it in place of a mean where the total matters (a budget is paid by the mean: `mean`), where a time was not
reached by everybody (a curve is due), or where one person can be counted often.
"""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import Sample, Values


class Median(Method):
    """The middle value, with limits that are two of the values themselves, whatever their distribution."""

    name: Literal["median"] = "median"
    null: float | None = Field(
        default=None, description="What the values are held against: 0 for changes; else nothing"
    )

    estimand: ClassVar[str] = "median of one value a person"
    needs: ClassVar[type] = Values
    refuses: ClassVar[tuple[str, ...]] = (
        "Several values belong to one cluster.",
        "Too few people were counted for an interval at this level.",
        "So many people share one value that both limits are that value.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Conover (1999), Practical Nonparametric Statistics, 3rd edition, section 3.2",
        "Campbell & Gardner (1988), doi:10.1136/bmj.296.6634.1454",
    )
    parameter: ClassVar[str] = "median"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "units", "order")

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the median; NotEstimable where no two of the values can be its limits."""
        values = expect(sample, Values)
        n = len(values.values)
        if values.clusters is not None:
            return NotEstimable("Several values belong to one cluster, which limits taken from ranks cannot allow for.")
        rank, coverage = rank_of_limit(n, level)
        if rank < 1:
            return NotEstimable("Too few people were counted for an interval of the median at this level.")
        ordered = np.sort(values.values)
        lower, upper = float(ordered[rank - 1]), float(ordered[n - rank])
        if lower == upper:
            return NotEstimable("So many people share one value that both limits of the median are that value.")
        return Estimate(
            value=float(np.median(ordered)),
            lower=lower,
            upper=upper,
            level=level,
            null=self.null,
            unit="value",
            n=n,
            method="median, order statistics",
            answers={"coverage": coverage, "lower_rank": rank, "upper_rank": n + 1 - rank},
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many samples at once; part `values`."""
        ordered = np.sort(batch["values"], axis=-1)
        n = ordered.shape[-1]
        rank, _ = rank_of_limit(n, level)
        if rank < 1 or batch.shared.get("clusters") is not None:
            nothing = np.zeros(len(batch))
            return Spoken.of(nothing, nothing, nothing, given=False)
        lower, upper = ordered[:, rank - 1], ordered[:, n - rank]
        return Spoken.of(np.median(ordered, axis=-1), lower, upper, lower < upper)


def rank_of_limit(n: int, level: float) -> tuple[int, float]:
    """How far from either end the limits of a median lie, and how often they hold it.

    The largest k with P(X < k) < α/2, X binomial of n and ½: the k-th smallest and the k-th largest value then hold
    the median with probability 1 − 2 P(X < k), the narrowest symmetric pair with at least the level. In R,
    ``k <- qbinom(alpha / 2, n, 0.5)``.

    Parameters
    ----------
    n : int
        Values, ≥ 0.
    level : float
        Confidence level 1 − α, in (0, 1).

    Returns
    -------
    rank : int
        0 where not even the smallest and largest value reach the level (at 95%, below 6 values).
    coverage : float
        Exact for values without ties, at least this with them; 1 at rank 0.

    References
    ----------
    Conover (1999), Practical Nonparametric Statistics, 3rd edition, section 3.2.

    Examples
    --------
    >>> rank, coverage = rank_of_limit(15, 0.95)
    >>> rank, round(coverage, 4)
    (4, 0.9648)
    """
    from scipy.special import bdtr

    below = np.asarray(bdtr(np.arange(n + 1), n, 0.5))
    # The fuzz keeps a probability that equals α/2 but for rounding on its own side, as R's qbinom does.
    rank = int(np.searchsorted(below, (1 - level) / 2 * (1 - 64 * np.finfo(float).eps)))
    return rank, 1 - 2 * float(below[rank - 1]) if rank else 1.0
