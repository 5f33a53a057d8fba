"""The recorded calibration holds: measured again with fewer draws, in the cells that tell most.

Tolerances follow Morris, White & Crowther (2019): the Monte Carlo errors of both figures, twice, and 0.015 beside them
(the room that the standards of the reference leave for 1,000 repetitions). Seeds are fixed, so nothing here flickers.
"""

import math
from collections import defaultdict

import pytest

from fairclaim.stats.calibration import run
from fairclaim.stats.calibration.mechanisms import MECHANISMS
from fairclaim.stats.calibration.shortfalls import SHORTFALLS
from fairclaim.stats.calibration.table import TRAPPED, Row, read, summaries

RECORDED = read()
BY_NAME = {(row.method, row.options, row.mechanism, row.cell): row for row in RECORDED}
QUICK = 1000


def name(row: Row | run.Task) -> tuple[str, str, str, str]:
    return row.method, row.options, row.mechanism, row.cell


ASKED = run.tasks(run.variants(), QUICK)


def telling() -> list[run.Task]:
    """Of each interval in each world: the cell in which it did worst."""
    cells: dict[tuple[str, ...], list[run.Task]] = defaultdict(list)
    for task in ASKED:
        cells[name(task)[:3]].append(task)

    def covered(task: run.Task) -> float:
        row = BY_NAME.get(name(task))
        return 1.0 if row is None or row.refused == 1 else row.coverage

    return [min(tasks, key=covered) for tasks in cells.values()]


def test_every_interval_is_recorded_in_every_cell_of_every_world_that_applies() -> None:
    assert {name(task) for task in ASKED} == set(BY_NAME)


def test_what_falls_short_is_listed_and_nothing_else_is() -> None:
    short = {(s.method, s.options, s.mechanism) for s in summaries(RECORDED) if not s.licensed}
    assert short == {(s.method, s.options, s.mechanism) for s in SHORTFALLS}


@pytest.mark.parametrize("mechanism", [m for m in MECHANISMS if m.trap], ids=lambda mechanism: mechanism.name)
def test_the_naive_interval_walks_into_every_trap(mechanism: run.Mechanism) -> None:
    for parameter in mechanism.rivals:
        rows = [r for r in RECORDED if (r.mechanism, r.parameter) == (mechanism.name, parameter)]
        assert rows, f"{parameter}: no method was measured in this world"
        assert min(row.rival_coverage for row in rows) < TRAPPED


@pytest.mark.parametrize("task", telling(), ids=lambda task: " ".join(part for part in name(task) if part))
def test_the_worst_cell_holds_the_truth_as_often_as_is_recorded(task: run.Task) -> None:
    recorded, found = BY_NAME[name(task)], run.measure(task)
    error = math.hypot(found.error, recorded.error)
    assert found.coverage == pytest.approx(recorded.coverage, abs=1e-4 if found.enumerated else 0.015 + 2 * error)
    assert found.refused == pytest.approx(recorded.refused, abs=1e-4 if found.enumerated else 0.05)
