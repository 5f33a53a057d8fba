"""Times to an event against R's survival package, SciPy, and other roads to the same number.

R's script and what it printed lie in `r/times.R` and `r/times.json` (twelve digits). Freireich's remission times are
from Freireich et al. (1963), Blood 21:699-716; people that are not theirs are made up in the script.
"""

import json
import math
import warnings
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import optimize, stats

from fairclaim.stats.batch import Batch
from fairclaim.stats.calibration.coverage import drawn
from fairclaim.stats.calibration.mechanism import Mechanism
from fairclaim.stats.calibration.mechanisms.late_starts import LATE_STARTS
from fairclaim.stats.calibration.mechanisms.times import ADMISSION_OR_DEATH, FOLLOWED_UNEVENLY, STILL_WAITING
from fairclaim.stats.calibration.mechanisms.two_times import NEWER_GROUP, STEADY_RATIO, WORSE_CASES_SOONER
from fairclaim.stats.method import Method, spoken
from fairclaim.stats.methods.cumulative_incidence import CumulativeIncidence, incidence
from fairclaim.stats.methods.hazard_ratio import HazardRatio, fitted
from fairclaim.stats.methods.restricted_mean import RestrictedMean, mean_until
from fairclaim.stats.methods.split_rates import SplitRates, rate_ratio
from fairclaim.stats.methods.survival import Survival
from fairclaim.stats.methods.survival_difference import SurvivalDifference
from fairclaim.stats.numbers.times.life_table import COMPETING, EVENT, LifeTable
from fairclaim.stats.numbers.times.log_rank import log_rank
from fairclaim.stats.numbers.times.person_time import PersonTime, split
from fairclaim.stats.results import Curve, Estimate
from fairclaim.stats.samples import Durations, Histories, TimedRows, TwoDurations

R: dict[str, Any] = json.loads((Path(__file__).parent / "r" / "times.json").read_text(encoding="utf-8"))
# R printed twelve digits.
PRINTED = {"rel": 1e-10, "abs": 1e-12}

MP = Durations(
    [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35],
    [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0],
)
PLACEBO = Durations([1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23], [1] * 21)
BOTH = TwoDurations(own=MP, reference=PLACEBO)


def curve(method: Method, sample: Durations, level: float = 0.95) -> Curve:
    result = method(sample, level=level)
    assert isinstance(result, Curve)
    return result


def estimate(method: Method, sample: Any, level: float = 0.95) -> Estimate:
    result = method(sample, level=level)
    assert isinstance(result, Estimate)
    return result


# Kaplan-Meier


@pytest.mark.parametrize("level", [0.9, 0.95, 0.998])
def test_curve_and_limits_equal_rs(level: float) -> None:
    found = curve(Survival(), MP, level)
    assert found.times[1:] == tuple(R[f"mp_{level}_times"])
    for ours, theirs in ((found.values, "share"), (found.lower, "lower"), (found.upper, "upper")):
        assert ours[1:] == pytest.approx(R[f"mp_{level}_{theirs}"], **PRINTED)


@pytest.mark.parametrize("level", [0.9, 0.95, 0.998])
@pytest.mark.parametrize(("name", "sample"), [("mp", MP), ("placebo", PLACEBO)])
def test_median_and_its_limits_equal_rs(name: str, sample: Durations, level: float) -> None:
    read = curve(Survival(), sample, level).read
    value, lower, upper = R[f"{name}_{level}_median"]
    assert (read.value, read.lower, read.upper) == (value, lower, math.inf if upper is None else upper)


def by_the_definition(time: Sequence[float], state: Sequence[int], at: float) -> tuple[float, float]:
    """Share and Greenwood's variance, one distinct time after another."""
    share, total = 1.0, 0.0
    for now in sorted({t for t, s in zip(time, state, strict=True) if s and t <= at}):
        at_risk = sum(t >= now for t in time)
        events = sum(s for t, s in zip(time, state, strict=True) if t == now)
        share *= 1 - events / at_risk
        total += events / (at_risk * (at_risk - events)) if at_risk > events else 0.0
    return share, share**2 * total


