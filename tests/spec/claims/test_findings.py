"""What an interval is read as: finding by limits, direction and margin."""

import math

import pytest

from fairclaim.claims.findings import finding
from fairclaim.kinds import Better, Finding
from fairclaim.stats.results import Curve, Diagnostic, Estimate, Funnel, Limits, NotEstimable, Process, Result

title = "Findings"


def estimate(lower: float, upper: float, null: float | None = 0.0) -> Estimate:
    return Estimate(
        value=(lower + upper) / 2,
        lower=lower,
        upper=upper,
        level=0.95,
        null=null,
        unit="proportion_difference",
        n=100,
        method="difference, newcombe",
    )


@pytest.mark.parametrize(
    ("lower", "upper", "margin", "better", "harm", "expected"),
    [
        pytest.param(0.02, 0.20, 0.05, "higher", False, Finding.BETTER, id="clear of zero on the better side"),
        pytest.param(-0.20, -0.02, 0.05, "higher", False, Finding.WORSE, id="clear of zero on the worse side"),
        pytest.param(-0.20, -0.02, 0.05, "lower", False, Finding.BETTER, id="lower is better turns it round"),
        pytest.param(-0.03, 0.04, 0.05, "higher", False, Finding.TOO_SMALL, id="wholly within the margin"),
        pytest.param(0.01, 0.04, 0.05, "higher", False, Finding.TOO_SMALL, id="clear of zero but within the margin"),
        pytest.param(-0.05, 0.05, 0.05, "higher", False, Finding.TOO_SMALL, id="limits on the margin belong to it"),
        pytest.param(0.01, 0.04, 0.05, "lower", True, Finding.WORSE, id="a small harm clear of zero is worse"),
        pytest.param(-0.04, -0.01, 0.05, "lower", True, Finding.TOO_SMALL, id="a small fall in harm is small"),
        pytest.param(-0.01, 0.04, 0.05, "lower", True, Finding.TOO_SMALL, id="a small harm over zero is small"),
        pytest.param(-0.10, 0.10, 0.05, "higher", False, Finding.CANNOT_SAY, id="both margins inside"),
        pytest.param(-0.02, 0.10, 0.05, "higher", False, Finding.NO_CLEAR_DIFFERENCE, id="one margin inside"),
        pytest.param(-0.10, 0.02, 0.05, "higher", False, Finding.NO_CLEAR_DIFFERENCE, id="the other margin inside"),
        pytest.param(-0.10, 0.10, None, "higher", False, Finding.NO_CLEAR_DIFFERENCE, id="over zero without a margin"),
        pytest.param(0.00, 0.10, None, "higher", False, Finding.NO_CLEAR_DIFFERENCE, id="touching zero is not clear"),
        pytest.param(0.01, 0.10, None, "lower", False, Finding.WORSE, id="clear of zero without a margin"),
    ],
)
def test_finding_of_an_interval(
    lower: float, upper: float, margin: float | None, better: Better, harm: bool, expected: Finding
) -> None:
    found = finding(estimate(lower, upper), better=better, margin=margin, harm=harm, quarter=(), held_to_target=False)
    assert found is expected


def ratio(lower: float, upper: float, value: float | None = None) -> Estimate:
    middle = math.sqrt(lower * upper) if value is None else value
    return Estimate(
        value=middle, lower=lower, upper=upper, level=0.95, null=1.0, unit="ratio", n=90, method="rate ratio"
    )


@pytest.mark.parametrize(
    ("result", "margin", "better", "harm", "expected"),
    [
        pytest.param(ratio(1.1, 1.8), None, "higher", False, Finding.BETTER, id="clear of one on the better side"),
        pytest.param(ratio(1.1, 1.8), None, "lower", False, Finding.WORSE, id="clear of one where less is better"),
        pytest.param(ratio(0.5, 0.9), None, "lower", False, Finding.BETTER, id="less than before, and less is better"),
        pytest.param(ratio(1.0, 1.8), None, "higher", False, Finding.NO_CLEAR_DIFFERENCE, id="touching one is not clear"),
        pytest.param(ratio(0.92, 1.08), 1.1, "higher", False, Finding.TOO_SMALL, id="within a tenth more or as much less"),
        pytest.param(ratio(1 / 1.1, 1.1), 1.1, "higher", False, Finding.TOO_SMALL, id="limits on the margin belong to it"),
        pytest.param(ratio(0.90, 1.05), 1.1, "higher", False, Finding.NO_CLEAR_DIFFERENCE, id="0.90 is further than 1/1.1"),
        pytest.param(ratio(0.80, 1.25), 1.1, "higher", False, Finding.CANNOT_SAY, id="both margins inside"),
        pytest.param(ratio(0.5, 1.05), 1.1, "higher", False, Finding.NO_CLEAR_DIFFERENCE, id="one margin inside"),
        pytest.param(ratio(1.02, 1.08), 1.1, "lower", True, Finding.WORSE, id="a small harm clear of one is worse"),
        pytest.param(ratio(1.3, math.inf, 4.0), None, "lower", False, Finding.WORSE, id="without an upper limit"),
        pytest.param(ratio(1.3, math.inf, math.inf), 1.1, "higher", False, Finding.BETTER, id="to nobody at all"),
        pytest.param(ratio(0.4, math.inf, 4.0), 1.1, "higher", False, Finding.CANNOT_SAY, id="anything from less to no end"),
        pytest.param(ratio(0.0, 0.8, 0.3), 1.1, "lower", False, Finding.BETTER, id="down to none at all"),
        pytest.param(ratio(0.0, 1.05, 0.3), 1.1, "lower", False, Finding.NO_CLEAR_DIFFERENCE, id="from none to about as many"),
    ],
)  # fmt: skip
def test_finding_of_a_ratio(
    result: Estimate, margin: float | None, better: Better, harm: bool, expected: Finding
) -> None:
    found = finding(result, better=better, margin=margin, harm=harm, quarter=(), held_to_target=False)
    assert found is expected


