"""What is said of one person's scores, of goals, of selection by a score, of two raters, and of a plan."""

from typing import Any

import numpy as np
import pytest

from fairclaim.stats.methods.agreement import Agreement
from fairclaim.stats.methods.expected_regression import ExpectedRegression
from fairclaim.stats.methods.goal_attainment import GoalAttainment
from fairclaim.stats.methods.reliable_change import BEYOND, WITHIN, ReliableChange
from fairclaim.stats.methods.smallest_detectable import SmallestDetectable
from fairclaim.stats.results import Diagnostic, NotEstimable
from fairclaim.stats.samples import Goals, PersonChange, Plan, Ratings, Selection

title = "What measuring does to scores"


def said(result: Any) -> Diagnostic:
    assert isinstance(result, Diagnostic)
    return result


PEOPLE = [
    # what, before, after, index, reliable?
    ("no change", 20, 20, 0.0, False),
    ("a change within the error", 20, 29, 1.897, False),
    ("a change beyond the error", 20, 30, 2.108, True),
    ("a change for the worse", 30, 20, -2.108, True),
]


@pytest.mark.parametrize(("pre", "post", "index", "reliable"), [p[1:] for p in PEOPLE], ids=[p[0] for p in PEOPLE])
def test_one_persons_change(pre: float, post: float, index: float, reliable: bool) -> None:
    found = said(ReliableChange()(PersonChange(pre, post, sd_pre=7.5, reliability=0.8)))
    assert (round(found.value, 3), found.passed, found.sentence) == (index, reliable, BEYOND if reliable else WITHIN)
    assert (found.lower, found.upper) == (None, None)


@pytest.mark.parametrize(("sd", "reliability"), [(7.5, 1.0), (0.0, 0.8)], ids=["no error", "no spread"])
def test_no_scale_for_a_change(sd: float, reliability: float) -> None:
    assert isinstance(ReliableChange()(PersonChange(20, 25, sd, reliability)), NotEstimable)


GOALS = [
    ("all as expected", [0, 0, 0], [1, 1, 1], 50.0),
    ("one goal, a little more than expected", [1], [1], 60.0),
    ("one goal, much less than expected", [-2], [5], 30.0),
    ("a goal of no weight plays no part", [1, -2], [3, 0], 60.0),
    ("two goals reached together count for less than twice one", [1, 1], [1, 1], 62.4035),
]


@pytest.mark.parametrize(("scores", "weights", "score"), [g[1:] for g in GOALS], ids=[g[0] for g in GOALS])
def test_one_persons_goals(scores: list[float], weights: list[float], score: float) -> None:
    assert said(GoalAttainment()(Goals(np.array(scores), np.array(weights)))).value == pytest.approx(score, abs=1e-4)


@pytest.mark.parametrize(("scores", "weights"), [([], []), ([1, 2], [0, 0])], ids=["no goals", "no weights"])
def test_no_goal_that_counts(scores: list[float], weights: list[float]) -> None:
    assert isinstance(GoalAttainment()(Goals(np.array(scores), np.array(weights))), NotEstimable)


SELECTED = [
    # what, mean, sd, test-retest, cut-off, side, expected move, signed
    ("poor scores are high ones", 12, 5, 0.7, 15, "above", 1.8225, -1.8225),
    ("poor scores are low ones", 12, 5, 0.7, 9, "below", 1.8225, 1.8225),
    ("half the population", 50, 10, 0.5, 50, "below", 3.9894, 3.9894),
    ("scores that repeat exactly", 12, 5, 1.0, 15, "above", 0.0, 0.0),
    ("scores that say nothing about the next", 0, 1, 0.0, 1, "above", 1.5251, -1.5251),
]


@pytest.mark.parametrize(
    ("mean", "sd", "retest", "cutoff", "side", "moved", "signed"),
    [s[1:] for s in SELECTED],
    ids=[s[0] for s in SELECTED],
)
def test_expected_without_any_help(
    mean: float, sd: float, retest: float, cutoff: float, side: Any, moved: float, signed: float
) -> None:
    found = said(ExpectedRegression()(Selection(mean, sd, retest, cutoff, side)))
    assert (round(found.value, 4), round(float(found.answers["signed_change"]), 4)) == (moved, signed)  # type: ignore[arg-type]


