"""What is claimed of made-up services with a known truth, by few seeds; `bench/claims.py` counts over many.

Worlds of one seed differ by what was planted and by nothing else, so services are held against each other seed by seed.
"""

import importlib
import importlib.util
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

pytestmark = pytest.mark.long

FOLDER = Path(__file__).parents[3] / "bench" / "planted_claims"
SEEDS, FEW = 8, 3


def bench(part: str) -> Any:
    if "planted_claims" not in sys.modules:
        found = importlib.util.spec_from_file_location(
            "planted_claims", FOLDER / "__init__.py", submodule_search_locations=[str(FOLDER)]
        )
        assert found is not None
        # Its modules import each other by this name.
        sys.modules["planted_claims"] = importlib.util.module_from_spec(found)
    return importlib.import_module(f"planted_claims.{part}")


DESIGNS, SERVICES = bench("designs"), bench("services")
REABLEMENT = SERVICES.SERVICES[0]
OUTCOME, LAST_YEAR = REABLEMENT.outcome, "same-quarter-last-year"


BENEFIT = "benefit of 15 points"
TRUTHS = {
    SERVICES.NOTHING: range(SEEDS),
    SERVICES.REPORTING: range(SEEDS),
    SERVICES.HARM: range(FEW),
    SERVICES.REGRESSION: range(FEW),
    BENEFIT: range(FEW),
}


@cache
def everything() -> pd.DataFrame:
    """All services of all truths, measured together: the queries cost more than the people."""
    return pd.DataFrame(list(bench("asking").told(REABLEMENT, TRUTHS)))


def told(truth: str) -> pd.DataFrame:
    rows = everything()
    found = rows[rows.truth == truth].reset_index(drop=True)
    assert set(found.seed) == set(TRUTHS[truth])
    return found


def claims(rows: pd.DataFrame, claim: str) -> pd.DataFrame:
    found = rows[rows.claim == claim]
    assert not found.empty
    return found


def test_a_service_that_changes_nothing_is_seldom_called_better() -> None:
    rows = told(SERVICES.NOTHING)
    family = rows[rows.primary]
    assert len(family) == 3 * SEEDS
    better = family.assign(better=family.finding == "better").groupby("seed").better.any()
    # At most one family in forty by chance: three or more of eight would come by chance once in a thousand times.
    assert better.sum() <= 2
    assert set(rows[rows.design == DESIGNS.WEAK].rung) == {"measured"}


def test_reporting_that_rises_without_harm_changes_no_other_claim() -> None:
    quiet, loud = told(SERVICES.NOTHING), told(SERVICES.REPORTING)
    reports = quiet.claim.str.startswith(DESIGNS.REPORTS)
    assert reports.any()
    words = ["seed", "design", "claim", "finding", "rung"]
    pd.testing.assert_frame_equal(quiet[~reports][words], loud[~reports][words])
    # The reports themselves did rise: the planted truth is there.
    of_year = claims(loud, f"{DESIGNS.REPORTS}.{LAST_YEAR}")
    assert (of_year.finding == "worse").sum() > SEEDS // 2


def test_harm_that_more_than_triples_is_always_told_and_nothing_is_supported_beside_it() -> None:
    rows = told(SERVICES.HARM)
    assert set(claims(rows, f"{DESIGNS.HARM}.{LAST_YEAR}").finding) == {"worse"}
    assert "supported" not in set(rows.rung)


def test_recovery_from_a_low_point_is_measured_and_no_more() -> None:
    rows = told(SERVICES.REGRESSION)
    alone = claims(rows, f"{REABLEMENT.change}.nothing")
    assert set(alone.finding) == {"better"}
    assert set(alone.rung) == {"measured"}
    # Held against people who were referred at the same low point, nothing is left of it.
    assert "better" not in set(claims(rows, f"{REABLEMENT.change}.{LAST_YEAR}").finding)


def test_a_large_benefit_earns_its_words_by_a_strong_design_alone() -> None:
    rows = told(BENEFIT)
    strong, weak = claims(rows, f"{OUTCOME}.{LAST_YEAR}"), rows[rows.design == DESIGNS.WEAK]
    assert set(strong.finding + ", " + strong.rung) == {"better, supported"}
    assert set(weak.rung) == {"measured"}
    # Nobody audited the score, so that it stays below.
    assert set(claims(rows, f"{REABLEMENT.change}.{LAST_YEAR}").rung) == {"compared"}
