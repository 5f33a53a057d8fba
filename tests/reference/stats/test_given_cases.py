"""Every given case of a method that exists holds within its own tolerance, and the naive answer does not pass."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from fairclaim.stats.estimation import answer
from fairclaim.stats.vocabulary import VOCABULARY

# The project's root, and beside it the shared folder that a stranger's clone does not have.
FILE = Path(__file__).parents[3].parent / "shared" / "data" / "stats" / "cases.json"
CASES: list[dict[str, Any]] = (
    [case for case in json.loads(FILE.read_text(encoding="utf-8"))["cases"] if case["method"] in VOCABULARY]
    if FILE.is_file()
    else []
)

pytestmark = pytest.mark.skipif(not CASES, reason="../shared/data/stats/cases.json is not here")
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])


def within(found: Any, expected: Any, tolerance: dict[str, float]) -> bool:
    if isinstance(expected, str | list):
        return bool(found == expected)
    return math.isclose(found, expected, rel_tol=tolerance.get("rel", 0.0), abs_tol=tolerance.get("abs", 0.0))


def reply_to(case: dict[str, Any]) -> dict[str, Any]:
    reply = answer({key: case[key] for key in ("method", "params", "data")})
    return reply | reply["answers"]


@each_case
def test_holds_within_its_own_tolerance(case: dict[str, Any]) -> None:
    reply = reply_to(case)
    missed = [name for name, value in case["expected"].items() if not within(reply[name], value, case["tolerance"])]
    assert missed == []


@each_case
def test_the_naive_answer_is_told_apart(case: dict[str, Any]) -> None:
    reply = reply_to(case)
    for wrong in case.get("wrong", ()):
        limits = {name: wrong[name] for name in ("lower", "upper") if name in wrong}
        assert not all(within(reply[name], value, case["tolerance"]) for name, value in limits.items())


@pytest.mark.skipif(not FILE.is_file(), reason="../shared is not here")
def test_each_name_given_has_a_case_or_is_proved_elsewhere() -> None:
    elsewhere = {"paired_t", "wilcoxon_signed_rank_hl"}  # test_paired_change.py: published data, R's own answers.
    own = {"proportion", "difference", "paired_change", "xmr", "place"}
    assert {case["method"] for case in CASES} == set(VOCABULARY) - elsewhere - own