RATED = [
    # what, first, second, coefficient, value, lower, upper (to two decimals)
    ("full agreement of ten", "aaaaabbbbb", "aaaaabbbbb", "kappa", 1.0, 0.44, 1.0),
    ("full agreement of ten", "aaaaabbbbb", "aaaaabbbbb", "ac1", 1.0, 0.44, 1.0),
    ("chance alone", "aabb", "abab", "kappa", 0.0, -1.0, 1.0),
    ("one always says the same", "aaaaaaaa", "aaaaaaab", "kappa", 0.0, -1.0, 0.82),
    ("worse than chance", "aabb", "bbaa", "kappa", -1.0, -1.0, -0.02),
]


@pytest.mark.parametrize(
    ("first", "second", "coefficient", "value", "lower", "upper"),
    [r[1:] for r in RATED],
    ids=[f"{r[0]}, {r[3]}" for r in RATED],
)
def test_two_raters(first: str, second: str, coefficient: Any, value: float, lower: float, upper: float) -> None:
    found = said(Agreement(coefficient=coefficient)(Ratings(np.array(list(first)), np.array(list(second)))))
    assert (found.value, round(found.lower or 0, 2), round(found.upper or 0, 2)) == (value, lower, upper)


@pytest.mark.parametrize(
    ("first", "second"), [("", ""), ("a", "a"), ("aaaa", "aaaa")], ids=["no records", "one record", "one category"]
)
@pytest.mark.parametrize("coefficient", ["kappa", "ac1"])
def test_agreement_that_cannot_be_told(coefficient: Any, first: str, second: str) -> None:
    ratings = Ratings(np.array(list(first)), np.array(list(second)))
    assert isinstance(Agreement(coefficient=coefficient)(ratings), NotEstimable)


def test_a_category_that_nobody_used_still_was_one() -> None:
    """Two raters put all eight records into one of two categories: for AC1, chance would have told them apart."""
    ratings = Ratings(np.array(["a"] * 8), np.array(["a"] * 8))
    found = said(Agreement(coefficient="ac1", categories=2)(ratings))
    assert (found.value, round(found.lower or 0, 2), found.upper) == (1.0, 0.68, 1.0)


PLANS = [
    ("two shares of sixty per cent", Plan(400, base=0.6), "up", 0.0945),
    ("two shares, downwards", Plan(400, base=0.6), "down", 0.0984),
    ("two means", Plan(64), "up", 0.4991),
    ("two means, more power", Plan(64, power=0.9), "up", 0.5774),
]


@pytest.mark.parametrize(("plan", "direction", "found"), [p[1:] for p in PLANS], ids=[p[0] for p in PLANS])
def test_what_a_comparison_could_show(plan: Plan, direction: Any, found: float) -> None:
    assert round(said(SmallestDetectable(direction=direction)(plan)).value, 4) == found


@pytest.mark.parametrize(
    "plan",
    [Plan(0), Plan(1), Plan(0, base=0.5), Plan(6, base=0.95)],
    ids=["nobody", "one", "no shares", "out of reach"],
)
def test_what_no_comparison_could_show(plan: Plan) -> None:
    assert isinstance(SmallestDetectable()(plan), NotEstimable)


IMPOSSIBLE: list[tuple[str, Any]] = [
    ("a reliability beyond 1", lambda: PersonChange(1, 2, 3, 1.1)),
    ("a spread below 0", lambda: PersonChange(1, 2, -3, 0.8)),
    ("a score that is no number", lambda: PersonChange(float("nan"), 2, 3, 0.8)),
    ("a goal beyond its scale", lambda: Goals(np.array([3.0]), np.array([1.0]))),
    ("a weight below 0", lambda: Goals(np.array([1.0]), np.array([-1.0]))),
    ("weights of other goals", lambda: Goals(np.array([1.0]), np.array([1.0, 2]))),
    ("a population without spread", lambda: Selection(10, 0, 0.5, 12)),
    ("a correlation below 0", lambda: Selection(10, 5, -0.5, 12)),
    ("raters of different records", lambda: Ratings(np.array(["a"]), np.array(["a", "b"]))),
    ("no chance of finding anything", lambda: Plan(50, power=0.3)),
    ("a share beyond 1", lambda: Plan(50, base=1.2)),
]


@pytest.mark.parametrize("make", [i[1] for i in IMPOSSIBLE], ids=[i[0] for i in IMPOSSIBLE])
def test_impossible(make: Any) -> None:
    with pytest.raises(ValueError, match=r".+"):
        make()
