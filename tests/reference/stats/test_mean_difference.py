"""Welch's t against R's `t.test`, and against scipy."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import stats

from fairclaim.stats.methods.mean_difference import MeanDifference
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import TwoValues, Values

ANSWERS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "r" / "scores.json").read_text("utf-8"))["welch"]


def compared(group1: Any, group2: Any, level: float = 0.95) -> Estimate:
    result = MeanDifference()(TwoValues(Values(np.array(group1)), Values(np.array(group2))), level=level)
    assert isinstance(result, Estimate)
    return result


@pytest.mark.parametrize("answer", ANSWERS, ids=["tooth growth", "sleep", "sleep at 99%", "no spread in one group"])
def test_equals_r(answer: dict[str, Any]) -> None:
    result = compared(answer["group1"], answer["group2"], answer["level"])
    found = {"estimate": result.value, "lower": result.lower, "upper": result.upper, **result.answers}
    # R's answers are written with ten decimals.
    assert {name: found[name] for name in answer if name in found} == pytest.approx(
        {name: value for name, value in answer.items() if name in found}, abs=1e-9
    )


def test_the_published_example() -> None:
    """R's documentation, `t.test(extra ~ group, data = sleep)`: t = -1.8608, df = 17.776, -3.3654832 to 0.2054832."""
    result = compared(ANSWERS[1]["group1"], ANSWERS[1]["group2"])
    assert (round(result.lower, 7), round(result.upper, 7)) == (-3.3654832, 0.2054832)
    assert (round(result.answers["df"], 3), round(result.answers["p_value"], 5)) == (17.776, 0.07939)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(5))
def test_equals_scipy(seed: int) -> None:
    draws = np.random.default_rng(seed)
    one, other = draws.normal(5, 3, 4 + seed), draws.normal(4, 1, 9)
    theirs = stats.ttest_ind(one, other, equal_var=False).confidence_interval(0.9)
    result = compared(one, other, 0.9)
    assert (result.lower, result.upper) == pytest.approx((theirs.low, theirs.high), rel=1e-12)
