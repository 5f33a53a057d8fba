"""Worlds of two groups scored twice, above all of people who were referred because their score was poor."""

from itertools import product

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.calibration.mechanism import Cell, Drawn, Mechanism, Rival
from fairclaim.stats.methods.adjusted_change_summary import Group, ancova
from fairclaim.stats.methods.paired_change import mean_t
from fairclaim.stats.numbers.scores.welch import quantile
from fairclaim.stats.samples import FloatArray, Pairs, PairSummaries, PairSummary, TwoPairs

EFFECT = 0.3  # In standard deviations of the scores.


def _chosen(
    rng: np.random.Generator, shape: tuple[int, int], cut: float, retest: float, effect: float
) -> tuple[FloatArray, FloatArray]:
    """Two scores of people whose first lay below −cut, in standard units; higher is better."""
    from scipy.special import ndtr, ndtri

    before = ndtri(ndtr(-cut) * (1 - rng.random(shape)))
    return before, retest * before + rng.normal(0, np.sqrt(1 - retest**2), shape) + effect


def _referred(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    shape = (repetitions, int(cell["n"]))
    own = _chosen(rng, shape, cell["cut"], cell["retest"], EFFECT)
    reference = _chosen(rng, shape, cell["cut"], cell["retest"], 0.0)
    return Drawn(_two_pairs(own, reference), {"adjusted_difference": EFFECT})


def _two_pairs(own: tuple[FloatArray, FloatArray], reference: tuple[FloatArray, FloatArray]) -> Batch:
    parts = {
        "own_before": own[0],
        "own_after": own[1],
        "reference_before": reference[0],
        "reference_after": reference[1],
    }
    return Batch(parts, _two_pairs_of)


def _two_pairs_of(
    own_before: FloatArray, own_after: FloatArray, reference_before: FloatArray, reference_after: FloatArray
) -> TwoPairs:
    return TwoPairs(own=Pairs(own_before, own_after), reference=Pairs(reference_before, reference_after))


def _own_change(batch: Batch, level: float) -> Spoken:
    mean, half, _ = mean_t(batch["own_after"] - batch["own_before"], level)
    return Spoken.of(mean, mean - half, mean + half)


REFERRED_WHEN_POOR = Mechanism(
    name="referred-when-poor",
    title="Both groups were referred because their score was poor; the service adds 0.3 of a standard deviation.",
    makes=TwoPairs,
    parameters=("adjusted_difference",),
    cells=tuple({"n": n, "cut": cut, "retest": retest} for n, cut, retest in product((15, 60), (0.5, 1.0), (0.5, 0.7))),
    draw=_referred,
    rivals={"adjusted_difference": Rival("change of the service's own people, paired t", _own_change)},
    trap="people referred when poor improve without any help",
)


def _spreads(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    n, m, ratio = int(cell["n"]), int(cell["m"]), cell["ratio"]
    own, reference = (rng.normal(size=(repetitions, size)) for size in (n, m))
    later = (
        0.6 * own + EFFECT + rng.normal(0, 0.8 * ratio, own.shape),
        0.6 * reference + rng.normal(0, 0.8, (repetitions, m)),
    )
    return Drawn(_two_pairs((own, later[0]), (reference, later[1])), {"adjusted_difference": EFFECT})


def _one_spread(batch: Batch, level: float) -> Spoken:
    own, reference = (
        Group(before.shape[-1], *_described(before, after))
        for before, after in (
            (batch["own_before"], batch["own_after"]),
            (batch["reference_before"], batch["reference_after"]),
        )
    )
    value, error, _ = ancova(own, reference)
    half = quantile(own.n + reference.n - 3, level) * error
    return Spoken.of(value, value - half, value + half)


def _described(before: FloatArray, after: FloatArray) -> tuple[FloatArray, ...]:
    means = before.mean(axis=-1), after.mean(axis=-1)
    away = before - means[0][:, None], after - means[1][:, None]
    free = before.shape[-1] - 1
    return *means, *((a * b).sum(axis=-1) / free for a, b in ((away[0], away[0]), (away[1], away[1]), away))


MORE_VARIED_CHANGES = Mechanism(
    name="more-varied-changes",
    title="The service's few people end up more different from each other than the many of the reference group.",
    makes=TwoPairs,
    parameters=("adjusted_difference",),
    cells=tuple({"n": n, "m": 3 * n, "ratio": ratio} for n, ratio in product((10, 20, 40), (1, 2, 3))),
    draw=_spreads,
    rivals={"adjusted_difference": Rival("ANCOVA with one spread for both groups", _one_spread)},
    trap="the smaller group is the more varied one",
)


def _printed(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    n = int(cell["n"])
    own = _chosen(rng, (repetitions, n), cell["cut"], cell["retest"], EFFECT)
    reference = _chosen(rng, (repetitions, n), -3.0, cell["retest"], 0.0)
    parts = {"own": np.stack(_described(*own), axis=-1), "reference": np.stack(_described(*reference), axis=-1)}
    return Drawn(Batch(parts, _summaries_of, {"n_own": n, "n_reference": n}), {"adjusted_difference": EFFECT})


def _summaries_of(own: FloatArray, reference: FloatArray, n_own: int, n_reference: int) -> PairSummaries:
    return PairSummaries(own=_summary(n_own, *own), reference=_summary(n_reference, *reference))


def _summary(
    n: int, before: float, after: float, var_before: float, var_after: float, covariance: float
) -> PairSummary:
    change = np.sqrt(var_before + var_after - 2 * covariance)
    numbers = (before, np.sqrt(var_before), after, np.sqrt(var_after), change)
    return PairSummary(n, *(float(number) for number in numbers))


def _pooled_changes(batch: Batch, level: float) -> Spoken:
    """Pooled t on the changes, from summaries."""
    (b1, f1, *s1), (b2, f2, *s2) = batch["own"].T, batch["reference"].T
    n, m = batch["n_own"], batch["n_reference"]
    squares = sum((size - 1) * (s[0] + s[1] - 2 * s[2]) for size, s in ((n, s1), (m, s2)))
    value = (f1 - b1) - (f2 - b2)
    half = quantile(n + m - 2, level) * np.sqrt(squares / (n + m - 2) * (1 / n + 1 / m))
    return Spoken.of(value, value - half, value + half)


STARTED_WORSE = Mechanism(
    name="started-worse",
    title="The service's people were referred because their score was poor, the reference group was not.",
    makes=PairSummaries,
    parameters=("adjusted_difference",),
    cells=tuple({"n": n, "cut": cut, "retest": 0.5} for n, cut in product((15, 30, 60), (0.5, 1.0))),
    draw=_printed,
    rivals={"adjusted_difference": Rival("changes compared, pooled t", _pooled_changes)},
    trap="those who started worse gain more without any help",
)
