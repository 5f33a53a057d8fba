"""Worlds of units that are followed, of which one changes; and of two groups that would have changed anyway."""

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.calibration.mechanism import Cell, Drawn, Mechanism, Rival
from fairclaim.stats.calibration.mechanisms.series_errors import remembered
from fairclaim.stats.samples import FloatArray, MeanChange, Panel, TwoMeanChanges

PERIODS, CHANGE = 16, 8


def _panel(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    units, treated = int(cell["units"]), tuple(range(int(cell["treated"])))
    level = rng.normal(0, 2, (repetitions, units, 1))
    period = rng.normal(0, 1, (repetitions, 1, PERIODS)) + 0.1 * np.arange(PERIODS)
    values = level + period + remembered(rng, (repetitions, units, PERIODS), 0.5)
    values[:, list(treated), CHANGE:] += 1.0
    return Drawn(Batch({"values": values}, Panel, {"treated": treated, "change": CHANGE}), {"change_difference": 1.0})


def _clustered_by_unit(batch: Batch, level: float) -> Spoken:
    """Two-way fixed effects with CR1 errors by unit and t on G − 1, in the closed form of a balanced panel."""
    from scipy.special import stdtrit

    values, change = batch["values"], batch["change"]
    _, units, periods = values.shape
    own = np.isin(np.arange(units), batch["treated"]) * 1.0
    after = (np.arange(periods) >= change) * 1.0
    regressor = np.outer(own - own.mean(), after - after.mean())
    demeaned = values - values.mean(axis=1, keepdims=True) - values.mean(axis=2, keepdims=True)
    demeaned = demeaned + values.mean(axis=(1, 2), keepdims=True)
    size = float((regressor**2).sum())
    value = (demeaned * regressor).sum(axis=(1, 2)) / size
    scores = ((demeaned - value[:, None, None] * regressor) * regressor).sum(axis=2)
    rows, used = units * periods, units + periods
    factor = units / (units - 1) * (rows - 1) / (rows - used)
    half = stdtrit(units - 1, (1 + level) / 2) * np.sqrt(factor * (scores**2).sum(axis=1)) / size
    return Spoken.of(value, value - half, value + half)


ONE_TREATED = Mechanism(
    name="one-treated",
    title="One or a few of several services change; each service's months resemble each other.",
    makes=Panel,
    parameters=("change_difference",),
    cells=(
        *({"units": units, "treated": 1} for units in (6, 10, 20, 40)),
        {"units": 10, "treated": 3},
        {"units": 20, "treated": 8},
    ),
    draw=_panel,
    rivals={"change_difference": Rival("two-way fixed effects, CR1 t by unit", _clustered_by_unit)},
    trap="errors clustered by unit where one unit changed",
)


def _printed(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    sizes, spreads, anyway = (int(cell["n1"]), int(cell["n2"])), (cell["sd1"], cell["sd2"]), 4.0
    parts: dict[str, FloatArray] = {}
    for name, n, sd, change in zip("12", sizes, spreads, (anyway + 2.0, anyway), strict=True):
        changes = rng.normal(change, sd, (repetitions, n))
        parts |= {f"change{name}": changes.mean(axis=1), f"error{name}": changes.std(axis=1, ddof=1) / np.sqrt(n)}
    return Drawn(Batch(parts, _two, {"n1": sizes[0], "n2": sizes[1]}), {"change_difference": 2.0})


def _two(change1: float, error1: float, change2: float, error2: float, n1: int, n2: int) -> TwoMeanChanges:
    own, reference = MeanChange(float(change1), float(error1), n1), MeanChange(float(change2), float(error2), n2)
    return TwoMeanChanges(own=own, reference=reference)


def _own_change(batch: Batch, level: float) -> Spoken:
    from scipy.special import stdtrit

    half = stdtrit(batch["n1"] - 1, (1 + level) / 2) * batch["error1"]
    return Spoken.of(batch["change1"], batch["change1"] - half, batch["change1"] + half)


CHANGE_ANYWAY = Mechanism(
    name="change-anyway",
    title="People of both groups change, those of one more.",
    makes=TwoMeanChanges,
    parameters=("change_difference",),
    cells=tuple(
        {"n1": n1, "n2": n2, "sd1": sd1, "sd2": 10.0} for n1, n2 in ((8, 8), (15, 60), (60, 60)) for sd1 in (10.0, 20.0)
    ),
    draw=_printed,
    rivals={"change_difference": Rival("own change alone", _own_change)},
    trap="a change that comes anyway, taken for that of the service",
)
