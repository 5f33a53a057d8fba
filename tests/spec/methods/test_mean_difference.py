"""What `mean_difference` answers at its edges."""

import numpy as np
import pytest

from fairclaim.stats.methods.mean_difference import MeanDifference
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import TwoValues, Values

title = "Means of two groups of different people"


def groups(own: list[float], reference: list[float]) -> TwoValues:
    return TwoValues(own=Values(np.array(own, float)), reference=Values(np.array(reference, float)))


REFUSED = [
    ("nobody in either", [], [], "Fewer than two people were counted in the group reported on"),
    ("one person of our own", [3], [1, 2, 3], "Fewer than two people were counted in the group reported on"),
    ("one person in the reference", [1, 2], [3], "Fewer than two people were counted in the reference group"),
    ("everybody alike in both", [2, 2, 2], [5, 5], "Nobody differs from anybody within the groups"),
]


@pytest.mark.parametrize(("own", "reference", "words"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_refused(own: list[float], reference: list[float], words: str) -> None:
    assert MeanDifference()(groups(own, reference)) == NotEstimable(f"{words}, so no interval can be given.")


ANSWERED = [
    # what, own, reference, value, lower, upper, degrees of freedom
    ("two people in each", [1, 3], [2, 6], -2.0, -15.837, 11.837, 1.4706),
    ("no spread in one group", [4, 4, 4], [1, 2, 6], 1.0, -5.5724, 7.5724, 2.0),
    ("the same people's values in both", [1, 2, 6], [1, 2, 6], 0.0, -5.9978, 5.9978, 4.0),
]


@pytest.mark.parametrize(
    ("own", "reference", "value", "lower", "upper", "df"), [r[1:] for r in ANSWERED], ids=[r[0] for r in ANSWERED]
)
def test_answered(
    own: list[float], reference: list[float], value: float, lower: float, upper: float, df: float
) -> None:
    result = MeanDifference()(groups(own, reference))
    assert isinstance(result, Estimate)
    assert (result.value, round(result.lower, 4), round(result.upper, 4)) == (value, lower, upper)
    assert round(float(result.answers["df"]), 4) == df  # type: ignore[arg-type]
    assert (result.null, result.unit, result.n) == (0.0, "value_difference", len(own) + len(reference))
