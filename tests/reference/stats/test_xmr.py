"""Control charts against NHSRplotthedots (vignettes, snapshots) and against NHS England's published series."""

import csv
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from fairclaim.stats.methods.xmr import XmR
from fairclaim.stats.numbers.units.natural_limits import natural_limits
from fairclaim.stats.results import Limits, Process
from fairclaim.stats.samples import Series

NHS = Path(__file__).parents[3].parent / "shared" / "data" / "nhs"


def chart(values: list[float], **options: object) -> Process:
    result = XmR(**options)(Series(np.array(values, dtype=float)))  # type: ignore[arg-type]
    assert isinstance(result, Process)
    return result


def limits_of(values: list[float], *, screen: bool = True) -> Limits:
    limits = natural_limits(np.array(values, dtype=float), tuple(range(len(values))), screen=screen)
    assert isinstance(limits, Limits)
    return limits


# NHSRplotthedots 0.2.2, vignette "deviations": cases A (screened) and B (as the Excel tool, unscreened).
SPIKE = [1.0, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
# Its snapshot series r1 (R: set.seed(123); rnorm(20)): C; with the fifteenth point at 10: D and E.
R1 = [
    *(-0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123),
    *(-0.68685285, -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314),
    *(0.49785048, -1.96661716, 0.70135590, -0.47279141),
]
R1_SPIKED = [*R1[:14], 10.0, *R1[15:]]

LIMITS = [
    # case, values, screened, mean, lower, upper, decimals printed
    ("A", SPIKE, True, 1.944444, -0.715556, 4.604444, 6),
    ("B", SPIKE, False, 1.944444, -3.062614, 6.951503, 6),
    ("C", R1, True, 0.1416238, -3.011380, 3.294627, 6),
    ("D", R1_SPIKED, True, 0.6694159, -2.383666, 3.722497, 6),
    ("E", R1_SPIKED, False, 0.6694159, -4.596625, 5.935457, 6),
    ("F", R1[:12], True, 0.194179, -2.607400, 2.995758, 6),
]


@pytest.mark.parametrize(
    ("values", "screen", "mean", "lower", "upper", "decimals"), [r[1:] for r in LIMITS], ids=[r[0] for r in LIMITS]
)
def test_limits(values: list[float], screen: bool, mean: float, lower: float, upper: float, decimals: int) -> None:
    limits = limits_of(values, screen=screen)
    assert (limits.mean, limits.lower, limits.upper) == pytest.approx((mean, lower, upper), abs=0.6 * 10**-decimals)


def test_case_a_has_one_special_point() -> None:
    result = chart(SPIKE)
    assert [label for label in result.labels if label != "Common Cause"] == ["Above UCL"]
    assert result.labels[4] == "Above UCL"
    limits = limits_of(SPIKE)
    assert (limits.mean_moving_range, limits.ranges_dropped) == (1.0, 2)
    assert limits_of(SPIKE, screen=False).mean_moving_range == pytest.approx(1.882353, abs=5e-7)


def test_case_c_is_all_common_cause() -> None:
    assert set(chart(R1).labels) == {"Common Cause"}


def test_case_g_points_on_opposite_sides_are_not_two_in_three() -> None:
    values = [1.0, -1.0] * 8
    values[14], values[15] = 5.5, -5.5
    assert chart(values).labels[-2:] == ("Common Cause", "Common Cause")


# NHS England, A&E attendances, RJZ, type 1 breaches, April 2016 to March 2019 (Open Government Licence v3.0).
RJZ = [
    *(3608, 3515, 3730, 3805, 2572, 4042, 4252, 4568, 5682, 4887, 3754, 4153),
    *(3277, 3364, 3348, 2805, 3048, 3336, 4147, 4449, 4846, 4931, 5103, 6284),
    *(4530, 4528, 3716, 4899, 3990, 4992, 4709, 5577, 6113, 6685, 6085, 5908),
]


def test_case_l_type_1_breaches_of_one_trust() -> None:
    result, limits = chart(RJZ, better="lower"), limits_of(RJZ)
    assert (limits.mean, limits.mean_moving_range) == pytest.approx((4423.277778, 592.914286), abs=5e-7)
    assert (limits.lower, limits.upper, limits.ranges_dropped) == (
        pytest.approx(2846.125778, abs=5e-7),
        pytest.approx(6000.429778, abs=5e-7),
        0,
    )
    assert Counter(result.labels) == {
        "7 Points Below CL": 8,
        "7 Point Trend (Increasing)": 7,
        "Common Cause": 6,
        "7 Points Above CL": 6,
        "Above UCL": 4,
        "2 in 3 Below CL": 3,
        "Below LCL": 2,
    }
    assert result.labels[-1] == "7 Points Above CL"
    assert result.point_types[-1] == "concern"


# England, all types, attendances and four-hour breaches of the same publication.
ATTENDANCES = [
    *(1867781, 2070340, 1958802, 2079034, 1932901, 1952464, 2001816, 1907871, 1944567, 1895272, 1735619, 2015834),
    *(1949762, 2066789, 1994056, 2073944, 1924663, 1925961, 2044137, 1976971, 2003954, 2000086, 1820012, 2049785),
    *(1984369, 2164458, 2093942, 2179896, 1997854, 2005695, 2079492, 2037847, 2047518, 2113413, 1954947, 2167550),
]
BREACHES = [
    *(186122, 201329, 184912, 201973, 174419, 182597, 219137, 221713, 268818, 281612, 216416, 201392),
    *(184930, 212872, 184945, 200180, 186706, 199027, 205602, 222082, 300893, 294029, 272187, 315232),
    *(226764, 208002, 193418, 232824, 205239, 221756, 228550, 252602, 277514, 330696, 308388, 290359),
]


def test_case_m_england_four_hour_performance() -> None:
    performance = [1 - late / seen for late, seen in zip(BREACHES, ATTENDANCES, strict=True)]
    limits = limits_of(performance)
    assert limits_of(performance, screen=False).mean_moving_range == pytest.approx(0.010808, abs=5e-7)
    assert (limits.mean, limits.mean_moving_range) == pytest.approx((0.884706, 0.009120), abs=5e-7)
    assert (limits.lower, limits.upper) == pytest.approx((0.860447, 0.908964), abs=6e-7)
    assert limits.ranges_dropped == 2


# NHS England, 2-hour urgent community response, England, April 2024 to March 2025 (Open Government Licence v3.0).
UCR = [85.39, 85.50, 84.77, 84.67, 85.60, 84.86, 84.16, 83.55, 83.51, 83.21, 84.39, 84.62]


def test_case_n_england_two_hour_response() -> None:
    result, limits = chart(UCR, target=70), limits_of(UCR)
    assert (limits.mean, limits.lower, limits.upper) == pytest.approx((84.51917, 83.14806, 85.89028), abs=5e-6)
    # Printed to five decimals as 0.51545, which cuts 5.67/11 = 0.5154545… rather than rounding it.
    assert limits.mean_moving_range == pytest.approx(0.51545, abs=1e-5)
    november_to_january = slice(7, 10)
    assert set(result.labels[november_to_january]) == {"2 in 3 Below CL"}
    assert set(result.labels[:7] + result.labels[10:]) == {"Common Cause"}
    assert result.assurance == "pass"
    assert not limits.trial


@pytest.mark.skipif(not NHS.is_dir(), reason="../shared/data/nhs is not here")
def test_the_typed_series_are_the_published_ones() -> None:
    with (NHS / "ucr_two_hour_2024_25_monthly.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["org_type"] == "National"]
    assert [float(row["two_hour_standard_met_pct"]) for row in sorted(rows, key=lambda row: row["month"])] == UCR
    with (NHS / "ae_attendances.csv").open(encoding="utf-8") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["period"])
    assert [float(r["breaches"]) for r in rows if (r["org_code"], r["type"]) == ("RJZ", "1")] == RJZ
    for column, typed in (("attendances", ATTENDANCES), ("breaches", BREACHES)):
        sums = Counter[str]()
        for row in rows:
            sums[row["period"]] += int(float(row[column]))
        assert list(sums.values()) == typed
