"""How a series is charted: limits, rules, gaps, recalculations, targets. Rules are NHS England's Making Data Count."""

import numpy as np
import pytest

from fairclaim.stats.methods.xmr import XmR
from fairclaim.stats.numbers.units.making_data_count import (
    COMMON_CAUSE,
    assurance,
    classify,
    close,
    outside,
    point_type,
    shift,
    side,
    trend,
    two_in_three,
)
from fairclaim.stats.results import Limits, NotEstimable, Process
from fairclaim.stats.samples import Series

title = "One value a month"

CC, UP, DOWN = COMMON_CAUSE, "7 Point Trend (Increasing)", "7 Point Trend (Decreasing)"
ABOVE, BELOW = "7 Points Above CL", "7 Points Below CL"
# Mean 0, limits at 9 and -9, so that points beyond 6 are close to a limit.
NINE = Limits(mean=0.0, lower=-9.0, upper=9.0, mean_moving_range=9 / 2.66, ranges_dropped=0, trial=False)


def chart(values: list[float], positions: tuple[int, ...] = (), **options: object) -> Process:
    result = XmR(**options)(Series(np.array(values, dtype=float), positions))  # type: ignore[arg-type]
    assert isinstance(result, Process)
    return result


RULES = [
    ("nothing special", [1, -1, 1, -1], [CC] * 4),
    ("above the upper limit", [1, 10, -1], [CC, "Above UCL", CC]),
    ("below the lower limit", [1, -10, 1], [CC, "Below LCL", CC]),
    ("on a limit is inside", [1, 9, -9], [CC] * 3),
    ("seven rising", [-3, -2, -1, 0, 1, 2, 3], [UP] * 7),
    ("seven falling", [3, 2, 1, 0, -1, -2, -3], [DOWN] * 7),
    ("six rising", [-3, -2, -1, 0, 1, 2], [CC] * 6),
    ("a tie breaks a trend", [-3, -2, -1, -1, 0, 1, 2, 3], [CC] * 8),
    ("a level stretch does not undo the rise before it", [*range(-6, 1), *[0] * 6], [UP] * 7 + [CC] * 6),
    ("seven on the mean", [0] * 7, [CC] * 7),
    ("two of three close, above", [7, 1, 7, -1], ["2 in 3 Above CL", CC, "2 in 3 Above CL", CC]),
    ("two of three close, below", [-1, -7, -7, -2], [CC, "2 in 3 Below CL", "2 in 3 Below CL", CC]),
    ("two close and one across the mean", [7, -1, 7], [CC] * 3),
    ("two close and one on the mean", [7, 0, 7], [CC] * 3),
    ("two points do not make three", [7, 7], [CC] * 2),
    ("a point outside is not close", [10, 1, 7], ["Above UCL", CC, CC]),
    ("two thirds of the way is not beyond it", [6, 1, 6], [CC] * 3),
    ("seven above", [1, 2, 1, 2, 1, 2, 1, -1], [ABOVE] * 7 + [CC]),
    ("eight below", [-1, -2] * 4, [BELOW] * 8),
    ("six above", [1, 2, 1, 2, 1, 2, -1], [CC] * 7),
    ("a point on the mean breaks a shift", [1, 2, 1, 0, 2, 1, 2], [CC] * 7),
    ("outside comes before all", [1, 2, 3, 4, 5, 5.5, 10], [UP] * 6 + ["Above UCL"]),
    ("a trend comes before two in three and a shift", [1, 2, 3, 4, 5, 7, 8], [UP] * 7),
    (
        "two in three comes before a shift",
        [1, 2, 1, 2, 7, 1, 7],
        [ABOVE] * 4 + ["2 in 3 Above CL", ABOVE, "2 in 3 Above CL"],
    ),
    ("a turning point belongs to the later trend", [*range(-6, 1), *range(-1, -7, -1)], [UP] * 6 + [DOWN] * 7),
]


@pytest.mark.parametrize(("values", "labels"), [r[1:] for r in RULES], ids=[r[0] for r in RULES])
def test_rules(values: list[float], labels: list[str]) -> None:
    assert list(classify(np.array(values, dtype=float), NINE)) == labels


