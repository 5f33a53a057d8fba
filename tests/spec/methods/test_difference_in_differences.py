"""What `difference_in_differences` and `synthetic_control` answer at their edges."""

import numpy as np
import pytest

from fairclaim.stats.methods.difference_in_differences import DifferenceInDifferences, placebo_rank
from fairclaim.stats.methods.synthetic_control import SyntheticControl
from fairclaim.stats.results import Diagnostic, Estimate, NotEstimable
from fairclaim.stats.samples import FloatArray, Panel

title = "Units followed over the same periods"


def panel(units: int, treated: int | tuple[int, ...] = 0, periods: int = 12, change: int = 8) -> Panel:
    values = np.random.default_rng(units).normal(size=(units, periods))
    return Panel(values, treated, change)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("units", "answered"), [(1, False), (4, False), (5, True), (21, True)], ids=["none", "three", "four", "twenty"]
)
def test_fewer_than_four_controls_are_refused(units: int, *, answered: bool) -> None:
    assert isinstance(DifferenceInDifferences()(panel(units)), Estimate) == answered
    assert isinstance(SyntheticControl()(panel(units)), Diagnostic) == answered


@pytest.mark.parametrize(("units", "given"), [(20, False), (21, True)], ids=["nineteen controls", "twenty controls"])
def test_below_twenty_controls_there_is_a_rank_and_no_p_value(units: int, *, given: bool) -> None:
    difference, synthetic = DifferenceInDifferences()(panel(units)), SyntheticControl()(panel(units))
    assert isinstance(difference, Estimate)
    assert isinstance(synthetic, Diagnostic)
    assert ("p_value" in difference.answers, "placebo_p" in synthetic.answers) == (given, given)
    assert 1 <= int(str(difference.answers["rank"])) <= units
    assert bool(difference.notes) is not given


def test_units_that_all_moved_alike_are_refused() -> None:
    values = np.add.outer(np.arange(6.0), np.repeat([0.0, 2.5], 4))
    assert isinstance(DifferenceInDifferences()(Panel(values, (0,), 4)), NotEstimable)


def test_more_than_one_treated_unit() -> None:
    several = panel(9, (1, 4, 5))
    result = DifferenceInDifferences()(several)
    assert isinstance(result, Estimate)
    assert result.answers["df"] == 7
    assert "rank" not in result.answers
    assert isinstance(SyntheticControl()(several), NotEstimable)


@pytest.mark.parametrize(("change", "answered"), [(7, False), (8, True)], ids=["seven", "eight"])
def test_a_mix_needs_eight_periods_before(change: int, *, answered: bool) -> None:
    assert isinstance(SyntheticControl()(panel(6, change=change)), Diagnostic) == answered


def test_a_unit_that_others_make_up_exactly_is_ranked_without_dividing_by_nought() -> None:
    values = np.random.default_rng(1).normal(size=(6, 12))
    values[0, :8] = 0.5 * values[1, :8] + 0.5 * values[2, :8]
    result = SyntheticControl()(Panel(values, (0,), 8))
    assert isinstance(result, Diagnostic)
    assert result.answers["rank_post_pre_ratio"] == 1
    assert result.answers["rmspe_pre"] == pytest.approx(0, abs=1e-9)
    assert isinstance(SyntheticControl()(Panel(np.ones((6, 12)), (0,), 8)), Diagnostic)


@pytest.mark.parametrize(
    ("changes", "rank"),
    [([5.0, 1, 2, 0, 1], 1), ([5.0, 1, 2, -9, 1], 2), ([1.0, 1, 1, 1, 1], 5)],
    ids=["furthest", "second", "all alike"],
)
def test_the_rank_counts_all_that_went_as_far(changes: list[float], rank: int) -> None:
    assert placebo_rank(np.array(changes), 0) == rank


@pytest.mark.parametrize(
    ("values", "treated", "change"),
    [
        (np.ones((3, 4)), 3, 2),
        (np.ones((3, 4)), (), 2),
        (np.ones((3, 4)), 0, 0),
        (np.ones((3, 4)), 0, 4),
        (np.full((3, 4), np.nan), 0, 2),
        (np.ones(4), 0, 2),
    ],
    ids=["no such unit", "none treated", "nothing before", "nothing after", "a gap", "one row"],
)
def test_an_impossible_panel_is_refused(values: FloatArray, treated: int | tuple[int, ...], change: int) -> None:
    with pytest.raises(ValueError, match="must"):
        Panel(values, treated, change)  # type: ignore[arg-type]
