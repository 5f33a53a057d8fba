"""What the comparisons within strata answer at their edges."""

import numpy as np
import pytest

from fairclaim.stats.method import Method
from fairclaim.stats.methods.mantel_haenszel import StratifiedDifference, StratifiedOddsRatio, StratifiedRiskRatio
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import Strata

title = "Two groups, like with like within strata"

SCORE, SATO = StratifiedDifference(), StratifiedDifference(interval="sato")
RATIO, ODDS = StratifiedRiskRatio(), StratifiedOddsRatio()
TRIAL = ((8, 106, 5, 120), (22, 98, 16, 85))
REVERSED = ((9, 10, 80, 90), (20, 90, 2, 10))  # In both strata the own group does better, all taken together worse.
NOT_BOTH = "No stratum holds people of both groups, so there is nothing to compare."


def strata(*rows: tuple[int, int, int, int]) -> Strata:
    return Strata(*np.array(rows, dtype=float).reshape(-1, 4).T)


EDGES = [
    # x1, n1, x2, n2 of each stratum, method, estimate, lower, upper (to four decimals)
    (TRIAL, SCORE, 0.0349, -0.0278, 0.0972),
    (TRIAL, SATO, 0.0349, -0.0276, 0.0974),
    (TRIAL, RATIO, 1.3256, 0.7979, 2.2021),
    (TRIAL, ODDS, 1.4031, 0.7625, 2.5820),
    (REVERSED, SCORE, 0.0167, -0.18, 0.1532),
    (((10, 10, 0, 10),), SCORE, 1.0, 0.6159, 1.0),
    (((5, 5, 0, 5), (4, 4, 0, 4)), SCORE, 1.0, 0.5732, 1.0),
    (((0, 20, 3, 20), (0, 10, 1, 12)), SCORE, -0.1265, -0.2324, -0.0012),
    (((1, 1, 0, 1),), SCORE, 1.0, -1.0, 1.0),
]


@pytest.mark.parametrize(
    ("rows", "method", "value", "lower", "upper"),
    EDGES,
    ids=[f"{m.name}-{getattr(m, 'interval', '')}-{r}" for r, m, *_ in EDGES],
)
def test_few_and_empty_cells_are_estimable(
    rows: tuple[tuple[int, int, int, int], ...], method: Method, value: float, lower: float, upper: float
) -> None:
    result = method(strata(*rows))
    assert isinstance(result, Estimate)
    assert tuple(round(number, 4) for number in (result.value, result.lower, result.upper)) == (value, lower, upper)


REFUSED = [
    ((), SCORE, NOT_BOTH),
    (((3, 9, 0, 0), (0, 0, 4, 5)), RATIO, NOT_BOTH),
    (((0, 9, 0, 4), (5, 5, 6, 6)), SCORE, SCORE.lacking),
    (((10, 10, 0, 10),), SATO, SCORE.lacking),
    (((0, 9, 2, 4), (0, 5, 1, 6)), RATIO, RATIO.lacking),
    (((9, 9, 4, 4),), RATIO, RATIO.lacking),
    (((3, 9, 0, 4), (2, 5, 0, 6)), ODDS, ODDS.lacking),
    (((0, 9, 0, 4), (5, 5, 6, 6)), ODDS, ODDS.lacking),
]


@pytest.mark.parametrize(
    ("rows", "method", "reason"), REFUSED, ids=[f"{m.name}-{getattr(m, 'interval', '')}-{r}" for r, m, _ in REFUSED]
)
def test_what_is_refused(rows: tuple[tuple[int, int, int, int], ...], method: Method, reason: str) -> None:
    assert method(strata(*rows)) == NotEstimable(reason)


@pytest.mark.parametrize("method", [SCORE, SATO, RATIO, ODDS], ids=lambda m: f"{m.name}-{getattr(m, 'interval', '')}")
def test_a_stratum_of_one_group_only_takes_no_part_and_is_said(method: Method) -> None:
    found, with_more = method(strata(*TRIAL)), method(strata(*TRIAL, (7, 9, 0, 0)))
    assert isinstance(found, Estimate)
    assert isinstance(with_more, Estimate)
    assert (with_more.value, with_more.lower, with_more.upper) == (found.value, found.lower, found.upper)
    assert (found.n, with_more.n) == (409, 409)
    assert (found.answers, with_more.answers) == (
        {"strata": 2, "strata_left_out": 0},
        {"strata": 2, "strata_left_out": 1},
    )
    assert (found.notes, with_more.notes) == ((), ("Strata that hold people of one group only take no part.",))


def test_what_strata_must_be() -> None:
    with pytest.raises(ValueError, match="in every stratum"):
        strata((5, 4, 1, 2))
    with pytest.raises(ValueError, match="same length"):
        Strata(np.array([1.0]), np.array([2.0]), np.array([1.0, 1.0]), np.array([2.0, 2.0]))
