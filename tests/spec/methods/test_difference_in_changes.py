"""What `did_from_changes` takes, in all the ways in which papers spell a change, and what it answers at its edges."""

from typing import Any

import pytest

from fairclaim.errors import FairclaimError
from fairclaim.stats.estimation import answer
from fairclaim.stats.methods.difference_in_changes import DifferenceInChanges
from fairclaim.stats.results import NotEstimable
from fairclaim.stats.samples import MeanChange, TwoMeanChanges

title = "Two printed changes"


def ask(group1: dict[str, Any], group2: dict[str, Any], level: float = 0.95) -> dict[str, Any]:
    return answer(
        {
            "method": "did_from_changes",
            "params": {"conf_level": level},
            "data": {"inline": {"group1": group1, "group2": group2}},
        }
    )


SPELLINGS = [
    {"change": 3, "se": 0.5},
    {"change": 3.0, "se": 0.5, "name": "New Jersey"},
    {"mean_change": 3.0, "se_change": 0.5},
    {"change_mean": 3.0, "change_se": 0.5},
    {"mean": 3.0, "se": 0.5},
    {"diff": 3.0, "se": 0.5},
    {"before": 5.0, "after": 8.0, "se": 0.5},
    {"pre": 5.0, "post": 8.0, "se": 0.5},
]


@pytest.mark.parametrize("group", SPELLINGS, ids=" ".join)
def test_each_spelling_means_the_same(group: dict[str, Any]) -> None:
    reply = ask(group, {"change": 1.0, "se": 1.2})
    assert (reply["estimate"], reply["answers"]["se"]) == pytest.approx((2.0, 1.3))
    # Without numbers of people: 1.959964 standard errors either side.
    assert (reply["lower"], reply["upper"]) == pytest.approx((2 - 2.547953, 2 + 2.547953), abs=1e-5)


WITH_PEOPLE = [
    {"n": 25, "change": 3.0, "se": 0.5},
    {"n": 25, "change_mean": 3.0, "change_sd": 2.5},
    {"n": 25, "mean": 3.0, "sd": 2.5},
]


@pytest.mark.parametrize("group", WITH_PEOPLE, ids=" ".join)
def test_with_people_the_limits_are_welchs(group: dict[str, Any]) -> None:
    reply = ask(group, {"n": 16, "change": 1.0, "sd": 4.8})
    assert (reply["estimate"], reply["answers"]["se"]) == pytest.approx((2.0, 1.3))
    # R: (0.25 + 1.44)^2 / (0.25^2 / 24 + 1.44^2 / 15) and qt(0.975, 20.27844).
    assert reply["answers"]["df"] == pytest.approx(20.27844, abs=1e-4)
    assert reply["upper"] == pytest.approx(2 + 2.084129 * 1.3, abs=1e-4)


def test_the_changes_themselves_are_taken_too() -> None:
    reply = ask({"changes": [1.0, 2, 3, 6]}, {"changes": [0.0, 1, 2]})
    assert (reply["estimate"], reply["n"]) == (2.0, 7)


@pytest.mark.parametrize("level", [0.9, 0.99, 0.998])
def test_a_higher_level_is_wider(level: float) -> None:
    quantile = {0.9: 1.644854, 0.99: 2.575829, 0.998: 3.090232}[level]
    reply = ask({"change": 3.0, "se": 0.5}, {"change": 1.0, "se": 1.2}, level)
    assert reply["upper"] == pytest.approx(2 + quantile * 1.3, abs=1e-5)


@pytest.mark.parametrize(
    "group",
    [{"change": 3.0}, {"se": 0.5}, {"change": 3.0, "sd": 2.5}, {"before": 3.0, "se": 1.0}, {"change": 3.0, "se": -1.0}],
    ids=["no error", "no change", "a spread without people", "one of two means", "an error below 0"],
)
def test_what_cannot_be_made_a_change_is_refused(group: dict[str, Any]) -> None:
    with pytest.raises(FairclaimError):
        ask(group, {"change": 1.0, "se": 1.2})


@pytest.mark.parametrize(
    ("own", "reference"),
    [
        (MeanChange(3.0, 0.0), MeanChange(1.0, 0.0)),
        (MeanChange(3.0, 0.5, 1), MeanChange(1.0, 0.5, 30)),
        (MeanChange(3.0, 0.5, 30), MeanChange(1.0, 0.5, 0)),
    ],
    ids=["no error in either", "one person", "nobody"],
)
def test_nothing_uncertain_and_too_few_are_not_estimable(own: MeanChange, reference: MeanChange) -> None:
    assert isinstance(DifferenceInChanges()(TwoMeanChanges(own, reference)), NotEstimable)
