"""What would the rate be if each age band were as large as in a standard population?

Use it to hold areas or years of different make-up side by side, where events and people are known by age band. Do not
use it for a service of few people (the bands are then nearly empty: `standardised_ratio` needs no rate in each), or
without `frequencies` where people have several events: the interval is then too narrow.
"""

from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.rates.poisson_limits import EXACT_BELOW
from fairclaim.stats.numbers.rates.weighted_rates import INTERVALS, Weighted, weighted
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import AgeBands, FloatArray, Sample

EMPTY_BAND = "An age band of the standard population has nobody in it, so it has no rate."
TOO_FEW = "There were fewer than ten events in all, too few to standardise a rate by age."
OUTSIDE_THE_STANDARD = "All events fell into age bands that the standard population does not have."
FEW_PEOPLE = "People had several events, and fewer than a hundred had any: ask for the gamma interval instead."
# With repeat events the variance is itself uncertain, and from fewer people the upper limit is too low too often.
PEOPLE_WITH_REPEATS = 100


class DirectlyStandardisedRate(Method):
    """A rate weighted to a standard population, for each `multiplier` of people or person-time.

    `null` is a target of the same standard. Where the sample says how many people had one event, two and so on, people
    rather than events count as independent.

    >>> area = AgeBands(np.array([4, 20, 6]), np.array([1000, 500, 100]), np.array([6000, 3000, 1000]))
    >>> result = DirectlyStandardisedRate(multiplier=1000)(area)
    >>> f"{result.value:.1f} for each 1,000 ({result.lower:.1f} to {result.upper:.1f})"
    '20.4 for each 1,000 (13.6 to 29.4)'
    """

    name: Literal["directly_standardised_rate"] = "directly_standardised_rate"
    interval: Literal["dobson_byar", "fay_feuer"] = "dobson_byar"
    multiplier: float = Field(default=1.0, gt=0, allow_inf_nan=False, description="100000: so many for each 100,000")
    null: float | None = Field(
        default=None, ge=0, allow_inf_nan=False, description="The target, for the same multiplier and standard"
    )

    estimand: ClassVar[str] = "rate that a standard population would have with the rates of each age band"
    needs: ClassVar[type] = AgeBands
    refuses: ClassVar[tuple[str, ...]] = (
        "An age band of the standard population has nobody in it.",
        "There were fewer than ten events in all (Dobson and Byar's interval).",
        "All events fell into bands that the standard population does not have.",
        "People had several events, and fewer than a hundred had any (Dobson and Byar's interval).",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Dobson, Kuulasmaa, Eberle & Scherer (1991), doi:10.1002/sim.4780100317",
        "Fay & Feuer (1997), doi:10.1002/(SICI)1097-0258(19970415)16:7<791::AID-SIM500>3.0.CO;2-#",
        "Glynn, Stukel, Sharp, Bubolz, Freeman & Fisher (1993), doi:10.1093/oxfordjournals.aje.a116738",
        "Public Health England (2018), Technical guide: confidence intervals",
    )
    parameter: ClassVar[str] = "standardised_rate"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested",)

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the standardised rate, or say why there is none."""
        bands = expect(sample, AgeBands)
        found = weighted(bands.events, bands.time, bands.standard, bands.frequencies)
        for refused, reason in self._grounds(found, bands.time, bands.standard, bands.frequencies):
            if refused:
                return NotEstimable(reason)
        lower, upper = (float(limit) * self.multiplier for limit in INTERVALS[self.interval](found, level))
        return Estimate(
            value=float(found.rate) * self.multiplier,
            lower=lower,
            upper=upper,
            level=level,
            null=self.null,
            unit="rate",
            n=int(found.events),
            method=f"directly standardised rate, {self.interval}",
            answers={"crude": float(bands.events.sum() / bands.time.sum()) * self.multiplier},
        )

    def _grounds(
        self, found: Weighted, n: FloatArray, standard: FloatArray, frequencies: FloatArray | None
    ) -> tuple[tuple[NDArray[np.bool_] | np.bool_, str], ...]:
        empty = ((n == 0) & (standard > 0)).any(axis=-1)
        if self.interval == "fay_feuer":
            return ((empty, EMPTY_BAND),)
        return (
            (empty, EMPTY_BAND),
            (found.events < EXACT_BELOW, TOO_FEW),
            (found.variance == 0, OUTSIDE_THE_STANDARD),
            (_too_few_repeats(frequencies), FEW_PEOPLE),
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many areas at once; parts `x`, `n`, `standard` of shape (R, bands), `frequencies` (R, bands, most)."""
        x, n, standard = (np.asarray(batch[name], dtype=np.float64) for name in ("x", "n", "standard"))
        found = weighted(x, n, standard, batch["frequencies"])
        grounds = self._grounds(found, n, standard, batch["frequencies"])
        lower, upper = (limit * self.multiplier for limit in INTERVALS[self.interval](found, level))
        refused = np.logical_or.reduce(np.broadcast_arrays(*(refused for refused, _ in grounds)))
        return Spoken.of(found.rate * self.multiplier, lower, upper, ~refused)


def _too_few_repeats(frequencies: FloatArray | None) -> NDArray[np.bool_] | np.bool_:
    if frequencies is None:
        return np.False_
    repeated = (frequencies[..., 1:] > 0).any(axis=(-2, -1))
    return np.asarray(repeated & (frequencies.sum(axis=(-2, -1)) < PEOPLE_WITH_REPEATS))
