"""ANCOVA from rows and from summaries against R's `lm`, whole-matrix HC2, statsmodels, and the published trial."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm

from fairclaim.stats.batch import Batch
from fairclaim.stats.calibration.mechanisms.scored_groups import STARTED_WORSE
from fairclaim.stats.estimation import answer
from fairclaim.stats.methods.adjusted_change import AdjustedChange
from fairclaim.stats.numbers.scores.robust_errors import hc2
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import Pairs, TwoPairs

R: dict[str, Any] = json.loads((Path(__file__).parent / "r" / "scores.json").read_text("utf-8"))

# Vickers & Altman (2001), BMJ 323:1123, table: acupuncture for shoulder pain, constant score.
TREATED = {"n": 27, "baseline_mean": 60.4, "baseline_sd": 12.3, "followup_mean": 79.6, "followup_sd": 17.1}
TREATED |= {"change_mean": 19.2, "change_sd": 16.1}
CONTROL = {"n": 25, "baseline_mean": 53.9, "baseline_sd": 14, "followup_mean": 62.3, "followup_sd": 17.9}
CONTROL |= {"change_mean": 8.4, "change_sd": 14.6}


def of_rows(known: dict[str, Any]) -> Estimate:
    own, reference = (
        Pairs(np.array(known[f"{group}_before"], float), np.array(known[f"{group}_after"], float))
        for group in ("own", "reference")
    )
    result = AdjustedChange()(TwoPairs(own, reference), level=known["level"])
    assert isinstance(result, Estimate)
    return result


@pytest.mark.parametrize("known", R["ancova"], ids=["95%", "80%"])
def test_rows_equal_r(known: dict[str, Any]) -> None:
    result = of_rows(known)
    found = {"estimate": result.value, "lower": result.lower, "upper": result.upper, **result.answers}
    names = ("estimate", "lower", "upper", "slope", "se", "df")
    # R's answers are written with ten decimals.
    assert [found[name] for name in names] == pytest.approx([known[name] for name in names], abs=1e-8)


def test_summaries_equal_rs_fit_of_the_rows() -> None:
    known = R["summary"]
    reply = answer(
        {
            "method": "ancova_summary",
            "params": {"conf_level": known["level"]},
            "data": {"inline": {"treated": known["treated"], "control": known["control"]}},
        }
    )
    names = ("estimate", "lower", "upper", "slope", "p_value")
    found = reply | reply["answers"]
    # The summaries themselves are written with ten decimals.
    assert [found[name] for name in names] == pytest.approx([known[name] for name in names], abs=1e-7)


def test_the_published_trial() -> None:
    """Printed, from rows: 12.7 (4.1 to 21.3).

    The summaries have one decimal: four means off by up to 0.05, two of them times the slope of 0.7, move the
    difference and its limits by up to 0.17.
    """
    reply = answer({"method": "ancova_summary", "data": {"inline": {"treated": TREATED, "control": CONTROL}}})
    assert [reply[name] for name in ("estimate", "lower", "upper")] == pytest.approx([12.7, 4.1, 21.3], abs=0.17)


def test_the_naive_rival_is_the_published_comparison_of_changes() -> None:
    """Oracle case change-vickers (`pooled_t_summary`): 10.8, 2.2157 to 19.3843; too small a difference here."""

    def numbers(arm: dict[str, float]) -> list[float]:
        squares = [arm[name] ** 2 for name in ("baseline_sd", "followup_sd", "change_sd")]
        return [
            arm["baseline_mean"],
            arm["followup_mean"],
            squares[0],
            squares[1],
            (squares[0] + squares[1] - squares[2]) / 2,
        ]

    parts = {"own": np.array([numbers(TREATED)]), "reference": np.array([numbers(CONTROL)])}
    batch = Batch(parts, TwoPairs, {"n_own": 27, "n_reference": 25})
    found = STARTED_WORSE.rivals["adjusted_difference"].limits(batch, 0.95)
    assert (found.value[0], found.lower[0], found.upper[0]) == pytest.approx(
        (10.8, 2.2156844194, 19.3843155806), abs=1e-9
    )


@pytest.mark.parametrize("seed", range(5))
def test_hc2_equals_statsmodels_and_its_degrees_of_freedom_whole_matrices(seed: int) -> None:
    draws = np.random.default_rng(seed)
    n = 12 + 5 * seed
    design = np.column_stack([np.ones(n), np.arange(n) < 5, draws.normal(size=n)]).astype(float)
    outcome = design @ [1.0, 0.5, 2.0] + draws.normal(size=n) * (1 + design[:, 1])
    fit, theirs = hc2(design, outcome, 1), sm.OLS(outcome, design).fit(cov_type="HC2")
    assert float(fit.error) == pytest.approx(float(theirs.bse[1]), rel=1e-12)
    inverse = np.linalg.inv(design.T @ design)
    hat = design @ inverse @ design.T
    g = np.diag((design @ inverse)[:, 1] / np.sqrt(1 - np.diag(hat))) @ (np.eye(n) - hat)
    eigenvalues = np.linalg.eigvalsh(g @ g.T)
    assert float(fit.df) == pytest.approx(eigenvalues.sum() ** 2 / (eigenvalues**2).sum(), rel=1e-9)
