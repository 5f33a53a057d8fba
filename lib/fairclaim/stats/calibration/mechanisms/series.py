"""Worlds of series that change: months that resemble each other, winters, and shocks that everybody feels."""

from itertools import product

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.calibration.mechanism import Cell, Drawn, Mechanism, Rival
from fairclaim.stats.calibration.mechanisms.series_errors import newey_west, remembered
from fairclaim.stats.numbers.designs.season_design import STEP, season_design
from fairclaim.stats.numbers.designs.step_change import steps
from fairclaim.stats.samples import ChangedSeries, FloatArray


def _changed(values: FloatArray, control: FloatArray, exposure: FloatArray, change: int) -> ChangedSeries:
    return ChangedSeries(values, change, control=control, exposure=exposure)


def _batch(values: FloatArray, change: int, control: FloatArray | None = None) -> Batch:
    none = np.empty((len(values), 0))
    parts = {"values": values, "control": none if control is None else control, "exposure": none}
    return Batch(parts, _changed, {"change": change})


def _inert(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    n = int(cell["months"])
    after = np.arange(n) >= n // 2
    values = 50 + 0.1 * np.arange(n) + 2 * after + remembered(rng, (repetitions, n), cell["rho"])
    return Drawn(_batch(values, n // 2), {"level_change": 2.0})


def _hac(batch: Batch, level: float) -> Spoken:
    from scipy.special import ndtri

    series: ChangedSeries = batch.sample(0)  # type: ignore[assignment]
    value, error = newey_west(batch["values"], season_design(series, slope=False, season=False), STEP, lag=3)
    half = ndtri((1 + level) / 2) * error
    return Spoken.of(value, value - half, value + half)


INERT_SERIES = Mechanism(
    name="inert-series",
    title="A month resembles the month before it, and the level steps up half way.",
    makes=ChangedSeries,
    parameters=("level_change",),
    cells=tuple({"months": n, "rho": rho} for n, rho in product((24, 48, 96), (0.0, 0.4, 0.6))),
    draw=_inert,
    rivals={"level_change": Rival("Newey–West, lag 3", _hac)},
    trap="errors robust to autocorrelation in a short series",
)


def _winter(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    months, spread, ratio = int(cell["before"]) + 6, cell["variance"], 0.8
    # The change comes in October: the six months from it on hold the winter, the six before it the summer.
    calendar = (np.arange(months) - cell["before"] + 10) % 12
    peak = np.cos(2 * np.pi * (calendar - 1) / 12)
    mean = 100 * 1.15**peak * np.where(np.arange(months) >= cell["before"], ratio, 1.0)
    shape = (repetitions, months)
    if spread > 1:
        # Negative binomial whose variance is `spread` times its mean.
        counts = rng.negative_binomial(np.broadcast_to(mean / (spread - 1), shape), 1 / spread)
    else:
        counts = rng.poisson(np.broadcast_to(mean, shape))
    return Drawn(_batch(counts.astype(np.float64), int(cell["before"])), {"level_ratio": ratio})


def _before_and_after(batch: Batch, level: float) -> Spoken:
    from scipy.special import ndtri

    change = batch["change"]
    after, before = (batch["values"][:, half].sum(axis=1) for half in (slice(change, None), slice(change - 6, change)))
    log, half = np.log(after / before), ndtri((1 + level) / 2) * np.sqrt(1 / after + 1 / before)
    return Spoken.of(np.exp(log), np.exp(log - half), np.exp(log + half))


WINTER_START = Mechanism(
    name="winter-start",
    title="Counts peak in January by 15 %, and the change comes in October.",
    makes=ChangedSeries,
    parameters=("level_ratio",),
    cells=tuple({"before": before, "variance": variance} for before, variance in product((18, 30, 42), (1, 2))),
    draw=_winter,
    rivals={"level_ratio": Rival("six months before and after, Poisson", _before_and_after)},
    trap="winter taken for the change",
)


def _shock(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    n = int(cell["months"])
    months, after = np.arange(n), np.arange(n) >= n // 2
    winter = 3 * np.cos(2 * np.pi * months / 12)
    # Felt by both: a shock in the month of the change, and what moves from month to month.
    common = 50 + winter + cell["shock"] * after + remembered(rng, (repetitions, n), 0.6)
    own, control = (remembered(rng, (repetitions, n), cell["rho"]) for _ in range(2))
    return Drawn(_batch(common + 2 * after + own, n // 2, common + control), {"controlled_level_change": 2.0})


def _uncontrolled(batch: Batch, level: float) -> Spoken:
    series: ChangedSeries = batch.sample(0)  # type: ignore[assignment]
    return steps(batch["values"], series, "level", "harmonics", level)


COMMON_SHOCK = Mechanism(
    name="common-shock",
    title="Something that everybody feels happens in the month of the change.",
    makes=ChangedSeries,
    parameters=("controlled_level_change",),
    cells=tuple(
        {"months": n, "rho": rho, "shock": shock} for n, rho, shock in product((24, 48), (0.0, 0.4), (0.0, 5.0))
    ),
    draw=_shock,
    rivals={"controlled_level_change": Rival("the series without its control", _uncontrolled)},
    trap="a shock that everybody feels, taken for the change",
)