def test_tied_times_are_one_time() -> None:
    rng = np.random.default_rng(11)
    for _ in range(40):
        time, state = rng.integers(0, 6, 12), rng.integers(0, 2, 12)
        at = float(rng.integers(0, int(time.max()) + 1))
        share, variance = by_the_definition(time.tolist(), state.tolist(), at)
        read = curve(Survival(read="at", at=at), Durations(time, state)).read
        assert read.value == pytest.approx(share, abs=1e-12)
        if 0 < share < 1:
            width = stats.norm.ppf(0.975) * math.sqrt(variance) / (share * math.log(share))
            assert (read.lower, read.upper) == pytest.approx((share ** math.exp(-width), share ** math.exp(width)))


# Two curves


def test_log_rank_equals_rs() -> None:
    assert log_rank(BOTH)[0] == pytest.approx(R["log_rank_chi2"][0], **PRINTED)


@pytest.mark.parametrize("horizon", [12, 20])
def test_mean_times_equal_rs_but_for_the_correction(horizon: float) -> None:
    """R leaves out the factor m/(m − 1) of Kaplan and Meier's paper."""
    placebo, mp, se_placebo, se_mp = R[f"rmst_{horizon}"]
    for sample, mean, error in ((MP, mp, se_mp), (PLACEBO, placebo, se_placebo)):
        table = LifeTable.of(sample.time, sample.state)
        events = ((sample.state == EVENT) & (sample.time <= horizon)).sum()
        found = mean_until(table, horizon)
        assert found[0] == pytest.approx(mean, **PRINTED)
        assert found[1] * math.sqrt((events - 1) / events) == pytest.approx(error, **PRINTED)


def test_means_of_people_who_were_all_seen_equal_welchs_t() -> None:
    rng = np.random.default_rng(3)
    own, reference = rng.exponential(5, 12), rng.exponential(7, 9)
    found = estimate(
        RestrictedMean(horizon=1e3), TwoDurations(*(Durations(x, np.ones(len(x))) for x in (own, reference)))
    )
    welch = stats.ttest_ind(own, reference, equal_var=False).confidence_interval(0.95)
    assert (found.lower, found.upper) == pytest.approx((welch.low, welch.high))


# Competing events

TIED = Durations(R["incidence_time"], R["incidence_state"])


def test_cumulative_incidence_equals_rs_with_ties_between_the_kinds() -> None:
    found = curve(CumulativeIncidence(at=20), TIED)
    theirs = dict(zip(R["incidence_times"], R["incidence_share"], strict=True))
    assert found.values[1:] == pytest.approx([theirs[time] for time in found.times[1:]], **PRINTED)


def aalen(time: Sequence[float], state: Sequence[int], at: float) -> tuple[float, float]:
    """Estimate and Aalen's variance as Pintilie prints it, one distinct time after another, pairs of times and all."""
    times = sorted({t for t, s in zip(time, state, strict=True) if s and t <= at})
    rows, share, free = [], 0.0, 1.0
    for now in times:
        n = sum(t >= now for t in time)
        here = [s for t, s in zip(time, state, strict=True) if t == now]
        d, d1 = sum(s > 0 for s in here), sum(s == EVENT for s in here)
        share += free * d1 / n
        rows.append((n, d, d1, free, share))
        free *= 1 - d / n
    variance = 0.0
    for n, d, d1, before, so_far in rows:
        ahead = share - so_far
        if n > d:
            variance += ahead**2 * d / ((n - 1) * (n - d))
            variance -= 2 * ahead * before * d1 * (n - d1) / (n * (n - d) * (n - 1))
        if n > 1:
            variance += before**2 * d1 * (n - d1) / (n**2 * (n - 1))
    return share, variance