def test_single_rules_on_plain_vectors() -> None:
    """Vectors H, I and J of the reference notes."""
    assert shift(np.array([1.0] * 8 + [-1.0])).tolist() == [1] * 8 + [0]
    assert shift(np.array([-1.0] * 8 + [1.0])).tolist() == [-1] * 8 + [0]
    assert not shift(np.ones(6)).any()
    assert trend(np.arange(1.0, 8)).tolist() == [1] * 7
    assert not trend(np.array([1.0, 2, 3, 3, 4, 5, 6])).any()
    assert trend(np.array([2.0, 7, 6, 5, 4, 3, 2, 1, 3])).tolist() == [0] + [-1] * 7 + [0]
    for near, flags in (
        ([0, 0, 1, 0, 1, 0, 0], [0, 0, 1, 0, 1, 0, 0]),
        ([1, 0, 0, 1], [0, 0, 0, 0]),
        ([1, 0, 0, 1, 1], [0, 0, 0, 1, 1]),
    ):
        assert two_in_three(np.array(near, dtype=float), np.ones(len(near))).tolist() == flags


@pytest.mark.parametrize("rule", [trend, shift, lambda v: two_in_three(v, v), lambda v: side(v, 0.0)])
def test_rules_of_an_empty_stretch(rule: object) -> None:
    assert rule(np.zeros(0)).tolist() == []  # type: ignore[operator]


def test_a_point_on_the_mean_but_for_rounding_lies_on_it() -> None:
    values = np.array([0.1, 0.2, 0.3])
    assert float(np.mean(values)) != 0.2  # What a computer makes of it.
    assert side(values, float(np.mean(values))).tolist() == [-1, 0, 1]


def test_close_and_outside_exclude_each_other() -> None:
    values = np.array([-10.0, -9.0, -6.1, -6.0, 0.0, 6.0, 6.1, 9.0, 10.0])
    assert outside(values, NINE).tolist() == [-1, 0, 0, 0, 0, 0, 0, 0, 1]
    assert close(values, NINE).tolist() == [0, 1, 1, 0, 0, 0, 1, 1, 0]


@pytest.mark.parametrize(
    ("label", "higher_is_better", "lower_is_better"),
    [
        (CC, "common", "common"),
        *((label, "improvement", "concern") for label in ("Above UCL", UP, "2 in 3 Above CL", ABOVE)),
        *((label, "concern", "improvement") for label in ("Below LCL", DOWN, "2 in 3 Below CL", BELOW)),
    ],
)
def test_point_types(label: str, higher_is_better: str, lower_is_better: str) -> None:
    assert (point_type(label, "higher"), point_type(label, "lower")) == (higher_is_better, lower_is_better)


@pytest.mark.parametrize(
    ("lower", "upper", "higher_is_better", "lower_is_better"),
    [
        (1, 3, "fail", "pass"),
        (5, 7, "pass", "fail"),
        (1, 5, "hit or miss", "hit or miss"),
        (1, 4, "hit or miss", "hit or miss"),
        (4, 7, "hit or miss", "hit or miss"),
    ],
    ids=["below", "above", "around", "upper limit on it", "lower limit on it"],
)
def test_assurance_for_a_target_of_four(
    lower: float, upper: float, higher_is_better: str, lower_is_better: str
) -> None:
    """Vector K of the reference notes, and both boundaries."""
    limits = Limits(mean=3.5, lower=lower, upper=upper, mean_moving_range=1.0, ranges_dropped=0, trial=False)
    assert (assurance(limits, 4, "higher"), assurance(limits, 4, "lower")) == (higher_is_better, lower_is_better)


STEADY = [50.0, 52, 49, 51, 48, 53, 50, 52, 49, 51, 50, 52]


@pytest.mark.parametrize(
    ("points", "drawn", "trial"), [(7, False, None), (8, True, True), (11, True, True), (12, True, False)]
)
def test_how_many_points_limits_need(points: int, drawn: bool, trial: bool | None) -> None:
    limits = chart(STEADY[:points]).limits
    assert isinstance(limits, Limits) == drawn
    assert getattr(limits, "trial", None) is trial


def test_points_without_limits_are_not_classified() -> None:
    result = chart([1, 2, 3, 4, 5, 6, 7], target=3)
    assert result.labels == (CC,) * 7
    assert result.point_types == ("common",) * 7
    assert result.assurance == "no target"
    assert result.notes == (
        "Fewer than eight figures are known, too few to say what is usual.",
        "Points without limits are shown as common cause: they were not classified.",
        "Without limits nothing can be said about whether the target will be reached.",
    )


NO_LIMITS = [
    ("constant", [70.0] * 12, (), "The values do not vary from one period to the next, so limits would have no width."),
    (
        "one step, screened away",
        [70.0] * 6 + [80.0] * 6,
        (),
        "The values do not vary from one period to the next, so limits would have no width.",
    ),
    (
        "every other month missing",
        STEADY,
        tuple(range(0, 24, 2)),
        "No two figures are neighbours in time, so how much they usually vary is not known.",
    ),
]


