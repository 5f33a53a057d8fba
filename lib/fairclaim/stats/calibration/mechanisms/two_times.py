"""Worlds of two groups followed in time: who is followed for how long, and who is in which group. Times in months."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.calibration.mechanism import Cell, Drawn, Mechanism, Rival
from fairclaim.stats.calibration.mechanisms.times import ends_of_follow_up, seen
from fairclaim.stats.methods.difference import newcombe
from fairclaim.stats.methods.hazard_ratio import HazardRatio
from fairclaim.stats.numbers.scores.welch import joined, quantile
from fairclaim.stats.numbers.times.life_table import EVENT, TRIED_AT
from fairclaim.stats.samples import BoolArray, Durations, FloatArray, IntArray, TimedRows, TwoDurations


def _two_durations(
    own_time: FloatArray, own_state: IntArray, reference_time: FloatArray, reference_state: IntArray
) -> TwoDurations:
    return TwoDurations(Durations(own_time, own_state), Durations(reference_time, reference_state))


def _unequal(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    parts: dict[str, NDArray[Any]] = {}
    # The own group is the newer one, and its people were followed for a shorter time.
    for arm, ends in (("own", (0.0, 18.0)), ("reference", (6.0, 30.0))):
        shape = repetitions, int(cell[f"n_{arm}"])
        event = rng.exponential(1 / cell[arm], shape)
        parts[f"{arm}_time"], parts[f"{arm}_state"] = seen(event, ends_of_follow_up(rng, shape, *ends))
    free = {arm: float(np.exp(-TRIED_AT * cell[arm])) for arm in ("own", "reference")}
    mean = {arm: (1 - free[arm]) / cell[arm] for arm in free}
    truth = {
        "survival_difference": free["own"] - free["reference"],
        "restricted_mean_difference": mean["own"] - mean["reference"],
    }
    return Drawn(Batch(parts, _two_durations), truth)


def _lost_without_event(batch: Batch, level: float) -> Spoken:
    counts: list[NDArray[np.int64]] = []
    for arm in ("own", "reference"):
        time, state = batch[f"{arm}_time"], batch[f"{arm}_state"]
        counts += [((state != EVENT) | (time > TRIED_AT)).sum(axis=-1), np.asarray(time.shape[-1])]
    x1, n1, x2, n2 = counts
    return Spoken.of(x1 / n1 - x2 / n2, *newcombe(x1, n1, x2, n2, level))


def _time_seen(batch: Batch, level: float) -> Spoken:
    means, errors, people = [], [], []
    for arm in ("own", "reference"):
        time = np.minimum(batch[f"{arm}_time"], TRIED_AT)
        people.append(time.shape[-1] - 1)
        means.append(time.mean(axis=-1))
        errors.append(time.std(axis=-1, ddof=1) / np.sqrt(time.shape[-1]))
    error, df = joined(errors[0], people[0], errors[1], people[1])
    half = quantile(df, level) * error
    return Spoken.of(means[0] - means[1], means[0] - means[1] - half, means[0] - means[1] + half)


NEWER_GROUP = Mechanism(
    name="newer-group",
    title="Two groups whose risk stays the same month by month; one started later and was followed for a shorter time.",
    makes=TwoDurations,
    parameters=("survival_difference", "restricted_mean_difference"),
    cells=tuple(
        {"n_own": own, "n_reference": reference, "own": risks[0], "reference": risks[1]}
        for own, reference in ((30, 30), (30, 60), (60, 60))
        for risks in ((0.05, 0.05), (0.03, 0.06), (0.15, 0.1))
    ),
    draw=_unequal,
    rivals={
        "survival_difference": Rival("lost counted as without the event", _lost_without_event),
        "restricted_mean_difference": Rival("t on the time seen", _time_seen),
    },
    trap="a shorter follow-up taken for fewer events, or for a shorter time without them",
)


def _paces(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    n = int(cell["n"])
    own = np.arange(n) % 2 == 1
    time, state = _timed(cell, rng, np.broadcast_to(own, (repetitions, n)), np.zeros((repetitions, n)))
    shared = {"own": own, "covariates": np.empty((n, 0))}
    return Drawn(Batch({"time": time, "state": state}, TimedRows, shared), {"hazard_ratio": cell["ratio"]})


def _worse_cases(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    severity = rng.standard_normal((repetitions, int(cell["n"])))
    own = rng.random(severity.shape) < 1 / (1 + np.exp(-0.8 * severity))
    time, state = _timed(cell, rng, own, severity)
    parts = {"time": time, "state": state, "own": own, "covariates": severity[..., None]}
    return Drawn(Batch(parts, TimedRows), {"hazard_ratio": cell["ratio"]})


def _timed(cell: Cell, rng: np.random.Generator, own: BoolArray, severity: FloatArray) -> tuple[FloatArray, IntArray]:
    # Risk falls after the start (Weibull, shape 0.7); the ratio between people stays.
    hazard = 0.08 * np.where(own, cell["ratio"], 1.0) * np.exp(0.9 * severity)
    event = (rng.exponential(1.0, own.shape) / hazard) ** (1 / 0.7)
    return seen(event, ends_of_follow_up(rng, (own.shape[0], own.shape[1]), 6.0, 30.0))


def _crude(batch: Batch, level: float) -> Spoken:
    parts = {name: batch[name] for name in ("time", "state", "own")}
    nothing = {"covariates": np.empty((batch["time"].shape[-1], 0))}
    return HazardRatio().many(Batch(parts, TimedRows, nothing), level=level)


STEADY_RATIO = Mechanism(
    name="steady-ratio",
    title="Two groups that differ in nothing but the pace of the event, at all times by the same ratio.",
    makes=TimedRows,
    parameters=("hazard_ratio",),
    cells=tuple({"n": n, "ratio": ratio} for n in (30, 60, 150) for ratio in (1, 0.5, 2)),
    draw=_paces,
)

WORSE_CASES_SOONER = Mechanism(
    name="worse-cases-sooner",
    title="Severity brings people into the service, and the event sooner.",
    makes=TimedRows,
    parameters=("hazard_ratio",),
    cells=tuple({"n": n, "ratio": ratio} for n in (60, 120, 300) for ratio in (1, 0.6)),
    draw=_worse_cases,
    rivals={"hazard_ratio": Rival("crude ratio", _crude)},
    trap="worse cases in the service",
)
