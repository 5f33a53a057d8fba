"""How much more often does the event come after people have started something than before, at the same time since
their referral?

Use it where people were followed from one moment (a referral, a discharge) and started the service later, some never.
Nobody can have had the event before they started it and still have started: to compare those who ever started with
those who never did gives the service the days on which nothing could happen (immortal time). Here every day counts
where it was spent. Bands of follow-up keep first weeks with first weeks, for risk often falls after a referral. Do not
read it as the effect of starting unless those who started early were like those who started late or never.
"""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field, field_validator

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.times.person_time import PersonTime, halving_bands, split
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import FloatArray, Histories, Sample

# Ratios outside exp(±30) are no ratios of rates that people have; halving the space 60 times leaves nothing to find.
REACH, HALVINGS = 30.0, 60


class SplitRates(Method):
    """Rate of the event after the start over that before it, within bands of follow-up; no difference is 1."""

    name: Literal["split_rates"] = "split_rates"
    bands: int = Field(default=8, ge=1, le=30, description="Bands of follow-up, each half as long as the next")
    cuts: tuple[float, ...] = Field(default=(), strict=False, description="Where bands end instead")

    estimand: ClassVar[str] = "ratio of the rate of the event after starting to that before, within bands of follow-up"
    needs: ClassVar[type] = Histories
    refuses: ClassVar[tuple[str, ...]] = (
        "Nobody was followed.",
        "No event came at a time at which some had started and others had not.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Suissa (2008), doi:10.1093/aje/kwm324",
        "Breslow & Day (1987), Statistical Methods in Cancer Research II, chapter 4",
        "Rao (1948), doi:10.1017/S0305004100023987",
    )
    parameter: ClassVar[str] = "start_rate_ratio"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "order")

    @field_validator("cuts")
    @classmethod
    def _rising(cls, cuts: tuple[float, ...]) -> tuple[float, ...]:
        if any(not np.isfinite(cut) or cut <= 0 for cut in cuts) or list(cuts) != sorted(set(cuts)):
            raise ValueError("cuts must rise, and lie above 0")
        return cuts

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the ratio; NotEstimable where no event tells the two apart."""
        people = expect(sample, Histories)
        if not len(people.follow_up):
            return NotEstimable("Nobody was followed, so there is no rate.")
        spent = split(people.follow_up, people.event, people.started, self._ends(people.follow_up))
        value, lower, upper = (float(number) for number in rate_ratio(spent, level))
        if np.isnan(value):
            return NotEstimable("No event came at a time at which some people had started and others had not.")
        return Estimate(
            value=value,
            lower=lower,
            upper=upper,
            level=level,
            null=1.0,
            unit="ratio",
            n=len(people.follow_up),
            method="split_rates, score",
            answers={
                "events_after": int(spent.events.sum()),
                "time_after": float(spent.time.sum()),
                "events_before": int(spent.events_before.sum()),
                "time_before": float(spent.time_before.sum()),
            },
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many samples at once; parts `follow_up`, `event`, `started` of shape (R, n)."""
        event = np.asarray(batch["event"], dtype=bool)
        ends = self._ends(batch["follow_up"])
        return Spoken.of(*rate_ratio(split(batch["follow_up"], event, batch["started"], ends), level))

    def _ends(self, follow_up: FloatArray) -> FloatArray:
        if not self.cuts:
            return halving_bands(follow_up, self.bands)
        return np.broadcast_to([*self.cuts, np.inf], (*follow_up.shape[:-1], len(self.cuts) + 1))


def rate_ratio(spent: PersonTime, level: float) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Ratio θ of two rates that is the same in all bands, whatever the rates; with score limits.

    Given the m events of a band, those after the start are binomial with chance π = θT₁/(θT₁ + T₀): Poisson's
    likelihood with a term for each band, without the terms. The estimate makes Σ mπ the number seen, a; the limits are
    the θ with (a − Σ mπ)² = z² Σ mπ(1 − π), as Wilson's are for one share. Bands in which nobody had started, or
    everybody had, say nothing and take no part.

    Parameters
    ----------
    spent : PersonTime
        Arrays of shape (..., k).
    level : float
        Confidence level, in (0, 1).

    Returns
    -------
    value, lower, upper : array of shape (...)
        0 where no event came after the start, infinite where none came before; NaN where none tells.

    References
    ----------
    Breslow & Day (1987), Statistical Methods in Cancer Research II, chapter 4. Rao (1948),
    doi:10.1017/S0305004100023987.

    Examples
    --------
    >>> spent = PersonTime(*(np.array([x]) for x in (9.0, 100.0, 6.0, 200.0)))
    >>> [round(float(number), 4) for number in rate_ratio(spent, 0.95)]
    [3.0, 1.1127, 8.0885]
    """
    from scipy.special import ndtri

    tells = (spent.time > 0) & (spent.time_before > 0)
    m = np.where(tells, spent.events + spent.events_before, 0.0)
    a, total = np.where(tells, spent.events, 0.0).sum(axis=-1), m.sum(axis=-1)
    odds = np.log(np.where(tells, spent.time, 1.0) / np.where(tells, spent.time_before, 1.0))
    z = float(ndtri((1 + level) / 2))
    estimate, lower, upper = (_solved(m, odds, a, k) for k in (0.0, z, -z))
    none, all_of_them = a == 0, a == total
    value = np.where(none, 0.0, np.where(all_of_them, np.inf, estimate))
    return (
        np.where(total > 0, value, np.nan),
        np.where(none, 0.0, lower),
        np.where(all_of_them, np.inf, upper),
    )


def _solved(m: FloatArray, odds: FloatArray, a: FloatArray, k: float) -> FloatArray:
    # Where a − E − k √V turns from positive to negative, in the logarithm of the ratio.
    from scipy.special import expit

    low, high = np.full_like(a, -REACH), np.full_like(a, REACH)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        share = expit(middle[..., None] + odds)
        excess = a - (m * share).sum(axis=-1) - k * np.sqrt((m * share * (1 - share)).sum(axis=-1))
        low, high = np.where(excess > 0, middle, low), np.where(excess > 0, high, middle)
    return np.asarray(np.exp((low + high) / 2), dtype=np.float64)
