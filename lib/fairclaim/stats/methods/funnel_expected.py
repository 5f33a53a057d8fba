"""Which services saw more or fewer events than expected of them, beyond chance and beyond how services differ anyhow?

Use it where a model or a standard says how many events to expect of each service. Do not use it to rank services, to
say why one is unusual (case mix, coding and care all show here), or with few services: how they differ anyhow is
then hardly known. Limits of chance alone (`spread: none`) call ordinary services unusual as soon as services differ.
"""

import math
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import ArrayLike
from pydantic import Field

from fairclaim.stats.method import Method, expect
from fairclaim.stats.numbers.units.overdispersion import trimmed, winsorised
from fairclaim.stats.results import Funnel, NotEstimable, Result
from fairclaim.stats.results.place import flagged
from fairclaim.stats.samples import FloatArray, Sample, UnitExpected

FEWEST_UNITS = 3
# Beyond it an exponential is more than a computer holds; a limit so far out holds everything.
LOG_LIMIT = 700.0
Limits = tuple[FloatArray, FloatArray]


class FunnelExpected(Method):
    """Observed over expected events of each service, between limits around 1; 0.998 is the usual level."""

    name: Literal["funnel_expected"] = "funnel_expected"
    spread: Literal["winsorised", "shmi", "none"] = "winsorised"
    trim: float = Field(default=0.1, ge=0, lt=0.5, description="Share of services drawn in or left out at either end")

    estimand: ClassVar[str] = "ratio of observed to expected events of each service, between common limits"
    needs: ClassVar[type] = UnitExpected
    refuses: ClassVar[tuple[str, ...]] = (
        "Fewer than three services.",
        "How services differ cannot be told because a service without events is among those it is measured from.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Spiegelhalter (2005), doi:10.1002/sim.1970",
        "Spiegelhalter (2005), doi:10.1136/qshc.2005.013755",
        "NHS Digital, Summary Hospital-level Mortality Indicator: indicator specification",
    )

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Draw the limits; NotEstimable with too few services, or where their spread does not exist."""
        units = expect(sample, UnitExpected)
        if len(units.observed) < FEWEST_UNITS:
            return NotEstimable("There are fewer than three services, too few for common limits.")
        if self.spread == "none":
            return self._funnel(units, poisson_limits(units.expected, level), level, None)
        spread = (winsorised if self.spread == "winsorised" else trimmed)(units.observed, units.expected, self.trim)
        if not math.isfinite(spread.phi):
            return NotEstimable("A service without events is among those that tell how services differ.")
        limits = spread_limits(units.expected, spread.tau2, level)
        return self._funnel(units, limits, level, float(spread.phi))

    def _funnel(self, units: UnitExpected, limits: Limits, level: float, phi: float | None) -> Funnel:
        values, (lower, upper) = units.observed / units.expected, limits
        return Funnel(
            centre=1.0,
            values=tuple(values.tolist()),
            lower_limits=tuple(lower.tolist()),
            upper_limits=tuple(upper.tolist()),
            flags=flagged(values, lower, upper),
            level=level,
            unit="ratio",
            method=f"funnel_expected, {self.spread}",
            overdispersion=phi,
        )


def poisson_limits(expected: ArrayLike, level: float) -> Limits:
    """Exact Poisson limits around 1 for services that differ by chance alone.

    Lower: half the α/2 quantile of chi-squared with 2E degrees of freedom, over E; upper: half the 1 − α/2 quantile
    with 2(E + 1), over E.

    Parameters
    ----------
    expected : array
        Events expected, above 0.
    level : float
        In (0, 1).

    Returns
    -------
    lower, upper : array
        Ratios of observed to expected.

    Examples
    --------
    >>> lower, upper = poisson_limits(15, 0.95)
    >>> f"{lower:.7f} to {upper:.6f}"
    '0.5596924 to 1.649348'
    """
    from scipy.special import gammaincinv

    expected = np.asarray(expected, dtype=np.float64)
    tail = (1 - level) / 2
    lower, upper = gammaincinv(expected, tail) / expected, gammaincinv(expected + 1, 1 - tail) / expected
    return np.asarray(lower), np.asarray(upper)


def spread_limits(expected: ArrayLike, tau2: ArrayLike, level: float) -> Limits:
    """Limits around 1 for services that differ by chance and by τ² on the log scale: exp(±z √(1/E + τ²)).

    Parameters
    ----------
    expected : array of shape (..., k)
        Events expected, above 0.
    tau2 : array of shape (...)
        0 or more.
    level : float

    Examples
    --------
    >>> lower, upper = spread_limits([108.0], 0.0194775, 0.95)
    >>> f"{lower[0]:.4f} to {upper[0]:.4f}"
    '0.7173 to 1.3941'
    """
    from scipy.special import ndtri

    expected = np.asarray(expected, dtype=np.float64)
    half = ndtri((1 + level) / 2) * np.sqrt(1 / expected + np.asarray(tau2)[..., None])
    return np.exp(-np.minimum(half, LOG_LIMIT)), np.exp(np.minimum(half, LOG_LIMIT))
