"""Differences of changes against R, published figures, given cases, and simulation; the rest by scipy and brute force."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import optimize, stats

from fairclaim.stats.calibration.coverage import coverage, drawn
from fairclaim.stats.calibration.mechanism import Mechanism
from fairclaim.stats.calibration.mechanisms.panels import CHANGE_ANYWAY, ONE_TREATED
from fairclaim.stats.estimation import answer
from fairclaim.stats.method import Method, spoken
from fairclaim.stats.methods.difference_in_changes import DifferenceInChanges
from fairclaim.stats.methods.difference_in_differences import DifferenceInDifferences, contrast
from fairclaim.stats.methods.pre_trend import PreTrend
from fairclaim.stats.methods.synthetic_control import SyntheticControl
from fairclaim.stats.numbers.designs.simplex_weights import simplex_weights
from fairclaim.stats.numbers.scores.welch import quantile
from fairclaim.stats.results import Diagnostic, Estimate
from fairclaim.stats.samples import FloatArray, Panel

R = Path(__file__).parent / "r"
ANSWERS: dict[str, list[float]] = json.loads((R / "designs.json").read_text(encoding="utf-8"))
SHARED = Path(__file__).parents[3].parent / "shared" / "data" / "stats"
CASES: dict[str, dict[str, Any]] = (
    {case["id"]: case for case in json.loads((SHARED / "cases.json").read_text(encoding="utf-8"))["cases"]}
    if SHARED.is_dir()
    else {}
)
given = pytest.mark.skipif(not CASES, reason="../shared/data/stats/cases.json is not here")


def read(name: str) -> list[dict[str, str]]:
    with (SHARED / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def prop99() -> Panel:
    """Packs a head in 39 states from 1970 to 2000; California's tax rose from 1989."""
    rows = read("prop99.csv")
    states = [name for name in rows[0] if name != "Year"]
    values = np.array([[float(row[state]) for row in rows] for state in states])
    return Panel(values, (states.index("California"),), [row["Year"] for row in rows].index("1989"))


def organ_donation() -> Panel:
    """Donors' share in 27 states over six quarters; California asked for an active choice from the fourth on."""
    rows = read("organ_donations.csv")
    states = sorted({row["State"] for row in rows})
    values = np.empty((27, 6))
    for row in rows:
        values[states.index(row["State"]), int(row["Quarter_Num"]) - 1] = float(row["Rate"])
    return Panel(values, (states.index("California"),), 3)


# Case by case: what each given case of these families is here.
ROLES = {
    "did-prop99": "oracle for difference_in_differences",
    "did-organ-donation": "oracle for difference_in_differences; its cluster-robust error is the naive answer",
    "did-castle-twfe-nested": "out of scope: states change in different years, and a Panel has one",
    "sc-prop99-outcomes": "oracle for synthetic_control",
}


@given
def test_each_given_case_has_its_role() -> None:
    families = {"did", "synthetic_control"}
    assert {name for name, case in CASES.items() if case["family"] in families} == set(ROLES)


@given
def test_packs_of_cigarettes() -> None:
    case, result = CASES["did-prop99"], DifferenceInDifferences()(prop99())
    assert isinstance(result, Estimate)
    assert result.value == pytest.approx(case["expected"]["estimate"], abs=case["tolerance"]["abs"])


@given
def test_organ_donation_where_errors_clustered_by_state_deceive() -> None:
    case, result = CASES["did-organ-donation"], DifferenceInDifferences()(organ_donation())
    assert isinstance(result, Estimate)
    expected, near = case["expected"], case["tolerance"]["abs"]
    assert result.value == pytest.approx(expected["estimate"], abs=near)
    assert result.answers["p_value"] == pytest.approx(expected["permutation_p"], abs=near)
    assert result.lower < 0 < result.upper
    # The naive limits leave 0 out.
    assert result.value + float(quantile(26.0, 0.95)) * case["wrong"][0]["se"] < 0


