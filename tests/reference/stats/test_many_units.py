"""Funnels, pooling, adjusted p-values, Rubin's rules and imputation against published numbers and base R.

`r/many_units.R` wrote `r/many_units.csv`: the same quantities by other roads (direct maximisation, adaptive quadrature,
`p.adjust`, 200,000 imputations).
"""

import warnings
from pathlib import Path

import numpy as np
import pytest

from fairclaim.stats.methods.adjustment import RULES, Adjustment
from fairclaim.stats.methods.e_value import EValue
from fairclaim.stats.methods.funnel_expected import FunnelExpected, poisson_limits
from fairclaim.stats.methods.funnel_proportion import score_limits
from fairclaim.stats.methods.multiple_imputation import MultipleImputation
from fairclaim.stats.methods.overdispersion import Overdispersion
from fairclaim.stats.methods.pooling import Pooling, fit
from fairclaim.stats.methods.proportion import wilson
from fairclaim.stats.methods.rubin import Rubin
from fairclaim.stats.numbers.units.further_effect import further_limits
from fairclaim.stats.results import Diagnostic, Estimate, Funnel
from fairclaim.stats.samples import Effects, Imputed, PartlyScored, PValues, RatioLimits, UnitExpected

R = {
    line.split(",")[0]: np.array([float(x) for x in line.split(",")[1:]])
    for line in (Path(__file__).parent / "r" / "many_units.csv").read_text(encoding="utf-8").splitlines()
}

# Colditz and others (1994), JAMA 271:698-702: cases and others among the vaccinated, cases and others among the rest.
BCG = np.array(
    [
        [4, 119, 11, 128],
        [6, 300, 29, 274],
        [3, 228, 11, 209],
        [62, 13536, 248, 12619],
        [33, 5036, 47, 5761],
        [180, 1361, 372, 1079],
        [8, 2537, 10, 619],
        [505, 87886, 499, 87892],
        [29, 7470, 45, 7232],
        [17, 1699, 65, 1600],
        [186, 50448, 141, 27197],
        [5, 2493, 3, 2338],
        [27, 16886, 29, 17825],
    ],
    dtype=float,
).T
VACCINATED, OTHERS = BCG[0] + BCG[1], BCG[2] + BCG[3]
EFFECTS = {
    "bcg": (
        np.log(BCG[0] / VACCINATED / (BCG[2] / OTHERS)),
        np.sqrt(1 / BCG[0] - 1 / VACCINATED + 1 / BCG[2] - 1 / OTHERS),
    ),
    "five": (np.array([0.1, 0.5, -0.2, 0.9, 0.3]), np.full(5, 0.2)),
    "alike": (np.array([0.31, 0.29, 0.33, 0.30]), np.sqrt([0.01, 0.04, 0.02, 0.09])),
}


# Funnels

AVERAGE = 0.806424478571
# UKHSA, PHEindicatormethods 2.1.0, workbook of test values, in per cent: people, level, lower, upper limit.
UKHSA = [
    (1, 0.95, 3.204264, None),
    (10, 0.95, 56.154344, None),
    (10, 0.998, 42.032590, None),
    (598, 0.95, 77.475765, 83.809131),
    (598, 0.998, 75.649608, 85.635287),
    (110_000, 0.95, 80.408963, 80.875933),
]


@pytest.mark.parametrize(("n", "level", "low", "high"), UKHSA)
def test_limits_of_shares_equal_ukhsas_workbook(n: int, level: float, low: float, high: float | None) -> None:
    lower, upper = score_limits(AVERAGE, [n], level)
    assert 100 * lower[0] == pytest.approx(low, abs=1e-6)  # Printed to six decimals.
    if high is not None:
        assert 100 * upper[0] == pytest.approx(high, abs=1e-6)


def test_a_share_on_its_limit_has_a_wilson_interval_that_touches_the_common_share() -> None:
    n = np.array([20.0, 90.0, 400.0])
    lower, upper = score_limits(0.4, n, 0.998)
    assert wilson(lower * n, n, 0.998)[1] == pytest.approx(0.4, abs=1e-12)
    assert wilson(upper * n, n, 0.998)[0] == pytest.approx(0.4, abs=1e-12)


