"""What `median` answers, and when it does not."""

import numpy as np
import pytest

from fairclaim.stats.methods.median import Median
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import Values

title = "The middle value"

TOO_FEW = "Too few people were counted for an interval of the median at this level."
ALIKE = "So many people share one value that both limits of the median are that value."

REFUSED = [
    ("nobody", [], 0.95, TOO_FEW),
    ("one person", [3], 0.95, TOO_FEW),
    ("five people at 95%", [1, 2, 3, 4, 5], 0.95, TOO_FEW),
    ("six people at 99%", [1, 2, 3, 4, 5, 6], 0.99, TOO_FEW),
    ("everybody alike", [4] * 9, 0.95, ALIKE),
    ("nearly everybody alike", [4] * 30 + [1, 9], 0.95, ALIKE),
]


@pytest.mark.parametrize(("values", "level", "reason"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_refused(values: list[float], level: float, reason: str) -> None:
    assert Median()(Values(np.array(values, float)), level=level) == NotEstimable(reason)


ANSWERED = [
    # what, values, level, value, lower, upper, coverage
    ("six people at 95%", [6, 1, 5, 2, 4, 3], 0.95, 3.5, 1.0, 6.0, 0.96875),
    ("five people at 90%", [1, 2, 3, 4, 50], 0.9, 3.0, 1.0, 50.0, 0.9375),
    ("ties within", [1, 2, 2, 2, 2, 2, 3, 3, 9], 0.95, 2.0, 2.0, 3.0, 0.9609375),
    ("one very large value changes nothing", [1, 2, 3, 4, 5, 6, 7, 8, 9000], 0.95, 5.0, 2.0, 8.0, 0.9609375),
]


@pytest.mark.parametrize(
    ("values", "level", "value", "lower", "upper", "coverage"), [r[1:] for r in ANSWERED], ids=[r[0] for r in ANSWERED]
)
def test_answered(values: list[float], level: float, value: float, lower: float, upper: float, coverage: float) -> None:
    result = Median()(Values(np.array(values, float)), level=level)
    assert isinstance(result, Estimate)
    assert (result.value, result.lower, result.upper) == (value, lower, upper)
    assert result.answers["coverage"] == pytest.approx(coverage, abs=1e-12)
    assert (result.null, result.unit, result.n) == (None, "value", len(values))


def test_values_of_clusters_are_refused() -> None:
    result = Median()(Values(np.arange(12.0), np.repeat([1, 2, 3], 4)))
    assert isinstance(result, NotEstimable)
    assert "one cluster" in result.reason
