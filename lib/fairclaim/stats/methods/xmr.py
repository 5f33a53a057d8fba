"""Which months of a series vary more than the series always does, and will it reach its target?

Use it for one value a month, twelve months or more, read by NHS England's Making Data Count rules. Do not use it to
say why something changed, for quarterly values (twelve points are three years), or where the counts behind a
percentage swing widely from month to month (the limits then follow the smallest months).

As published, limits rest on every point of their segment. A point that is judged by limits which it helped to set is
judged too kindly, and drags its fellows with it: with `judged_from` they rest on the points before it alone.
"""

from itertools import pairwise
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from fairclaim.kinds import Better, Unit
from fairclaim.stats.method import Method, expect
from fairclaim.stats.numbers.units.making_data_count import COMMON_CAUSE, assurance, classify, point_type
from fairclaim.stats.numbers.units.natural_limits import natural_limits
from fairclaim.stats.results import Assurance, Limits, NotEstimable, Process, Result
from fairclaim.stats.samples import FloatArray, Sample, Series

Segment = tuple[int, Limits | NotEstimable]


class XmR(Method):
    """A control chart of individual values and moving ranges. The confidence level plays no part in it."""

    name: Literal["xmr"] = "xmr"
    better: Better = "higher"
    screen_outliers: bool = Field(default=True, description="Leave out moving ranges too large to be ordinary")
    target: float | None = Field(default=None, description="In the series' unit: 70 for a percentage")
    rebase_at: tuple[int, ...] = Field(
        default=(), strict=False, description="Periods that begin a recalculation, as positions of the series"
    )
    judged_from: int | None = Field(
        default=None,
        description="First position that is judged: limits rest on the eight or more points of its segment before it",
    )
    decimals: int | None = Field(default=None, ge=0, description="To which the series is published")
    unit: Unit = "percent"

    estimand: ClassVar[str] = "natural process limits of a series, and its special causes"
    needs: ClassVar[type] = Series
    refuses: ClassVar[tuple[str, ...]] = (
        "Limits of a segment of fewer than eight points, and the classification of its points.",
        "Limits of a segment without two neighbours in time, or whose neighbours do not differ.",
        "Assurance against a target where the last segment has no limits.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "NHS England, Making Data Count",
        "NHSRplotthedots 0.2.2, NHS-R Community",
        "Wheeler (1993), Understanding Variation: The Key to Managing Chaos",
    )

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:  # noqa: ARG002 - limits are not an interval
        """Draw the chart; NotEstimable where the series is empty."""
        series = expect(sample, Series)
        if len(series.values) == 0:
            return NotEstimable("The series has no points.")
        bounds = segment_bounds(series.positions, self.rebase_at)
        segments, labels, earlier = self._chart(series.values, series.positions, bounds)
        return Process(
            positions=series.positions,
            values=tuple(series.values.tolist()),
            labels=labels,
            point_types=tuple(point_type(label, self.better) for label in labels),
            segments=segments,
            unit=self.unit,
            target=self.target,
            assurance=_assurance(segments[-1][1], self.target, self.better),
            method="xmr, Making Data Count, " + ("screened" if self.screen_outliers else "not screened"),
            notes=_notes(
                segments, self.target, among_them=self._among_them(series.positions, earlier, segments[-1][1])
            ),
            earlier=earlier,
        )

    def _chart(
        self, values: FloatArray, positions: tuple[int, ...], bounds: tuple[tuple[int, int], ...]
    ) -> tuple[tuple[Segment, ...], tuple[str, ...], int]:
        """Return each segment's limits, each point's label, and how many points the last limits rest on (0: all)."""
        segments: list[Segment] = []
        labels: list[str] = []
        earlier = 0
        for first, end in bounds:
            limits, earlier = self._limits(values[first:end], positions[first:end])
            segments.append((first, limits))
            for start, stop in stretches(positions[first:end]):
                labels += _labels(values[first + start : first + stop], limits, self.decimals)
        return tuple(segments), tuple(labels), earlier

    def _limits(self, values: FloatArray, positions: tuple[int, ...]) -> tuple[Limits | NotEstimable, int]:
        """Set the limits of one segment from the points before those judged, or from all where these are too few."""
        before = len(positions) if self.judged_from is None else int(np.searchsorted(positions, self.judged_from))
        if 0 < before < len(positions):
            limits = natural_limits(values[:before], positions[:before], screen=self.screen_outliers)
            if isinstance(limits, Limits):
                return limits, before
        return natural_limits(values, positions, screen=self.screen_outliers), 0

    def _among_them(self, positions: tuple[int, ...], earlier: int, limits: Limits | NotEstimable) -> bool:
        """Tell whether points that are judged are among those that the current limits rest on."""
        judged = self.judged_from is not None and positions[-1] >= self.judged_from
        return judged and earlier == 0 and isinstance(limits, Limits)


def segment_bounds(positions: tuple[int, ...], rebase_at: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """First index and index past the last of each segment.

    A recalculation begins at the first point at or after the period named; one before or after the whole series
    changes nothing.

    Examples
    --------
    >>> segment_bounds((0, 1, 3, 4), (2,))
    ((0, 2), (2, 4))
    """
    return _cuts(np.searchsorted(np.sort(np.asarray(rebase_at, dtype=np.int64)), positions, side="right"))


def stretches(positions: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """First index and index past the last of each run of neighbouring periods: no rule looks across a gap.

    Examples
    --------
    >>> stretches((0, 1, 3, 4))
    ((0, 2), (2, 4))
    """
    return _cuts(np.asarray(positions) - np.arange(len(positions)))


def _cuts(groups: np.ndarray[tuple[int], np.dtype[np.int64]]) -> tuple[tuple[int, int], ...]:
    starts = [0, *(int(i) + 1 for i in np.flatnonzero(np.diff(groups))), len(groups)]
    return tuple(pairwise(starts))


def _labels(stretch: FloatArray, limits: Limits | NotEstimable, decimals: int | None) -> tuple[str, ...]:
    return classify(stretch, limits, decimals) if isinstance(limits, Limits) else (COMMON_CAUSE,) * len(stretch)


def _assurance(limits: Limits | NotEstimable, target: float | None, better: Better) -> Assurance:
    if target is None or isinstance(limits, NotEstimable):
        return "no target"
    return assurance(limits, target, better)


def _notes(segments: tuple[Segment, ...], target: float | None, *, among_them: bool) -> tuple[str, ...]:
    every, last = [limits for _, limits in segments], segments[-1][1]
    refused = dict.fromkeys(limits.reason for limits in every if isinstance(limits, NotEstimable))
    drawn = [limits for limits in every if isinstance(limits, Limits)]
    notes = list(refused)
    if refused:
        notes.append("Points without limits are shown as common cause: they were not classified.")
    if any(limits.trial for limits in drawn):
        notes.append("Limits from so few points are trial limits and will move as points are added.")
    if among_them:
        notes.append("Too few points came before those judged, so the limits rest on the judged points as well.")
    if any(limits.ranges_dropped for limits in drawn):
        notes.append("Unusually large steps from one period to the next were left out when the limits were set.")
    if target is not None and isinstance(last, NotEstimable):
        notes.append("Without limits nothing can be said about whether the target will be reached.")
    return tuple(notes)
