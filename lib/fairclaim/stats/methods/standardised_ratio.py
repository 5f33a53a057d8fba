"""How many events were seen for each one expected, had everybody the risk of a reference of the same make-up?

Use it where a reference's rates by age (and sex, and need) give the number to expect: too few events for a rate of
each band are no hindrance. Do not use it to rank services (each is weighted to its own people), where the expected
number is itself uncertain, or where a few people have many of the events.
"""

from typing import ClassVar, Literal

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.rates.poisson_limits import INTERVALS
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import Expected, Sample


class StandardisedRatio(Method):
    """Events seen over events expected (indirectly standardised); as many as expected is 1.

    >>> result = StandardisedRatio()(Expected(9, 6.0))
    >>> f"{result.value:.2f} ({result.lower:.2f} to {result.upper:.2f})"
    '1.50 (0.69 to 2.85)'
    """

    name: Literal["standardised_ratio"] = "standardised_ratio"
    interval: Literal["ukhsa", "exact", "midp"] = "ukhsa"

    estimand: ClassVar[str] = "ratio of events seen to events expected from a reference of the same make-up"
    needs: ClassVar[type] = Expected
    refuses: ClassVar[tuple[str, ...]] = ("No event was expected.",)
    references: ClassVar[tuple[str, ...]] = (
        "Breslow & Day (1987), Statistical Methods in Cancer Research II, page 69 (Byar)",
        "Garwood (1936), doi:10.1093/biomet/28.3-4.437",
        "Cohen & Yang (1994), doi:10.1002/sim.4780132102",
        "Public Health England (2018), Technical guide: confidence intervals",
    )
    parameter: ClassVar[str] = "standardised_ratio"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested",)

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the ratio; NotEstimable where nothing was expected."""
        counts = expect(sample, Expected)
        if counts.expected == 0:
            return NotEstimable("No event was expected, so there is nothing to hold the events against.")
        lower, upper = INTERVALS[self.interval](counts.observed, level)
        return Estimate(
            value=counts.observed / counts.expected,
            lower=float(lower) / counts.expected,
            upper=float(upper) / counts.expected,
            level=level,
            null=1.0,
            unit="ratio",
            n=counts.observed,
            method=f"standardised ratio, {self.interval}",
            answers={"expected": counts.expected},
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many ratios at once; parts `x`, `expected`."""
        x, expected = np.broadcast_arrays(batch["x"], np.asarray(batch["expected"], dtype=np.float64))
        known = np.where(expected > 0, expected, 1.0)
        lower, upper = INTERVALS[self.interval](x, level)
        return Spoken.of(x / known, lower / known, upper / known, expected > 0)
