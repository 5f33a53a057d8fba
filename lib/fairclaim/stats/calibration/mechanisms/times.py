"""Worlds of people followed for different lengths of time, read a year after the start. Times are in months."""

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.calibration.mechanism import Cell, Drawn, Mechanism, Rival
from fairclaim.stats.numbers.times.curve_limits import log_log
from fairclaim.stats.numbers.times.life_table import EVENT, TRIED_AT, LifeTable, followed_to, reaches, survival
from fairclaim.stats.samples import Durations, FloatArray, IntArray


def ends_of_follow_up(rng: np.random.Generator, shape: tuple[int, int], shortest: float, longest: float) -> FloatArray:
    """Draw when people's follow-up ends: they were referred evenly over some months, and the extract has one date."""
    return rng.uniform(shortest, longest, shape)


def seen(event: FloatArray, end: FloatArray, kind: IntArray | int = EVENT) -> tuple[FloatArray, IntArray]:
    """Times and states as an extract has them, from when the event would come and when follow-up ends."""
    return np.minimum(event, end), np.where(event <= end, kind, 0)


def _followed(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    shape = repetitions, int(cell["n"])
    share = cell["free"]
    event = rng.exponential(TRIED_AT / -np.log(share), shape)
    time, state = seen(event, ends_of_follow_up(rng, shape, cell["from"], cell["to"]))
    truth = {"survival_at": share, "incidence_at": 1 - share}
    return Drawn(Batch({"time": time, "state": state}, Durations), truth)


def _plain(batch: Batch, level: float) -> Spoken:
    from scipy.special import ndtri

    table = LifeTable.of(batch["time"], batch["state"])
    curves = survival(table, table.state == EVENT)
    share, greenwood = (table.read(curve, TRIED_AT, start) for curve, start in zip(curves, (1.0, 0.0), strict=True))
    half = ndtri((1 + level) / 2) * share * np.sqrt(greenwood)
    return Spoken.of(share, share - half, share + half, reaches(table, TRIED_AT))


def _plain_incidence(batch: Batch, level: float) -> Spoken:
    found = _plain(batch, level)
    return Spoken.of(1 - found.value, 1 - found.upper, 1 - found.lower, found.given)


FOLLOWED_UNEVENLY = Mechanism(
    name="followed-unevenly",
    title="Everybody's risk stays the same month by month; the extract comes sooner after some starts than others.",
    makes=Durations,
    parameters=("survival_at", "incidence_at"),
    cells=(
        {"n": 15, "free": 0.98, "from": 6, "to": 30},
        {"n": 15, "free": 0.9, "from": 6, "to": 30},
        {"n": 15, "free": 0.5, "from": 0, "to": 18},
        {"n": 30, "free": 0.95, "from": 0, "to": 18},
        {"n": 30, "free": 0.7, "from": 6, "to": 30},
        {"n": 30, "free": 0.1, "from": 6, "to": 30},
        {"n": 60, "free": 0.98, "from": 6, "to": 30},
        {"n": 60, "free": 0.9, "from": 0, "to": 18},
        {"n": 60, "free": 0.5, "from": 0, "to": 18},
        {"n": 60, "free": 0.1, "from": 6, "to": 30},
    ),
    draw=_followed,
    rivals={
        "survival_at": Rival("plain Greenwood", _plain),
        "incidence_at": Rival("plain Greenwood", _plain_incidence),
    },
    trap="few events, or few people without one: symmetric limits are too narrow and pass the ends of the scale",
)


def _waits(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    shape = repetitions, int(cell["n"])
    event = rng.exponential(cell["median"] / np.log(2), shape)
    time, state = seen(event, ends_of_follow_up(rng, shape, 0.0, cell["to"]))
    return Drawn(Batch({"time": time, "state": state}, Durations), {"median_time": cell["median"]})


def _median_of_the_seen(batch: Batch, level: float) -> Spoken:
    """Median of those whose event was seen, by order statistics, as if nobody still waited."""
    from scipy.special import ndtri

    event = batch["state"] == EVENT
    times = np.sort(np.where(event, batch["time"], np.inf), axis=-1)
    n = event.sum(axis=-1)
    reach = ndtri((1 + level) / 2) * np.sqrt(np.maximum(n, 1)) / 2
    ranks = (
        np.clip(np.rint(n / 2 + step), 1, np.maximum(n, 1)).astype(np.int64) - 1 for step in (0, -reach, 1 + reach)
    )
    value, lower, upper = (np.take_along_axis(times, rank[:, None], -1)[:, 0] for rank in ranks)
    return Spoken.of(value, lower, upper, n > 1)


STILL_WAITING = Mechanism(
    name="still-waiting",
    title="Everybody waits for one event; many still wait when the extract is made.",
    makes=Durations,
    parameters=("median_time",),
    cells=tuple(
        {"n": n, "median": median, "to": to} for n in (15, 30, 60) for median, to in ((6, 36), (6, 18), (12, 30))
    ),
    draw=_waits,
    rivals={"median_time": Rival("median of those seen", _median_of_the_seen)},
    trap="those who still wait are left out, and they are the ones who wait longest",
)


def _either(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    shape = repetitions, int(cell["n"])
    both = cell["event"] + cell["other"]
    kind = np.where(rng.random(shape) < cell["event"] / both, 1, 2)
    time, state = seen(rng.exponential(1 / both, shape), ends_of_follow_up(rng, shape, 6.0, 30.0), kind)
    truth = cell["event"] / both * (1 - np.exp(-TRIED_AT * both))
    return Drawn(Batch({"time": time, "state": state}, Durations), {"incidence_at": float(truth)})


def _as_if_lost(batch: Batch, level: float) -> Spoken:
    table = LifeTable.of(batch["time"], batch["state"])
    curves = survival(table, table.state == EVENT)
    share, greenwood = (table.read(curve, TRIED_AT, start) for curve, start in zip(curves, (1.0, 0.0), strict=True))
    lower, upper = log_log(share, greenwood, np.maximum(followed_to(table, TRIED_AT), 1.0), level)
    return Spoken.of(1 - share, 1 - upper, 1 - lower, reaches(table, TRIED_AT))


ADMISSION_OR_DEATH = Mechanism(
    name="admission-or-death",
    title="People may die before they are admitted; admissions and deaths come at a steady pace each.",
    makes=Durations,
    parameters=("incidence_at",),
    cells=(
        *({"n": n, "event": 0.03, "other": other} for n in (30, 60, 150) for other in (0.01, 0.05)),
        {"n": 15, "event": 0.1, "other": 0.05},
        {"n": 60, "event": 0.005, "other": 0.05},
    ),
    draw=_either,
    rivals={"incidence_at": Rival("one minus Kaplan-Meier", _as_if_lost)},
    trap="deaths taken for people who were only lost from view",
)
