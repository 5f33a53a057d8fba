"""Adjustment and weighting against base R (`r/case_mix.R`), statsmodels, brute force and closed forms."""

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from made_rows import worse_cases

from fairclaim.stats.calibration.mechanisms.case_mix import FORETOLD, WORSE_CASES, WORSE_CASES_BY_VALUE
from fairclaim.stats.method import Method
from fairclaim.stats.methods.firth import Firth
from fairclaim.stats.methods.standardised import Standardised
from fairclaim.stats.methods.weighted import Weighted
from fairclaim.stats.numbers.rows.logistic import fit
from fairclaim.stats.numbers.rows.penalised import penalised_fit
from fairclaim.stats.numbers.rows.standardisation import design
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import Rows

FOLDER = Path(__file__).parent / "r"
# R's answers carry ten digits; its numerical derivatives agree with ours to eight.
SAME = {"rel": 1e-7}
# R's optim stops where the likelihood is flat to 1e-15, which is 1e-6 or so in a coefficient.
CLIMBED = {"rel": 2e-6}


def read(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


R = {row["name"]: float(row["value"]) for row in read("case_mix_answers.csv")}
PEOPLE = {
    name: np.array([float(row[name]) for row in read("case_mix_rows.csv")]) for name in read("case_mix_rows.csv")[0]
}


def rows(outcome: str) -> Rows:
    traits = np.column_stack([PEOPLE["age"], PEOPLE["alone"]])
    return Rows(PEOPLE[outcome], PEOPLE["own"] == 1, traits, ("age", "alone"))


def answered(method: Method, sample: Rows, level: float = 0.95) -> Estimate:
    result = method(sample, level=level)
    assert isinstance(result, Estimate)
    return result


@pytest.mark.parametrize(
    ("method", "outcome", "name"),
    [
        (Standardised(), "home", "home_difference"),
        (Standardised(contrast="ratio"), "home", "home_ratio"),
        (Standardised(measure="value"), "days", "days_difference"),
    ],
    ids=["difference of shares", "ratio of shares", "difference of means"],
)
def test_standardised_agrees_with_r(method: Method, outcome: str, name: str) -> None:
    result = answered(method, rows(outcome))
    assert result.value == pytest.approx(R[name], **SAME)
    assert result.answers["se"] == pytest.approx(R[f"{name}_se"], **SAME)
    assert result.answers["se_large_sample"] == pytest.approx(R[f"{name}_se_large"], **SAME)


@pytest.mark.parametrize(
    ("method", "outcome", "name"),
    [
        (Weighted(), "home", "weighted_home"),
        (Weighted(measure="value"), "days", "weighted_days"),
        (Weighted(among="own"), "home", "weighted_own_home"),
    ],
    ids=["everybody, shares", "everybody, means", "own, shares"],
)
def test_weighted_agrees_with_r(method: Method, outcome: str, name: str) -> None:
    result = answered(method, rows(outcome))
    assert result.value == pytest.approx(R[f"{name}_difference"], **SAME)
    assert result.answers["se"] == pytest.approx(R[f"{name}_difference_se"], **SAME)
    assert result.answers["se_large_sample"] == pytest.approx(R[f"{name}_difference_se_large"], **SAME)
    for ours in ("ess_own", "ess_reference", "weight_max"):
        assert result.answers[ours] == pytest.approx(R[f"{name}_{ours}"], **SAME)


@pytest.mark.parametrize("level", [0.95, 0.998])
def test_firth_agrees_with_the_likelihood_climbed_in_r(level: float) -> None:
    """Nobody who lives with others fell: ordinary odds of living alone have no end."""
    result = answered(Firth(), rows("fall"), level)
    found = {"odds_ratio": result.value, f"lower_{level:g}": result.lower, f"upper_{level:g}": result.upper}
    assert found == pytest.approx({name: R[f"firth_{name}"] for name in found}, **CLIMBED)


@pytest.mark.parametrize(("x1", "n1", "x2", "n2"), [(0, 20, 5, 30), (20, 20, 3, 15), (0, 10, 1, 10), (7, 40, 9, 25)])
def test_firth_of_a_table_of_two_by_two_adds_a_half_to_each_cell(x1: int, n1: int, x2: int, n2: int) -> None:
    outcome = np.repeat([1.0, 0, 1, 0], [x1, n1 - x1, x2, n2 - x2])
    own = np.repeat([True, False], [n1, n2])
    result = answered(Firth(), Rows(outcome, own, np.empty((n1 + n2, 0))))
    halves = (x1 + 0.5) / (n1 - x1 + 0.5) / ((x2 + 0.5) / (n2 - x2 + 0.5))
    assert result.value == pytest.approx(halves, rel=1e-8)  # The steps stop at 1e-9.


def test_firth_stands_where_the_likelihood_that_it_names_is_highest() -> None:
    sample = worse_cases(60, seed=3, base=-2.5)
    matrix = design(sample.own[None], sample.covariates[None])

    def height(beta: Any) -> float:
        p = 1 / (1 + np.exp(-matrix[0] @ beta))
        information = (matrix[0] * (p * (1 - p))[:, None]).T @ matrix[0]
        return float(np.log(np.where(sample.outcome == 1, p, 1 - p)).sum() + np.linalg.slogdet(information)[1] / 2)

    found = penalised_fit(matrix, sample.outcome[None])
    best = found.coefficients[0]
    assert found.height[0] == pytest.approx(height(best), abs=1e-9)
    around = best + np.random.default_rng(1).normal(scale=0.01, size=(200, len(best)))
    assert max(map(height, around)) < height(best)
    # Central differences of a smooth function: exact to the square of the step.
    slopes = [(height(best + step) - height(best - step)) / 2e-4 for step in 1e-4 * np.eye(len(best))]
    assert slopes == pytest.approx([0.0] * len(best), abs=1e-6)


def test_fits_of_a_batch_are_those_of_statsmodels() -> None:
    from statsmodels.genmod.families import Binomial
    from statsmodels.genmod.generalized_linear_model import GLM

    samples = [worse_cases(80, seed=seed) for seed in range(5)]
    matrices = np.stack([design(s.own[None], s.covariates[None])[0] for s in samples])
    outcomes = np.stack([s.outcome for s in samples])
    found = fit(matrices, outcomes)
    assert found.settled.all()
    for matrix, outcome, beta, inverse in zip(matrices, outcomes, found.coefficients, found.inverse, strict=True):
        theirs = GLM(outcome, matrix, family=Binomial()).fit(tol=1e-12)
        assert beta == pytest.approx(theirs.params, abs=1e-9)
        # Their own covariance may be that of the step before the last; their information at the end is not.
        assert np.linalg.inv(inverse) == pytest.approx(-theirs.model.hessian(theirs.params), rel=1e-7, abs=1e-7)


@pytest.mark.parametrize("mechanism", [WORSE_CASES, FORETOLD, WORSE_CASES_BY_VALUE], ids=lambda m: m.name)
@pytest.mark.parametrize(
    "method",
    [variant for kind in (Standardised, Weighted, Firth) for variant in kind.variants()],
    ids=lambda m: f"{m.name} {m.aims_at()}",
)
def test_a_batch_is_answered_as_its_samples_are(method: Method, mechanism: Any) -> None:
    for place, cell in enumerate(mechanism.cells[::2]):
        world = mechanism.draw({**cell, "n": cell["n"] // (3 if place == 0 else 1)}, np.random.default_rng(5), 12)
        batch = world.batch
        many = method.many(batch)
        for index in range(len(batch)):
            one = method(batch.sample(index))
            assert bool(many.given[index]) == isinstance(one, Estimate), one
            if isinstance(one, Estimate):
                together = (many.value[index], many.lower[index], many.upper[index])
                # Sums in another order differ in the last digits, and Firth's search stops at 1e-8.
                assert together == pytest.approx((one.value, one.lower, one.upper), rel=1e-6)
            else:
                assert isinstance(one, NotEstimable)


def test_separated_samples_of_a_batch_are_refused_without_a_warning() -> None:
    """Their standard errors are past all floating numbers; the others of the batch are answered."""
    world = WORSE_CASES.draw({"n": 60, "others": 0, "base": -3.5, "effect": 0.0}, np.random.default_rng(1), 300)
    many = Standardised(contrast="ratio").many(world.batch)
    assert 0.2 < many.given.mean() < 0.8
    assert np.isfinite(many.upper[many.given]).all()


def test_the_truth_of_the_made_up_world_is_what_very_many_people_show() -> None:
    cell = {"n": 200_000, "others": 0, "base": -0.5, "effect": 0.7}
    world = WORSE_CASES.draw(cell, np.random.default_rng(7), 1)
    truth = {name: number for name, number in world.truth.items() if "odds" not in name}
    sample = world.batch.sample(0)
    found = {
        "adjusted_share_difference": answered(Standardised(), sample),
        "adjusted_share_ratio": answered(Standardised(contrast="ratio"), sample),
        "adjusted_share_difference_of_own": answered(Weighted(among="own"), sample),
    }
    assert set(found) == set(truth)
    for name, result in found.items():
        # 99.99% limits: four standard errors.
        wide = (result.upper - result.lower) / 2 * 2.04
        assert abs(result.value - truth[name]) < wide  # type: ignore[operator]
