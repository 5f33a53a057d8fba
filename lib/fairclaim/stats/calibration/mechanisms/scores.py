"""Worlds of one cohort scored twice."""

from itertools import product

import numpy as np

from fairclaim.stats.batch import Batch
from fairclaim.stats.calibration.mechanism import Cell, Drawn, Mechanism
from fairclaim.stats.samples import FloatArray, Pairs


def _changes(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    shape = (repetitions, int(cell["n"]))
    before = rng.normal(50, 10, shape)
    if not cell["skewed"]:
        return Drawn(_pairs(before, before + rng.normal(4, 8, shape)), {"mean_change": 4.0, "pseudomedian_change": 4.0})
    # Changes of gamma shape 4 (skewness 1), in units of 4 points: averages of two are gamma of shape 8 in halves.
    from scipy.special import gammaincinv

    truth = {"mean_change": 4.0, "pseudomedian_change": 4 * (float(gammaincinv(8, 0.5)) / 2 - 3)}
    return Drawn(_pairs(before, before + 4 * (rng.gamma(4.0, size=shape) - 3)), truth)


def _pairs(before: FloatArray, after: FloatArray) -> Batch:
    return Batch({"before": before, "after": after}, Pairs)


SCORED_TWICE = Mechanism(
    name="scored-twice",
    title="The same people are scored twice; changes are normal, or skewed because a few change a great deal.",
    makes=Pairs,
    parameters=("mean_change", "pseudomedian_change"),
    cells=tuple({"n": n, "skewed": skewed} for n, skewed in product((10, 20, 60), (0, 1))),
    draw=_changes,
)


def _bounded(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    shape, top, start = (repetitions, int(cell["n"])), 20, cell["start"]
    state = rng.normal(start, 4, shape)
    before, after = (_on_scale(x, top) for x in (state + rng.normal(0, 2, shape), state + 3 + rng.normal(0, 2, shape)))
    sd = np.sqrt(4**2 + 2**2)
    return Drawn(_pairs(before, after), {"mean_change": _scale_mean(start + 3, sd, top) - _scale_mean(start, sd, top)})


def _on_scale(values: FloatArray, top: int) -> FloatArray:
    return np.clip(np.rint(values), 0, top)


def _scale_mean(mean: float, sd: float, top: int) -> float:
    from scipy.special import ndtr

    # The mean of a whole number from 0 to top is the sum of its chances of reaching 1, 2, … top.
    return float(np.sum(ndtr((mean - (np.arange(1, top + 1) - 0.5)) / sd)))


BOUNDED_SCALE = Mechanism(
    name="bounded-scale",
    title="Scores are whole points from 0 to 20, and many people reach the top.",
    makes=Pairs,
    parameters=("mean_change",),
    cells=tuple({"n": n, "start": start} for n, start in product((10, 30, 60), (10, 16))),
    draw=_bounded,
)
