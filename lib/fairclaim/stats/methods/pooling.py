"""What do several services show together, and what would the next one like them show?

Use it to bring together one estimate and its standard error from each of several services: `interval: mean` for what
they show on average, `interval: prediction` for a further service of their kind. Do not use it where the services
share people or a comparison group, for ratios as they are (take logarithms), or for two services (compare them).
"""

import math
from typing import ClassVar, Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from pydantic import Field

from fairclaim.kinds import Unit
from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.units.between import reml
from fairclaim.stats.numbers.units.further_effect import further_limits
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import Effects, FloatArray, Sample

FEWEST = {"mean": 3, "prediction": 5}
PARAMETERS = {"mean": "mean_effect", "prediction": "next_effect"}


class Pooling(Method):
    """The mean effect of services that differ, with Hartung and Knapp's interval; or the range for a further one."""

    name: Literal["pooling"] = "pooling"
    interval: Literal["mean", "prediction"] = "mean"
    null: float | None = Field(default=0.0, description="The value of no difference")
    unit: Unit = "value_difference"

    estimand: ClassVar[str] = "mean effect over services, or the effect in a further service like them"
    needs: ClassVar[type] = Effects
    refuses: ClassVar[tuple[str, ...]] = (
        "Fewer than three services; fewer than five for the range of a further service.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Hartung & Knapp (2001), doi:10.1002/sim.791",
        "Röver, Knapp & Friede (2015), doi:10.1186/s12874-015-0091-1",
        "Higgins, Thompson & Spiegelhalter (2009), doi:10.1111/j.1467-985X.2008.00552.x",
        "Viechtbauer (2005), doi:10.3102/10769986030003261",
    )
    parameter: ClassVar[str] = "mean_effect"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "units", "order")

    def aims_at(self) -> str:
        """Name the mean, or the effect of a further service."""
        return PARAMETERS[self.interval]

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Pool; NotEstimable with too few services."""
        effects = expect(sample, Effects)
        if len(effects.estimates) < FEWEST[self.interval]:
            return NotEstimable("There are too few services to tell how services differ.")
        value, lower, upper = (float(x) for x in self._limits(effects.estimates, effects.errors, level))
        found = fit(effects.estimates, effects.errors)
        return Estimate(
            value=value,
            lower=lower,
            upper=upper,
            level=level,
            null=self.null if self.interval == "mean" else None,
            unit=self.unit,
            n=len(effects.estimates),
            method=f"pooling, REML, {'Hartung-Knapp' if self.interval == 'mean' else 'prediction'}",
            answers={"tau2": float(found.tau2), "se": math.sqrt(float(found.variance))},
        )

    def _limits(self, estimates: ArrayLike, errors: ArrayLike, level: float) -> tuple[FloatArray, ...]:
        found = fit(estimates, errors)
        if self.interval == "mean":
            half = half_width(found, np.shape(estimates)[-1], level)
            return found.mean, found.mean - half, found.mean + half
        return found.mean, *further_limits(estimates, errors, level)

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many sets of services at once; parts `estimates`, `errors` of shape (R, k)."""
        y, s = np.broadcast_arrays(batch["estimates"], batch["errors"])
        if y.shape[-1] < FEWEST[self.interval]:
            nothing = np.full(len(y), np.nan)
            return Spoken.of(nothing, nothing, nothing)
        return Spoken.of(*self._limits(y, s, level))


class Fit(NamedTuple):
    """Mean effect, the variance of it, and the spread of true effects; arrays of the shape of all but the last axis."""

    mean: FloatArray
    variance: FloatArray
    tau2: FloatArray


def fit(estimates: ArrayLike, errors: ArrayLike) -> Fit:
    """REML mean, with Hartung and Knapp's variance Σw(y − μ)²/((k − 1)Σw), which is never taken below 1/Σw.

    Without that floor (Röver, Knapp & Friede) services that happen to agree give an interval narrower than if their
    agreement had been assumed.

    Parameters
    ----------
    estimates, errors : array of shape (..., k)
        k ≥ 2; errors above 0.

    Examples
    --------
    >>> found = fit([0.1, 0.5, -0.2, 0.9], [0.2, 0.2, 0.2, 0.2])
    >>> f"{found.mean:.3f} {found.variance:.4f} {found.tau2:.4f}"
    '0.325 0.0573 0.1892'
    """
    y, s = np.asarray(estimates, dtype=np.float64), np.asarray(errors, dtype=np.float64)
    tau2 = reml(y, s)
    w = 1 / (s**2 + tau2[..., None])
    total = w.sum(axis=-1)
    mean = (w * y).sum(axis=-1) / total
    spread = (w * (y - mean[..., None]) ** 2).sum(axis=-1) / (y.shape[-1] - 1)
    return Fit(np.asarray(mean), np.asarray(np.maximum(spread, 1.0) / total), tau2)


def half_width(found: Fit, k: int, level: float) -> FloatArray:
    """Half the width of the mean's interval: t with k − 1 degrees of freedom times √variance.

    >>> found = fit([0.1, 0.5, -0.2, 0.9], [0.2, 0.2, 0.2, 0.2])
    >>> f"{half_width(found, 4, 0.95):.4f}"
    '0.7617'
    """
    from scipy.special import stdtrit

    return np.asarray(stdtrit(k - 1, (1 + level) / 2) * np.sqrt(found.variance))