# FunnelPlotR 0.6.0, test of its Poisson limits: expected, 95% and 99.8% limits.
FUNNELPLOTR = [
    (15, (0.5596924, 1.649348), (0.3862650, 2.082907)),
    (20, (0.6108260, 1.544419), (0.4479107, 1.902094)),
    (30, (0.6746958, 1.427562), (0.5289724, 1.702771)),
]


@pytest.mark.parametrize(("expected", "two", "three"), FUNNELPLOTR)
def test_exact_limits_equal_funnelplotrs(expected: int, two: tuple[float, float], three: tuple[float, float]) -> None:
    assert poisson_limits(expected, 0.95) == pytest.approx(two, rel=5e-7)  # Printed to seven digits.
    assert poisson_limits(expected, 0.998) == pytest.approx(three, rel=5e-7)


SHMI = UnitExpected(np.array([100.0, 150, 180, 80, 120, 225]), np.array([108.0, 112, 165, 95, 100, 220]))


def test_overdispersion_equals_funnelplotrs() -> None:
    found = Overdispersion()(SHMI)
    assert isinstance(found, Diagnostic)
    assert found.value == pytest.approx(2.948033, abs=5e-7)
    assert found.answers == {"tau2": pytest.approx(0.0194775, abs=5e-8), "n_kept": 6}


def test_limits_with_overdispersion_are_the_shmis() -> None:
    found = FunnelExpected(spread="shmi")(SHMI, level=0.95)
    assert isinstance(found, Funnel)
    half = 1.959964 * np.sqrt(1 / SHMI.expected + 0.0194775)
    assert np.log(found.upper_limits) == pytest.approx(half, rel=1e-5)  # z and tau² are typed with seven digits.
    assert np.log(found.lower_limits) == pytest.approx(-half, rel=1e-5)


# Pooling


def test_the_bcg_trials_give_the_published_answer() -> None:
    """Viechtbauer (2010), doi:10.18637/jss.v036.i03, REML; limits with Knapp and Hartung's adjustment in metafor."""
    found = Pooling()(Effects(*EFFECTS["bcg"]))
    assert isinstance(found, Estimate)
    assert found.answers["tau2"] == pytest.approx(0.3132, abs=5e-5)
    assert (found.value, found.lower, found.upper) == pytest.approx((-0.7145, -1.1084, -0.3206), abs=5e-5)


@pytest.mark.parametrize("name", EFFECTS)
def test_pooling_equals_rs_direct_maximisation(name: str) -> None:
    found = Pooling()(Effects(*EFFECTS[name]))
    assert isinstance(found, Estimate)
    # R's optimiser stops within 1e-8 of the top of a flat likelihood.
    answer = found.answers["tau2"], found.value, found.lower, found.upper
    assert answer == pytest.approx(R[f"reml-{name}"], abs=1e-7)


@pytest.mark.parametrize("name", ["bcg", "five"])
def test_the_range_of_a_further_service_equals_rs_quadrature(name: str) -> None:
    # 120 midpoints against adaptive quadrature: 1e-5 is a thousandth of the narrowest half-width that is printed.
    assert further_limits(*EFFECTS[name], 0.95) == pytest.approx(tuple(R[f"further-{name}"]), abs=1e-5)


