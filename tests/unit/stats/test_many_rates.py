"""Many counts and rates at once give what so many calls give, and refuse where those refuse."""

from typing import Any

import numpy as np
import pytest

from fairclaim.stats.batch import Batch
from fairclaim.stats.calibration.coverage import applies, drawn
from fairclaim.stats.calibration.mechanism import Mechanism
from fairclaim.stats.calibration.mechanisms.age_bands import BANDS, BANDS_OF_REPEATS
from fairclaim.stats.calibration.mechanisms.events_of_people import EVENTS_OF_PEOPLE, TWO_GROUPS_OF_PEOPLE
from fairclaim.stats.calibration.mechanisms.rates import ONE_COUNT, SEEN_AND_EXPECTED, TWO_RATES
from fairclaim.stats.method import Method, spoken
from fairclaim.stats.methods import METHODS
from fairclaim.stats.samples import AgeBands, Events, Expected, PersonEvents, TwoEvents, TwoPersonEvents

WORLDS = (ONE_COUNT, TWO_RATES, EVENTS_OF_PEOPLE, TWO_GROUPS_OF_PEOPLE, BANDS, BANDS_OF_REPEATS, SEEN_AND_EXPECTED)
PAIRS = [
    (world, method) for world in WORLDS for kind in METHODS for method in kind.variants() if applies(method, world)
]


def held_against_calls(method: Method, batch: Batch, level: float) -> None:
    many = method.many(batch, level=level)
    calls = np.array([spoken(method(batch.sample(index), level=level)) for index in range(len(batch))])
    assert np.array_equal(many.given, ~np.isnan(calls).any(axis=1))
    found = np.stack([many.value, many.lower, many.upper], axis=1)[many.given]
    # The same formulas on arrays: only the order of sums may differ.
    np.testing.assert_allclose(found, calls[many.given], rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize(("world", "method"), PAIRS, ids=[f"{w.name}-{m.name}-{i}" for i, (w, m) in enumerate(PAIRS)])
def test_in_made_up_worlds(world: Mechanism, method: Method) -> None:
    for cell in (world.cells[0], world.cells[-1]):
        held_against_calls(method, drawn(world, cell, 40).first(40).batch.first(400), 0.95)


def rows(**parts: Any) -> dict[str, Any]:
    return {name: np.array(values, dtype=float) for name, values in parts.items()}


def people(events1: Any, time1: Any, events2: Any, time2: Any) -> TwoPersonEvents:
    return TwoPersonEvents(own=PersonEvents(events1, time1), reference=PersonEvents(events2, time2))


def area(x: Any, n: Any, standard: Any, frequencies: Any) -> AgeBands:
    return AgeBands(x, n, standard, frequencies)


NOBODY, ONE, ALL = np.zeros(12), np.eye(12)[0], np.ones(12)
THREE, LATE = np.where(np.arange(12) < 3, 1.0, 0.0), np.ones(30)
EDGES = [
    Batch(rows(x=[0, 1, 1, 0, 10], time=[0, 1, 5, 3, 2]), lambda x, time: Events(int(x), time)),
    Batch(
        rows(x1=[0, 0, 3, 0, 0], t1=[0, 1, 1, 2, 0], x2=[0, 2, 0, 0, 3], t2=[1, 1, 1, 1, 2]),
        lambda x1, t1, x2, t2: TwoEvents(Events(int(x1), t1), Events(int(x2), t2)),
    ),
    Batch(rows(events=[NOBODY, 5 * ONE, THREE, ALL, NOBODY], time=[ALL, ONE, ALL, ALL, NOBODY]), PersonEvents),
    Batch(
        rows(events1=[NOBODY, ALL, ALL], time1=[ALL] * 3, events2=[LATE, 0 * LATE, LATE], time2=[LATE] * 3),
        people,
    ),
    Batch(
        rows(
            x=[[0, 0, 0], [5, 5, 5], [0, 0, 30], [5, 5, 5], [0, 5, 5]],
            n=[[10, 10, 10], [10, 10, 10], [10, 10, 10], [10, 10, 10], [0, 10, 10]],
            standard=[[1, 1, 1], [1, 1, 1], [1, 1, 0], [0, 1, 1], [1, 1, 1]],
        ),
        area,
        {"frequencies": None},
    ),
    Batch(rows(x=[0, 1, 4], expected=[0, 2, 0]), lambda x, expected: Expected(int(x), expected)),
]


@pytest.mark.parametrize("level", [0.5, 0.95, 0.998])
@pytest.mark.parametrize("batch", EDGES, ids=lambda batch: type(batch.sample(0)).__name__)
def test_at_the_edges(batch: Batch, level: float) -> None:
    asked = [method for kind in METHODS if kind.needs is type(batch.sample(0)) for method in kind.variants()]
    asked += [
        method.model_copy(update={"multiplier": 100}) for method in asked if "multiplier" in type(method).model_fields
    ]
    for method in asked:
        held_against_calls(method, batch, level)
    assert asked