def test_aalens_variance_by_its_definition() -> None:
    rng = np.random.default_rng(12)
    for people in (3, 8, 20):
        for _ in range(20):
            time, state = rng.integers(1, 8, people), rng.integers(0, 3, people)
            table = LifeTable.of(time, state)
            found = [table.read(values, 7.0, 0.0) for values in incidence(table)]
            # A difference of sums of squares loses a few digits.
            assert found == pytest.approx(list(aalen(time.tolist(), state.tolist(), 7.0)), abs=1e-10)


def test_aalens_variance_lies_a_little_above_the_jackknife() -> None:
    """R's infinitesimal jackknife is the same sum with n for n − 1: with 25 people, a few parts in a hundred less."""
    table = LifeTable.of(TIED.time, TIED.state)
    variance = incidence(table)[1]
    for time, theirs in zip(R["incidence_times"], R["incidence_jackknife_se"], strict=True):
        ratio = math.sqrt(float(table.read(variance, time, 0.0))) / theirs
        assert 1 <= ratio < 1.06


def test_without_another_event_it_is_one_minus_the_survival_curve() -> None:
    found, free = curve(CumulativeIncidence(at=23), MP), curve(Survival(read="at", at=23), MP)
    assert found.values == pytest.approx([1 - value for value in free.values])


# Cox


def rows_of(groups: TwoDurations) -> TimedRows:
    time = np.concatenate([groups.own.time, groups.reference.time])
    state = np.concatenate([groups.own.state, groups.reference.state])
    own = np.repeat([True, False], [len(groups.own.time), len(groups.reference.time)])
    return TimedRows(time, state, own, np.empty((len(time), 0)))


def test_hazard_ratio_equals_rs_with_ties() -> None:
    found = estimate(HazardRatio(), rows_of(BOTH))
    # The two stop their iterations at different points of the seventh digit.
    assert (found.value, found.lower, found.upper) == pytest.approx(R["cox_efron"], rel=1e-6)


def test_hazard_ratio_with_traits_equals_rs() -> None:
    traits = np.column_stack([R["made_age"], R["made_alone"]])
    found = estimate(HazardRatio(), TimedRows(R["made_time"], R["made_state"], R["made_own"], traits, ("age", "alone")))
    assert (found.value, found.lower, found.upper) == pytest.approx(R["made_cox"], rel=1e-6)


def test_the_fit_maximises_the_partial_likelihood() -> None:
    rng = np.random.default_rng(5)
    time, own = rng.exponential(1, 40), np.arange(40) % 2 == 0
    state = rng.random(40) < 0.7
    event = np.flatnonzero(state)

    def loss(b: float) -> float:
        return -sum(b * own[i] - math.log(np.exp(b * own[time >= time[i]]).sum()) for i in event)

    b, error = fitted(TimedRows(time, state, own, np.empty((40, 0))))
    best = optimize.minimize_scalar(loss, bracket=(-1, 1), tol=1e-12)
    assert float(b) == pytest.approx(best.x, abs=1e-6)
    step = 1e-3
    curvature = (loss(best.x + step) - 2 * loss(best.x) + loss(best.x - step)) / step**2
    assert float(error) == pytest.approx(curvature**-0.5, rel=1e-4)


# Split person-time

STARTED = [math.inf if start is None else start for start in R["history_started"]]
HISTORIES = Histories(R["history_follow_up"], R["history_event"], STARTED)


def test_events_and_days_of_the_bands_equal_rs() -> None:
    spent = split(HISTORIES.follow_up, HISTORIES.event, HISTORIES.started, np.array([14.0, 60.0, 180.0, np.inf]))
    assert [*spent.events_before, *spent.events] == R["history_events"]
    assert [*spent.time_before, *spent.time] == R["history_time"]


def test_rate_ratio_equals_poisson_regression_with_a_term_for_each_band() -> None:
    found = estimate(SplitRates(cuts=(14.0, 60.0, 180.0)), HISTORIES)
    # R's glm stops at a relative change of the deviance of 1e-8.
    assert found.value == pytest.approx(R["history_rate_ratio"][0], rel=1e-6)


