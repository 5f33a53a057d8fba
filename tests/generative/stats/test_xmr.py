"""What must hold of every control chart, whatever the series."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairclaim.stats.methods.xmr import XmR
from fairclaim.stats.numbers.units.making_data_count import COMMON_CAUSE
from fairclaim.stats.results import Limits, Process
from fairclaim.stats.samples import Series

steady = settings(deadline=None, derandomize=True, max_examples=120)
# Whole numbers, so that shifting a series by a whole number moves no point across a limit by rounding.
VALUES = st.lists(st.integers(0, 60), min_size=1, max_size=40)
OPPOSITE = {"common": "common", "improvement": "concern", "concern": "improvement"}


@st.composite
def series(draw: st.DrawFn) -> Series:
    values = draw(VALUES)
    steps = draw(st.lists(st.sampled_from([1, 1, 1, 1, 2]), min_size=len(values), max_size=len(values)))
    return Series(np.array(values, dtype=float), tuple(np.cumsum(steps).tolist()))


def chart(sample: Series, **options: Any) -> Process:
    result = XmR(**options)(sample)
    assert isinstance(result, Process)
    return result


@steady
@given(sample=series(), constant=st.integers(-50, 50))
def test_adding_a_constant_moves_the_limits_and_no_label(sample: Series, constant: int) -> None:
    found, moved = chart(sample), chart(Series(sample.values + constant, sample.positions))
    assert isinstance(moved.limits, Limits) == isinstance(found.limits, Limits)
    if isinstance(found.limits, Limits) and isinstance(moved.limits, Limits):
        assert (moved.limits.lower, moved.limits.upper) == pytest.approx(
            (found.limits.lower + constant, found.limits.upper + constant), abs=1e-9
        )
        assert moved.labels == found.labels


@steady
@given(sample=series())
def test_the_other_direction_flips_every_point_type(sample: Series) -> None:
    higher, lower = chart(sample, better="higher"), chart(sample, better="lower")
    assert lower.labels == higher.labels
    assert lower.point_types == tuple(OPPOSITE[kind] for kind in higher.point_types)


@steady
@given(sample=series())
def test_turning_the_scale_round_turns_the_labels_round(sample: Series) -> None:
    found, turned = chart(sample), chart(Series(-sample.values, sample.positions))
    swap = {"Above": "Below", "Below": "Above", "UCL": "LCL", "LCL": "UCL", "(Increasing)": "(Decreasing)"}
    swap |= {"(Decreasing)": "(Increasing)"}
    assert turned.labels == tuple(" ".join(swap.get(word, word) for word in label.split()) for label in found.labels)


@steady
@given(sample=series(), months=st.integers(-600, 600))
def test_the_calendar_does_not_matter(sample: Series, months: int) -> None:
    later = Series(sample.values, tuple(position + months for position in sample.positions))
    found, moved = chart(sample), chart(later)
    assert (moved.labels, moved.segments) == (found.labels, found.segments)


@steady
@given(sample=series())
def test_limits_lie_around_the_mean_and_screening_never_widens_them(sample: Series) -> None:
    screened, raw = chart(sample).limits, chart(sample, screen_outliers=False).limits
    if isinstance(screened, Limits) and isinstance(raw, Limits):
        assert screened.lower < screened.mean < screened.upper
        assert screened.mean == raw.mean
        assert screened.upper - screened.lower <= raw.upper - raw.lower + 1e-12
        assert raw.ranges_dropped == 0


@steady
@given(sample=series(), target=st.integers(-40, 100))
def test_assurance_agrees_with_the_limits(sample: Series, target: int) -> None:
    result = chart(sample, target=target)
    if not isinstance(result.limits, Limits):
        assert result.assurance == "no target"
        return
    inside = result.limits.lower <= target <= result.limits.upper
    assert (result.assurance == "hit or miss") == inside
    assert chart(sample, target=target, better="lower").assurance == {"pass": "fail", "fail": "pass"}.get(
        result.assurance, result.assurance
    )


@steady
@given(first=series(), second=series())
def test_segments_do_not_see_each_other(first: Series, second: Series) -> None:
    """A chart recalculated at the join is the two charts side by side."""
    start = first.positions[-1] + 1
    offset = start - second.positions[0]
    joined = Series(
        np.concatenate([first.values, second.values]),
        (*first.positions, *(position + offset for position in second.positions)),
    )
    whole, one, two = chart(joined, rebase_at=(start,)), chart(first), chart(second)
    assert whole.labels == one.labels + two.labels
    assert [limits for _, limits in whole.segments] == [one.limits, two.limits]


@steady
@given(sample=series())
def test_one_label_and_one_type_a_point(sample: Series) -> None:
    result = chart(sample)
    assert len(result.labels) == len(result.point_types) == len(sample.values)
    assert all(
        (label == COMMON_CAUSE) == (kind == "common")
        for label, kind in zip(result.labels, result.point_types, strict=True)
    )
