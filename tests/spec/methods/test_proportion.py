"""What `proportion` answers at its edges."""

import pytest

from fairclaim.stats.methods.proportion import Proportion
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import Counts

title = "A share of one group"

EDGES = [
    # interval, events, n, lower, upper (to four decimals)
    ("wilson", 0, 25, 0.0, 0.1332),
    ("wilson", 29, 29, 0.8830, 1.0),
    ("wilson", 0, 1, 0.0, 0.7935),
    ("wilson", 1, 1, 0.2065, 1.0),
    ("exact", 0, 15, 0.0, 0.2180),
    ("exact", 0, 1, 0.0, 0.9750),
    ("jeffreys", 0, 7, 0.0, 0.2924),
    ("jeffreys", 7, 7, 0.7076, 1.0),
    ("midp", 0, 15, 0.0, 0.1810),
    ("midp", 1, 1, 0.0500, 1.0),
]


@pytest.mark.parametrize(
    ("interval", "events", "n", "lower", "upper"), EDGES, ids=[f"{r[0]}-{r[1]}/{r[2]}" for r in EDGES]
)
def test_no_events_all_events_and_one_person_are_estimable(
    interval: str, events: int, n: int, lower: float, upper: float
) -> None:
    result = Proportion(interval=interval)(Counts(events, n))
    assert isinstance(result, Estimate)
    assert (round(result.lower, 4), round(result.upper, 4)) == (lower, upper)
    assert result.value == events / n


def test_nobody_counted_is_not_estimable() -> None:
    assert Proportion()(Counts(0, 0)) == NotEstimable("Nobody was counted, so there is no share to report.")


@pytest.mark.parametrize("null", [None, 0.85, 0, 1])
def test_the_target_travels_with_the_estimate(null: float | None) -> None:
    result = Proportion(null=null)(Counts(7, 60), level=0.9)
    assert isinstance(result, Estimate)
    assert (result.null, result.level, result.n, result.unit) == (null, 0.9, 60, "proportion")
    assert result.method == "proportion, wilson"


@pytest.mark.parametrize("null", [85, -0.1])
def test_a_target_in_per_cent_is_refused(null: float) -> None:
    with pytest.raises(ValueError, match="null"):
        Proportion(null=null)
