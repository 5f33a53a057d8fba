"""Every given case of a method that exists holds within its own tolerance, and the naive answer does not pass."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from fairclaim.stats.estimation import answer
from fairclaim.stats.methods import METHODS
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
    if isinstance(expected, list) and len(found) == len(expected):
        return all(within(one, other, tolerance) for one, other in zip(found, expected, strict=True))
    if isinstance(expected, str | list) or None in (found, expected):
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


def told_apart(wrong: dict[str, Any], right: dict[str, Any], tolerance: dict[str, float]) -> list[str]:
    """Numbers of a naive answer that differ from the right ones by more than the tolerance (some tables do not)."""
    numbers = {name: value for name, value in wrong.items() if isinstance(value, int | float)}
    return [name for name, value in numbers.items() if not within(value, right.get(name), tolerance)]


@each_case
def test_the_naive_answer_is_told_apart(case: dict[str, Any]) -> None:
    reply = reply_to(case)
    for wrong in case.get("wrong", ()):
        for name in told_apart(wrong, case["expected"], case["tolerance"]):
            assert not within(reply[name], wrong[name], case["tolerance"])


# The cases under names that are not asked for: the test that holds a method of ours against them, or why none does.
CASE_MIX, PANELS, TIMES = "test_oracles_case_mix.py", "test_panels.py", "test_times.py"
OTHERS = {
    "nhefs-aipw": CASE_MIX,
    "nhefs-gestimation": CASE_MIX,
    "nhefs-ipw": CASE_MIX,
    "nhefs-ipw-censoring": CASE_MIX,
    "nhefs-ipw-stacked": CASE_MIX,
    "nhefs-ipw-stabilised": CASE_MIX,
    "nhefs-ipw-survival": CASE_MIX,
    "nhefs-unadjusted": CASE_MIX,
    "nsw-experimental": CASE_MIX,
    "nhefs-ps-covariate": CASE_MIX,
    "nhefs-ps-deciles": CASE_MIX,
    "nhefs-outcome-regression": CASE_MIX,
    "nhefs-outcome-regression-at-5": CASE_MIX,
    "nhefs-smd-smokeintensity": CASE_MIX,
    "nhefs-smd-wt71": CASE_MIX,
    "nhefs-standardisation": CASE_MIX,
    "did-prop99": PANELS,
    "did-organ-donation": PANELS,
    "did-castle-twfe-nested": PANELS,
    "sc-prop99-outcomes": PANELS,
    "season-winter-deaths": "test_interrupted_series.py",
    "nhefs-km-crude": TIMES,
    "nhefs-cox-crude": TIMES,
    "change-vickers": "test_adjusted_change.py",
    "prop-wilsoncc-81-263": "out of scope: a continuity correction widens Wilson's interval without a need",
    "propdiff-newcombecc-f": "out of scope: as above, for a difference",
    "propdiff-newcombecc-h": "out of scope: as above, for a difference",
    "funnel-prop-exact-0.95": "out of scope: UKHSA's score limits are the ones that the field reads",
}
# Published names without a given case here: R answers them in test_required_names.py.
BY_R_ALONE = frozenset(
    [
        "adjust_bh",
        "adjust_bonferroni",
        "adjust_holm",
        "ancova_summary",
        "did_from_changes",
        "funnel_overdispersion_shmi",
        "median_order_statistic",
        "minimum_detectable_smd_two_means",
        "odds_ratio_woolf",
        "paired_t",
        "rate_difference_mover_exact",
        "rate_exact_poisson",
        "reliable_change_index",
        "risk_ratio_log",
        "welch_t",
        "wilcoxon_signed_rank_hl",
    ]
)
HERE = Path(__file__).parent


@pytest.mark.skipif(not FILE.is_file(), reason="../shared is not here")
def test_every_given_case_is_answered_or_an_oracle_or_out_of_scope() -> None:
    given = {case["id"]: case["method"] for case in json.loads(FILE.read_text(encoding="utf-8"))["cases"]}
    assert {name for name, method in given.items() if method not in VOCABULARY} == set(OTHERS)
    for name, place in OTHERS.items():
        if not place.startswith("out of scope: "):
            assert name in (HERE / place).read_text(encoding="utf-8"), f"{place} does not name {name}"


@pytest.mark.skipif(not FILE.is_file(), reason="../shared is not here")
def test_every_published_name_has_a_case_or_is_answered_by_r() -> None:
    own = {method.model_fields["name"].default for method in METHODS}
    assert set(VOCABULARY) - own == {case["method"] for case in CASES} | BY_R_ALONE
    asked = {case["method"] for case in json.loads((HERE / "r" / "required.json").read_text(encoding="utf-8"))}
    assert asked >= BY_R_ALONE
