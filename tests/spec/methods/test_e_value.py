"""What an E-value is at its edges."""

from typing import Any

import pytest

from fairclaim.errors import DataRefused
from fairclaim.stats.estimation import answer
from fairclaim.stats.methods.e_value import NOTHING_NEEDED

title = "What would explain a ratio away"


def ask(rr: float, lower: float | None, upper: float | None) -> dict[str, Any]:
    return answer({"method": "e_value_rr", "data": {"inline": {"rr": rr, "lower": lower, "upper": upper}}})


EDGES = [
    # ratio, its limits, E-value of the ratio, and of its limit nearest to no difference
    (0.8, 0.71, 0.91, 1.8090, 1.4286),
    (1.25, 1 / 0.91, 1 / 0.71, 1.8090, 1.4286),
    (2.0, 1.2, 3.3, 3.4142, 1.6899),
    (1.0, 0.8, 1.2, 1.0, 1.0),
    (2.0, 1.0, 4.0, 3.4142, 1.0),
    (0.5, 0.2, 1.0, 3.4142, 1.0),
    (0.5, 0.0, 0.9, 3.4142, 1.4625),
    (2.0, 1.2, None, 3.4142, 1.6899),
    (0.5, None, 0.9, 3.4142, 1.4625),
]


@pytest.mark.parametrize(("ratio", "lower", "upper", "of_ratio", "of_limit"), EDGES)
def test_edges(ratio: float, lower: float | None, upper: float | None, of_ratio: float, of_limit: float) -> None:
    reply = ask(ratio, lower, upper)
    assert (round(reply["estimate"], 4), round(reply["lower"], 4), reply["upper"]) == (of_ratio, of_limit, None)
    assert (NOTHING_NEEDED in reply["notes"]) == (of_limit == 1)


def test_a_ratio_without_limits_has_no_e_value_of_its_limit() -> None:
    reply = ask(2.0, None, None)
    assert (round(reply["estimate"], 4), reply["lower"], reply["notes"][1:]) == (3.4142, None, [])


@pytest.mark.parametrize(("ratio", "lower", "upper"), [(0.0, 0.0, 1.0), (-1.0, -2.0, 1.0), (2.0, 2.5, 3.0)])
def test_impossible_ratios(ratio: float, lower: float, upper: float) -> None:
    with pytest.raises(DataRefused, match="rr"):
        ask(ratio, lower, upper)
