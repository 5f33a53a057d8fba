"""What share of people have had the event by some time, where another event may come first and rule it out?

Use it for an admission that a death can pre-empt, a discharge home that a move to a care home rules out: anybody's
first of several ends. It needs no other event to be right; without any it is one minus the survival curve. Do not read
it as the share who would have had the event if nobody had died: that world is not in the data. It supposes that those
whose follow-up ended were like those who were followed on.
"""

from typing import ClassVar, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pydantic import Field

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.times.curve_limits import log_log
from fairclaim.stats.numbers.times.life_table import (
    CENSORED,
    COMPETING,
    EVENT,
    TRIED_AT,
    LifeTable,
    followed,
    followed_to,
    reaches,
)
from fairclaim.stats.numbers.times.life_table import survival as survival_curve
from fairclaim.stats.numbers.times.steps import at_start, cautions, stepped
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import Durations, FloatArray, Sample

# A sum of parts of one that comes to one in theory misses it by rounding in practice.
ROUNDING = 1e-12


class CumulativeIncidence(Method):
    """Aalen and Johansen's curve with Aalen's variance and log-log limits, read at a time."""

    name: Literal["cumulative_incidence"] = "cumulative_incidence"
    at: float | None = Field(default=None, ge=0, description="When the curve is read, in the unit of the times")

    estimand: ClassVar[str] = "share of people who had the event by a time, before any other event that rules it out"
    needs: ClassVar[type] = Durations
    refuses: ClassVar[tuple[str, ...]] = (
        "Nobody was followed.",
        "No time was named.",
        "Nobody was followed to that time.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Aalen & Johansen (1978), Scandinavian Journal of Statistics 5:141-150",
        "Aalen (1978), doi:10.1214/aos/1176344198",
        "Pintilie (2006), Competing Risks: A Practical Perspective, chapter 4",
        "Dorey & Korn (1987), doi:10.1002/sim.4780060605",
    )
    parameter: ClassVar[str] = "incidence_at"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "order")

    @classmethod
    def variants(cls) -> tuple[Method, ...]:
        """Return the method with a time to read at."""
        return (cls(at=TRIED_AT),)

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Draw the curve and read it; NotEstimable where it cannot be read."""
        people = expect(sample, Durations)
        if not len(people.time):
            return NotEstimable("Nobody was followed, so there is no curve.")
        if self.at is None:
            return NotEstimable("No time was named at which to read the curve: give 'at'.")
        table = LifeTable.of(people.time, people.state)
        if not reaches(table, self.at):
            return NotEstimable("Nobody was followed to that time, so the curve cannot be read there.")
        read = _read(table, self.at, level)
        share, variance = incidence(table)
        curve = (share, *_limits(share, variance, followed(table), level))
        return stepped(table, table.state == EVENT, curve, at_start(0.0, table.size, level), read)

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many samples at once; parts `time`, `state` of shape (R, n)."""
        table = LifeTable.of(batch["time"], batch["state"])
        at = 0.0 if self.at is None else self.at
        return Spoken.of(*incidence_at(table, at, level), reaches(table, at) & (self.at is not None))