def test_a_time_that_was_not_reached_is_described() -> None:
    time = Estimate(value=math.inf, lower=9, upper=math.inf, level=0.95, null=None, unit="time", n=9, method="survival")
    found = finding(time, better="lower", margin=None, harm=False, quarter=(), held_to_target=False)
    assert found is Finding.DESCRIBED


def test_a_curve_is_read_where_it_is_read_off() -> None:
    steps = {
        "times": (0.0,),
        "values": (0.0,),
        "lower": (0.0,),
        "upper": (0.1,),
        "at_risk": (9,),
        "method": "incidence",
    }
    curve = Curve(read=estimate(0.02, 0.2), **steps)  # type: ignore[arg-type]
    found = finding(curve, better="higher", margin=None, harm=False, quarter=(), held_to_target=False)
    assert found is Finding.BETTER


@pytest.mark.parametrize(
    "result",
    [
        pytest.param(Diagnostic(name="balance", value=0.3, sentence="A number to check by."), id="a number to check by"),
        pytest.param(Funnel(centre=0.5, values=(0.9,), lower_limits=(0.2,), upper_limits=(0.8,), flags=("high",), level=0.95, unit="proportion", method="funnel"), id="a funnel, which is of many services"),
    ],
)  # fmt: skip
def test_what_licenses_no_claim_says_nothing(result: Result) -> None:
    found = finding(result, better="higher", margin=None, harm=False, quarter=(), held_to_target=False)
    assert found is Finding.CANNOT_SAY


def test_a_share_is_held_against_its_target_not_against_zero() -> None:
    share = estimate(0.80, 0.84, null=0.85)
    found = finding(share, better="higher", margin=None, harm=False, quarter=(), held_to_target=False)
    assert found is Finding.WORSE


def test_one_cohort_alone_is_described() -> None:
    share = estimate(0.80, 0.84, null=None)
    found = finding(share, better="higher", margin=0.05, harm=False, quarter=(), held_to_target=False)
    assert found is Finding.DESCRIBED


def test_what_cannot_be_estimated_cannot_be_said() -> None:
    absent = NotEstimable("Nobody was counted.")
    found = finding(absent, better="higher", margin=None, harm=False, quarter=(), held_to_target=False)
    assert found is Finding.CANNOT_SAY


def process(
    types: tuple[str, ...], estimable: bool = True, target: float | None = None, values: tuple[float, ...] = ()
) -> Process:
    limits = Limits(mean=80, lower=70, upper=90, mean_moving_range=3, ranges_dropped=0, trial=False)
    return Process(
        positions=tuple(range(len(types))),
        values=values or (80.0,) * len(types),
        labels=("Common Cause",) * len(types),
        point_types=types,  # type: ignore[arg-type]
        segments=((0, limits if estimable else NotEstimable("Too few months.")),),
        unit="percent",
        target=target,
        assurance="no target",
        method="xmr",
    )


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        pytest.param(("common",) * 5, Finding.NO_CLEAR_DIFFERENCE, id="usual ups and downs"),
        pytest.param(("common", "common", "improvement", "common", "common"), Finding.BETTER, id="one month better"),
        pytest.param(("common", "common", "improvement", "concern", "common"), Finding.WORSE, id="the worst leads"),
        pytest.param(
            ("concern", "common", "common", "common", "common"), Finding.NO_CLEAR_DIFFERENCE, id="before the quarter"
        ),
    ],
)
def test_variation_is_read_within_the_quarter(types: tuple[str, ...], expected: Finding) -> None:
    found = finding(process(types), better="higher", margin=None, harm=False, quarter=(2, 3, 4), held_to_target=False)
    assert found is expected