@given
def test_synthetic_california() -> None:
    case, result = CASES["sc-prop99-outcomes"], SyntheticControl()(prop99())
    assert isinstance(result, Diagnostic)
    expected = case["expected"]
    # The case's tolerance allows for solvers that stop early; a root of exact least squares meets it with room.
    assert result.value == pytest.approx(expected["estimate"], abs=case["tolerance"]["abs"])
    assert result.answers["rmspe_pre"] == pytest.approx(expected["rmspe_pre"], abs=0.005)
    assert result.answers["rank_post_pre_ratio"] == expected["rank_post_pre_ratio"]
    assert result.answers["n_units"] == expected["n_units"]
    assert result.answers["placebo_p"] == pytest.approx(expected["placebo_p"], rel=1e-9)
    assert (result.lower, result.upper) == (None, None)


def test_no_other_weights_follow_more_closely() -> None:
    """Against sequential quadratic programming from several starts; ours may be better, never worse."""
    rng = np.random.default_rng(4)
    for periods, units in ((8, 5), (12, 20)):
        donors, target = rng.normal(size=(periods, units)), rng.normal(0.5, 1, periods)

        def squares(w: FloatArray, donors: FloatArray = donors, target: FloatArray = target) -> float:
            return float(((target - donors @ w) ** 2).sum())

        ours = simplex_weights(donors, target)
        assert ours.min() >= 0
        assert ours.sum() == pytest.approx(1, abs=1e-12)
        for _ in range(2):
            other = optimize.minimize(
                squares,
                rng.dirichlet(np.ones(units)),
                method="SLSQP",
                bounds=[(0, 1)] * units,
                constraints={"type": "eq", "fun": lambda w: w.sum() - 1},
                options={"maxiter": 500, "ftol": 1e-12},
            )
            assert squares(ours) <= other.fun + 1e-8


@pytest.mark.parametrize("treated", [(0,), (0, 3, 4)], ids=["one treated", "three treated"])
def test_changes_equal_rs_least_squares(treated: tuple[int, ...]) -> None:
    change = np.array([4.1, 0.3, -1.2, 0.8, 1.9, -0.4, 0.1, 1.1, -0.7])
    value, error, df, _ = contrast(change, treated)
    half = quantile(df, 0.95) * error
    assert [value, value - half, value + half, error, df] == pytest.approx(ANSWERS[f"changes_{len(treated)}"], rel=1e-9)


def test_with_one_treated_it_is_a_prediction_from_the_controls() -> None:
    """Least squares of the controls' changes on a constant, and statsmodels' prediction interval of one more."""
    change = np.array([4.1, 0.3, -1.2, 0.8, 1.9, -0.4])
    fit = sm.OLS(change[1:], np.ones(5)).fit()
    low, high = fit.get_prediction(np.ones((1, 1))).conf_int(obs=True, alpha=0.05)[0]
    value, error, df, _ = contrast(change, (0,))
    half = quantile(df, 0.95) * error
    assert (change[0] - (value + half), change[0] - (value - half)) == pytest.approx((low, high), rel=1e-9)


# Card & Krueger (1994), table 3: change of full-time jobs a restaurant, standard error in brackets, row by row.
CARD_KRUEGER = [
    # New Jersey, Pennsylvania, difference as printed
    ((0.59, 0.54), (-2.16, 1.25), (2.76, 1.36)),
    ((0.47, 0.48), (-2.28, 1.25), (2.75, 1.34)),
    ((0.23, 0.49), (-2.28, 1.25), (2.51, 1.35)),
]


@pytest.mark.parametrize(("own", "reference", "printed"), CARD_KRUEGER)
def test_card_and_kruegers_table(
    own: tuple[float, float], reference: tuple[float, float], printed: tuple[float, float]
) -> None:
    inline = {
        name: dict(zip(("change", "se"), row, strict=True)) for name, row in (("group1", own), ("group2", reference))
    }
    reply = answer({"method": "did_from_changes", "data": {"inline": inline}})
    # They print the difference of unrounded changes, so a unit of the last digit may be lost.
    assert (reply["estimate"], reply["answers"]["se"]) == pytest.approx(printed, abs=0.011)
    assert reply["upper"] - reply["estimate"] == pytest.approx(1.959964 * reply["answers"]["se"], rel=1e-6)


