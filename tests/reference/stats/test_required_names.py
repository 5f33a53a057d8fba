"""R's answers under the names of the published vocabulary: its own tests, or the papers' formulas written out in R.

`r/required.R` wrote `r/required.json`; tolerances stand in it (1e-6, but where R itself solves to less: its optimised score intervals to 2e-4 and 2e-5).
"""

import json
import math
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from fairclaim.stats.estimation import answer

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "r" / "required.json").read_text(encoding="utf-8"))
BY_NAME = {
    name: list(cases)
    for name, cases in groupby(sorted(CASES, key=lambda case: case["method"]), key=lambda case: case["method"])
}


def agree(found: Any, expected: Any, tolerance: dict[str, float]) -> bool:
    if isinstance(expected, list):
        return len(found) == len(expected) and all(
            agree(one, other, tolerance) for one, other in zip(found, expected, strict=True)
        )
    if isinstance(expected, str):
        return bool(found == expected)
    if expected in (None, "Inf"):
        return found is None
    return found is not None and math.isclose(found, expected, rel_tol=tolerance["rel"], abs_tol=tolerance["abs"])


@pytest.mark.parametrize("name", BY_NAME)
def test_agrees_with_r(name: str) -> None:
    wrong = []
    for case in BY_NAME[name]:
        reply = answer({key: case[key] for key in ("method", "params", "data")})
        known = reply | reply.get("answers", {})
        for key, value in case["expected"].items():
            if not agree(known.get(key), value, case["tolerance"]):
                wrong.append((case["data"]["inline"], case["params"], key, known.get(key), value))
    assert wrong == []
