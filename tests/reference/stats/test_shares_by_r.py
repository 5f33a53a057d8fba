"""Paired shares, ratios and strata against R's own tests, fits and searches (`r/shares.R`), published tables, libraries."""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import stats
from scipy.stats import contingency

from fairclaim.stats.methods.mantel_haenszel import StratifiedDifference, StratifiedOddsRatio, StratifiedRiskRatio
from fairclaim.stats.methods.odds_ratio import OddsRatio
from fairclaim.stats.methods.paired_difference import PairedDifference, newcombe_paired
from fairclaim.stats.numbers.shares.odds_ratios import exact, fisher_p_value, likeliest, woolf
from fairclaim.stats.numbers.shares.share_ratios import katz, koopman
from fairclaim.stats.numbers.shares.strata import difference, log_odds_ratio, log_risk_ratio
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import Counts, PairedCounts, Strata, TwoCounts

ROWS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "r" / "shares.json").read_text(encoding="utf-8"))


def by(kind: str) -> Any:
    rows = [row for row in ROWS if row["kind"] == kind]
    assert rows
    return pytest.mark.parametrize("row", rows, ids=lambda row: f"{row['arms'][:8]}-{row['level']}".replace(" ", ""))


def numbers(answer: list[float | None]) -> list[float]:
    return [math.inf if number is None else number for number in answer]


def estimate(result: object) -> Estimate:
    assert isinstance(result, Estimate)
    return result


def inward(ratio: float) -> float:
    return 1 / ratio if ratio > 1 else ratio


@by("score")
def test_koopman_equals_a_likelihood_maximised_by_search(row: dict[str, Any]) -> None:
    # R's search for the restricted shares ends 1e-8 from the maximum, which shows in the limits' seventh digit.
    assert [float(limit) for limit in koopman(*row["arms"], row["level"])] == pytest.approx(
        numbers(row["answer"]), rel=1e-6
    )


@by("log")
def test_katz_is_walds_interval_of_a_log_binomial_fit(row: dict[str, Any]) -> None:
    assert [float(limit) for limit in katz(*row["arms"], row["level"])] == pytest.approx(row["answer"], rel=1e-9)


@by("logit")
def test_woolf_is_walds_interval_of_a_logistic_fit(row: dict[str, Any]) -> None:
    assert [float(limit) for limit in woolf(*row["arms"], row["level"])] == pytest.approx(row["answer"], rel=1e-9)


@by("fisher")
def test_conditional_exact_equals_fishers_test(row: dict[str, Any]) -> None:
    ratio, low, high, p_value = numbers(row["answer"])
    found = [float(likeliest(*row["arms"])), *map(float, exact(*row["arms"], row["level"]))]
    # R seeks its roots among ψ from 0 to 1, or 1/ψ, and stops within 1.22e-4: SciPy's are the strict test, below.
    answer = [ratio, low, high]
    assert [inward(number) for number in found] == pytest.approx([inward(number) for number in answer], abs=1.3e-4)
    assert [number > 1 for number in found] == [number > 1 for number in answer]
    assert fisher_p_value(*row["arms"]) == pytest.approx(p_value, rel=1e-7)


@by("fisher")
def test_conditional_exact_equals_scipy(row: dict[str, Any]) -> None:
    x1, n1, x2, n2 = row["arms"]
    theirs = contingency.odds_ratio([[x1, n1 - x1], [x2, n2 - x2]])
    limits = theirs.confidence_interval(row["level"])
    found = [float(likeliest(*row["arms"])), *map(float, exact(*row["arms"], row["level"]))]
    # Both solve to the last digits of the tails; 1e-7 is what SciPy's tolerance leaves of the estimate.
    assert found == pytest.approx([theirs.statistic, limits.low, limits.high], rel=1e-7)


@by("paired")
def test_paired_difference_and_mcnemar(row: dict[str, Any]) -> None:
    found = estimate(PairedDifference()(PairedCounts(*map(int, row["arms"])), level=row["level"]))
    # R's Wilson limits are closed forms as ours and the rest is arithmetic; twelve digits of it were written down.
    expected = numbers(row["answer"])
    assert [found.lower, found.upper, found.answers["mcnemar_chi2"]] == pytest.approx(expected, rel=1e-11, abs=1e-11)


# Newcombe (1998), Statistics in Medicine 17:2635-2650, table III, method 10.
TABLE = {
    (18, 12, 2, 18): (0.0562, 0.3290),
    (36, 14, 0, 0): (0.1528, 0.4167),
    (18, 14, 0, 18): (0.1441, 0.3963),
    (54, 0, 0, 0): (-0.0664, 0.0664),
}


@pytest.mark.parametrize("counts", TABLE)
def test_newcombes_table_of_paired_shares(counts: tuple[int, int, int, int]) -> None:
    assert tuple(round(float(limit), 4) for limit in newcombe_paired(*counts, 0.95)) == TABLE[counts]


