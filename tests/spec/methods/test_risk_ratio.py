"""What `risk_ratio` answers at its edges."""

import math

import pytest

from fairclaim.stats.methods.risk_ratio import RiskRatio
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import Counts, TwoCounts

title = "How many times as high a share"

NONE = math.inf

EDGES = [
    # own, reference, interval, estimate, lower, upper (to four decimals; NONE is no limit)
    ((9, 10), (3, 10), "score", 3.0, 1.3532, 8.4677),
    ((9, 10), (3, 10), "log", 3.0, 1.1384, 7.9062),
    ((5, 15), (0, 15), "score", NONE, 1.5087, NONE),
    ((0, 15), (5, 15), "score", 0.0, 0.0, 0.6628),
    ((10, 10), (10, 10), "score", 1.0, 0.7225, 1.3841),
    ((10, 10), (5, 10), "log", 2.0, 1.0761, 3.7171),
    ((1, 1), (0, 1), "score", NONE, 0.5206, NONE),
    ((1, 1), (1, 1), "score", 1.0, 0.2065, 4.8415),
]


@pytest.mark.parametrize(
    ("own", "reference", "interval", "value", "lower", "upper"), EDGES, ids=[f"{r[2]}-{r[0]}-{r[1]}" for r in EDGES]
)
def test_limits_that_do_not_exist_are_left_open(
    own: tuple[int, int], reference: tuple[int, int], interval: str, value: float, lower: float, upper: float
) -> None:
    result = RiskRatio(interval=interval)(TwoCounts(Counts(*own), Counts(*reference)))
    assert isinstance(result, Estimate)
    assert (result.value, round(result.lower, 4), round(result.upper, 4)) == (value, lower, upper)


NEEDS = "This interval needs somebody with the outcome in each group, and somebody without it in one of them."

REFUSED = [
    # own, reference, interval, the reason
    ((0, 0), (1, 5), "score", "Nobody was counted in the group reported on, so there is nothing to compare."),
    ((1, 5), (0, 0), "log", "Nobody was counted in the reference group, so there is nothing to compare."),
    ((0, 5), (0, 9), "score", "Nobody had the outcome in either group, so there is no ratio of the two shares."),
    ((0, 5), (0, 9), "log", "Nobody had the outcome in either group, so there is no ratio of the two shares."),
    ((0, 15), (5, 15), "log", NEEDS),
    ((5, 15), (0, 15), "log", NEEDS),
    ((9, 9), (5, 5), "log", NEEDS),
]


@pytest.mark.parametrize(
    ("own", "reference", "interval", "reason"), REFUSED, ids=[f"{r[2]}-{r[0]}-{r[1]}" for r in REFUSED]
)
def test_what_is_refused(own: tuple[int, int], reference: tuple[int, int], interval: str, reason: str) -> None:
    assert RiskRatio(interval=interval)(TwoCounts(Counts(*own), Counts(*reference))) == NotEstimable(reason)


def test_both_shares_travel_with_the_ratio() -> None:
    result = RiskRatio()(TwoCounts(own=Counts(56, 70), reference=Counts(48, 80)))
    assert isinstance(result, Estimate)
    assert result.answers == {"own": 0.8, "reference": 0.6}
    assert (result.null, result.n, result.unit) == (1.0, 150, "ratio")
