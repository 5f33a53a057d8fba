"""Of the days up to a horizon, how many more (or fewer) without the event did one group have on average than another?

Use it for two groups of different people followed for different lengths of time, above all where their curves cross or
part late, so that no one hazard ratio tells the story. Do not use it as the effect of a service, or where another event
can rule this one out. The horizon is part of the question: name it before you look.
"""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.methods.survival_difference import not_comparable, tables_of
from fairclaim.stats.numbers.scores.welch import joined, quantile
from fairclaim.stats.numbers.times.life_table import EVENT, TRIED_AT, LifeTable, reaches, survival
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import FloatArray, Sample, TwoDurations

# Fewer events than this in a group, and the variance of its mean rests on next to nothing (see the calibration).
LEAST_EVENTS = 5


class RestrictedMean(Method):
    """Own mean time without the event up to a horizon, minus the reference's; no difference is 0."""

    name: Literal["restricted_mean"] = "restricted_mean"
    horizon: float | None = Field(default=None, gt=0, description="Up to when, in the unit of the times")

    estimand: ClassVar[str] = "difference between two mean times without the event up to a horizon, own minus reference"
    needs: ClassVar[type] = TwoDurations
    refuses: ClassVar[tuple[str, ...]] = (
        "Nobody was followed in one of the groups.",
        "No horizon was named.",
        "Another event ruled the event out for somebody.",
        "Nobody was followed to the horizon in one of the groups.",
        "Too few events by the horizon in one of the groups.",
        "Everybody in each group had the event at one time.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Royston & Parmar (2013), doi:10.1186/1471-2288-13-152",
        "Kaplan & Meier (1958), doi:10.1080/01621459.1958.10501452",
        "Welch (1947), doi:10.1093/biomet/34.1-2.28",
    )
    parameter: ClassVar[str] = "restricted_mean_difference"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "swap_negates", "equal_arms", "order")

    @classmethod
    def variants(cls) -> tuple[Method, ...]:
        """Return the method with a horizon."""
        return (cls(horizon=TRIED_AT),)

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the difference; NotEstimable where a curve does not reach the horizon or has hardly a step."""
        groups = expect(sample, TwoDurations)
        refused = not_comparable(groups, self.horizon, "end the comparison: give 'horizon'")
        if refused is not None or self.horizon is None:
            return refused or NotEstimable("No horizon was named.")
        own_table, other_table = (LifeTable.of(group.time, group.state) for group in (groups.own, groups.reference))
        tables = own_table, other_table
        if any(int(events_by(table, self.horizon)) < LEAST_EVENTS for table in tables):
            return NotEstimable("In one of the groups too few people had the event by then for a likely range.")
        (own, error), (reference, other) = (mean_until(table, self.horizon) for table in tables)
        if not error + other > 0:
            return NotEstimable("Everybody in a group had the event at one time, so no interval can be given.")
        joint, df = _joined((error, other), tables, self.horizon)
        half = quantile(df, level) * joint
        return Estimate(
            value=float(own - reference),
            lower=float(own - reference - half),
            upper=float(own - reference + half),
            level=level,
            null=0.0,
            unit="time_difference",
            n=sum(table.size for table in tables),
            method="restricted_mean, Greenwood, t",
            answers={
                "own": float(own),
                "reference": float(reference),
                "se": float(joint),
                "df": float(df),
            },
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many pairs of groups at once; parts `own_time`, `own_state`, `reference_time`, `reference_state`."""
        horizon = 0.0 if self.horizon is None else self.horizon
        tables, known = tables_of(batch)
        for table in tables:
            known = known & reaches(table, horizon) & (events_by(table, horizon) >= LEAST_EVENTS)
        (own, error), (reference, other) = (mean_until(table, horizon) for table in tables)
        known = known & (error + other > 0)
        joint, df = _joined((error, other), tables, horizon)
        half = quantile(df, level) * joint
        return Spoken.of(own - reference, own - reference - half, own - reference + half, known)


def events_by(table: LifeTable, horizon: float) -> FloatArray:
    """How many events were seen up to and at the horizon. Shape (...)."""
    return np.asarray(((table.state == EVENT) & (table.time <= horizon)).sum(axis=-1), dtype=np.float64)


def mean_until(table: LifeTable, horizon: float) -> tuple[FloatArray, FloatArray]:
    """Mean time without the event up to a horizon: the area under Kaplan and Meier's curve, and its standard error.

    With A(s) the area from s to the horizon and m events up to it, the variance is m/(m − 1) Σ A(s)² d/(Y(Y − d)):
    Greenwood's sum, weighted, with the authors' correction. Where nobody is lost before the horizon they are the mean
    and the standard error of the mean; they are not the spread of people's times.

    Parameters
    ----------
    table : LifeTable
        Arrays of shape (..., n).
    horizon : float
        In the unit of the times, more than 0.

    Returns
    -------
    mean, error : array of shape (...)
        In the unit of the times. The error means nothing with fewer than two events.

    References
    ----------
    Kaplan & Meier (1958), doi:10.1080/01621459.1958.10501452.

    Examples
    --------
    >>> table = LifeTable.of([2, 4, 6, 8], [1, 0, 1, 0])
    >>> [round(float(number), 4) for number in mean_until(table, 8)]
    [5.75, 1.7048]
    """
    until = np.minimum(table.time, horizon)
    share, _ = survival(table, table.state == EVENT)
    one = np.ones((*share.shape[:-1], 1))
    widths = np.diff(np.concatenate([0 * one, until, horizon * one], -1))
    areas = np.concatenate([one, share], -1) * widths
    ahead = np.cumsum(areas[..., ::-1], axis=-1)[..., ::-1]
    # One person at a time, as in `survival`: people who share a time have the same area ahead of them.
    waiting = table.waiting
    steps = np.where(waiting > 1, 1 / (waiting * np.maximum(waiting - 1, 1)), 0.0) * (table.state == EVENT)
    events = np.maximum(events_by(table, horizon), 2.0)
    return ahead[..., 0], np.sqrt((ahead[..., 1:] ** 2 * steps).sum(axis=-1) * events / (events - 1))


def _joined(
    errors: tuple[FloatArray, FloatArray], tables: tuple[LifeTable, LifeTable], horizon: float
) -> tuple[FloatArray, FloatArray]:
    # With events for people: where everybody has the event by the horizon this is Welch's interval for two means.
    df1, df2 = (np.maximum(events_by(table, horizon) - 1, 1.0) for table in tables)
    return joined(errors[0], df1, errors[1], df2)
