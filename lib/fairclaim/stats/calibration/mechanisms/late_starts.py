"""Worlds in which people are followed for a year from their referral and start a service some while after it."""

from itertools import product

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.calibration.mechanism import Cell, Drawn, Mechanism, Rival
from fairclaim.stats.samples import FloatArray, Histories

YEAR = 365.0


def _late(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    shape = repetitions, int(cell["n"])
    started = rng.exponential(cell["delay"], shape)
    due = rng.exponential(1.0, shape)
    spent = _hazard(cell, started)
    # The service changes the pace from its start on: so much of what was due is spent by then.
    event = _when(cell, np.where(due <= spent, due, spent + (due - spent) / cell["ratio"]))
    parts = {"follow_up": np.minimum(event, YEAR), "event": event <= YEAR, "started": started}
    return Drawn(Batch(parts, Histories), {"start_rate_ratio": cell["ratio"]})


def _hazard(cell: Cell, day: FloatArray) -> FloatArray:
    # Summed up to a day; with a shape under 1 the risk is highest just after the referral.
    return np.asarray(cell["a_year"] * (day / YEAR) ** cell["shape"], dtype=np.float64)


def _when(cell: Cell, hazard: FloatArray) -> FloatArray:
    return np.asarray(YEAR * (hazard / cell["a_year"]) ** (1 / cell["shape"]), dtype=np.float64)


def _ever_or_never(batch: Batch, level: float) -> Spoken:
    """Rate ratio of those who ever started over those who never did, each with all their days."""
    from scipy.special import ndtri

    ever = batch["started"] < batch["follow_up"]
    logs, variance = [], np.zeros(len(batch))
    for group in (ever, ~ever):
        # Half an event more, so that no group is left without a ratio.
        events = (batch["event"] & group).sum(axis=-1) + 0.5
        logs.append(np.log(events / np.maximum((batch["follow_up"] * group).sum(axis=-1), 1.0)))
        variance = variance + 1 / events
    half = ndtri((1 + level) / 2) * np.sqrt(variance)
    log = logs[0] - logs[1]
    return Spoken.of(np.exp(log), np.exp(log - half), np.exp(log + half))


LATE_STARTS = Mechanism(
    name="late-starts",
    title="People start the service weeks or months after their referral, if the event has not come by then.",
    makes=Histories,
    parameters=("start_rate_ratio",),
    cells=(
        *(
            {"n": n, "delay": delay, "a_year": 0.5, "shape": shape, "ratio": 1}
            for n, delay, shape in product((60, 150), (60, 120), (1, 0.5))
        ),
        {"n": 300, "delay": 60, "a_year": 0.2, "shape": 1, "ratio": 1},
        {"n": 300, "delay": 120, "a_year": 0.5, "shape": 0.5, "ratio": 0.6},
    ),
    draw=_late,
    rivals={"start_rate_ratio": Rival("ever started against never", _ever_or_never)},
    trap="days before the start, on which nobody who started can have had the event, given to the service",
)
