"""How many events were there, and how many would there be over many periods like this one?

Use it for a number of independent events of a period: incidents, complaints, admissions of different people. Do not
use it to compare periods or groups of unequal size (`rate`, `rate_ratio`), for people among people (`proportion`), or
where a few people have many of the events (`events_by_person`): those are not independent, and every interval here is
then too narrow.
"""

from typing import ClassVar, Literal

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.rates.poisson_limits import INTERVALS
from fairclaim.stats.results import Diagnostic, Estimate, Result
from fairclaim.stats.samples import Events, Sample

NO_LOWER_LIMIT = "Byar's approximation has no lower limit for so few events at this level; ask for the exact limits."


class Count(Method):
    """A number of events, with the interval of the mean number behind it.

    >>> result = Count()(Events(7, 1.0))
    >>> f"{result.value:.0f} ({result.lower:.2f} to {result.upper:.2f})"
    '7 (2.81 to 14.42)'
    """

    name: Literal["count"] = "count"
    interval: Literal["ukhsa", "exact", "midp", "byar"] = "ukhsa"

    estimand: ClassVar[str] = "mean number of independent events in a period like this one"
    needs: ClassVar[type] = Events
    refuses: ClassVar[tuple[str, ...]] = ()
    references: ClassVar[tuple[str, ...]] = (
        "Garwood (1936), doi:10.1093/biomet/28.3-4.437",
        "Breslow & Day (1987), Statistical Methods in Cancer Research II, page 69 (Byar)",
        "Cohen & Yang (1994), doi:10.1002/sim.4780132102",
        "Public Health England (2018), Technical guide: confidence intervals",
    )
    parameter: ClassVar[str] = "count"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested",)

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the mean count; a Diagnostic, which licenses no claim, where Byar's lower limit does not exist."""
        events = expect(sample, Events)
        lower, upper = (float(limit) for limit in INTERVALS[self.interval](events.events, level))
        if np.isinf(lower):
            return Diagnostic(
                name="count",
                value=float(events.events),
                upper=upper,
                level=level,
                sentence=NO_LOWER_LIMIT,
                unit="count",
                n=events.events,
                method=f"count, {self.interval}",
            )
        return Estimate(
            value=float(events.events),
            lower=lower,
            upper=upper,
            level=level,
            null=None,
            unit="count",
            n=events.events,
            method=f"count, {self.interval}",
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many counts at once; part `x`."""
        lower, upper = INTERVALS[self.interval](batch["x"], level)
        return Spoken.of(batch["x"], lower, upper, np.isfinite(lower))