def test_services_of_equal_precision_give_statsmodels_answer() -> None:
    """With equal errors every estimator of the spread is the same; Hartung and Knapp's error is then theirs too."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from statsmodels.stats.meta_analysis import combine_effects
    y, s = EFFECTS["five"]
    theirs, ours = combine_effects(y, s**2, method_re="dl"), fit(y, s)
    assert ours.tau2 == pytest.approx(theirs.tau2, abs=1e-9)
    assert ours.mean == pytest.approx(theirs.mean_effect_re, abs=1e-12)
    assert np.sqrt(ours.variance) == pytest.approx(theirs.sd_eff_w_re_hksj, rel=1e-7)


# Families of p-values

# Benjamini & Hochberg (1995), section 4: fifteen comparisons of two treatments after myocardial infarction.
TRIAL = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
TRIAL += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]


@pytest.mark.parametrize(("rule", "stand"), [("bonferroni", 3), ("holm", 3), ("bh", 4)])
def test_the_papers_own_example(rule: str, stand: int) -> None:
    found = Adjustment.model_validate({"rule": rule})(PValues(np.array(TRIAL)))
    assert isinstance(found, Diagnostic)
    assert found.value == stand


P = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269, 0.275]
P += [0.34, 0.341, 0.384, 0.569, 0.594, 0.696, 0.762, 0.94, 0.942, 0.975, 0.986]
EDGE = [0, 1, 0.02, 0.02, 0.0125, 0.05]


@pytest.mark.parametrize(
    ("row", "rule", "p_values"),
    [
        ("holm", "holm", P),
        ("bh", "bh", P),
        ("bonferroni", "bonferroni", P),
        ("holm-edge", "holm", EDGE),
        ("bh-edge", "bh", EDGE),
    ],
)
def test_adjusted_p_values_equal_rs(row: str, rule: str, p_values: list[float]) -> None:
    assert RULES[rule](p_values) == pytest.approx(R[row], abs=1e-11)  # Printed to twelve digits.


@pytest.mark.parametrize(("rule", "theirs"), [("holm", "holm"), ("bh", "fdr_bh"), ("bonferroni", "bonferroni")])
def test_adjusted_p_values_equal_statsmodels(rule: str, theirs: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from statsmodels.stats.multitest import multipletests
    p = np.random.default_rng(2).beta(0.4, 1, size=30)
    assert RULES[rule](p) == pytest.approx(multipletests(p, method=theirs)[1], rel=1e-12)
    both = RULES[rule](np.stack([p, p[::-1]]))
    assert both[1] == pytest.approx(both[0][::-1], abs=0)


# Imputation

NAMES = ("total_variance", "between", "df", "riv", "fmi")
ESTIMATES, VARIANCES = np.array([2.1, 2.9, 1.4, 3.3, 2.4]), np.array([0.25, 0.31, 0.22, 0.28, 0.26])


@pytest.mark.parametrize(("row", "n"), [("rubin-finite", 40), ("rubin-infinite", None)])
def test_rubins_rules_equal_the_papers_formulas_in_r(row: str, n: int | None) -> None:
    found = Rubin()(Imputed(ESTIMATES, VARIANCES, n, 2))
    assert isinstance(found, Estimate)
    answer = (found.value, found.lower, found.upper, *(found.answers[name] for name in NAMES))
    assert answer == pytest.approx(R[row], rel=1e-10)  # Printed to twelve digits.


def test_normal_imputation_agrees_with_two_hundred_thousand_of_rs() -> None:
    i = np.arange(1, 41)
    before = 50 + 8 * np.sin(1.7 * i)
    interim = before + 3 + 6 * np.cos(2.3 * i)
    after = interim + 2 + 5 * np.sin(0.9 * i + 1)
    seen = ~np.isin(i, [2, 5, 9, 14, 20, 21, 27, 33, 38])
    found = MultipleImputation(imputations=1000)(PartlyScored(before, after, seen, interim))
    assert isinstance(found, Estimate)
    value, lower, upper, _, between, df = R["imputed"][:6]
    # A thousand imputations: the Monte Carlo error of the pooled value is √(between/1000), and four of them are left.
    assert found.value == pytest.approx(value, abs=4 * np.sqrt(between / 1000))
    # The between-variance itself is known to 4.5%, and is a small part of the whole: half a per cent of the width.
    assert found.upper - found.lower == pytest.approx(upper - lower, rel=0.01)
    assert found.answers["df"] == pytest.approx(df, rel=0.03)


# E-values

# VanderWeele & Ding (2017): formula feeding and death by respiratory infection; others by the formula in the paper.
RATIOS = [
    (3.9, 1.8, 8.7, 7.26, 3.00),
    (0.8, 0.71, 0.91, 1.81, 1.43),
    (1.2, 0.9, 1.6, 1.69, 1.00),
]


@pytest.mark.parametrize(("ratio", "lower", "upper", "of_ratio", "of_limit"), RATIOS)
def test_published_e_values(ratio: float, lower: float, upper: float, of_ratio: float, of_limit: float) -> None:
    found = EValue()(RatioLimits(ratio, lower, upper))
    assert isinstance(found, Diagnostic)
    assert found.lower is not None
    assert (round(found.value, 2), round(found.lower, 2)) == (of_ratio, of_limit)
