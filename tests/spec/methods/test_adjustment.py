"""What the adjusted p-values of a family are at their edges."""

from typing import Any

import numpy as np
import pytest

from fairclaim.errors import DataRefused
from fairclaim.stats.estimation import answer
from fairclaim.stats.methods.adjustment import Adjustment
from fairclaim.stats.results import NotEstimable
from fairclaim.stats.samples import PValues

title = "Comparisons that stand when all are counted"


def ask(rule: str, p_values: list[float], **params: Any) -> dict[str, Any]:
    return answer({"method": f"adjust_{rule}", "params": params, "data": {"inline": {"p_values": p_values}}})


EDGES = [
    # rule, p-values, alpha, how many stand, adjusted
    ("holm", [0.01, 0.04, 0.03], 0.05, 1, [0.03, 0.06, 0.06]),
    ("bh", [0.01, 0.04, 0.03], 0.05, 3, [0.03, 0.04, 0.04]),
    ("bonferroni", [0.01, 0.04, 0.03], 0.05, 1, [0.03, 0.12, 0.09]),
    ("holm", [0.05], 0.05, 1, [0.05]),
    ("bh", [0.05], 0.05, 1, [0.05]),
    ("holm", [0.0, 1.0], 0.05, 1, [0.0, 1.0]),
    ("bh", [0.0, 1.0], 0.05, 1, [0.0, 1.0]),
    ("bh", [1.0, 1.0], 0.05, 0, [1.0, 1.0]),
    ("holm", [0.02, 0.02, 0.02], 0.06, 3, [0.06, 0.06, 0.06]),
    ("bh", [0.02, 0.02, 0.9], 0.05, 2, [0.03, 0.03, 0.9]),
    ("bonferroni", [0.6, 0.7], 0.05, 0, [1.0, 1.0]),
]


@pytest.mark.parametrize(("rule", "p_values", "alpha", "stand", "adjusted"), EDGES)
def test_edges(rule: str, p_values: list[float], alpha: float, stand: int, adjusted: list[float]) -> None:
    reply = ask(rule, p_values, alpha=alpha)
    assert (reply["estimate"], reply["lower"], reply["upper"], reply["n"]) == (stand, None, None, len(p_values))
    assert reply["answers"]["adjusted"] == pytest.approx(adjusted, abs=1e-15)
    assert reply["answers"]["stands"].count("yes") == stand


def test_a_p_value_at_its_threshold_stands_though_its_product_rounds_up() -> None:
    assert 0.07 * 3 > 0.21
    assert ask("holm", [0.07, 0.5, 0.9], alpha=0.21)["estimate"] == 1


def test_five_in_a_hundred_is_what_is_not_said() -> None:
    assert ask("holm", [0.03])["estimate"] == ask("holm", [0.03], alpha=0.05)["estimate"] == 1
    assert ask("holm", [0.03], alpha=0.01)["estimate"] == 0


def test_no_comparison_is_not_estimable() -> None:
    assert Adjustment()(PValues(np.array([]))) == NotEstimable("There is no comparison to adjust.")
    assert "not_estimable" in ask("bh", [])


@pytest.mark.parametrize("p_value", [-0.01, 1.01])
def test_a_p_value_lies_between_nought_and_one(p_value: float) -> None:
    with pytest.raises(DataRefused, match="p_values"):
        ask("holm", [0.5, p_value])


@pytest.mark.parametrize("alpha", [0, 1, 5])
def test_alpha_is_a_share(alpha: float) -> None:
    with pytest.raises(DataRefused, match="alpha"):
        ask("holm", [0.5], alpha=alpha)
