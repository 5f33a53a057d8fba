"""What `odds_ratio` answers at its edges."""

import math

import pytest

from fairclaim.stats.methods.odds_ratio import OddsRatio
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import Counts, TwoCounts

title = "Odds ratios"

NONE = math.inf

EDGES = [
    # own, reference, interval, estimate, lower, upper (to four decimals; NONE is no limit)
    ((5, 15), (0, 15), "conditional_exact", NONE, 1.0719, NONE),
    ((0, 15), (5, 15), "conditional_exact", 0.0, 0.0, 0.9330),
    ((5, 15), (1, 15), "conditional_exact", 6.5816, 0.6018, 354.1663),
    ((5, 15), (1, 15), "woolf", 7.0, 0.7051, 69.4901),
    ((10, 10), (3, 10), "conditional_exact", NONE, 2.5755, NONE),
    ((10, 10), (10, 11), "conditional_exact", NONE, 0.0233, NONE),
    ((1, 1), (0, 1), "conditional_exact", NONE, 0.0256, NONE),
    ((8, 20), (8, 20), "conditional_exact", 1.0, 0.2355, 4.2459),
]


@pytest.mark.parametrize(
    ("own", "reference", "interval", "value", "lower", "upper"), EDGES, ids=[f"{r[2]}-{r[0]}-{r[1]}" for r in EDGES]
)
def test_limits_that_do_not_exist_are_left_open(
    own: tuple[int, int], reference: tuple[int, int], interval: str, value: float, lower: float, upper: float
) -> None:
    result = OddsRatio(interval=interval)(TwoCounts(Counts(*own), Counts(*reference)))
    assert isinstance(result, Estimate)
    assert tuple(round(number, 4) for number in (result.value, result.lower, result.upper)) == (value, lower, upper)
    assert result.answers.get("upper_infinite", False) is math.isinf(upper)


NO_ODDS = "Nobody had the outcome, or everybody had it, so there are no odds to compare."
NEEDS = "This interval needs people with the outcome and people without it in both groups."

REFUSED = [
    # own, reference, interval, the reason
    ((0, 0), (1, 5), "woolf", "Nobody was counted in the group reported on, so there is nothing to compare."),
    ((1, 5), (0, 0), "woolf", "Nobody was counted in the reference group, so there is nothing to compare."),
    ((0, 5), (0, 9), "conditional_exact", NO_ODDS),
    ((5, 5), (9, 9), "conditional_exact", NO_ODDS),
    ((0, 5), (0, 9), "woolf", NO_ODDS),
    ((0, 15), (5, 15), "woolf", NEEDS),
    ((5, 15), (15, 15), "woolf", NEEDS),
]


@pytest.mark.parametrize(
    ("own", "reference", "interval", "reason"), REFUSED, ids=[f"{r[2]}-{r[0]}-{r[1]}" for r in REFUSED]
)
def test_what_is_refused(own: tuple[int, int], reference: tuple[int, int], interval: str, reason: str) -> None:
    assert OddsRatio(interval=interval)(TwoCounts(Counts(*own), Counts(*reference))) == NotEstimable(reason)


def test_both_shares_and_fishers_p_travel_with_the_ratio() -> None:
    result = OddsRatio()(TwoCounts(own=Counts(5, 15), reference=Counts(0, 15)))
    assert isinstance(result, Estimate)
    assert set(result.answers) == {"own", "reference", "p_value", "upper_infinite"}
    assert result.answers["p_value"] == pytest.approx(0.04214559387, rel=1e-9)
    assert "not a ratio of shares" in result.notes[0]
    assert (result.null, result.n, result.unit) == (1.0, 30, "ratio")
