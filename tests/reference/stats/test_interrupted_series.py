"""Interrupted series against nlme and R's glm, likelihoods written out in full, statsmodels, and simulation."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import integrate, optimize, stats

from fairclaim.stats.calibration.coverage import coverage, drawn
from fairclaim.stats.calibration.mechanism import Mechanism
from fairclaim.stats.calibration.mechanisms.series import COMMON_SHOCK, INERT_SERIES, WINTER_START
from fairclaim.stats.calibration.mechanisms.series_errors import newey_west
from fairclaim.stats.method import Method, spoken
from fairclaim.stats.methods.controlled_series import ControlledSeries
from fairclaim.stats.methods.interrupted_series import InterruptedSeries
from fairclaim.stats.numbers.designs.autoregression import averaged, profile
from fairclaim.stats.numbers.designs.log_linear import log_linear
from fairclaim.stats.numbers.designs.season_design import STEP, season_design
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import ChangedSeries, FloatArray

R = Path(__file__).parent / "r"
ANSWERS: dict[str, list[float]] = json.loads((R / "designs.json").read_text(encoding="utf-8"))
SHARED = Path(__file__).parents[3].parent / "shared" / "data" / "stats"


def columns(*, gaps: bool = False) -> dict[str, Any]:
    with (R / "designs_series.csv").open(encoding="utf-8", newline="") as file:
        months = [row for row in csv.DictReader(file) if not gaps or row["month"] not in {"8", "9", "30"}]
    return {name: np.array([float(row[name]) for row in months]) for name in months[0]}


def months(name: str, *, gaps: bool = False, exposure: bool = False) -> ChangedSeries:
    table = columns(gaps=gaps)
    days = table["days"] if exposure else np.empty(0)
    return ChangedSeries(table[name], 24, tuple(table["month"].astype(int)), exposure=days)


@pytest.mark.parametrize("gaps", [False, True], ids=["whole", "with gaps"])
@pytest.mark.parametrize("model", ["step", "season", "slope"])
def test_the_fit_at_each_rho_equals_nlmes(model: str, *, gaps: bool) -> None:
    rho, value, error, at_best, at_seven = ANSWERS[f"gls_{model}" + ("_gaps" if gaps else "")]
    series = months("value", gaps=gaps)
    design = season_design(series, slope=model == "slope", season=model != "step")
    found = profile(series.values, design, series.positions, STEP, np.array([0.0, rho, 0.7]))
    # nlme stops its search when rho moves by some 1e-7; the numbers at that rho are closed forms.
    assert found.coefficient[1] == pytest.approx(value, rel=1e-6)
    assert found.error[1] == pytest.approx(error, rel=1e-6)
    assert found.likelihood[1:] - found.likelihood[0] == pytest.approx([at_best, at_seven], abs=1e-7)


def test_no_rho_is_likelier_than_nlmes() -> None:
    series = months("value")
    design = season_design(series, slope=False, season=True)

    def unlikely(rho: float) -> float:
        return -float(profile(series.values, design, series.positions, STEP, np.array([rho])).likelihood[0])

    best = optimize.minimize_scalar(unlikely, bounds=(-0.9, 0.95), method="bounded", options={"xatol": 1e-9})
    # A maximum is flat: rho is found to half as many digits as its likelihood.
    assert best.x == pytest.approx(ANSWERS["gls_season"][0], abs=1e-4)


def test_limits_are_quantiles_of_the_average_by_quadrature() -> None:
    """By the definition: full covariance matrices, and integrals over rho instead of a grid."""
    series = months("value")
    design, outcome = season_design(series, slope=False, season=True), series.values
    (n, p), apart = design.shape, np.abs(np.subtract.outer(np.arange(40), np.arange(40)))

    def fit(rho: float) -> tuple[float, float, float]:
        inverse = np.linalg.inv(rho**apart)
        information = design.T @ inverse @ design
        b = np.linalg.solve(information, design.T @ inverse @ outcome)
        left = outcome - design @ b
        squares = float(left @ inverse @ left)
        decided = np.linalg.slogdet(rho**apart)[1] + np.linalg.slogdet(information)[1]
        log = -(n - p) / 2 * np.log(squares) - decided / 2
        return log, float(b[STEP]), float(np.sqrt(squares / (n - p) * np.linalg.inv(information)[STEP, STEP]))

    points, weights = np.polynomial.legendre.leggauss(80)
    logs, values, errors = np.array([fit(point) for point in points]).T
    weights = weights * np.exp(logs - logs.max())
    weights /= weights.sum()
    found = averaged(profile(outcome, design, series.positions, STEP), 0.95)
    assert float((weights * values).sum()) == pytest.approx(float(found.value), abs=0.001)
    for limit, probability in ((found.lower, 0.025), (found.upper, 0.975)):
        below = float((weights * stats.t.cdf((float(limit) - values) / errors, n - p)).sum())
        # The grid of fifty against quadrature: limits move by less than 0.001 % of their width.
        assert below == pytest.approx(probability, abs=1e-5)


def test_the_average_is_the_posterior_of_zellner_and_tiao() -> None:
    """The integral over sigma, which the restricted likelihood stands for, done numerically."""
    values = np.array([4.0, 5, 7, 6, 4, 5, 8, 9, 9, 7, 8, 9])
    design, apart = np.ones((12, 1)), np.abs(np.subtract.outer(np.arange(12), np.arange(12)))

    def joint(sigma: float, rho: float) -> float:
        inverse = np.linalg.inv(rho**apart) / sigma**2
        information = float(np.sum(inverse))
        left = values - float(np.sum(inverse @ values)) / information
        log = -0.5 * (left @ inverse @ left - np.linalg.slogdet(inverse)[1] + np.log(information))
        return float(np.exp(log + 10)) / sigma

    sums = [integrate.quad(joint, 0.05, 60, args=(rho,), limit=400)[0] for rho in (0.0, 0.5)]
    likelihood = profile(values, design, range(12), 0, np.array([0.0, 0.5])).likelihood
    assert likelihood[1] - likelihood[0] == pytest.approx(np.log(sums[1] / sums[0]), abs=1e-5)


@pytest.mark.parametrize("name", ["events", "rate"])
def test_counts_equal_rs_quasi_poisson_with_t(name: str) -> None:
    result = InterruptedSeries(interval="quasi_poisson")(months("events", exposure=name == "rate"))
    assert isinstance(result, Estimate)
    found = [result.value, result.lower, result.upper, float(result.answers["dispersion"])]
    # Both iterate; R to a change of 1e-14 in the deviance, we to one of 1e-10 in the coefficients.
    assert found == pytest.approx(ANSWERS[f"quasipoisson_{name}"], rel=1e-8)


def test_counts_equal_statsmodels_fit_and_its_normal_limits_are_narrower() -> None:
    series = months("events")
    design = season_design(series, slope=False, season=True)
    theirs = sm.GLM(series.values, design, family=sm.families.Poisson()).fit(scale="X2")
    ours = log_linear(series.values, design)
    assert ours.coefficients == pytest.approx(theirs.params, rel=1e-7)
    assert ours.errors * np.sqrt(ours.dispersion) == pytest.approx(theirs.bse, rel=1e-7)
    result = InterruptedSeries(interval="quasi_poisson")(series)
    assert isinstance(result, Estimate)
    assert np.ptp(theirs.conf_int()[STEP]) < np.log(result.upper / result.lower)


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
def test_given_case_of_winter_deaths() -> None:
    """An oracle for the fit, not for the method, which refuses one period after a change."""
    cases = json.loads((SHARED / "cases.json").read_text(encoding="utf-8"))["cases"]
    case = next(case for case in cases if case["id"] == "season-winter-deaths")
    with (SHARED / "data" / "deaths_england_wales.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if int(row["year"]) <= 2018]
    deaths = np.array([float(row["deaths"]) for row in rows]).reshape(-1, 3).sum(axis=1)
    quarter, year = np.arange(52) % 4, 2006 + np.arange(52) // 4
    step = ((year == 2018) & (quarter == 3)) * 1.0
    seasons = [(quarter == q) * 1.0 for q in (1, 2, 3)]
    fit = log_linear(deaths, np.column_stack([np.ones(52), year - 2012.0, step, *seasons]))
    half = stats.t.ppf(0.975, fit.df) * fit.errors[STEP] * np.sqrt(fit.dispersion)
    found = {"estimate": 0.0, "lower": -half, "upper": half}
    found = {name: float(np.exp(fit.coefficients[STEP] + shift)) for name, shift in found.items()}
    assert found | {"dispersion": float(fit.dispersion)} == pytest.approx(
        case["expected"], rel=case["tolerance"]["rel"]
    )
    naive = deaths[-1] / deaths[-2]
    assert naive == pytest.approx(case["wrong"][0]["estimate"])
    assert naive != pytest.approx(found["estimate"], rel=case["tolerance"]["rel"])


def test_our_newey_west_is_statsmodels() -> None:
    series = months("value")
    design = season_design(series, slope=False, season=False)
    theirs = sm.OLS(series.values, design).fit(cov_type="HAC", cov_kwds={"maxlags": 3})
    value, error = newey_west(series.values, design, STEP, lag=3)
    assert (value, error) == pytest.approx((theirs.params[STEP], theirs.bse[STEP]), rel=1e-9)


WORLDS: list[tuple[Method, Mechanism]] = [
    (InterruptedSeries(), INERT_SERIES),
    (InterruptedSeries(interval="quasi_poisson"), WINTER_START),
    (ControlledSeries(), COMMON_SHOCK),
]
worlds = pytest.mark.parametrize(("method", "mechanism"), WORLDS, ids=[m.name for _, m in WORLDS])


@worlds
def test_many_answer_as_the_calls_do(method: Method, mechanism: Mechanism) -> None:
    batch = drawn(mechanism, mechanism.cells[1], 10).batch
    many, calls = method.many(batch), [spoken(method(batch.sample(i))) for i in range(10)]
    assert many.given.all()
    assert np.column_stack([many.value, many.lower, many.upper]) == pytest.approx(np.array(calls), rel=1e-8)


@worlds
def test_coverage_where_the_naive_limits_fail(method: Method, mechanism: Mechanism) -> None:
    """300 draws a cell: 0.91 is 0.95 less three standard errors of a share seen in 300."""
    parameter = method.aims_at()
    found = [drawn(mechanism, cell, 300) for cell in mechanism.cells[::2]]
    sound = [coverage(method.many(world.batch), world, parameter).covered for world in found]
    rival = mechanism.rivals[parameter]
    naive = [coverage(rival.limits(world.batch, 0.95), world, parameter).covered for world in found]
    assert min(sound) >= 0.91
    assert min(naive) < 0.85 or mechanism is COMMON_SHOCK


def test_errors_robust_to_autocorrelation_are_not_offered_because_they_do_not_hold() -> None:
    """Newey and West's limits, as statsmodels makes them, hold the truth of 24 points in 0.68 to 0.80 of series."""
    world = drawn(INERT_SERIES, {"months": 24, "rho": 0.4}, 500)
    naive = INERT_SERIES.rivals["level_change"]
    assert coverage(naive.limits(world.batch, 0.95), world, "level_change").covered < 0.85


