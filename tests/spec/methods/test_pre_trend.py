"""What `pre_trend` answers at its edges."""

import numpy as np
import pytest

from fairclaim.stats.methods.pre_trend import PreTrend
from fairclaim.stats.results import Diagnostic, NotEstimable
from fairclaim.stats.samples import FloatArray, Panel

title = "Whether groups moved alike before a change"

NOISE = np.array([[0.0, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 0], [0, 1, 1, 0, 0, 1], [1, 1, 0, 0, 1, 0], [0, 0, 1, 1, 0, 0]])


def drifting(by: float) -> FloatArray:
    """Five controls and five treated units with the same noise; the treated rise by so much a period."""
    return np.concatenate([NOISE + by * np.arange(6), NOISE])


def asked(values: FloatArray, change: int = 4, margin: float | None = 3.0) -> Diagnostic | NotEstimable:
    answer = PreTrend(margin=margin)(Panel(values, tuple(range(5)), change))
    assert isinstance(answer, Diagnostic | NotEstimable)
    return answer


@pytest.mark.parametrize(
    ("by", "margin", "passed"),
    [
        pytest.param(0.0, 3.0, True, id="alike: passes"),
        pytest.param(2.0, 30.0, False, id="clearly apart: fails, however large the margin"),
        pytest.param(0.4, 3.0, True, id="apart by less than the margin, and not clearly: passes"),
        pytest.param(0.4, 1.0, False, id="not clearly apart, but by more than would matter: fails"),
        pytest.param(0.4, None, True, id="without a margin: only what is clear fails"),
        pytest.param(-2.0, 30.0, False, id="apart the other way: fails as well"),
    ],
)
def test_passes(by: float, margin: float | None, *, passed: bool) -> None:
    answer = asked(drifting(by), margin=margin)
    assert isinstance(answer, Diagnostic)
    assert answer.passed is passed
    assert answer.value == pytest.approx(by * 3)  # From the middle of four months to the middle of the two after.


def test_what_happened_after_the_change_is_not_looked_at() -> None:
    after = drifting(0.4)
    after[:5, 4:] += 50
    assert asked(after) == asked(drifting(0.4))


@pytest.mark.parametrize(
    ("values", "change"),
    [
        pytest.param(drifting(0.4), 2, id="two periods before"),
        pytest.param(drifting(0.4)[:8], 4, id="three controls"),
        pytest.param(np.zeros((10, 6)), 4, id="no unit differs"),
    ],
)
def test_refused(values: FloatArray, change: int) -> None:
    assert isinstance(asked(values, change), NotEstimable)