@pytest.mark.parametrize(("values", "positions", "reason"), [r[1:] for r in NO_LIMITS], ids=[r[0] for r in NO_LIMITS])
def test_series_without_limits(values: list[float], positions: tuple[int, ...], reason: str) -> None:
    result = chart(values, positions)
    assert result.limits == NotEstimable(reason)
    assert set(result.labels) == {CC}


def test_an_empty_series_has_no_chart() -> None:
    assert XmR()(Series(np.zeros(0))) == NotEstimable("The series has no points.")


def test_moving_ranges_do_not_cross_a_gap() -> None:
    """The step from 20 to 80 lies across a missing month: it tells nothing about month-to-month variation."""
    values = [20, 21, 20, 21, 20, 21, 80, 81, 80, 81, 80, 81]
    limits = chart(values, (0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12)).limits
    assert isinstance(limits, Limits)
    assert (limits.mean_moving_range, limits.ranges_dropped) == (1.0, 0)


def test_few_moving_ranges_make_trial_limits() -> None:
    limits = chart(STEADY, (0, 1, 3, 4, 6, 7, 9, 10, 12, 13, 15, 16)).limits
    assert isinstance(limits, Limits)
    assert limits.trial  # Twelve points, but six moving ranges.


# Twelve months around 50 that vary by 10 each month set limits wide enough for seven quiet ones to follow.
NOISE = [45.0, 55, 45, 55, 45, 55, 45, 55, 45, 55, 45, 55]
WITHOUT_GAP = tuple(range(19))
ACROSS_GAP = (*range(16), *range(17, 20))  # The month after the sixteenth is missing.


@pytest.mark.parametrize(
    ("tail", "label"),
    [([51.0, 52, 53, 54, 55, 56, 57], UP), ([51.0, 53, 51, 53, 51, 53, 51], ABOVE)],
    ids=["trend", "shift"],
)
def test_runs_do_not_cross_a_gap(tail: list[float], label: str) -> None:
    start = NOISE[::-1] if label == ABOVE else [*NOISE[:11], 60.0]
    assert label in chart(start + tail, WITHOUT_GAP).labels
    assert label not in chart(start + tail, ACROSS_GAP).labels


def test_two_in_three_does_not_cross_a_gap() -> None:
    values = [*STEADY, 58, 53, 58]
    assert chart(values).labels[-3:] == ("2 in 3 Above CL", CC, "2 in 3 Above CL")
    assert set(chart(values, (*range(14), 15)).labels) == {CC}


STEP = [12.0, 15, 9, 14, 11, 13, 16, 10, 12, 14, 11, 9, 13, 15, 25, 24, 26, 23, 27, 25, 24, 26]


def test_everything_restarts_at_a_recalculation() -> None:
    result = chart(STEP, rebase_at=(14,))
    assert [first for first, _ in result.segments] == [0, 14]
    assert set(result.labels) == {CC}
    assert BELOW in chart(STEP).labels


@pytest.mark.parametrize(
    ("rebase_at", "firsts"),
    [((), [0]), ((0,), [0]), ((-5,), [0]), ((99,), [0]), ((14, 14), [0, 14]), ((14, 8), [0, 8, 14])],
    ids=["none", "at the first point", "before the series", "after the series", "twice the same", "in any order"],
)
def test_where_segments_begin(rebase_at: tuple[int, ...], firsts: list[int]) -> None:
    assert [first for first, _ in chart(STEP, rebase_at=rebase_at).segments] == firsts


def test_a_recalculation_in_a_missing_month_begins_with_the_next() -> None:
    positions = (*range(14), *range(15, 23))
    assert [first for first, _ in chart(STEP, positions, rebase_at=(14,)).segments] == [0, 14]


def test_a_short_new_segment_has_no_assurance_even_if_the_old_one_had() -> None:
    result = chart(STEP[:18], rebase_at=(14,), target=5)
    assert isinstance(result.segments[0][1], Limits)
    assert isinstance(result.limits, NotEstimable)
    assert result.assurance == "no target"
    assert chart(STEP[:14], target=1).assurance == "pass"


def test_limits_are_not_cut_at_the_ends_of_the_scale() -> None:
    limits = chart([99.0, 90, 100, 92, 99, 91, 100, 93, 98, 90, 99, 92]).limits
    assert isinstance(limits, Limits)
    assert limits.upper > 100


