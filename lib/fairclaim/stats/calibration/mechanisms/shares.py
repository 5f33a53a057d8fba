"""Worlds of shares: few people, rare and common outcomes. Every sample space here is finite and enumerated whole."""

from itertools import product

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.calibration.mechanism import Cell, Drawn, Mechanism, Rival
from fairclaim.stats.numbers.shares.odds_ratios import cross_product, woolf
from fairclaim.stats.samples import Counts, FloatArray, TwoCounts

SHARES = (0.02, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.98)
PAIRS = ((0.02, 0.05), (0.05, 0.2), (0.1, 0.1), (0.3, 0.5), (0.5, 0.5), (0.7, 0.6), (0.85, 0.95), (0.98, 0.95))


def _binomial(n: int, p: float) -> FloatArray:
    from scipy.special import bdtr

    return np.diff(np.asarray(bdtr(np.arange(n + 1), n, p), dtype=np.float64), prepend=0.0)


def _one(cell: Cell, _rng: np.random.Generator, _repetitions: int) -> Drawn:
    n, p = int(cell["n"]), cell["p"]
    batch = Batch({"x": np.arange(n + 1)}, lambda x, n: Counts(int(x), n), {"n": n})
    return Drawn(batch, {"share": p}, _binomial(n, p))


def _wald(batch: Batch, level: float) -> Spoken:
    from scipy.special import ndtri

    p = batch["x"] / batch["n"]
    half = ndtri((1 + level) / 2) * np.sqrt(p * (1 - p) / batch["n"])
    return Spoken.of(p, p - half, p + half)


ONE_SHARE = Mechanism(
    name="one-share",
    title="Everybody counted has the same chance of the outcome.",
    makes=Counts,
    parameters=("share",),
    cells=tuple({"n": n, "p": p} for n, p in product((15, 30, 60), SHARES)),
    draw=_one,
    rivals={"share": Rival("Wald", _wald)},
    trap="few people, and an outcome that few or nearly all have",
)


def _two(cell: Cell, _rng: np.random.Generator, _repetitions: int) -> Drawn:
    n1, n2, p1, p2 = int(cell["n1"]), int(cell["n2"]), cell["p1"], cell["p2"]
    x1, x2 = (grid.ravel() for grid in np.meshgrid(np.arange(n1 + 1), np.arange(n2 + 1), indexing="ij"))
    weights = np.outer(_binomial(n1, p1), _binomial(n2, p2)).ravel()
    batch = Batch({"x1": x1, "x2": x2}, _two_counts, {"n1": n1, "n2": n2})
    truth = {
        "share_difference": p1 - p2,
        "share_ratio": p1 / p2,
        "odds_ratio": p1 / (1 - p1) / (p2 / (1 - p2)),
    }
    return Drawn(batch, truth, weights)


def _two_counts(x1: int, n1: int, x2: int, n2: int) -> TwoCounts:
    return TwoCounts(own=Counts(int(x1), n1), reference=Counts(int(x2), n2))


def _wald_difference(batch: Batch, level: float) -> Spoken:
    from scipy.special import ndtri

    p1, p2 = batch["x1"] / batch["n1"], batch["x2"] / batch["n2"]
    half = ndtri((1 + level) / 2) * np.sqrt(p1 * (1 - p1) / batch["n1"] + p2 * (1 - p2) / batch["n2"])
    return Spoken.of(p1 - p2, p1 - p2 - half, p1 - p2 + half)


def _odds_as_ratio(batch: Batch, level: float) -> Spoken:
    """Woolf's interval of the odds ratio, half a person added to each cell, read as "times as many"."""
    half_more = (batch["x1"] + 0.5, batch["n1"] + 1, batch["x2"] + 0.5, batch["n2"] + 1)
    return Spoken.of(cross_product(*half_more), *woolf(*half_more, level))


TWO_SHARES = Mechanism(
    name="two-shares",
    title="Two groups of different people; within a group everybody has the same chance of the outcome.",
    makes=TwoCounts,
    parameters=("share_difference", "share_ratio", "odds_ratio"),
    cells=tuple(
        {"n1": n1, "n2": n2, "p1": p1, "p2": p2}
        for (n1, n2), (p1, p2) in product(((15, 15), (30, 60), (60, 60)), PAIRS)
    ),
    draw=_two,
    # Of the usual intervals of an odds ratio none falls short here: half a person added to each cell is enough.
    rivals={
        "share_difference": Rival("Wald", _wald_difference),
        "share_ratio": Rival("odds ratio read as a ratio of shares", _odds_as_ratio),
    },
    trap="few people, and outcomes that few or nearly all have",
)
