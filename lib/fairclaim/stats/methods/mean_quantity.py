"""What is the mean of a quantity such as costs, minutes or days, where a few people have very much of it?

Use it for means that a budget is paid from: the mean times the people is the total, which no median gives. Do not use
it to describe the usual person (`median`), for two scores of the same people (`paired_change`), or where values end at
a time that not everybody reached.
"""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.scores.resampling import cluster_totals
from fairclaim.stats.numbers.scores.skewed_means import bootstrap_t, log_normal, may_be_log_normal, mean_and_error
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import BoolArray, FloatArray, IntArray, Sample, Values

FEWEST = 10
_TOO_FEW = NotEstimable("Fewer than ten people or clusters were counted, too few for an interval of a mean.")
_SAME = NotEstimable("Everybody has the same value, so no interval can be given.")
_TOO_DIFFERENT = NotEstimable("So few people with such different values do not tell the mean within a factor of ten.")
_TOO_ALIKE = NotEstimable("So few people differ from the others that the mean has no upper or no lower limit.")
_TOO_CERTAIN = NotEstimable("There are too few resamples for an interval at this level.")
WIDENED = (
    "The limits allow for values far above any that was seen: the values look log-normal, and of such values a small "
    "sample often holds none of the largest."
)


class MeanQuantity(Method):
    """The mean with bootstrap-t limits, widened to the log-normal ones where the values may well be log-normal."""

    name: Literal["mean"] = "mean"
    resamples: int = Field(default=1999, ge=999, le=99_999)
    seed: int = Field(default=20261122, ge=0, description="The same seed gives the same limits")
    null: float | None = Field(
        default=None, description="What the values are held against: 0 for changes; else nothing"
    )
    heavy_tail: bool = Field(default=True, description="false: bootstrap-t alone, too narrow for few skewed values")

    estimand: ClassVar[str] = "mean of one quantity"
    needs: ClassVar[type] = Values
    refuses: ClassVar[tuple[str, ...]] = (
        "Fewer than ten people (or clusters) were counted.",
        "Everybody has the same value.",
        "So few people differ from the others that a limit does not exist.",
        "The upper limit would be more than ten times the mean.",
        "The level asked for needs more resamples.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 12",
        "Zhou & Gao (1997), doi:10.1002/(SICI)1097-0258(19970415)16:7<783::AID-SIM488>3.0.CO;2-2",
        "Zou, Taleban & Huo (2009), doi:10.1016/j.csda.2009.03.016",
        "Barber & Thompson (2000), doi:10.1002/1097-0258(20001215)19:23<3219::AID-SIM623>3.0.CO;2-P",
    )
    parameter: ClassVar[str] = "mean"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "units", "order")

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the mean; NotEstimable where there is no interval to give."""
        values = expect(sample, Values)
        totals, sizes = _units(values.values[None], values.clusters)
        if len(sizes) < FEWEST:
            return _TOO_FEW
        if np.ptp(values.values) == 0:
            return _SAME
        if not self._reaches(level):
            return _TOO_CERTAIN
        mean, error = mean_and_error(totals, sizes)
        lower, upper, widened = self._limits(values.values[None], totals, sizes, level)
        if not (np.isfinite([lower[0], upper[0]]).all() and lower[0] < upper[0]):
            return _TOO_ALIKE
        if _beyond_ten(values.values, mean, upper)[0]:
            return _TOO_DIFFERENT
        return Estimate(
            value=float(mean[0]),
            lower=float(lower[0]),
            upper=float(upper[0]),
            level=level,
            null=self.null,
            unit="value",
            n=len(values.values),
            method="mean, bootstrap-t" + (" widened to log-normal" if widened[0] else ""),
            answers={
                "se": float(error[0]),
                "resamples": self.resamples,
                "seed": self.seed,
                "widened": bool(widened[0]),
            },
            notes=(WIDENED,) if widened[0] else (),
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many samples at once; part `values`, and `clusters` where all samples share them."""
        values, clusters = batch["values"], batch.shared.get("clusters")
        totals, sizes = _units(values, clusters)
        if len(sizes) < FEWEST or not self._reaches(level):
            nothing = np.zeros(len(batch))
            return Spoken.of(nothing, nothing, nothing, given=False)
        mean, _ = mean_and_error(totals, sizes)
        lower, upper, _ = self._limits(values, totals, sizes, level)
        given = (np.ptp(values, axis=-1) > 0) & np.isfinite(lower) & np.isfinite(upper) & (lower < upper)
        return Spoken.of(mean, lower, upper, given & ~_beyond_ten(values, mean, upper))

    def _reaches(self, level: float) -> bool:
        return (self.resamples + 1) * (1 - level) / 2 + 1e-9 >= 1

    def _limits(
        self, values: FloatArray, totals: FloatArray, sizes: FloatArray, level: float
    ) -> tuple[FloatArray, FloatArray, BoolArray]:
        lower, upper = bootstrap_t(totals, sizes, level, self.resamples, self.seed)
        # Clusters share what makes values large, and the log-normal limits know people alone.
        heavy = may_be_log_normal(values) & self.heavy_tail & (len(sizes) == values.shape[-1])
        low, high = log_normal(np.where(heavy[:, None], values, np.arange(1.0, values.shape[-1] + 1)), level)
        low, high = np.where(heavy, np.minimum(low, lower), lower), np.where(heavy, np.maximum(high, upper), upper)
        return low, high, (low < lower) | (high > upper)


def _beyond_ten(values: FloatArray, mean: FloatArray, upper: FloatArray) -> BoolArray:
    # Only of quantities that start at nought: of others, a mean near nought says nothing about the spread.
    return np.asarray((values.min(axis=-1) >= 0) & (upper > 10 * mean))


def _units(values: FloatArray, clusters: IntArray | None) -> tuple[FloatArray, FloatArray]:
    """Sums (R, G) and sizes (G,) of the units that are drawn: clusters, or people.

    >>> totals, sizes = _units(np.array([[1.0, 2, 4]]), np.array([5, 5, 6]))
    >>> totals.tolist(), sizes.tolist()
    ([[3.0, 4.0]], [2.0, 1.0])
    """
    if clusters is None:
        return values, np.ones(values.shape[-1])
    if not len(clusters):
        return values, np.ones(0)
    both = cluster_totals(values, clusters)
    return both[..., 0], both[0, :, 1]
