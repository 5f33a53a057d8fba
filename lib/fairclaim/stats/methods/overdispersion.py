"""Do services of one kind differ more than chance would have them?

Use it before services are held against common limits: where they differ far more than chance would have them, limits
made of chance alone call ordinary services unusual. Do not use it to find out which service is unusual
(`funnel_expected`), or for a handful of services.
"""

import math
from typing import ClassVar, Literal

from pydantic import Field

from fairclaim.stats.method import Method, expect
from fairclaim.stats.numbers.units.overdispersion import trimmed
from fairclaim.stats.results import Diagnostic, NotEstimable, Result
from fairclaim.stats.samples import Sample, UnitExpected


class Overdispersion(Method):
    """The variance of services around what was expected of them, in multiples of chance; 1 is chance alone."""

    name: Literal["overdispersion"] = "overdispersion"
    trim: float = Field(default=0.1, ge=0, lt=0.5, description="Share of services left out at either end")

    estimand: ClassVar[str] = "variance of services around their expected events, in multiples of chance"
    needs: ClassVar[type] = UnitExpected
    refuses: ClassVar[tuple[str, ...]] = (
        "Fewer than two services are left.",
        "A service that is left has no events, and the logarithm of none does not exist.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "NHS Digital, Summary Hospital-level Mortality Indicator: indicator specification",
        "Spiegelhalter (2005), doi:10.1136/qshc.2005.013755",
    )

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:  # noqa: ARG002 - it has no interval
        """Return φ, with τ² beside it; NotEstimable without two services or with one that has no events.

        Examples
        --------
        >>> import numpy as np
        >>> result = Overdispersion()(UnitExpected(np.array([90.0, 130, 100]), np.array([100.0, 100, 100])))
        >>> f"{result.value:.3f}"
        '2.665'
        """
        units = expect(sample, UnitExpected)
        spread = trimmed(units.observed, units.expected, self.trim)
        if int(spread.kept) < 2:
            return NotEstimable("Fewer than two services are left to compare.")
        if not math.isfinite(spread.phi):
            return NotEstimable("A service without events is among those kept, and it has no place on a log scale.")
        return Diagnostic(
            name="overdispersion",
            value=float(spread.phi),
            null=1.0,
            sentence="How much more services differ than chance alone would have them, as a ratio of variances.",
            unit="ratio",
            n=len(units.observed),
            method="overdispersion, SHMI",
            answers={"tau2": float(spread.tau2), "n_kept": int(spread.kept)},
        )
