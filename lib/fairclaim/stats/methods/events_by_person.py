"""How often did events happen in a group where one person can have many of them?

Use it for contacts, admissions, crises or falls of people who are followed one by one: how unevenly events fall on
people is measured, and widens the interval. Do not use it on totals (`rate`), or to compare two groups
(`rate_ratio_by_person`).
"""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.rates.person_dispersion import (
    PEOPLE_NEEDED,
    TOO_FEW_PEOPLE,
    TOO_FEW_WITH_EVENTS,
    Gathered,
    gathered,
)
from fairclaim.stats.numbers.rates.poisson_limits import byar_at
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import FloatArray, PersonEvents, Sample


class EventsByPerson(Method):
    """Events for each `multiplier` of time followed, as uncertain as the unevenness between people makes it.

    `byar` takes Byar's limits of events / dispersion, `log_t` is symmetrical on the log scale; both take the t
    quantile, because the dispersion is an estimate.
    """

    name: Literal["events_by_person"] = "events_by_person"
    interval: Literal["byar", "log_t"] = "byar"
    multiplier: float = Field(default=1.0, gt=0, allow_inf_nan=False, description="1000: so many for each 1,000")
    null: float | None = Field(
        default=None, ge=0, allow_inf_nan=False, description="The target, for the same multiplier"
    )

    estimand: ClassVar[str] = "rate of events of people who can have many, over the time that they were followed"
    needs: ClassVar[type] = PersonEvents
    refuses: ClassVar[tuple[str, ...]] = (f"{TOO_FEW_PEOPLE}.", f"{TOO_FEW_WITH_EVENTS}.")
    references: ClassVar[tuple[str, ...]] = (
        "Wedderburn (1974), doi:10.1093/biomet/61.3.439",
        "MacKinnon & White (1985), doi:10.1016/0304-4076(85)90158-7",
        "Breslow & Day (1987), Statistical Methods in Cancer Research II, page 69 (Byar)",
    )
    parameter: ClassVar[str] = "rate"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "order")

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the rate; NotEstimable with too few people, or too few who had an event."""
        people = expect(sample, PersonEvents)
        found = gathered(people.events, people.time)
        if found.people < PEOPLE_NEEDED:
            return NotEstimable(f"{TOO_FEW_PEOPLE}, too few to see how unevenly events fall on people.")
        if not found.enough:
            return NotEstimable(f"{TOO_FEW_WITH_EVENTS}, too few to see how unevenly events fall on people.")
        lower, upper = INTERVALS[self.interval](found, level)
        return Estimate(
            value=float(found.rate) * self.multiplier,
            lower=float(lower) * self.multiplier,
            upper=float(upper) * self.multiplier,
            level=level,
            null=self.null,
            unit="rate",
            n=int(found.people),
            method=f"events by person, {self.interval}",
            answers={"events": int(found.events), "dispersion": float(found.dispersion)},
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many groups at once; parts `events` and `time`, of shape (R, n)."""
        events, time = np.broadcast_arrays(batch["events"], batch["time"])
        found = gathered(events, time)
        lower, upper = (limit * self.multiplier for limit in INTERVALS[self.interval](found, level))
        return Spoken.of(found.rate * self.multiplier, lower, upper, found.enough)


def byar(found: Gathered, level: float) -> tuple[FloatArray, FloatArray]:
    """Byar's limits of events / dispersion with the t quantile, times dispersion / time. Never below 0.

    Examples
    --------
    >>> lower, upper = byar(gathered(np.array([0, 0, 0, 6, 2, 0, 1, 0, 3, 0]), np.ones(10)), 0.95)
    >>> f"{lower:.2f} to {upper:.2f}"
    '0.20 to 3.76'
    """
    lower, upper = byar_at(found.events / found.dispersion, _t_quantile(found, level))
    each = found.dispersion / np.where(found.time > 0, found.time, 1.0)
    return np.maximum(lower, 0.0) * each, upper * each


def log_t(found: Gathered, level: float) -> tuple[FloatArray, FloatArray]:
    """Rate times e to the ± t √(dispersion / events).

    Examples
    --------
    >>> lower, upper = log_t(gathered(np.array([0, 0, 0, 6, 2, 0, 1, 0, 3, 0]), np.ones(10)), 0.95)
    >>> f"{lower:.2f} to {upper:.2f}"
    '0.34 to 4.19'
    """
    error = np.sqrt(found.dispersion / np.where(found.events > 0, found.events, 1.0))
    factor = np.exp(_t_quantile(found, level) * error)
    return found.rate / factor, found.rate * factor


def _t_quantile(found: Gathered, level: float) -> FloatArray:
    from scipy.special import stdtrit

    return np.asarray(stdtrit(np.maximum(found.people - 1, 1), (1 + level) / 2), dtype=np.float64)


INTERVALS = {"byar": byar, "log_t": log_t}