def incidence(table: LifeTable) -> tuple[FloatArray, FloatArray]:
    """Aalen and Johansen's cumulative incidence of state 1, and Aalen's variance of it.

    F(t) = Σ S(s−) d₁/Y over the times s up to t, S the share without any event. With D = F(t) − F(s), the variance is
    Σ D² d/((Y − 1)(Y − d)) + Σ S(s−)² d₁(Y − d₁)/(Y²(Y − 1)) − 2 Σ D S(s−) d₁(Y − d₁)/(Y(Y − d)(Y − 1)); terms of a
    time at which nobody was left are nought over nought, and nothing depends on them.

    Parameters
    ----------
    table : LifeTable
        Arrays of shape (..., n). Events of both kinds at one time happen among the same people at risk.

    Returns
    -------
    share, variance : array of shape (..., n)
        Proportions, and their variance.

    References
    ----------
    Aalen & Johansen (1978), Scandinavian Journal of Statistics 5:141-150. Aalen (1978), doi:10.1214/aos/1176344198; in
    this form, with the limits below, in Pintilie (2006), Competing Risks: A Practical Perspective, chapter 4.

    Examples
    --------
    >>> table = LifeTable.of([1, 2, 2, 3, 4], [1, 2, 1, 0, 1])
    >>> [[round(float(x), 3) for x in curve] for curve in incidence(table)]
    [[0.2, 0.4, 0.4, 0.4, 0.8], [0.04, 0.063, 0.063, 0.063, 0.016]]
    """
    any_event = table.state != CENSORED
    n = np.take_along_axis(np.broadcast_to(table.waiting, table.time.shape), table.first, -1)
    d, d1 = _at_each_time(table, any_event), _at_each_time(table, table.state == EVENT)
    without = survival_curve(table, any_event)[0]
    before = np.concatenate([np.ones((*without.shape[:-1], 1)), without[..., :-1]], -1)
    before = np.take_along_axis(before, table.first, -1)
    share = np.cumsum(before * d1 / n, axis=-1)
    share = np.where(share > 1 - ROUNDING, 1.0, share)
    a = _over(d, (n - 1) * (n - d))
    b = _over(before**2 * d1 * (n - d1), n**2 * (n - 1))
    c = _over(before * d1 * (n - d1), n * (n - d) * (n - 1))
    # The squares and products of D written out, so that each is a running sum and no pair of times is visited.
    sums = [np.cumsum(x, axis=-1) for x in (a, share * a, share**2 * a, b, c, share * c)]
    variance = share**2 * sums[0] - 2 * share * sums[1] + sums[2] + sums[3] - 2 * (share * sums[4] - sums[5])
    return table.whole(share), table.whole(np.maximum(variance, 0.0))


def incidence_at(table: LifeTable, at: float, level: float) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Share who had the event by a time (and at it), with limits; `reaches` says where it means anything.

    Limits are symmetric for log(−log F); where nobody had the event yet they are 0 to 1 − (α/2)^(1/m), see `log_log`.

    Examples
    --------
    >>> table = LifeTable.of([1, 2, 2, 3, 4, 6, 6, 7], [1, 2, 1, 0, 1, 0, 2, 0])
    >>> [round(float(number), 3) for number in incidence_at(table, 5, 0.95)]
    [0.406, 0.07, 0.738]
    """
    share, variance = (table.read(curve, at, 0.0) for curve in incidence(table))
    # Where nobody was followed to the time there is no answer, but the formula still wants a number.
    return share, *_limits(share, variance, np.maximum(followed_to(table, at), 1.0), level)


def _limits(share: FloatArray, variance: FloatArray, people: FloatArray, level: float) -> tuple[FloatArray, FloatArray]:
    return log_log(share, _over(variance, share**2), people, level)


def _at_each_time(table: LifeTable, ended: NDArray[np.bool_]) -> FloatArray:
    # How many ended at each time, written at the last of the people who share it and nowhere else.
    running = np.concatenate([np.zeros((*ended.shape[:-1], 1)), np.cumsum(ended, axis=-1)], -1)
    count = np.take_along_axis(running, table.last + 1, -1) - np.take_along_axis(running, table.first, -1)
    return np.where(table.last == np.arange(table.size), count, 0.0)


def _over(numerator: ArrayLike, denominator: FloatArray) -> FloatArray:
    numerator = np.asarray(numerator, dtype=np.float64)
    return np.asarray(np.divide(numerator, denominator, out=np.zeros_like(numerator), where=denominator > 0))


def _read(table: LifeTable, at: float, level: float) -> Estimate:
    value, lower, upper = (float(number) for number in incidence_at(table, at, level))
    ended = table.time <= at
    return Estimate(
        value=value,
        lower=lower,
        upper=upper,
        level=level,
        null=None,
        unit="proportion",
        n=table.size,
        method="cumulative_incidence, log-log",
        answers={
            "events": int((ended & (table.state == EVENT)).sum()),
            "competing": int((ended & (table.state == COMPETING)).sum()),
            "still_followed": int((table.time >= at).sum()),
        },
        notes=cautions(table, at),
    )