@pytest.mark.parametrize("level", [0.9, 0.95, 0.998])
def test_limits_are_where_the_score_test_turns(level: float) -> None:
    rng = np.random.default_rng(8)
    z = stats.norm.ppf((1 + level) / 2)
    for _ in range(20):
        events, before = rng.integers(1, 7, 3), rng.integers(1, 7, 3)
        time, time_before = rng.uniform(10, 200, 3), rng.uniform(10, 200, 3)

        def score(
            log: float, m: Any = events + before, a: float = events.sum(), odds: Any = time / time_before
        ) -> float:
            share = math.exp(log) * odds / (1 + math.exp(log) * odds)
            return float((a - (m * share).sum()) / math.sqrt((m * share * (1 - share)).sum()))

        value, lower, upper = rate_ratio(PersonTime(events, time, before, time_before), level)
        assert score(math.log(value)) == pytest.approx(0, abs=1e-8)
        assert score(math.log(lower)) == pytest.approx(z)
        assert score(math.log(upper)) == pytest.approx(-z)


def test_one_band_is_wilsons_interval_of_a_share() -> None:
    from fairclaim.stats.methods.proportion import wilson

    spent = PersonTime(*(np.array([x]) for x in (9.0, 100.0, 6.0, 200.0)))
    odds = [float(p / (1 - p)) for p in wilson(9, 15, 0.95)]
    assert [float(limit) for limit in rate_ratio(spent, 0.95)[1:]] == pytest.approx([2 * o for o in odds])


# Many at once

WORLDS: list[tuple[Method, Mechanism, float]] = [
    (Survival(), STILL_WAITING, 0.95),
    (Survival(), STILL_WAITING, 0.6),
    (Survival(read="at", at=12), FOLLOWED_UNEVENLY, 0.95),
    (Survival(read="at", at=12), ADMISSION_OR_DEATH, 0.95),
    (CumulativeIncidence(at=12), ADMISSION_OR_DEATH, 0.998),
    (CumulativeIncidence(at=12), FOLLOWED_UNEVENLY, 0.95),
    (CumulativeIncidence(), FOLLOWED_UNEVENLY, 0.95),
    (SurvivalDifference(at=12), NEWER_GROUP, 0.95),
    (RestrictedMean(horizon=12), NEWER_GROUP, 0.95),
    (RestrictedMean(), NEWER_GROUP, 0.95),
    (HazardRatio(), STEADY_RATIO, 0.95),
    (HazardRatio(), WORSE_CASES_SOONER, 0.95),
    (SplitRates(), LATE_STARTS, 0.95),
    (SplitRates(cuts=(30.0, 90.0)), LATE_STARTS, 0.95),
]


@pytest.mark.parametrize(
    ("method", "world", "level"),
    WORLDS,
    ids=[f"{m.name}-{w.name}-{level}-{i}" for i, (m, w, level) in enumerate(WORLDS)],
)
def test_many_answer_as_so_many_calls(method: Method, world: Mechanism, level: float) -> None:
    """Refusals too. Cox's fits stop at different digits: statsmodels' Newton at 1e-8 of the coefficient's change."""
    tolerance = {"rel": 1e-6} if isinstance(method, HazardRatio) else {"rel": 1e-10, "abs": 1e-12}
    for cell in (world.cells[0], world.cells[-1]):
        batch = drawn(world, cell, 25).batch
        many = method.many(batch, level=level)
        for index in range(len(batch)):
            alone = spoken(method(batch.sample(index), level=level))
            assert many.given[index] == (not math.isnan(alone[0]))
            if many.given[index]:
                together = many.value[index], many.lower[index], many.upper[index]
                assert together == pytest.approx(alone, **tolerance)


def test_samples_with_ties_are_fitted_one_by_one() -> None:
    rng = np.random.default_rng(9)
    time, state = rng.integers(1, 9, (3, 40)).astype(float), np.ones((3, 40), dtype=np.int64)
    batch = Batch(
        {"time": time, "state": state}, TimedRows, {"own": np.arange(40) % 2 == 0, "covariates": np.empty((40, 0))}
    )
    many = HazardRatio().many(batch)
    for index in range(3):
        assert (many.value[index], many.lower[index], many.upper[index]) == spoken(HazardRatio()(batch.sample(index)))


