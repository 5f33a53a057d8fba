"""Inputs of methods for scores and quantities."""

import re

from pydantic import BaseModel, ConfigDict, Field, field_validator

from fairclaim.stats.arguments.base import Arguments, array
from fairclaim.stats.samples import Pairs, PairSummaries, PairSummary, Sample, TwoPairs, TwoValues, Values


class PairsArguments(Arguments):
    """Two scores a person, in the same order; `contrast` says which is taken from which."""

    before: list[float]
    after: list[float]
    contrast: str = "after - before"

    @field_validator("contrast")
    @classmethod
    def _names_both(cls, contrast: str) -> str:
        if sorted(re.findall("before|after", contrast.lower())) != ["after", "before"]:
            raise ValueError("write 'after - before' or 'before - after'")
        return contrast

    def sample(self) -> Sample:
        """Return Pairs whose `after` is what the other score is taken from."""
        before, after = array(self.before), array(self.after)
        if self.contrast.lower().index("after") < self.contrast.lower().index("before"):
            return Pairs(before=before, after=after)
        return Pairs(before=after, after=before)


class TwoPairsArguments(Arguments):
    """Two scores a person in the group reported on (`own_`) and in its reference, each in the same order."""

    own_before: list[float]
    own_after: list[float]
    reference_before: list[float]
    reference_after: list[float]

    def sample(self) -> Sample:
        """Return TwoPairs."""
        return TwoPairs(
            own=Pairs(array(self.own_before), array(self.own_after)),
            reference=Pairs(array(self.reference_before), array(self.reference_after)),
        )


class ValuesArguments(Arguments):
    """One value a person; `clusters` numbers whom each belongs to, where several values are alike."""

    x: list[float]
    clusters: list[int] = Field(default=[], description="One number a value; left out: all different people")

    def sample(self) -> Sample:
        """Return Values."""
        return Values(array(self.x), array([float(c) for c in self.clusters]).astype(int) if self.clusters else None)


class TwoValuesArguments(Arguments):
    """One value a person of the group reported on (1) and of its reference (2)."""

    group1: list[float]
    group2: list[float]

    def sample(self) -> Sample:
        """Return TwoValues, own group first."""
        return TwoValues(own=Values(array(self.group1)), reference=Values(array(self.group2)))


class PairSummaryArguments(BaseModel):
    """Printed figures of one group; `change_mean` is the difference of the two other means and adds nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    n: int
    baseline_mean: float
    baseline_sd: float
    followup_mean: float
    followup_sd: float
    change_mean: float | None = None
    change_sd: float

    def summary(self) -> PairSummary:
        """Return PairSummary."""
        return PairSummary(**self.model_dump(exclude={"change_mean"}))


class PairSummariesArguments(Arguments):
    """Printed figures of the group reported on (`treated`) and of its reference (`control`)."""

    treated: PairSummaryArguments
    control: PairSummaryArguments

    def sample(self) -> Sample:
        """Return PairSummaries."""
        return PairSummaries(own=self.treated.summary(), reference=self.control.summary())