def test_waves_of_quarters_are_the_four_quarters() -> None:
    """In a year of four periods two waves are as free as one level a quarter."""
    values = np.random.default_rng(3).normal(size=24)
    series = ChangedSeries(values, 14, period=4)
    design = season_design(series, slope=False, season=True)
    quarters = np.eye(4)[np.arange(24) % 4][:, 1:]
    theirs = sm.OLS(values, np.column_stack([design[:, :3], quarters])).fit()
    found = profile(values, design, series.positions, STEP, np.array([0.0]))
    assert (found.coefficient[0], found.error[0]) == pytest.approx((theirs.params[STEP], theirs.bse[STEP]), rel=1e-9)


def values_of(design: FloatArray) -> FloatArray:
    return design @ np.arange(1.0, design.shape[1] + 1)


def test_the_season_is_fitted_whatever_month_it_starts_in() -> None:
    """A series of trend, step and season alone is its own fit from any start, and from any numbering of months."""
    noise = np.random.default_rng(2).normal(size=48)
    steps = []
    for start in (0, 5, 2400):
        series = ChangedSeries(np.zeros(48), start + 24, tuple(range(start, start + 48)))
        values = values_of(season_design(ChangedSeries(np.zeros(48), 24), slope=False, season=True)) + noise
        result = InterruptedSeries()(ChangedSeries(values, series.change, series.positions))
        assert isinstance(result, Estimate)
        steps.append((result.value, result.lower, result.upper))
    # Angles of month 2400 are known to 13 digits.
    assert steps[1:] == [pytest.approx(steps[0], rel=1e-9)] * 2
