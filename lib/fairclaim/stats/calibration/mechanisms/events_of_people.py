"""Worlds of people who can have many events, and differ in how often they have them."""

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.calibration.mechanism import Cell, Drawn, Mechanism, Rival
from fairclaim.stats.numbers.rates.poisson_limits import ukhsa
from fairclaim.stats.samples import FloatArray, PersonEvents, TwoPersonEvents


def _people(
    rng: np.random.Generator, shape: tuple[int, int], mean: float, clumping: float, uneven: float
) -> tuple[FloatArray, FloatArray]:
    """Draw events and times: variance over mean is `clumping` in a person followed for one unit of time."""
    time = rng.uniform(0.2, 1.8, shape) if uneven else np.ones(shape)
    size = mean / (clumping - 1) if clumping > 1 else 0.0
    own_rate = rng.gamma(size, 1 / size, shape) if size else np.ones(shape)
    return rng.poisson(mean * own_rate * time).astype(np.float64), time


def _one_group(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    shape = (repetitions, int(cell["n"]))
    events, time = _people(rng, shape, cell["mean"], cell["clumping"], cell["uneven"])
    return Drawn(Batch({"events": events, "time": time}, PersonEvents), {"rate": cell["mean"]})


def _as_independent(batch: Batch, level: float) -> Spoken:
    events, time = batch["events"].sum(axis=-1), batch["time"].sum(axis=-1)
    lower, upper = ukhsa(events, level)
    return Spoken.of(events / time, lower / time, upper / time)


EVENTS_OF_PEOPLE = Mechanism(
    name="events-of-people",
    title="People differ in how often they have an event, and some have many.",
    makes=PersonEvents,
    parameters=("rate",),
    cells=tuple(
        {"n": n, "mean": mean, "clumping": clumping, "uneven": uneven}
        for n, mean, clumping, uneven in (
            (30, 2.0, 3.0, 0),
            (60, 2.0, 3.0, 0),
            (30, 2.0, 3.0, 1),
            (60, 1.0, 3.0, 1),
            (60, 4.0, 5.0, 1),
            (150, 0.5, 2.0, 1),
            (30, 2.0, 1.0, 1),
        )
    ),
    draw=_one_group,
    rivals={"rate": Rival("every event independent", _as_independent)},
    trap="a few people have many of the events",
)


def _two_groups(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    parts: dict[str, FloatArray] = {}
    for arm in ("1", "2"):
        shape = (repetitions, int(cell["n" + arm]))
        people = _people(rng, shape, cell["mean" + arm], cell["clumping" + arm], cell["uneven"])
        parts["events" + arm], parts["time" + arm] = people
    return Drawn(Batch(parts, _two_person_events), {"rate_ratio": cell["mean1"] / cell["mean2"]})


def _two_person_events(
    events1: FloatArray, time1: FloatArray, events2: FloatArray, time2: FloatArray
) -> TwoPersonEvents:
    return TwoPersonEvents(own=PersonEvents(events1, time1), reference=PersonEvents(events2, time2))


def _poisson_ratio(batch: Batch, level: float) -> Spoken:
    from scipy.special import ndtri

    x1, t1, x2, t2 = (batch[name].sum(axis=-1) for name in ("events1", "time1", "events2", "time2"))
    some = (x1 > 0) & (x2 > 0)
    x1, x2 = np.maximum(x1, 1), np.maximum(x2, 1)
    value, factor = x1 / t1 / (x2 / t2), np.exp(ndtri((1 + level) / 2) * np.sqrt(1 / x1 + 1 / x2))
    return Spoken.of(value, value / factor, value * factor, some)


TWO_GROUPS_OF_PEOPLE = Mechanism(
    name="two-groups-of-people",
    title="Two groups whose people differ in how often they have an event; the groups may differ in size and in that.",
    makes=TwoPersonEvents,
    parameters=("rate_ratio",),
    cells=tuple(
        dict(zip(("n1", "n2", "mean1", "mean2", "clumping1", "clumping2", "uneven"), row, strict=True))
        for row in (
            (20, 20, 2.0, 2.0, 3.0, 3.0, 0),
            (40, 40, 2.0, 2.0, 3.0, 3.0, 0),
            (100, 100, 2.0, 2.0, 3.0, 3.0, 0),
            (40, 40, 1.2, 2.0, 2.2, 3.0, 1),
            (20, 60, 2.0, 1.2, 3.0, 2.2, 1),
            (60, 20, 2.0, 2.0, 3.0, 3.0, 1),
            (20, 100, 2.0, 1.0, 5.0, 2.0, 1),
            (40, 40, 2.0, 2.0, 1.0, 1.0, 1),
        )
    ),
    draw=_two_groups,
    rivals={"rate_ratio": Rival("Poisson on totals", _poisson_ratio)},
    trap="a few people have many of the events",
)
