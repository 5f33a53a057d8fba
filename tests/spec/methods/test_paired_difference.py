"""What `paired_difference` answers at its edges."""

import pytest

from fairclaim.stats.methods.paired_difference import PairedDifference
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import PairedCounts

title = "The same people asked twice, yes or no"

EDGES = [
    # both, first only, second only, neither, estimate, lower, upper (to four decimals)
    ((54, 0, 0, 0), 0.0, -0.0664, 0.0664),
    ((0, 0, 0, 54), 0.0, -0.0664, 0.0664),
    ((27, 0, 0, 27), 0.0, -0.0351, 0.0351),
    ((0, 54, 0, 0), 1.0, 0.9061, 1.0),
    ((0, 0, 54, 0), -1.0, -1.0, -0.9061),
    ((0, 27, 27, 0), 0.0, -0.2577, 0.2577),
    ((36, 14, 0, 0), 0.28, 0.1528, 0.4167),
    ((1, 0, 0, 0), 0.0, -0.7935, 0.7935),
    ((0, 1, 0, 0), 1.0, -0.1221, 1.0),
]


@pytest.mark.parametrize(("counts", "value", "lower", "upper"), EDGES, ids=[str(row[0]) for row in EDGES])
def test_nobody_changed_everybody_changed_and_one_person_are_estimable(
    counts: tuple[int, int, int, int], value: float, lower: float, upper: float
) -> None:
    result = PairedDifference()(PairedCounts(*counts))
    assert isinstance(result, Estimate)
    assert (result.value, round(result.lower, 4), round(result.upper, 4)) == (value, lower, upper)


def test_nobody_seen_twice_is_not_estimable() -> None:
    result = PairedDifference()(PairedCounts(0, 0, 0, 0))
    assert result == NotEstimable("Nobody was seen on both occasions, so there is nothing to compare.")


def test_both_shares_and_mcnemars_statistic_travel_with_the_difference() -> None:
    result = PairedDifference()(PairedCounts(both=18, first_only=14, second_only=0, neither=18))
    assert isinstance(result, Estimate)
    assert result.answers == {"first": 0.64, "second": 0.36, "mcnemar_chi2": 14.0}
    assert (result.null, result.n, result.unit) == (0.0, 50, "proportion_difference")


def test_where_nobody_changed_there_is_no_statistic() -> None:
    result = PairedDifference()(PairedCounts(54, 0, 0, 0))
    assert isinstance(result, Estimate)
    assert result.answers["mcnemar_chi2"] == float("inf")  # Which JSON writes as null.


def test_counts_of_people_are_whole_and_not_negative() -> None:
    for counts in ((-1, 2, 3, 4), (1, 2, 3, 0.5)):
        with pytest.raises(ValueError, match=r"0 or more|whole number"):
            PairedCounts(*counts)  # type: ignore[arg-type]
