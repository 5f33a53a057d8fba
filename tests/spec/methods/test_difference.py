"""What `difference` answers at its edges."""

import pytest

from fairclaim.stats.methods.difference import Difference
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import Counts, TwoCounts

title = "Two groups of different people"

EDGES = [
    # own, reference, interval, lower, upper (to four decimals)
    ((0, 10), (0, 10), "newcombe", -0.2775, 0.2775),
    ((0, 10), (0, 10), "miettinen_nurminen", -0.2879, 0.2879),
    ((10, 10), (0, 20), "newcombe", 0.6791, 1.0),
    ((10, 10), (0, 20), "miettinen_nurminen", 0.7156, 1.0),
    ((0, 20), (10, 10), "newcombe", -1.0, -0.6791),
    ((0, 20), (10, 10), "miettinen_nurminen", -1.0, -0.7156),
    ((1, 1), (0, 1), "newcombe", -0.1221, 1.0),
    ((20, 20), (20, 20), "newcombe", -0.1611, 0.1611),
]


@pytest.mark.parametrize(
    ("own", "reference", "interval", "lower", "upper"), EDGES, ids=[f"{r[2]}-{r[0]}-{r[1]}" for r in EDGES]
)
def test_no_events_all_events_and_one_person_are_estimable(
    own: tuple[int, int], reference: tuple[int, int], interval: str, lower: float, upper: float
) -> None:
    result = Difference(interval=interval)(TwoCounts(Counts(*own), Counts(*reference)))
    assert isinstance(result, Estimate)
    assert (round(result.lower, 4), round(result.upper, 4)) == (lower, upper)


@pytest.mark.parametrize(
    ("own", "reference", "words"),
    [
        ((0, 0), (1, 5), "the group reported on"),
        ((1, 5), (0, 0), "the reference group"),
        ((0, 0), (0, 0), "the group reported on"),
    ],
    ids=["own empty", "reference empty", "both empty"],
)
def test_an_empty_group_is_named(own: tuple[int, int], reference: tuple[int, int], words: str) -> None:
    result = Difference()(TwoCounts(Counts(*own), Counts(*reference)))
    assert result == NotEstimable(f"Nobody was counted in {words}, so there is nothing to compare.")


def test_both_shares_travel_with_the_difference() -> None:
    result = Difference()(TwoCounts(own=Counts(56, 70), reference=Counts(48, 80)))
    assert isinstance(result, Estimate)
    assert result.answers == {"own": 0.8, "reference": 0.6}
    assert (result.null, result.n, result.unit) == (0.0, 150, "proportion_difference")
