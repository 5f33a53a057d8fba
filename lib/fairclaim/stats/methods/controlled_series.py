"""By how much did a series change beside another that the change did not touch?

Use it where something else (a new system, a winter, a pandemic) may have moved both series in the same month: the
series of the same service's other patients, or of another service. Do not use it with a control that the change may
have touched too, or one that moves for reasons of its own: its scatter is added to ours.
"""

from dataclasses import replace
from typing import ClassVar, Literal

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.designs.season_design import TOO_SHORT, too_short
from fairclaim.stats.numbers.designs.step_change import Impact, Season, stepped, steps
from fairclaim.stats.results import NotEstimable, Result
from fairclaim.stats.samples import ChangedSeries, Sample

NO_CONTROL = "There is no control series, so what else changed cannot be taken out."


class ControlledSeries(Method):
    """The step of own minus control at a known change; no difference is 0.

    >>> values = np.array([5.0, 6, 4, 5, 7, 5, 4, 6, 5, 6, 5, 4, 9, 8, 8, 10, 9, 8])
    >>> other = np.array([4.0, 5, 5, 4, 6, 5, 5, 4, 6, 5, 4, 5, 8, 8, 9, 9, 8, 9])
    >>> both_rose = ChangedSeries(values, change=12, control=other)
    >>> answer = ControlledSeries(season="none")(both_rose)
    >>> f"{answer.value:.2f}, {answer.lower:.2f} to {answer.upper:.2f}"
    '0.18, -1.30 to 1.98'
    """

    name: Literal["controlled_series"] = "controlled_series"
    impact: Impact = "level"
    season: Season = "harmonics"

    estimand: ClassVar[str] = "change of level over that of a control series, allowing for trend and season"
    needs: ClassVar[type] = ChangedSeries
    refuses: ClassVar[tuple[str, ...]] = (
        "There is no control series.",
        *TOO_SHORT,
        "The difference of the two series lies exactly on its line.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Bernal, Cummins & Gasparrini (2018), doi:10.1093/ije/dyy135",
        "Zellner & Tiao (1964), Journal of the American Statistical Association 59:763-778",
    )
    parameter: ClassVar[str] = "controlled_level_change"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested",)

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the change beside the control, or say why there is none."""
        series = expect(sample, ChangedSeries)
        if not len(series.control):
            return NotEstimable(NO_CONTROL)
        short = too_short(series, season=self.season == "harmonics")
        if short is not None:
            return NotEstimable(short)
        answer = stepped(series.values - series.control, series, self.impact, self.season, level)
        return answer if isinstance(answer, NotEstimable) else replace(answer, method="controlled_series, ar1")

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many series of the same periods at once; parts `values` and `control`, of shape (R, n)."""
        series: ChangedSeries = batch.sample(0)  # type: ignore[assignment]
        if not len(series.control) or too_short(series, season=self.season == "harmonics") is not None:
            return Spoken.of(*np.full((3, len(batch)), np.nan))
        return steps(batch["values"] - batch["control"], series, self.impact, self.season, level)
