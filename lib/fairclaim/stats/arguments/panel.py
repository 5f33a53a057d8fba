"""Inputs of methods that hold the change of some against the change of others."""

import math

import numpy as np
from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from fairclaim.stats.arguments.base import Arguments
from fairclaim.stats.samples import MeanChange, Panel, Sample, TwoMeanChanges


class PanelArguments(Arguments):
    """One row of values a unit, one column a period; indices count from 0."""

    values: list[list[float]]
    treated: int | list[int] = Field(description="Index of each unit that changed")
    change: int = Field(description="Index of the first period after the change")

    def sample(self) -> Sample:
        """Return Panel."""
        if len({len(row) for row in self.values}) > 1:
            raise ValueError("each unit must have one value for each period.")
        treated = (self.treated,) if isinstance(self.treated, int) else tuple(self.treated)
        return Panel(np.array(self.values, dtype=np.float64), treated, self.change)


class MeanChangeArguments(BaseModel):
    """The change of one group: its mean, and how uncertain it is.

    A standard error, or the standard deviation of the changes with `n`, or the changes themselves. Papers spell these
    in several ways, and each is taken. What else is printed of a group (its name) plays no part; its means stand in
    for a change that is not printed.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True, allow_inf_nan=False)

    n: int | None = None
    changes: list[float] | None = None
    change: float | None = Field(
        default=None,
        validation_alias=AliasChoices("change", "change_mean", "mean_change", "mean", "diff", "difference", "estimate"),
    )
    before: float | None = Field(
        default=None, validation_alias=AliasChoices("before", "before_mean", "mean_before", "pre", "baseline_mean")
    )
    after: float | None = Field(
        default=None, validation_alias=AliasChoices("after", "after_mean", "mean_after", "post", "followup_mean")
    )
    error: float | None = Field(
        default=None, validation_alias=AliasChoices("se", "change_se", "se_change", "se_mean", "mean_se", "error")
    )
    sd: float | None = Field(default=None, validation_alias=AliasChoices("sd", "change_sd", "sd_change"))

    def mean_change(self, name: str) -> MeanChange:
        """Return MeanChange; ValueError where the change or its error cannot be made of what is given."""
        change, error, n, sd = self.change, self.error, self.n, self.sd
        if self.changes and len(self.changes) > 1:
            change, sd, n = float(np.mean(self.changes)), float(np.std(self.changes, ddof=1)), len(self.changes)
        if change is None and self.before is not None and self.after is not None:
            change = self.after - self.before
        if error is None and sd is not None and n is not None and n > 0:
            error = sd / math.sqrt(n)
        if change is None or error is None:
            raise ValueError(f"{name} must give 'change', and 'se' or both 'sd' and 'n'.")
        return MeanChange(change, error, n)


class TwoMeanChangesArguments(Arguments):
    """Mean changes of the group reported on (1) and of its reference (2), each as printed."""

    group1: MeanChangeArguments
    group2: MeanChangeArguments

    def sample(self) -> Sample:
        """Return TwoMeanChanges, own group first."""
        return TwoMeanChanges(own=self.group1.mean_change("group1"), reference=self.group2.mean_change("group2"))
