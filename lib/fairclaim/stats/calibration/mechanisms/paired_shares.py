"""A world of the same people asked twice, yes or no. The sample space is finite and enumerated whole."""

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.calibration.mechanism import Cell, Drawn, Mechanism, Rival
from fairclaim.stats.samples import FloatArray, PairedCounts

# Shares on the first and the second occasion, and the correlation of the two within people.
SHARES = ((0.1, 0.25, 0.3), (0.02, 0.1, 0.2), (0.5, 0.5, 0.6), (0.7, 0.5, 0.4), (0.95, 0.85, 0.3))


def _paired(cell: Cell, _rng: np.random.Generator, _repetitions: int) -> Drawn:
    n = int(cell["n"])
    counts = _four_counts(n)
    batch = Batch(dict(zip(("both", "first_only", "second_only", "neither"), counts, strict=True)), _paired_counts)
    return Drawn(batch, {"share_difference": cell["p1"] - cell["p2"]}, _multinomial(counts, _chances(cell)))


def _four_counts(n: int) -> FloatArray:
    a, b, c = np.indices((n + 1, n + 1, n + 1)).reshape(3, -1)
    four = np.stack((a, b, c, n - a - b - c))
    return four[:, four[3] >= 0]


def _chances(cell: Cell) -> FloatArray:
    p1, p2 = cell["p1"], cell["p2"]
    both = p1 * p2 + cell["correlation"] * np.sqrt(p1 * (1 - p1) * p2 * (1 - p2))
    return np.array([both, p1 - both, p2 - both, 1 - p1 - p2 + both])


def _multinomial(counts: FloatArray, chances: FloatArray) -> FloatArray:
    from scipy.special import gammaln, xlogy

    ways = gammaln(counts.sum(axis=0) + 1) - gammaln(counts + 1).sum(axis=0)
    return np.asarray(np.exp(ways + xlogy(counts, chances[:, None]).sum(axis=0)))


def _paired_counts(both: int, first_only: int, second_only: int, neither: int) -> PairedCounts:
    return PairedCounts(both, first_only, second_only, neither)


def _paired_wald(batch: Batch, level: float) -> Spoken:
    from scipy.special import ndtri

    first, second = batch["first_only"], batch["second_only"]
    n = batch["both"] + first + second + batch["neither"]
    difference = (first - second) / n
    half = ndtri((1 + level) / 2) * np.sqrt(((first + second) / n - difference**2) / n)
    return Spoken.of(difference, difference - half, difference + half)


PAIRED_SHARES = Mechanism(
    name="paired-shares",
    title="The same people are asked twice; who has the outcome once is likelier to have it again.",
    makes=PairedCounts,
    parameters=("share_difference",),
    cells=tuple({"n": n, "p1": p1, "p2": p2, "correlation": phi} for n in (20, 50) for p1, p2, phi in SHARES),
    draw=_paired,
    rivals={"share_difference": Rival("paired Wald", _paired_wald)},
    trap="few people, of whom few change",
)