@by("strata")
def test_stratified_odds_ratio_equals_mantelhaen_test(row: dict[str, Any]) -> None:
    sample = Strata(*np.array(row["arms"]).reshape(-1, 4).T)
    found = estimate(StratifiedOddsRatio()(sample, level=row["level"]))
    assert [found.value, found.lower, found.upper] == pytest.approx(row["answer"], rel=1e-10)


@by("strata")
def test_stratified_ratios_equal_statsmodels(row: dict[str, Any]) -> None:
    from statsmodels.stats.contingency_tables import StratifiedTable

    x1, n1, x2, n2 = np.array(row["arms"]).reshape(-1, 4).T
    table = StratifiedTable(np.array([[x1, n1 - x1], [x2, n2 - x2]]))
    log, variance = log_odds_ratio(x1, n1, x2, n2)
    assert (log, variance**0.5) == pytest.approx((table.logodds_pooled, table.logodds_pooled_se), rel=1e-10)
    assert np.exp(log_risk_ratio(x1, n1, x2, n2)[0]) == pytest.approx(table.riskratio_pooled, rel=1e-10)


def test_the_admissions_of_berkeley() -> None:
    """R's help page of `mantelhaen.test` has 0.9046968 (0.7719074 to 1.0603298); without departments it is 1.84."""
    rows = [row for row in ROWS if row["kind"] == "strata" and len(row["arms"]) == 24 and row["level"] == 0.95]
    x1, n1, x2, n2 = np.array(rows[0]["arms"]).reshape(-1, 4).T
    found = estimate(StratifiedOddsRatio()(Strata(x1, n1, x2, n2)))
    assert (found.value, found.lower, found.upper) == pytest.approx((0.9046968, 0.7719074, 1.0603298), abs=5e-8)
    crude = TwoCounts(Counts(int(x1.sum()), int(n1.sum())), Counts(int(x2.sum()), int(n2.sum())))
    assert estimate(OddsRatio(interval="woolf")(crude)).value == pytest.approx(1.84, abs=0.005)


@pytest.mark.parametrize("arms", [(8, 30, 15, 30), (1, 9, 0, 9), (40, 41, 20, 41)])
def test_in_one_stratum_of_equal_arms_satos_variance_is_the_plain_one(arms: tuple[int, int, int, int]) -> None:
    estimated, slope, base = difference(*([count] for count in arms))
    p1, p2 = arms[0] / arms[1], arms[2] / arms[3]
    plain = p1 * (1 - p1) / arms[1] + p2 * (1 - p2) / arms[3]
    assert (estimated, slope * estimated + base) == pytest.approx((p1 - p2, plain), abs=1e-15)


@pytest.mark.parametrize("arms", [(8, 30, 15, 40), (1, 9, 3, 20)])
def test_in_one_stratum_the_variance_of_the_log_ratio_is_katzs(arms: tuple[int, int, int, int]) -> None:
    log, variance = log_risk_ratio(*([count] for count in arms))
    half = float(stats.norm.ppf(0.975)) * float(variance) ** 0.5
    limits = [float(limit) for limit in katz(*arms, 0.95)]
    assert [math.exp(float(log) - half), math.exp(float(log) + half)] == pytest.approx(limits, rel=1e-12)


def test_variances_are_those_of_many_draws() -> None:
    """Sato's, and Greenland and Robins's, against the spread of 40,000 draws of 12 small strata with one true ratio."""
    rng = np.random.default_rng(20261122)
    n1, n2 = np.arange(2, 14), np.arange(13, 1, -1)
    p2 = np.linspace(0.1, 0.4, 12)
    x1, x2 = rng.binomial(n1, 1.5 * p2, (40_000, 12)), rng.binomial(n2, p2, (40_000, 12))
    estimated, slope, base = difference(x1, n1, x2, n2)
    # The spread of 40,000 draws is known within 1 in 100 (twice 1/√80,000); the log's variance rests on large counts.
    assert (slope * estimated + base).mean() == pytest.approx(estimated.var(), rel=0.01 + 0.005)
    log, variance = log_risk_ratio(x1, n1, x2, n2)
    assert variance.mean() == pytest.approx(log.var(), rel=0.05)


def test_the_published_trial_of_diabetes() -> None:
    """University Group Diabetes Program: 8/106 against 5/120 under 55 years, 22/98 against 16/85 above.

    Rothman, Greenland & Lash, Modern Epidemiology, chapter 15: risk difference 0.035, risk ratio 1.33.
    """
    trial = Strata(np.array([8.0, 22]), np.array([106.0, 98]), np.array([5.0, 16]), np.array([120.0, 85]))
    assert round(estimate(StratifiedDifference(interval="sato")(trial)).value, 3) == 0.035
    assert round(estimate(StratifiedRiskRatio()(trial)).value, 2) == 1.33