WORLDS: list[tuple[Method, Mechanism]] = [
    (DifferenceInChanges(), CHANGE_ANYWAY),
    (DifferenceInDifferences(), ONE_TREATED),
]
worlds = pytest.mark.parametrize(("method", "mechanism"), WORLDS, ids=[m.name for _, m in WORLDS])


@worlds
def test_many_answer_as_the_calls_do(method: Method, mechanism: Mechanism) -> None:
    for cell in mechanism.cells:
        batch = drawn(mechanism, cell, 10).batch
        many, calls = method.many(batch), [spoken(method(batch.sample(i))) for i in range(10)]
        assert np.column_stack([many.value, many.lower, many.upper]) == pytest.approx(np.array(calls), rel=1e-9)


@worlds
def test_coverage_where_the_naive_limits_fail(method: Method, mechanism: Mechanism) -> None:
    """1,000 draws a cell: 0.925 is 0.95 less more than three standard errors of a share seen in 1,000."""
    parameter = method.aims_at()
    found = [drawn(mechanism, cell, 1000) for cell in mechanism.cells]
    sound = [coverage(method.many(world.batch), world, parameter).covered for world in found]
    rival = mechanism.rivals[parameter]
    naive = [coverage(rival.limits(world.batch, 0.95), world, parameter).covered for world in found]
    assert np.mean(sound) >= 0.94
    assert min(sound) >= 0.925
    assert min(naive) < 0.5


def test_the_naive_panel_limits_are_those_of_dummies_with_clustered_errors() -> None:
    world = drawn(ONE_TREATED, ONE_TREATED.cells[0], 3)
    values = world.batch["values"][1]
    units, periods = values.shape
    unit, period = (index.ravel() for index in np.indices(values.shape))
    design = np.column_stack([(unit == 0) & (period >= 8), np.eye(units)[unit], np.eye(periods)[period][:, 1:]]).astype(
        float
    )
    fit = sm.OLS(values.ravel(), design).fit(cov_type="cluster", cov_kwds={"groups": unit})
    low, high = fit.params[0] + np.array([-1, 1]) * float(quantile(units - 1.0, 0.95)) * fit.bse[0]
    naive = ONE_TREATED.rivals["change_difference"].limits(world.batch, 0.95)
    assert (naive.lower[1], naive.upper[1]) == pytest.approx((low, high), rel=1e-8)


def by_scipy(panel: Panel) -> tuple[float, float, float]:
    """Trends before the change: slopes by `linregress`, held against each other by `ttest_ind`, times the distance of the two middles."""
    periods = np.arange(panel.values.shape[1])
    slopes = np.array([stats.linregress(periods[: panel.change], row[: panel.change]).slope for row in panel.values])
    apart = periods[panel.change :].mean() - periods[: panel.change].mean()
    own = np.isin(np.arange(len(slopes)), panel.treated)
    test = stats.ttest_ind(apart * slopes[own], apart * slopes[~own])
    interval = test.confidence_interval(0.9)
    return apart * (slopes[own].mean() - slopes[~own].mean()), float(interval.low), float(interval.high)


@pytest.mark.parametrize("treated", [(0, 1), (2, 5, 7), (1, 2, 3, 4)])
def test_several_treated_units(treated: tuple[int, ...]) -> None:
    panel = Panel(np.random.default_rng(len(treated)).normal(size=(9, 14)), treated, 9)
    answer = PreTrend()(panel, level=0.9)
    assert isinstance(answer, Diagnostic)
    assert (answer.value, answer.lower, answer.upper) == pytest.approx(by_scipy(panel), rel=1e-9)


@given
def test_californias_cigarettes_fell_faster_already() -> None:
    """The known reason why a plain difference in differences misleads there (Abadie, Diamond & Hainmueller, 2010)."""
    panel = prop99()
    periods = np.arange(panel.change)
    slopes = np.array([stats.linregress(periods, row[: panel.change]).slope for row in panel.values])
    answer = PreTrend(margin=5.0)(panel)
    assert isinstance(answer, Diagnostic)
    assert answer.value == pytest.approx((slopes[panel.treated[0]] - np.delete(slopes, panel.treated[0]).mean()) * 15.5)
    assert answer.value < -5
    assert answer.passed is False
