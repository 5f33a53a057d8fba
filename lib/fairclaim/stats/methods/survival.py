"""What share of people have not had the event by some time, or by when has half of them had it?

Use it where people were followed for different lengths of time, so that a plain share would leave out those who were
not followed long enough, or count them as if nothing could still happen to them. Do not use it where another event can
come first and rule this one out (a death before an admission): the people it happened to would be taken for people who
were merely lost, and too many of the others would seem to come to the event (`cumulative_incidence`). It supposes that
those whose follow-up ended were like those who were followed on.
"""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.times.curve_limits import log_log
from fairclaim.stats.numbers.times.life_table import (
    COMPETING,
    EVENT,
    TRIED_AT,
    LifeTable,
    followed,
    followed_to,
    reaches,
    survival,
)
from fairclaim.stats.numbers.times.median_time import median_time
from fairclaim.stats.numbers.times.steps import at_start, cautions, stepped
from fairclaim.stats.results import Curve, Estimate, NotEstimable, Result
from fairclaim.stats.samples import Durations, FloatArray, Sample

NOT_REACHED = "The interval has no upper end: it was not reached while people were followed."


class Survival(Method):
    """Kaplan and Meier's curve with log-log limits, read at a time or at its median."""

    name: Literal["survival"] = "survival"
    read: Literal["median", "at"] = "median"
    at: float | None = Field(default=None, ge=0, description="read: at only. When, in the unit of the times")

    estimand: ClassVar[str] = "share of people without the event by a time (at), or time by which half had it (median)"
    needs: ClassVar[type] = Durations
    refuses: ClassVar[tuple[str, ...]] = (
        "Nobody was followed.",
        "Another event ruled the event out for somebody.",
        "at: nobody was followed to that time.",
        "median: the curve never came down to a half.",
        "median: too many had the event at one time.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Kaplan & Meier (1958), doi:10.1080/01621459.1958.10501452",
        "Borgan & Liestøl (1990), Scandinavian Journal of Statistics 17:35-41",
        "Dorey & Korn (1987), doi:10.1002/sim.4780060605",
        "Brookmeyer & Crowley (1982), doi:10.2307/2530286",
    )
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "order")

    @model_validator(mode="after")
    def _a_time_to_read_at(self) -> "Survival":
        if (self.read == "at") != (self.at is not None):
            raise ValueError("give 'at', the time, with read: at; and only then")
        return self

    def aims_at(self) -> str:
        """Name what is read off the curve."""
        return "median_time" if self.at is None else "survival_at"

    @classmethod
    def variants(cls) -> tuple[Method, ...]:
        """Return both readings."""
        return cls(), cls(read="at", at=TRIED_AT)

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Draw the curve and read it; NotEstimable where it cannot be read."""
        people = expect(sample, Durations)
        if not len(people.time):
            return NotEstimable("Nobody was followed, so there is no curve.")
        if (people.state == COMPETING).any():
            return NotEstimable(
                "Another event ruled the event out for some people, who must not be counted as if they were only lost "
                "from view; use cumulative_incidence."
            )
        table = LifeTable.of(people.time, people.state)
        read = _median(table, level) if self.at is None else _at(table, self.at, level)
        return _curve(table, read, level) if isinstance(read, Estimate) else read

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many samples at once; parts `time`, `state` of shape (R, n)."""
        table = LifeTable.of(batch["time"], batch["state"])
        alone = (table.state != COMPETING).all(axis=-1)
        if self.at is None:
            median = median_time(table, *_curves(table, level), _start(table, level))
            given = alone & (median[1] < median[2]) & np.isfinite(median[0])
            # Where it refuses, two infinite limits would have no width to be measured.
            value, lower, upper = (np.where(given, number, 0.0) for number in median)
            return Spoken.of(value, lower, upper, given)
        return Spoken.of(*share_at(table, self.at, level), alone & reaches(table, self.at))


def share_at(table: LifeTable, at: float, level: float) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Share without the event by a time, with log-log limits; `reaches` says where it means anything.

    Parameters
    ----------
    table : LifeTable
        Arrays of shape (..., n).
    at : float
        In the unit of the times. The share is that of people without the event up to and including this time.
    level : float
        Confidence level, in (0, 1).

    Returns
    -------
    share, lower, upper : array of shape (...)
        Proportions. With no event yet, and when everybody had it, the limits are those of `log_log` at its ends.

    Examples
    --------
    Freireich's patients on 6-mercaptopurine, in weeks to relapse:

    >>> weeks = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
    >>> relapsed = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    >>> [round(float(number), 4) for number in share_at(LifeTable.of(weeks, relapsed), 10, 0.95)]
    [0.7529, 0.5032, 0.8894]
    """
    share, greenwood = (
        table.read(c, at, s) for c, s in zip(survival(table, table.state == EVENT), (1, 0), strict=True)
    )
    # Where nobody was followed to the time there is no answer, but the formula still wants a number.
    people = np.maximum(followed_to(table, at), 1.0)
    return share, *log_log(share, greenwood, people, level)


def _curves(table: LifeTable, level: float) -> tuple[FloatArray, FloatArray, FloatArray]:
    share, greenwood = survival(table, table.state == EVENT)
    return share, *log_log(share, greenwood, followed(table), level)


def _start(table: LifeTable, level: float) -> float:
    return at_start(1.0, table.size, level)[1]


def _at(table: LifeTable, at: float, level: float) -> Estimate | NotEstimable:
    if not reaches(table, at):
        return NotEstimable("Nobody was followed to that time, so the curve cannot be read there.")
    value, lower, upper = (float(number) for number in share_at(table, at, level))
    return Estimate(
        value=value,
        lower=lower,
        upper=upper,
        level=level,
        null=None,
        unit="proportion",
        n=table.size,
        method="survival, log-log",
        answers=_counted(table, at),
        notes=cautions(table, at),
    )


def _median(table: LifeTable, level: float) -> Estimate | NotEstimable:
    value, lower, upper = (float(number) for number in median_time(table, *_curves(table, level), _start(table, level)))
    if not np.isfinite(value):
        return NotEstimable("Half of the people had not had the event while they were followed: no median was reached.")
    if lower == upper:
        return NotEstimable(
            "So many people had the event at one time that the middle (median) time has no likely range."
        )
    return Estimate(
        value=value,
        lower=lower,
        upper=upper,
        level=level,
        null=None,
        unit="time",
        n=table.size,
        method="survival, median, log-log",
        answers=_counted(table, value),
        notes=(*cautions(table, value), *(() if np.isfinite(upper) else (NOT_REACHED,))),
    )


def _counted(table: LifeTable, at: float) -> dict[str, int]:
    ended = table.time <= at
    return {"events": int((ended & (table.state == EVENT)).sum()), "still_followed": int((table.time >= at).sum())}


def _curve(table: LifeTable, read: Estimate, level: float) -> Curve:
    start = at_start(1.0, table.size, level)
    return stepped(table, table.state == EVENT, _curves(table, level), start, read)
