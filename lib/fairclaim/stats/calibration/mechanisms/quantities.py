"""Worlds of quantities: costs and days of which a few people have very much, and groups that differ in spread."""

from itertools import product

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.calibration.mechanism import Cell, Drawn, Mechanism, Rival
from fairclaim.stats.methods.paired_change import mean_t
from fairclaim.stats.numbers.scores.welch import quantile
from fairclaim.stats.samples import FloatArray, TwoValues, Values


def _students(batch: Batch, level: float) -> Spoken:
    mean, half, _ = mean_t(batch["values"], level)
    return Spoken.of(mean, mean - half, mean + half)


STUDENT = Rival("Student's t", _students)
MEAN_AS_MEDIAN = Rival("mean with Student's t, read as the usual person's", _students)


def _log_normal(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    sigma = cell["sigma"]
    values = np.exp(rng.normal(0, sigma, (repetitions, int(cell["n"]))))
    return Drawn(Batch({"values": values}, Values), {"mean": float(np.exp(sigma**2 / 2)), "median": 1.0})


COSTS = Mechanism(
    name="costs",
    title="Costs are log-normal: most people cost little, a few a great deal.",
    makes=Values,
    parameters=("mean", "median"),
    cells=tuple({"n": n, "sigma": sigma} for n, sigma in product((20, 40, 100), (1.0, 1.5))),
    draw=_log_normal,
    rivals={"mean": STUDENT, "median": MEAN_AS_MEDIAN},
    trap="a few very large values, of which small samples often hold none",
)


def _days(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    from scipy.special import gammaincinv

    shape, none = cell["shape"], cell["none"]
    size = (repetitions, int(cell["n"]))
    values = 10 * rng.gamma(shape, size=size) * (rng.random(size) >= none)
    median = 10 * float(gammaincinv(shape, (0.5 - none) / (1 - none)))
    return Drawn(Batch({"values": values}, Values), {"mean": 10 * shape * (1 - none), "median": median})


DAYS = Mechanism(
    name="days",
    title="Days of care are skewed but not log-normal; in some cells three people in ten have none.",
    makes=Values,
    parameters=("mean", "median"),
    cells=tuple(
        {"n": n, "shape": shape, "none": none} for n, (shape, none) in product((20, 40, 100), ((0.5, 0.0), (0.5, 0.3)))
    ),
    draw=_days,
    rivals={"mean": STUDENT, "median": MEAN_AS_MEDIAN},
    trap="a few large values, and many of nought",
)


def _teams(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    teams, each, icc = int(cell["teams"]), int(cell["each"]), cell["icc"]
    shared = rng.normal(0, np.sqrt(icc), (repetitions, teams))
    values = 5 + np.repeat(shared, each, axis=1) + rng.normal(0, np.sqrt(1 - icc), (repetitions, teams * each))
    numbers = np.repeat(np.arange(teams), each)
    return Drawn(Batch({"values": values}, Values, {"clusters": numbers}), {"mean": 5.0})


MINUTES_BY_TEAM = Mechanism(
    name="minutes-by-team",
    title="Minutes of care depend on the practitioner as well as on the person.",
    makes=Values,
    parameters=("mean",),
    cells=tuple({"teams": teams, "each": 12, "icc": icc} for teams, icc in product((10, 20, 40), (0.05, 0.15))),
    draw=_teams,
    rivals={"mean": Rival("Student's t on people", _students)},
    trap="people of one practitioner are alike",
)


def _two_groups(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    n, m, ratio = int(cell["n"]), int(cell["m"]), cell["ratio"]
    parts = {"own": rng.normal(21, 4 * ratio, (repetitions, n)), "reference": rng.normal(20, 4, (repetitions, m))}
    return Drawn(Batch(parts, _two_values), {"mean_difference": 1.0})


def _two_values(own: FloatArray, reference: FloatArray) -> TwoValues:
    return TwoValues(own=Values(own), reference=Values(reference))


def _pooled(batch: Batch, level: float) -> Spoken:
    own, reference = batch["own"], batch["reference"]
    n, m = own.shape[-1], reference.shape[-1]
    squares = (n - 1) * own.var(axis=-1, ddof=1) + (m - 1) * reference.var(axis=-1, ddof=1)
    value = own.mean(axis=-1) - reference.mean(axis=-1)
    half = quantile(n + m - 2, level) * np.sqrt(squares / (n + m - 2) * (1 / n + 1 / m))
    return Spoken.of(value, value - half, value + half)


TWO_MEANS = Mechanism(
    name="two-means",
    title="Two groups of different people; the smaller one is the more varied.",
    makes=TwoValues,
    parameters=("mean_difference",),
    cells=tuple(
        {"n": n, "m": m, "ratio": ratio} for (n, m), ratio in product(((8, 24), (15, 15), (20, 60)), (1, 2, 3))
    ),
    draw=_two_groups,
    rivals={"mean_difference": Rival("t with one spread for both groups", _pooled)},
    trap="the smaller group is the more varied one",
)