# The traps, in the size at which they were first seen


def test_deaths_are_not_people_lost() -> None:
    """150 people, admission 0.03 and death 0.05 a month: 1 − KM reads about seven in a hundred too many."""
    world = drawn(ADMISSION_OR_DEATH, {"n": 150, "event": 0.03, "other": 0.05}, 400)
    truth, sound = world.truth["incidence_at"], CumulativeIncidence(at=12).many(world.batch)
    naive = ADMISSION_OR_DEATH.rivals["incidence_at"].limits(world.batch, 0.95)
    assert (world.batch["state"] == COMPETING).any()
    # Three standard errors of a mean of 400 whose spread is about 0.035.
    assert sound.value.mean() == pytest.approx(truth, abs=0.006)
    assert naive.value.mean() - truth > 0.06


def test_limits_nest_in_level() -> None:
    samples: list[tuple[Method, Any]] = [
        (Survival(), MP), (Survival(read="at", at=10), MP), (CumulativeIncidence(at=9), TIED),
        (SurvivalDifference(at=10), BOTH), (RestrictedMean(horizon=12), BOTH), (HazardRatio(), rows_of(BOTH)),
        (SplitRates(), HISTORIES),
    ]  # fmt: skip
    for method, sample in samples:
        found = [spoken(method(sample, level=level)) for level in (0.5, 0.8, 0.95, 0.998)]
        assert all(wide[1] <= narrow[1] and narrow[2] <= wide[2] for narrow, wide in pairwise(found))
        assert len({value for value, _, _ in found}) == 1


# The given cases

SHARED = Path(__file__).parents[3].parent / "shared" / "data" / "stats"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data/stats is not here")


def nhefs() -> TimedRows:
    """1,629 people; months to death after 1983, or 120 (as the case says)."""
    import csv

    with (SHARED / "data" / "nhefs.csv").open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))
    died = np.array([float(p["death"]) for p in people])
    time = [(float(p["yrdth"]) - 83) * 12 + float(p["modth"]) if float(p["death"]) else 120 for p in people]
    quit_smoking = np.array([float(p["qsmk"]) for p in people])
    return TimedRows(np.array(time), died, quit_smoking, np.empty((len(people), 0)))


def case(name: str) -> dict[str, Any]:
    cases = json.loads((SHARED / "cases.json").read_text(encoding="utf-8"))["cases"]
    return next(c for c in cases if c["id"] == name)


@needs_shared
def test_given_case_nhefs_km_crude() -> None:
    expected, rows = case("nhefs-km-crude"), nhefs()
    groups = TwoDurations(*(Durations(rows.time[arm], rows.state[arm]) for arm in (rows.own, ~rows.own)))
    found, tolerance = estimate(SurvivalDifference(at=120), groups), expected["tolerance"]
    assert found.value == pytest.approx(expected["expected"]["estimate"], **tolerance)
    assert found.answers["own"] == pytest.approx(expected["expected"]["surv_quit"], **tolerance)
    assert found.answers["reference"] == pytest.approx(expected["expected"]["surv_noquit"], **tolerance)
    assert found.answers["log_rank_chi2"] == pytest.approx(expected["expected"]["logrank_chi2"], **tolerance)


@needs_shared
def test_given_case_nhefs_cox_crude() -> None:
    expected = case("nhefs-cox-crude")
    found = estimate(HazardRatio(), nhefs())
    for name in ("estimate", "lower", "upper"):
        ours = found.value if name == "estimate" else getattr(found, name)
        assert ours == pytest.approx(expected["expected"][name], **expected["tolerance"])


def test_no_warning_is_given_for_people_without_any_event() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for at in (0.0, 1.0, 50.0):
            Survival(read="at", at=at).many(Batch({"time": np.ones((2, 5)), "state": np.zeros((2, 5), int)}, Durations))
