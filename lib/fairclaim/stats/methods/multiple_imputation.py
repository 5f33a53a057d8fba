"""By how much did scores change, when some people were not scored at the end?

Use it where people were lost and an earlier score says something of where they were heading: their final scores are
drawn many times from what people with the same earlier scores came to. Do not use it where people were lost because
of how they fared in the end (nothing in the data shows that: `tipping_point` says how much worse they would have to
have fared), and do not read it as the effect of the service.
"""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.lost.imputation_pooling import Pooled
from fairclaim.stats.numbers.lost.lost_scores import REFUSES, Filled, Flags, enough, filled, pooled_change, refused
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import FloatArray, PartlyScored, Sample

# Final scores held in memory at once, over samples and imputations.
BLOCK = 4_000_000
THE_LOST_ARE_LIKE_THE_SEEN = (
    "People without a final score are taken to have fared as people with the same earlier scores did; nothing in the "
    "data can show whether they did."
)


class MultipleImputation(Method):
    """Mean change, or own group's change minus the reference's, with the lost filled in; no change is 0."""

    name: Literal["multiple_imputation"] = "multiple_imputation"
    compare: Literal["change", "groups"] = Field(default="change", description="groups: own minus reference")
    delta: float = Field(
        default=0.0,
        allow_inf_nan=False,
        description="Points by which the lost are taken to have ended above people alike (of the own group)",
    )
    imputations: int = Field(default=100, ge=20, le=1000)
    seed: int = Field(default=20261122, ge=0)

    estimand: ClassVar[str] = "mean change of everybody who started, or the difference of two groups' changes"
    needs: ClassVar[type] = PartlyScored
    refuses: ClassVar[tuple[str, ...]] = REFUSES
    references: ClassVar[tuple[str, ...]] = (
        "Rubin (1987), doi:10.1002/9780470316696",
        "Barnard & Rubin (1999), doi:10.1093/biomet/86.4.948",
        "White, Royston & Wood (2011), doi:10.1002/sim.4067",
        "Sullivan, White, Salter, Ryan & Lee (2018), doi:10.1177/0962280216683570",
    )
    parameter: ClassVar[str] = "mean_change"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "shift")

    def aims_at(self) -> str:
        """Name the change of one group, or the difference of two."""
        return "mean_change" if self.compare == "change" else "change_difference"

    @classmethod
    def variants(cls) -> tuple[Method, ...]:
        """Return both comparisons: what is calibrated."""
        return cls(), cls(compare="groups")

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Fill in and pool; NotEstimable where too many were lost, or earlier scores say nothing."""
        people = expect(sample, PartlyScored)
        own = people.own if self.compare == "groups" else None
        if self.compare == "groups" and own is None:
            return NotEstimable("There is one group, so there is no difference between groups.")
        reason = refused(people.seen, own, interim=people.interim is not None)
        if reason is not None:
            return reason
        data = self._filled(people.before, people.interim, people.after, people.seen, own)
        if not data.exists:
            return NotEstimable("The earlier scores do not vary or say the same, so nothing follows from them.")
        if not data.varies:
            return NotEstimable("Everybody's score changed by the same amount, so no interval can be given.")
        found = pooled_change(data, self.delta)
        value, lower, upper = (float(x) for x in limits(found, level))
        return Estimate(
            value=value,
            lower=lower,
            upper=upper,
            level=level,
            null=0.0,
            unit="score_change",
            n=len(people.before),
            method=f"multiple_imputation, {self.imputations} imputations, Barnard-Rubin",
            answers={
                "lost": int((~people.seen).sum()),
                "df": float(found.df),
                "fmi": float(found.fmi),
                "imputations": self.imputations,
                "seed": self.seed,
            },
            notes=() if people.seen.all() else (THE_LOST_ARE_LIKE_THE_SEEN,),
        )

    def _filled(
        self, before: FloatArray, interim: FloatArray | None, after: FloatArray, seen: Flags, own: Flags | None
    ) -> Filled:
        return filled(before, interim, after, seen, own, seed=self.seed, imputations=self.imputations)

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many samples at once; parts `before`, `after`, `seen`, `interim` (or None), `own` (or None)."""
        step = max(1, BLOCK // (self.imputations * batch["before"].shape[-1]))
        parts = [self._some(batch, slice(start, start + step), level) for start in range(0, len(batch), step)]
        columns = ((part.value, part.lower, part.upper, part.given) for part in parts)
        return Spoken(*(np.concatenate(column) for column in zip(*columns, strict=True)))

    def _some(self, batch: Batch, these: slice, level: float) -> Spoken:
        interim, own = (batch[name][these] if name in batch.parts else batch[name] for name in ("interim", "own"))
        before, after, seen = batch["before"][these], batch["after"][these], batch["seen"][these]
        if self.compare == "change":
            own = None
        elif own is None:
            nothing = np.full(len(before), np.nan)
            return Spoken.of(nothing, nothing, nothing)
        data = self._filled(before, interim, after, seen, own)
        given = enough(seen, own, interim=interim is not None) & data.exists & data.varies
        return Spoken.of(*limits(pooled_change(data, self.delta), level), given)


def limits(found: Pooled, level: float) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Pooled value and its t limits.

    Examples
    --------
    >>> from fairclaim.stats.numbers.lost.imputation_pooling import pooled
    >>> value, lower, upper = limits(pooled([2.1, 2.9, 1.4, 3.3], [0.25] * 4, 29.0), 0.95)
    >>> f"{value:.3f}, {lower:.3f} to {upper:.3f}"
    '2.425, -1.215 to 6.065'
    """
    from scipy.special import stdtrit

    half = stdtrit(found.df, (1 + level) / 2) * np.sqrt(found.total)
    return found.value, np.asarray(found.value - half), np.asarray(found.value + half)
