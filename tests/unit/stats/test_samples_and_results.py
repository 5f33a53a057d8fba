"""Samples and results are valid by construction."""

import math
from typing import Any

import numpy as np
import pytest

from fairclaim.stats.results import Estimate, Process
from fairclaim.stats.samples import Counts, Pairs, Series, Units


@pytest.mark.parametrize(
    ("events", "n"), [(-1, 3), (4, 3), (0.5, 3), (True, 3)], ids=["negative", "more than n", "half", "a truth value"]
)
def test_impossible_counts(events: Any, n: int) -> None:
    with pytest.raises(ValueError, match="events"):
        Counts(events, n)


def test_pairs_need_the_same_people() -> None:
    with pytest.raises(ValueError, match="same people"):
        Pairs(np.ones(2), np.ones(3))


@pytest.mark.parametrize("bad", [[1.0, math.nan], [1.0, math.inf], [[1.0]]], ids=["nan", "infinite", "a table"])
def test_numbers_are_finite_and_in_a_row(bad: Any) -> None:
    with pytest.raises(ValueError, match="finite"):
        Pairs(np.asarray(bad), np.asarray(bad))


@pytest.mark.parametrize("positions", [(0, 0), (1, 0)], ids=["two values for one period", "out of order"])
def test_periods_rise(positions: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="rise"):
        Series(np.ones(2), positions)


def test_a_series_without_positions_has_no_gaps() -> None:
    assert Series(np.ones(3)).positions == (0, 1, 2)


def test_positions_and_values_go_together() -> None:
    with pytest.raises(ValueError, match="same length"):
        Series(np.ones(3), (0, 1))


def test_values_of_a_sample_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        Series(np.ones(2)).values[0] = 5


def test_the_callers_own_array_stays_theirs() -> None:
    theirs = np.ones(2)
    series = Series(theirs)
    theirs[0] = 5
    assert series.values.tolist() == [1.0, 1.0]


def test_own_unit_is_one_of_the_units() -> None:
    with pytest.raises(ValueError, match="own"):
        Units(np.ones(3), 3)


def estimate(**changed: Any) -> Estimate:
    known: dict[str, Any] = {"value": 0.5, "lower": 0.4, "upper": 0.6, "level": 0.95, "null": None, "n": 10}
    return Estimate(**(known | changed), unit="proportion", method="proportion, wilson")


@pytest.mark.parametrize(
    "changed",
    [{"value": 0.7}, {"lower": 0.5, "upper": 0.5}, {"upper": math.inf}, {"null": math.nan}, {"level": 95.0}],
    ids=["value outside", "no width", "infinite limit", "null not a number", "level in per cent"],
)
def test_an_estimate_is_held_by_its_interval(changed: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"interval|finite|0\.95"):
        estimate(**changed)


def test_a_process_has_one_label_a_point() -> None:
    with pytest.raises(ValueError, match="one label"):
        Process(
            positions=(0, 1),
            values=(1.0, 2.0),
            labels=("Common Cause",),
            point_types=("common", "common"),
            segments=(),
            unit="percent",
            target=None,
            assurance="no target",
            method="xmr",
        )
