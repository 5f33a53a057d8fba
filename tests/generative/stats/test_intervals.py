"""What must hold of every interval, whatever the numbers."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairclaim.stats.method import Method
from fairclaim.stats.methods.difference import Difference
from fairclaim.stats.methods.paired_change import PairedChange
from fairclaim.stats.methods.proportion import INTERVALS, Proportion
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import Counts, Pairs, Sample, TwoCounts

steady = settings(deadline=None, derandomize=True, max_examples=60)
LEVELS = st.floats(0.5, 0.999)
PEOPLE = st.integers(1, 400)
# Scores in halves of a point, as scales have them: sums and shifts of them are exact.
SCORES = st.integers(-40, 40).map(lambda half_points: half_points / 2)

proportions = pytest.mark.parametrize("interval", INTERVALS)
differences = pytest.mark.parametrize("interval", ["newcombe", "miettinen_nurminen"])
changes_by = pytest.mark.parametrize("interval", ["t", "hodges_lehmann"])


@st.composite
def counts(draw: st.DrawFn) -> Counts:
    n = draw(PEOPLE)
    return Counts(draw(st.integers(0, n)), n)


two_counts = st.builds(TwoCounts, own=counts(), reference=counts())


@st.composite
def pairs(draw: st.DrawFn) -> Pairs:
    both = draw(st.lists(st.tuples(SCORES, SCORES), min_size=0, max_size=60))
    before, after = np.array(both, dtype=float).reshape(-1, 2).T
    return Pairs(before, after)


def mirrored(sample: Counts) -> Counts:
    return Counts(sample.n - sample.events, sample.n)


def limits(method: Method, sample: Sample, level: float = 0.95) -> tuple[float, float, float] | None:
    """Value and limits, or None where there are none: constructing an Estimate has already checked their order."""
    result = method(sample, level=level)
    if isinstance(result, NotEstimable):
        return None
    assert isinstance(result, Estimate)
    assert result.lower < result.upper
    return result.value, result.lower, result.upper


# 1e-9 is the tolerance of the root finders with room to spare; closed forms differ in the last digits.
close = {"rel": 1e-9, "abs": 1e-9}


@proportions
@steady
@given(sample=counts(), level=LEVELS)
def test_an_interval_of_a_share_lies_within_nought_and_one_and_holds_the_share(
    interval: Any, sample: Counts, level: float
) -> None:
    found = limits(Proportion(interval=interval), sample, level)
    assert found is not None
    assert 0 <= found[1] <= found[0] <= found[2] <= 1


@proportions
@steady
@given(sample=counts(), level=LEVELS)
def test_counting_the_others_mirrors_the_share(interval: Any, sample: Counts, level: float) -> None:
    found, other = (limits(Proportion(interval=interval), s, level) for s in (sample, mirrored(sample)))
    assert found is not None
    assert other is not None
    assert other == pytest.approx((1 - found[0], 1 - found[2], 1 - found[1]), **close)


@proportions
@steady
@given(sample=counts(), one=LEVELS, other=LEVELS)
def test_intervals_of_a_share_are_nested_in_level(interval: Any, sample: Counts, one: float, other: float) -> None:
    narrow, wide = (limits(Proportion(interval=interval), sample, level) for level in sorted((one, other)))
    assert narrow is not None
    assert wide is not None
    assert wide[1] <= narrow[1] + 1e-12
    assert narrow[2] <= wide[2] + 1e-12


@proportions
@steady
@given(sample=counts(), level=LEVELS)
def test_an_array_gives_what_its_members_give(interval: str, sample: Counts, level: float) -> None:
    many = INTERVALS[interval]([sample.events, 0, sample.n], [sample.n] * 3, level)
    alone = INTERVALS[interval](sample.events, sample.n, level)
    assert [many[0][0], many[1][0]] == pytest.approx([float(alone[0]), float(alone[1])], **close)


@differences
@steady
@given(sample=two_counts, level=LEVELS)
def test_swapping_the_groups_flips_the_sign(interval: Any, sample: TwoCounts, level: float) -> None:
    swapped = TwoCounts(own=sample.reference, reference=sample.own)
    found, other = (limits(Difference(interval=interval), s, level) for s in (sample, swapped))
    assert found is not None
    assert other == pytest.approx((-found[0], -found[2], -found[1]), **close)


@differences
@steady
@given(sample=two_counts, level=LEVELS)
def test_counting_the_others_flips_the_sign(interval: Any, sample: TwoCounts, level: float) -> None:
    complement = TwoCounts(own=mirrored(sample.own), reference=mirrored(sample.reference))
    found, other = (limits(Difference(interval=interval), s, level) for s in (sample, complement))
    assert found is not None
    assert other == pytest.approx((-found[0], -found[2], -found[1]), **close)


@differences
@steady
@given(sample=two_counts, one=LEVELS, other=LEVELS)
def test_intervals_of_a_difference_are_nested_in_level(
    interval: Any, sample: TwoCounts, one: float, other: float
) -> None:
    narrow, wide = (limits(Difference(interval=interval), sample, level) for level in sorted((one, other)))
    assert narrow is not None
    assert wide is not None
    assert wide[1] <= narrow[1] + 1e-9
    assert narrow[2] <= wide[2] + 1e-9


@differences
@steady
@given(group=counts(), level=LEVELS)
def test_equal_groups_differ_by_nought(interval: Any, group: Counts, level: float) -> None:
    found = limits(Difference(interval=interval), TwoCounts(own=group, reference=group), level)
    assert found is not None
    assert found[0] == 0
    assert found[1] == pytest.approx(-found[2], **close)


@changes_by
@steady
@given(sample=pairs(), level=LEVELS)
def test_swapping_the_times_flips_the_sign(interval: Any, sample: Pairs, level: float) -> None:
    swapped = Pairs(before=sample.after, after=sample.before)
    found, other = (limits(PairedChange(interval=interval), s, level) for s in (sample, swapped))
    assert (found is None) == (other is None)
    if found is not None:
        assert other == pytest.approx((-found[0], -found[2], -found[1]), **close)


@changes_by
@steady
@given(sample=pairs(), points=SCORES)
def test_the_same_points_added_at_both_times_change_nothing(interval: Any, sample: Pairs, points: float) -> None:
    moved = Pairs(before=sample.before + points, after=sample.after + points)
    assert limits(PairedChange(interval=interval), moved) == limits(PairedChange(interval=interval), sample)


@changes_by
@steady
@given(sample=pairs(), order=st.randoms(use_true_random=False))
def test_the_order_of_people_does_not_matter(interval: Any, sample: Pairs, order: Any) -> None:
    people = list(range(len(sample.before)))
    order.shuffle(people)
    shuffled = Pairs(before=sample.before[people], after=sample.after[people])
    found, other = (limits(PairedChange(interval=interval), s) for s in (sample, shuffled))
    assert (found is None) == (other is None)
    if found is not None:
        assert other == pytest.approx(found, **close)


@changes_by
@steady
@given(sample=pairs(), one=LEVELS, other=LEVELS)
def test_intervals_of_a_change_are_nested_in_level(interval: Any, sample: Pairs, one: float, other: float) -> None:
    narrow, wide = (limits(PairedChange(interval=interval), sample, level) for level in sorted((one, other)))
    if narrow is not None and wide is not None:
        assert wide[1] <= narrow[1] + 1e-12
        assert narrow[2] <= wide[2] + 1e-12
