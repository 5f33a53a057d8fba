"""Worlds of practitioners: their people are alike, so that there are fewer of them than it looks."""

from itertools import product

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.calibration.mechanism import Cell, Drawn, Mechanism, Rival
from fairclaim.stats.samples import ClusteredValues, FloatArray, IntArray, TwoClustered


def _caseloads(clusters: int, people: float, uneven: bool) -> IntArray:
    # From a third of the mean to five thirds of it, in equal steps: caseloads are never alike.
    share = np.linspace(1 / 3, 5 / 3, clusters) if uneven else np.ones(clusters)
    return np.repeat(np.arange(clusters), np.rint(people * share).astype(int))


def _arm(rng: np.random.Generator, repetitions: int, clusters: IntArray, icc: float) -> FloatArray:
    shared = rng.normal(0.0, np.sqrt(icc), (repetitions, int(clusters.max()) + 1))
    return np.asarray(shared[:, clusters] + rng.normal(0.0, np.sqrt(1 - icc), (repetitions, len(clusters))))


def _practitioners(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    loads = [_caseloads(int(cell[arm]), cell["people"], bool(cell.get("uneven", 0))) for arm in ("own", "reference")]
    values = [_arm(rng, repetitions, clusters, cell["icc"]) for clusters in loads]
    batch = Batch(
        {"values1": 0.3 + values[0], "values2": values[1]}, _two, {"clusters1": loads[0], "clusters2": loads[1]}
    )
    return Drawn(batch, {"mean_difference": 0.3})


def _two(values1: FloatArray, values2: FloatArray, clusters1: IntArray, clusters2: IntArray) -> TwoClustered:
    return TwoClustered(own=ClusteredValues(values1, clusters1), reference=ClusteredValues(values2, clusters2))


def _as_if_independent(batch: Batch, level: float) -> Spoken:
    from scipy.special import stdtrit

    one, other = batch["values1"], batch["values2"]
    n1, n2 = one.shape[1], other.shape[1]
    squares = n1 * one.var(axis=1) + n2 * other.var(axis=1)
    half = stdtrit(n1 + n2 - 2, (1 + level) / 2) * np.sqrt(squares / (n1 + n2 - 2) * (1 / n1 + 1 / n2))
    value = one.mean(axis=1) - other.mean(axis=1)
    return Spoken.of(value, value - half, value + half)


PRACTITIONERS = Mechanism(
    name="practitioners",
    title="People of one practitioner are more alike than people of different ones.",
    makes=TwoClustered,
    parameters=("mean_difference",),
    cells=(
        *({"own": g, "reference": g, "people": 12, "icc": icc} for g, icc in product((4, 6, 10, 20), (0.05, 0.15))),
        {"own": 10, "reference": 10, "people": 30, "icc": 0.05},
        {"own": 5, "reference": 12, "people": 12, "icc": 0.15, "uneven": 1},
    ),
    draw=_practitioners,
    rivals={"mean_difference": Rival("t on people", _as_if_independent)},
    trap="people of one practitioner taken for independent",
)
