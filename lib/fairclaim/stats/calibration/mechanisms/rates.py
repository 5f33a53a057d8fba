"""Worlds of independent events with small means: one count, two rates, events seen and expected.

Counts are enumerated up to one that all but never happens.
"""

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.calibration.mechanism import Cell, Drawn, Mechanism, Rival
from fairclaim.stats.numbers.rates.poisson_limits import ukhsa
from fairclaim.stats.samples import Events, Expected, FloatArray, TwoEvents

# One count


def poisson(mean: float) -> FloatArray:
    """Return the probabilities of 0, 1, 2 … events up to where less than 1e-13 is left.

    >>> len(poisson(2.0)), f"{abs(poisson(2.0).sum() - 1):.0e}" < "1e-12"
    (47, True)
    """
    from scipy.special import gammaln

    x = np.arange(int(mean + 10 * np.sqrt(mean) + 31))
    return np.asarray(np.exp(x * np.log(mean) - mean - gammaln(x + 1)), dtype=np.float64)


def _one(cell: Cell, _rng: np.random.Generator, _repetitions: int) -> Drawn:
    weights, time = poisson(cell["mean"]), 50.0
    batch = Batch({"x": np.arange(len(weights))}, lambda x, time: Events(int(x), time), {"time": time})
    return Drawn(batch, {"count": cell["mean"], "rate": cell["mean"] / time}, weights)


def _z(level: float) -> float:
    from scipy.special import ndtri

    return float(ndtri((1 + level) / 2))


def _normal(batch: Batch, level: float) -> Spoken:
    x = np.asarray(batch["x"], dtype=np.float64)
    return Spoken.of(x, x - _z(level) * np.sqrt(x), x + _z(level) * np.sqrt(x))


def _normal_rate(batch: Batch, level: float) -> Spoken:
    count = _normal(batch, level)
    return Spoken.of(count.value / batch["time"], count.lower / batch["time"], count.upper / batch["time"])


ONE_COUNT = Mechanism(
    name="one-count",
    title="Events happen independently of each other, at one rate.",
    makes=Events,
    parameters=("count", "rate"),
    cells=tuple({"mean": mean} for mean in (0.5, 1.0, 2.0, 3.0, 5.0, 8.0, 12.0, 20.0, 40.0, 100.0)),
    draw=_one,
    rivals={"count": Rival("normal", _normal), "rate": Rival("normal", _normal_rate)},
    trap="few events",
)

# Two rates


def _two(cell: Cell, _rng: np.random.Generator, _repetitions: int) -> Drawn:
    own, reference = poisson(cell["mean1"]), poisson(cell["mean2"])
    x1, x2 = (grid.ravel() for grid in np.meshgrid(np.arange(len(own)), np.arange(len(reference)), indexing="ij"))
    batch = Batch({"x1": x1, "x2": x2}, _two_events, {"t1": cell["t1"], "t2": cell["t2"]})
    rates = cell["mean1"] / cell["t1"], cell["mean2"] / cell["t2"]
    truth = {"rate_ratio": rates[0] / rates[1], "rate_difference": rates[0] - rates[1]}
    return Drawn(batch, truth, np.outer(own, reference).ravel())


def _two_events(x1: int, t1: float, x2: int, t2: float) -> TwoEvents:
    return TwoEvents(own=Events(int(x1), t1), reference=Events(int(x2), t2))


def _normal_difference(batch: Batch, level: float) -> Spoken:
    x1, t1, x2, t2 = (batch[name] for name in ("x1", "t1", "x2", "t2"))
    value, half = x1 / t1 - x2 / t2, _z(level) * np.sqrt(x1 / t1**2 + x2 / t2**2)
    return Spoken.of(value, value - half, value + half)


def _against_a_benchmark(batch: Batch, level: float) -> Spoken:
    some = batch["x2"] > 0
    benchmark = np.maximum(batch["x2"], 1) / batch["t2"] * batch["t1"]
    lower, upper = ukhsa(batch["x1"], level)
    return Spoken.of(batch["x1"] / benchmark, lower / benchmark, upper / benchmark, some)


TWO_RATES = Mechanism(
    name="two-rates",
    title="Two groups of different people; within a group events happen independently of each other, at one rate.",
    makes=TwoEvents,
    parameters=("rate_ratio", "rate_difference"),
    cells=tuple(
        {"mean1": mean1, "t1": t1, "mean2": mean2, "t2": t2}
        for mean1, t1, mean2, t2 in (
            (2.0, 20.0, 4.0, 40.0),
            (3.0, 10.0, 200.0, 1000.0),
            (4.0, 100.0, 10.0, 100.0),
            (5.0, 50.0, 5.0, 50.0),
            (12.0, 60.0, 8.0, 90.0),
            (20.0, 200.0, 6.0, 30.0),
            (20.0, 80.0, 30.0, 100.0),
            (40.0, 100.0, 40.0, 100.0),
        )
    ),
    draw=_two,
    rivals={
        "rate_ratio": Rival("reference taken as known", _against_a_benchmark),
        "rate_difference": Rival("normal", _normal_difference),
    },
    trap="few events, in the reference too",
)

# Seen and expected


def _seen(cell: Cell, _rng: np.random.Generator, _repetitions: int) -> Drawn:
    weights = poisson(cell["ratio"] * cell["expected"])
    batch = Batch({"x": np.arange(len(weights))}, _sample_of_ratio, {"expected": cell["expected"]})
    return Drawn(batch, {"standardised_ratio": cell["ratio"]}, weights)


def _sample_of_ratio(x: int, expected: float) -> Expected:
    return Expected(int(x), expected)


def _normal_share(batch: Batch, level: float) -> Spoken:
    count, expected = _normal(batch, level), batch["expected"]
    # Without events it has no width, which has no logarithm either: it is taken as not given.
    upper = np.where(batch["x"] > 0, count.upper, np.nan)
    return Spoken.of(count.value / expected, count.lower / expected, upper / expected)


SEEN_AND_EXPECTED = Mechanism(
    name="seen-and-expected",
    title="Events happen independently of each other, more or less often than in the reference.",
    makes=Expected,
    parameters=("standardised_ratio",),
    cells=tuple({"expected": expected, "ratio": ratio} for expected in (3.0, 10.0, 40.0) for ratio in (0.7, 1.0, 1.5)),
    draw=_seen,
    rivals={"standardised_ratio": Rival("normal", _normal_share)},
    trap="few events",
)