def test_screening_is_told() -> None:
    spike = [50.0, 52, 49, 51, 48, 53, 50, 95, 51, 49, 52, 50, 48, 51, 53, 50]
    note = "Unusually large steps from one period to the next were left out when the limits were set."
    screened, raw = chart(spike), chart(spike, screen_outliers=False)
    assert note in screened.notes
    assert note not in raw.notes
    assert (screened.method, raw.method) == ("xmr, Making Data Count, screened", "xmr, Making Data Count, not screened")
    assert isinstance(screened.limits, Limits)
    assert screened.limits.ranges_dropped == 2


def test_a_moving_range_of_exactly_the_bound_is_screened_out() -> None:
    """Ten ranges of mean 1000, one of them 3267: only ranges below 3.267 times the mean are kept."""
    steps = [748, -748, 748, -748, 3267, -748, 748, -748, 748, -749]
    limits = chart(list(np.cumsum([50_000, *steps]))).limits
    assert isinstance(limits, Limits)
    assert limits.ranges_dropped == 1
    assert limits.mean_moving_range == pytest.approx(6733 / 9)


def test_no_digits_in_notes() -> None:
    """Numbers reach a page only through a claim."""
    every = (*chart(STEADY[:7], target=70).notes, *chart(STEADY[:9]).notes, *chart([70.0] * 12).notes)
    assert not any(character.isdigit() for note in every for character in note)


def test_unit_and_target_travel_with_the_chart() -> None:
    result = chart(STEADY, target=70, unit="percent_difference")
    assert (result.target, result.unit, result.assurance) == (70, "percent_difference", "fail")


RISEN = [*STEADY, 58, 59, 60]


def test_the_points_judged_do_not_set_their_own_limits() -> None:
    result, before = chart(RISEN, judged_from=12), chart(STEADY)
    assert (result.limits, result.earlier) == (before.limits, 12)
    assert result.labels[-3:] == ("Above UCL",) * 3
    assert "Above UCL" not in chart(RISEN).labels[-3:-1]


def test_as_published_every_point_sets_the_limits() -> None:
    result = chart(RISEN)
    assert result.earlier == 0
    assert isinstance(result.limits, Limits)
    assert result.limits.mean == pytest.approx(sum(RISEN) / len(RISEN))
    assert not any("judged" in note for note in result.notes)


@pytest.mark.parametrize(("before", "earlier"), [(7, 0), (8, 8), (12, 12)])
def test_too_few_points_before_the_judged_ones_and_all_are_used_and_it_is_told(before: int, earlier: int) -> None:
    series = [*STEADY[:before], 51, 50, 52]
    result = chart(series, judged_from=before)
    assert result.earlier == earlier
    said = "Too few points came before those judged, so the limits rest on the judged points as well."
    assert (said in result.notes) == (earlier == 0)
    if not earlier:
        assert result.limits == chart(series).limits


def test_earlier_segments_keep_all_their_points_and_the_last_has_those_before_the_judged() -> None:
    result = chart([*STEP, 25, 24, 26], rebase_at=(14,), judged_from=22)
    whole = chart([*STEP, 25, 24, 26], rebase_at=(14,))
    assert result.segments[0] == whole.segments[0]
    assert (result.segments[1][0], result.earlier) == (14, 8)
    assert result.segments[1][1] == chart(STEP[14:22]).limits


@pytest.mark.parametrize("judged_from", [-3, 0, 99])
def test_judging_from_before_or_after_the_whole_series_changes_no_limit(judged_from: int) -> None:
    assert chart(RISEN, judged_from=judged_from).limits == chart(RISEN).limits


@pytest.mark.parametrize(("decimals", "label"), [(None, "Below LCL"), (2, CC), (3, "Below LCL")])
def test_a_point_on_a_limit_as_it_is_published_is_inside(decimals: int | None, label: str) -> None:
    limits = Limits(mean=84.3, lower=79.9430, upper=88.65, mean_moving_range=1.64, ranges_dropped=0, trial=False)
    assert classify(np.array([79.94, 84.0]), limits, decimals)[0] == label
    assert classify(np.array([79.93, 84.0]), limits, decimals)[0] == "Below LCL"


def test_a_point_on_a_limit_but_for_rounding_is_inside() -> None:
    limits = Limits(mean=0.2, lower=0.1, upper=0.1 + 0.2, mean_moving_range=0.04, ranges_dropped=0, trial=False)
    assert limits.upper != 0.3  # What a computer makes of it.
    assert outside(np.array([0.3, 0.1, np.nextafter(0.1, 0)]), limits).tolist() == [0, 0, 0]
