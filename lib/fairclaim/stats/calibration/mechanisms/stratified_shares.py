"""A world of two groups that differ in need, which also drives the outcome."""

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.calibration.mechanism import Cell, Drawn, Mechanism, Rival
from fairclaim.stats.numbers.shares.odds_ratios import cross_product, woolf
from fairclaim.stats.numbers.shares.share_ratios import katz, ratio
from fairclaim.stats.samples import FloatArray, IntArray, Strata

# Log odds of the outcome between the least and the most in need.
STEEPNESS = 2.5


def _stratified(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    n1, n2, p1, p2 = _strata(cell)
    shape = (repetitions, len(n1))
    batch = Batch({"x1": rng.binomial(n1, p1, shape), "x2": rng.binomial(n2, p2, shape)}, Strata, {"n1": n1, "n2": n2})
    # What Mantel and Haenszel's weights average, where shares differ by more in one stratum than in another.
    weight = n1 * n2 / (n1 + n2)
    own, reference = (weight * p1).sum(), (weight * p2).sum()
    truth = {
        "share_difference": float((own - reference) / weight.sum()),
        "share_ratio": float(own / reference),
        "odds_ratio": cell["odds_ratio"],
    }
    return Drawn(batch, truth)


def _strata(cell: Cell) -> tuple[IntArray, IntArray, FloatArray, FloatArray]:
    """People and chances in each stratum: the own group has most people where the need is greatest."""
    from scipy.special import expit, logit

    rank = np.arange(1, int(cell["strata"]) + 1)
    n1 = np.ceil(cell["n"] * rank / rank.sum()).astype(np.int64)
    odds = logit(cell["p"]) + STEEPNESS * ((rank - 1) / (len(rank) - 1) - 0.5)
    return n1, n1[::-1], expit(odds + np.log(cell["odds_ratio"])), expit(odds)


def _totals(batch: Batch) -> tuple[FloatArray, float, FloatArray, float]:
    return batch["x1"].sum(axis=-1), batch["n1"].sum(), batch["x2"].sum(axis=-1), batch["n2"].sum()


def _crude_difference(batch: Batch, level: float) -> Spoken:
    from scipy.special import ndtri

    x1, n1, x2, n2 = _totals(batch)
    p1, p2 = x1 / n1, x2 / n2
    half = ndtri((1 + level) / 2) * np.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    return Spoken.of(p1 - p2, p1 - p2 - half, p1 - p2 + half)


def _crude_ratio(batch: Batch, level: float) -> Spoken:
    x1, n1, x2, n2 = _totals(batch)
    some = (x1 > 0) & (x2 > 0)
    one, other = np.where(some, x1, 1), np.where(some, x2, 1)
    return Spoken.of(ratio(one, n1, other, n2), *katz(one, n1, other, n2, level), some)


def _crude_odds_ratio(batch: Batch, level: float) -> Spoken:
    x1, n1, x2, n2 = _totals(batch)
    half_more = (x1 + 0.5, n1 + 1, x2 + 0.5, n2 + 1)
    return Spoken.of(cross_product(*half_more), *woolf(*half_more, level))


STRATIFIED_SHARES = Mechanism(
    name="stratified-shares",
    title="The own group has more people in great need, and need drives the outcome.",
    makes=Strata,
    parameters=("share_difference", "share_ratio", "odds_ratio"),
    cells=tuple(
        {"strata": strata, "n": n, "p": p, "odds_ratio": odds_ratio}
        for strata, n in ((3, 30), (3, 120), (12, 60))
        for p, odds_ratio in ((0.1, 1), (0.3, 2), (0.8, 0.5))
    ),
    draw=_stratified,
    rivals={
        "share_difference": Rival("crude Wald", _crude_difference),
        "share_ratio": Rival("crude", _crude_ratio),
        "odds_ratio": Rival("crude", _crude_odds_ratio),
    },
    trap="groups that differ in need, compared as if they did not",
)
