"""Events of people against R's quasi-Poisson regressions (r/rates.R), and by seeded simulation."""

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from fairclaim.stats.calibration.coverage import coverage, drawn
from fairclaim.stats.calibration.mechanisms.events_of_people import EVENTS_OF_PEOPLE, TWO_GROUPS_OF_PEOPLE
from fairclaim.stats.methods.events_by_person import EventsByPerson
from fairclaim.stats.methods.rate_ratio_by_person import RateRatioByPerson
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import PersonEvents, TwoPersonEvents

FOLDER = Path(__file__).parent / "r"


def read(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


PEOPLE, FITS = read("rates_people.csv"), {row["case"]: row for row in read("rates_fits.csv")}
CASES = pytest.mark.parametrize("case", FITS)


def group(case: str, own: str) -> PersonEvents:
    rows = [row for row in PEOPLE if (row["case"], row["own"]) == (case, own)]
    return PersonEvents(np.array([float(r["events"]) for r in rows]), np.array([float(r["time"]) for r in rows]))


def expected(case: str) -> dict[str, float]:
    return {key: float(value) for key, value in FITS[case].items() if key != "case"}


@CASES
def test_quasi_poisson_equals_rs(case: str) -> None:
    by_r = expected(case)
    found = RateRatioByPerson(interval="quasi_poisson")(TwoPersonEvents(group(case, "1"), group(case, "0")))
    assert isinstance(found, Estimate)
    # Ours is held at a dispersion of 1 from below, R's is not; R's fit stops at fourteen digits of deviance, which
    # leaves seven or eight in its dispersion.
    floored = by_r["error"] * max(1.0, by_r["dispersion"] ** -0.5)
    half = stats.t.ppf(0.975, by_r["df"]) * floored
    limits = np.log([found.value, found.lower, found.upper])
    assert limits == pytest.approx(by_r["log_ratio"] + half * np.array([0, -1, 1]), abs=1e-6)
    assert found.answers["dispersion"] == pytest.approx(max(1.0, by_r["dispersion"]), rel=1e-6)


def floored_variance(case: str, arm: str) -> float:
    """Return R's HC3 variance of a group's log rate, or one over its events where that is larger."""
    return max(expected(case)[f"error_{arm}"] ** 2, 1 / group(case, "1" if arm == "own" else "0").events.sum())


@CASES
def test_robust_errors_equal_those_of_rs_residuals_and_leverages(case: str) -> None:
    found = RateRatioByPerson()(TwoPersonEvents(group(case, "1"), group(case, "0")))
    assert isinstance(found, Estimate)
    one, other = floored_variance(case, "own"), floored_variance(case, "reference")
    sizes = len(group(case, "1").events) - 1, len(group(case, "0").events) - 1
    df = (one + other) ** 2 / (one**2 / sizes[0] + other**2 / sizes[1])
    half = stats.t.ppf(0.975, df) * np.sqrt(one + other)
    assert np.log([found.lower, found.upper]) == pytest.approx(
        expected(case)["log_ratio"] + half * np.array([-1, 1]), abs=1e-7
    )


@CASES
@pytest.mark.parametrize("arm", ["own", "reference"])
def test_one_group_equals_rs(case: str, arm: str) -> None:
    people = group(case, "1" if arm == "own" else "0")
    found = EventsByPerson(interval="log_t")(people)
    assert isinstance(found, Estimate)
    half = stats.t.ppf(0.975, len(people.events) - 1) * np.sqrt(floored_variance(case, arm))
    rate = expected(case)[f"rate_{arm}"]
    assert (found.value, found.lower, found.upper) == pytest.approx(
        (rate, rate / np.exp(half), rate * np.exp(half)), rel=1e-7
    )


def test_byar_of_one_group_is_byars_formula_of_fewer_events() -> None:
    """With a dispersion held at 1 it is UKHSA's Byar but for the t quantile, checked with the formula written out."""
    people = PersonEvents(np.ones(50), np.full(50, 2.0))
    found = EventsByPerson()(people)
    assert isinstance(found, Estimate)
    t = stats.t.ppf(0.975, 49)
    lower = 50 * (1 - 1 / 450 - t / (3 * np.sqrt(50))) ** 3
    upper = 51 * (1 - 1 / 459 + t / (3 * np.sqrt(51))) ** 3
    assert (found.lower, found.upper) == pytest.approx((lower / 100, upper / 100), rel=1e-12)
    assert found.answers["dispersion"] == 1


@pytest.mark.parametrize("mechanism", [EVENTS_OF_PEOPLE, TWO_GROUPS_OF_PEOPLE], ids=lambda m: m.name)
def test_sound_where_counting_events_as_independent_fails(mechanism) -> None:  # type: ignore[no-untyped-def]
    """Statistics of variance/mean 3: Poisson limits cover 0.75 to 0.80."""
    method = EventsByPerson() if mechanism is EVENTS_OF_PEOPLE else RateRatioByPerson()
    cell = mechanism.cells[1]
    world = drawn(mechanism, cell, 1000)
    sound = coverage(method.many(world.batch), world, method.parameter)
    naive = coverage(mechanism.rivals[method.parameter].limits(world.batch, 0.95), world, method.parameter)
    # 0.95 ± 0.015 and two Monte Carlo errors (0.007 each).
    assert sound.covered == pytest.approx(0.95, abs=0.029)
    assert naive.covered < 0.82


def test_one_dispersion_for_groups_of_unequal_size_would_mislead() -> None:
    """Why `quasi_poisson` refuses them: the smaller group's people gather more events, and the larger one hides it."""
    cell = TWO_GROUPS_OF_PEOPLE.cells[6]
    assert (cell["n1"], cell["n2"]) == (20, 100)
    world = drawn(TWO_GROUPS_OF_PEOPLE, cell, 1000)
    assert not RateRatioByPerson(interval="quasi_poisson").many(world.batch).given.any()
    own, reference = (world.batch[name].sum(axis=1) for name in ("events1", "events2"))
    ratio = own / world.batch["time1"].sum(axis=1) / (reference / world.batch["time2"].sum(axis=1))
    spread = [world.batch[f"events{arm}"] - (total / world.batch[f"time{arm}"].sum(axis=1))[:, None] * world.batch[f"time{arm}"]
              for arm, total in ((1, own), (2, reference))]  # fmt: skip
    means = [world.batch[f"events{arm}"] - residual for arm, residual in ((1, spread[0]), (2, spread[1]))]
    pearson = sum((residual**2 / mean).sum(axis=1) for residual, mean in zip(spread, means, strict=True)) / 118
    half = stats.t.ppf(0.975, 118) * np.sqrt(pearson * (1 / own + 1 / reference))
    assert np.mean(np.abs(np.log(ratio / world.truth["rate_ratio"])) <= half) < 0.90
