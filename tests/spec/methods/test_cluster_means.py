"""What `cluster_means` and `cluster_robust` answer at their edges."""

import numpy as np
import pytest

from fairclaim.stats.method import Method
from fairclaim.stats.methods.cluster_means import ClusterMeans
from fairclaim.stats.methods.cluster_robust import ClusterRobust
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import ClusteredValues, TwoClustered

title = "Two groups of practitioners"

METHODS = (ClusterMeans(), ClusterRobust())
each = pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)


def group(values: list[float], people: int, covariate: list[float] | None = None) -> ClusteredValues:
    clusters = np.repeat(np.arange(len(values) // people), people)
    return ClusteredValues(np.array(values), clusters, None if covariate is None else np.array(covariate))


def two(own: list[float], reference: list[float], people: int = 2) -> TwoClustered:
    return TwoClustered(group(own, people), group(reference, people))


@each
@pytest.mark.parametrize(
    ("own", "reference", "answered"),
    [
        ([1, 2, 2, 2, 1, 1, 3, 4], [3, 5, 6, 6, 2, 4], False),
        ([1, 2, 2, 2, 3, 4], [3, 5, 6, 6, 2, 4, 3, 3], False),
        ([], [3, 5, 6, 6, 2, 4, 3, 3], False),
        ([1, 2, 2, 2, 1, 1, 3, 4], [3, 5, 6, 6, 2, 4, 3, 3], True),
    ],
    ids=["three in the reference", "three of our own", "nobody of our own", "four and four"],
)
def test_fewer_than_four_practitioners_are_refused(
    method: Method, own: list[float], reference: list[float], *, answered: bool
) -> None:
    assert isinstance(method(two(own, reference)), Estimate) == answered


@each
@pytest.mark.parametrize(
    ("own", "reference"),
    [([0.0] * 8, [0.0] * 8), ([1.0] * 8, [0.0] * 8), ([0.1] * 8, [0.3] * 8)],
    ids=["nobody had it", "all of one group had it", "no spread in either"],
)
def test_no_spread_is_refused_rather_than_given_no_width(
    method: Method, own: list[float], reference: list[float]
) -> None:
    assert isinstance(method(two(own, reference)), NotEstimable)


@each
def test_yes_or_no_outcomes_are_ones_and_noughts(method: Method) -> None:
    result = method(two([1, 1, 1, 0, 1, 1, 1, 0], [0, 0, 1, 0, 0, 1, 0, 0]))
    assert isinstance(result, Estimate)
    assert result.value == pytest.approx(0.5)
    assert result.n == 16


@each
def test_one_person_a_practitioner_is_a_comparison_of_people(method: Method) -> None:
    result = method(two([4, 6, 5, 9], [3, 4, 2, 5], people=1))
    assert isinstance(result, Estimate)
    assert (result.value, result.answers["se"]) == pytest.approx((2.5, 1.2583), abs=1e-4)


def test_caseloads_weigh_practitioners_alike_or_people_alike() -> None:
    """Three practitioners with one person each at 0, and one with five people at 8."""
    own = ClusteredValues(np.array([0.0, 1, 0, 8, 8, 8, 8, 8]), np.array([0, 1, 2, 3, 3, 3, 3, 3]))
    groups = TwoClustered(own, group([0.0, 1, 0, 1], 1))
    by_practitioner, by_people = (method(groups) for method in METHODS)
    assert isinstance(by_practitioner, Estimate)
    assert isinstance(by_people, Estimate)
    assert (by_practitioner.value, by_people.value) == pytest.approx((2.25 - 0.5, 41 / 8 - 0.5))


@pytest.mark.parametrize(
    ("covariate", "answered"),
    [([5.0] * 16, False), ([1.0] * 8 + [0.0] * 8, False), (list(np.arange(16.0) % 5), True)],
    ids=["the same for everybody", "the same as the group", "of its own"],
)
def test_a_covariate_must_say_something_of_its_own(covariate: list[float], *, answered: bool) -> None:
    own = group([1, 2, 2, 2, 1, 1, 3, 4], 2, covariate[:8])
    reference = group([3, 5, 6, 6, 2, 4, 3, 3], 2, covariate[8:])
    assert isinstance(ClusterRobust()(TwoClustered(own, reference)), Estimate) == answered


def test_practitioners_may_be_named_and_both_groups_need_the_covariate() -> None:
    named = ClusteredValues(np.arange(4.0), np.array(["Ba", "Ab", "Ba", "C"]))
    assert named.clusters.tolist() == [1, 0, 1, 2]
    with pytest.raises(ValueError, match="both groups or for neither"):
        TwoClustered(group([1.0, 2], 1, [1.0, 2]), group([1.0, 2], 1))
    with pytest.raises(ValueError, match="same length"):
        ClusteredValues(np.arange(4.0), np.arange(3))