@pytest.mark.parametrize(
    ("types", "estimable"),
    [
        pytest.param(("improvement",) * 5, False, id="no limits"),
        pytest.param(("improvement", "improvement"), True, id="no month of the quarter published"),
    ],
)
def test_variation_cannot_be_read(types: tuple[str, ...], estimable: bool) -> None:
    chart = process(types, estimable=estimable)
    found = finding(chart, better="higher", margin=None, harm=False, quarter=(2, 3, 4), held_to_target=False)
    assert found is Finding.CANNOT_SAY


USUAL, BETTER, WORSE = ("common",) * 5, ("common",) * 2 + ("improvement",) * 3, ("common",) * 2 + ("concern",) * 3
# Limits 70 to 90 about 80: the quarter is the last three months.
HELD_TO_TARGET = [
    pytest.param(USUAL, (80.0,) * 5, 69.0, Finding.BETTER, id="usual range and months above"),
    pytest.param(USUAL, (80.0,) * 5, 91.0, Finding.WORSE, id="usual range and months below"),
    pytest.param(USUAL, (80.0,) * 5, 70.0, Finding.CANNOT_SAY, id="the lower limit on the target"),
    pytest.param(USUAL, (80.0,) * 5, 90.0, Finding.CANNOT_SAY, id="the upper limit on the target"),
    pytest.param(USUAL, (80.0,) * 5, 75.0, Finding.CANNOT_SAY, id="the target within the usual range"),
    pytest.param(USUAL, (80.0, 80, 80, 69, 80), 69.0, Finding.CANNOT_SAY, id="a month on the target"),
    pytest.param(USUAL, (80.0, 80, 80, 91, 80), 91.0, Finding.CANNOT_SAY, id="a month on the target, from below"),
    pytest.param(USUAL, (80.0, 80, 60, 80, 80), 69.0, Finding.CANNOT_SAY, id="a month below"),
    pytest.param(BETTER, (80.0, 80, 95, 97, 96), 85.0, Finding.BETTER, id="changed, and clear of the target"),
    pytest.param(WORSE, (80.0, 80, 65, 63, 64), 75.0, Finding.WORSE, id="changed, and clear of it below"),
    pytest.param(BETTER, (80.0, 80, 95, 97, 96), 86.0, Finding.CANNOT_SAY, id="changed, and not clear of the target"),
    pytest.param(WORSE, (80.0, 80, 65, 63, 64), 74.0, Finding.CANNOT_SAY, id="changed, and not clear of it below"),
    pytest.param(USUAL, (80.0, 80, 95, 97, 96), 85.0, Finding.CANNOT_SAY, id="above, but not marked as changed"),
    pytest.param(USUAL, (80.0,) * 5, None, Finding.CANNOT_SAY, id="no target"),
]


def held_to_target(chart: Process, better: Better = "higher") -> Finding:
    return finding(chart, better=better, margin=None, harm=False, quarter=(2, 3, 4), held_to_target=True)


@pytest.mark.parametrize(("types", "values", "target", "expected"), HELD_TO_TARGET)
def test_which_side_of_a_target(
    types: tuple[str, ...], values: tuple[float, ...], target: float | None, expected: Finding
) -> None:
    assert held_to_target(process(types, target=target, values=values)) is expected


OPPOSITE = {Finding.BETTER: Finding.WORSE, Finding.WORSE: Finding.BETTER, Finding.CANNOT_SAY: Finding.CANNOT_SAY}
TURNED = {"improvement": "concern", "concern": "improvement", "common": "common"}


@pytest.mark.parametrize(("types", "values", "target", "expected"), HELD_TO_TARGET)
def test_one_rule_decides_better_and_worse(
    types: tuple[str, ...], values: tuple[float, ...], target: float | None, expected: Finding
) -> None:
    """Turned over about the average of its limits, what was better is worse, and the other way round."""
    over = None if target is None else 160 - target
    turned = process(tuple(TURNED[kind] for kind in types), target=over, values=tuple(160 - value for value in values))
    assert held_to_target(turned) is OPPOSITE[expected]
    # Where lower is better, the same chart reads the other way round.
    kinds = tuple(TURNED[kind] for kind in types)
    assert held_to_target(process(kinds, target=target, values=values), better="lower") is OPPOSITE[expected]


def test_a_target_cannot_be_judged_without_limits_or_without_a_month_of_the_quarter() -> None:
    assert held_to_target(process(("common",) * 2, target=60.0)) is Finding.CANNOT_SAY
    assert held_to_target(process(("common",) * 5, estimable=False, target=60.0)) is Finding.CANNOT_SAY
