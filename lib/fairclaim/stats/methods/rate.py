"""How often did events happen for so much time at risk (or so many contacts, or bed days)?

Use it for independent events of one group: falls for each 1,000 bed days, admissions for each 100 person-years. Do not
use it to compare two groups (`rate_ratio`, `rate_difference`), for people among people (`proportion`), or where a few
people have many of the events (`events_by_person`, which every interval here is too narrow for).
"""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.methods.count import NO_LOWER_LIMIT
from fairclaim.stats.numbers.rates.poisson_limits import INTERVALS
from fairclaim.stats.results import Diagnostic, Estimate, NotEstimable, Result
from fairclaim.stats.samples import Events, Sample


class Rate(Method):
    """Events for each `multiplier` of time at risk; `null` is the target that the rate is held against.

    >>> result = Rate(multiplier=1000)(Events(20, 4000.0))
    >>> f"{result.value:.1f} for each 1,000 ({result.lower:.2f} to {result.upper:.2f})"
    '5.0 for each 1,000 (3.05 to 7.72)'
    """

    name: Literal["rate"] = "rate"
    interval: Literal["ukhsa", "exact", "midp", "byar"] = "ukhsa"
    multiplier: float = Field(default=1.0, gt=0, allow_inf_nan=False, description="1000: so many for each 1,000")
    null: float | None = Field(
        default=None, ge=0, allow_inf_nan=False, description="The target, for the same multiplier"
    )

    estimand: ClassVar[str] = "rate of independent events over time at risk"
    needs: ClassVar[type] = Events
    refuses: ClassVar[tuple[str, ...]] = ("There was no time at risk.",)
    references: ClassVar[tuple[str, ...]] = (
        "Garwood (1936), doi:10.1093/biomet/28.3-4.437",
        "Breslow & Day (1987), Statistical Methods in Cancer Research II, page 69 (Byar)",
        "Cohen & Yang (1994), doi:10.1002/sim.4780132102",
        "Public Health England (2018), Technical guide: confidence intervals",
    )
    parameter: ClassVar[str] = "rate"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested",)

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the rate; NotEstimable without time at risk, a Diagnostic where Byar's lower limit is lacking."""
        events = expect(sample, Events)
        if events.time == 0:
            return NotEstimable("There was no time at risk, so there is no rate to report.")
        each = self.multiplier / events.time
        lower, upper = (float(limit) * each for limit in INTERVALS[self.interval](events.events, level))
        if np.isinf(lower):
            return Diagnostic(
                name="rate",
                value=events.events * each,
                upper=upper,
                level=level,
                null=self.null,
                sentence=NO_LOWER_LIMIT,
                unit="rate",
                n=events.events,
                method=f"rate, {self.interval}",
            )
        return Estimate(
            value=events.events * each,
            lower=lower,
            upper=upper,
            level=level,
            null=self.null,
            unit="rate",
            n=events.events,
            method=f"rate, {self.interval}",
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many rates at once; parts `x`, `time`."""
        x, time = np.broadcast_arrays(batch["x"], np.asarray(batch["time"], dtype=np.float64))
        each = self.multiplier / np.where(time > 0, time, 1.0)
        lower, upper = INTERVALS[self.interval](x, level)
        return Spoken.of(x * each, lower * each, upper * each, (time > 0) & np.isfinite(lower))
