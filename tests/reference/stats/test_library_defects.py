"""What libraries get wrong, each shown on the library itself and held against our own answer.

When one of these fails, the library has mended its defect: ours can then be replaced by it, or the row taken out.
"""

import re
import warnings
from typing import Any

import numpy as np
import pytest
from scipy.special import ndtri, stdtrit

from fairclaim.stats.methods.difference import miettinen_nurminen
from fairclaim.stats.methods.pooling import fit
from fairclaim.stats.methods.proportion import jeffreys
from fairclaim.stats.numbers.lost.imputation_pooling import degrees_of_freedom
from fairclaim.stats.numbers.rates.poisson_limits import exact, midp
from fairclaim.stats.results import Estimate


def poisson_limits_of_statsmodels(count: int, method: str) -> tuple[float, float]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from statsmodels.stats.rates import confint_poisson

        lower, upper = confint_poisson(count, 1, method=method)
    return float(lower), float(upper)


def test_statsmodels_midp_limits_without_events_have_no_width() -> None:
    """`confint_poisson(0, 1, method="midp-c")` (0.15.0) gives 2.9957 twice; the lower limit is 0."""
    lower, upper = poisson_limits_of_statsmodels(0, "midp-c")
    assert lower == pytest.approx(upper)
    ours = midp(0, 0.95)
    assert ours == pytest.approx((0.0, 2.9957), abs=5e-5)
    assert list(poisson_limits_of_statsmodels(3, "midp-c")) == pytest.approx(
        [float(limit) for limit in midp(3, 0.95)], rel=1e-6
    )


@pytest.mark.parametrize("method", ["wald", "sqrt"])
def test_statsmodels_wald_and_square_root_limits_without_events_have_no_width(method: str) -> None:
    lower, upper = poisson_limits_of_statsmodels(0, method)
    assert lower == pytest.approx(upper)
    assert exact(0, 0.95) == pytest.approx((0.0, 3.689), abs=5e-4)


# Newcombe (1998), Statistics in Medicine 17:873-890, table II, method 6 (Miettinen and Nurminen's score interval).
SCORE_TABLE = {
    (56, 70, 48, 80): (0.0528, 0.3382),
    (9, 10, 3, 10): (0.1700, 0.8406),
    (6, 7, 2, 7): (0.0342, 0.8534),
    (5, 56, 0, 29): (-0.0326, 0.1933),
    (0, 10, 0, 20): (-0.1658, 0.2844),
    (0, 10, 0, 10): (-0.2879, 0.2879),
    (10, 10, 0, 20): (0.7156, 1.0000),
    (10, 10, 0, 10): (0.6636, 1.0000),
}


def score_interval_of_statsmodels(arms: tuple[int, int, int, int]) -> tuple[float, float] | None:
    """None where it raises, as it does for most of the table."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        from statsmodels.stats.proportion import confint_proportions_2indep

        try:
            lower, upper = confint_proportions_2indep(*arms, method="score", compare="diff")
        except ValueError:
            return None
    return float(lower), float(upper)


@pytest.mark.parametrize("arms", SCORE_TABLE, ids=str)
def test_statsmodels_score_interval_of_a_difference_misses_the_published_table(arms: tuple[int, int, int, int]) -> None:
    """Issue 10269, in 0.15.0: `count0` stands where `nobs0` belongs in the cubic."""
    theirs, ours = score_interval_of_statsmodels(arms), miettinen_nurminen(*arms, 0.95)
    # Half of the table's last digit.
    assert [float(limit) for limit in ours] == pytest.approx(SCORE_TABLE[arms], abs=5.1e-5)
    assert theirs is None or theirs != pytest.approx(SCORE_TABLE[arms], abs=1e-3)


@pytest.mark.parametrize(("events", "share"), [(0, 0.0), (18, 1.0)])
def test_statsmodels_jeffreys_interval_leaves_out_the_share_itself(events: int, share: float) -> None:
    """Brown, Cai & DasGupta, section 4.1.2: the limit is the share where nobody, or everybody, had the outcome."""
    from statsmodels.stats.proportion import proportion_confint

    lower, upper = proportion_confint(events, 18, method="jeffreys")
    assert not lower <= share <= upper
    ours = [float(limit) for limit in jeffreys(events, 18, 0.95)]
    assert ours[0] <= share <= ours[1]
    # Where the rule does not apply the two are one.
    assert [float(limit) for limit in jeffreys(2, 18, 0.95)] == pytest.approx(
        proportion_confint(2, 18, method="jeffreys"), abs=1e-12
    )


def test_statsmodels_imputes_by_matching_only_and_takes_the_normal_for_the_t_distribution() -> None:
    """`MICE` (0.15.0, issue 3858): of 20 people Barnard and Rubin's t limits are at least 7% wider."""
    import pandas as pd
    from statsmodels.imputation.mice import MICE, MICEData
    from statsmodels.regression.linear_model import OLS

    rng = np.random.default_rng(3)
    before = rng.normal(50, 10, 20)
    after = before + rng.normal(4, 6, 20)
    seen = np.arange(20) >= 6
    frame = pd.DataFrame({"before": before, "after": np.where(seen, after, np.nan)})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        np.random.seed(3)  # It draws from the global generator and takes no other.
        filled = MICEData(frame)
        fitted = MICE("after ~ before", OLS, filled).fit(n_burnin=5, n_imputations=20)
    assert set(filled.data["after"]) == set(after[seen])
    value, error = np.asarray(fitted.params), np.asarray(fitted.bse)
    z, lost = ndtri(0.975), np.asarray(fitted.frac_miss_info)
    assert np.asarray(fitted.conf_int()) == pytest.approx(np.stack([value - z * error, value + z * error], axis=1))
    df = degrees_of_freedom(20, lost, 18.0)
    assert (df < 18).all()
    assert (stdtrit(df, 0.975) > 1.07 * z).all()


def test_statsmodels_pools_without_reml_and_without_a_range_for_a_further_service() -> None:
    """`combine_effects` (0.15.0) knows moment estimators only, which see another spread."""
    from statsmodels.stats.meta_analysis import combine_effects

    estimates, errors = np.array([0.1, 0.5, -0.2, 0.9, 0.3, 1.5]), np.array([0.05, 0.4, 0.3, 0.1, 0.5, 0.2])
    with pytest.raises(ValueError, match="method_re"):
        combine_effects(estimates, errors**2, method_re="reml")
    theirs = combine_effects(estimates, errors**2, method_re="dl")
    assert not any("pred" in name for name in dir(theirs))
    assert theirs.tau2 != pytest.approx(float(fit(estimates, errors).tau2), rel=0.02)


def test_statsmodels_weighted_error_hangs_on_the_units_of_covariates() -> None:
    """`TreatmentEffect.ipw` (0.15.0): an age squared beside an age, and the error is many times what it should be."""
    import numpy as np
    from statsmodels.discrete.discrete_model import Logit
    from statsmodels.regression.linear_model import OLS
    from statsmodels.treatment.treatment_effects import TreatmentEffect

    from fairclaim.stats.methods.weighted import Weighted
    from fairclaim.stats.samples import Rows

    rng = np.random.default_rng(1)
    age = rng.normal(80, 7, 400)
    own = rng.random(400) < 1 / (1 + np.exp(-0.05 * (age - 80)))
    days = 20 + 3 * own + 0.5 * (age - 80) + rng.normal(0, 6, 400)
    raw = np.column_stack([age, age**2])

    def by_statsmodels(columns: Any) -> tuple[float, float]:
        design = np.column_stack([np.ones(400), columns])
        chances = Logit(own * 1.0, design).fit(disp=0, maxiter=100)
        found = TreatmentEffect(OLS(days, design), own.astype(int), results_select=chances).ipw()
        return float(found.effect[0]), float(found.results_gmm.bse[0])

    ours = Weighted(measure="value")(Rows(days, own, raw))
    assert isinstance(ours, Estimate)
    right = (ours.value, ours.answers["se_large_sample"])
    # Both solve the same equations; statsmodels' search stops at about six digits.
    assert by_statsmodels((raw - raw.mean(axis=0)) / raw.std(axis=0)) == pytest.approx(right, rel=1e-5)
    value, error = by_statsmodels(raw)
    assert value == pytest.approx(right[0], rel=1e-5)
    assert error > 2 * right[1]  # type: ignore[operator]


# Rows (start, stop] of people who may change their group; start, stop, event, group. Some enter when others have events.
INTERVALS = np.array([
    [0, 2, 1, 0], [0, 3, 0, 0], [3, 6, 1, 1], [0, 5, 0, 0], [5, 8, 0, 1],
    [0, 3, 1, 0], [0, 5, 1, 0], [0, 7, 1, 0], [0, 9, 0, 0], [0, 4, 1, 1],
], dtype=float)  # fmt: skip


def hazard_ratio_by_brute_force(rows: np.ndarray, *, at_its_own_entry: bool) -> float:
    """Maximise the partial likelihood; whether a row is at risk at the very time at which it begins is the question."""
    from scipy.optimize import minimize_scalar

    start, stop, event, group = rows.T

    def loss(b: float) -> float:
        total = 0.0
        for now in stop[event == 1]:
            at_risk = (start <= now if at_its_own_entry else start < now) & (stop >= now)
            died = (stop == now) & (event == 1)
            total -= b * group[died].mean() - np.log(np.exp(b * group[at_risk]).sum())
        return total

    return float(np.exp(minimize_scalar(loss, bracket=(-1, 1), tol=1e-12).x))


def test_statsmodels_keeps_people_at_risk_at_their_own_entry() -> None:
    """`PHReg(entry=)` (0.15.0): 1.1067 for these rows, where R's coxph gives 1.37477662091.

    Stanford's heart transplants show the same (1.086 for 1.136). Why `hazard_ratio` takes no entry times, and why those
    who start late go to `split_rates`.
    """
    from statsmodels.duration.hazard_regression import PHReg

    start, stop, event, group = INTERVALS.T
    theirs = float(np.exp(PHReg(stop, group[:, None], status=event, entry=start, ties="breslow").fit(disp=0).params[0]))
    right, wrong = (hazard_ratio_by_brute_force(INTERVALS, at_its_own_entry=own) for own in (False, True))
    # Three optimisers that stop at their own places.
    assert right == pytest.approx(1.37477662091, rel=1e-6)
    assert theirs == pytest.approx(wrong, rel=1e-6)
    assert theirs != pytest.approx(right, rel=0.1)


def test_statsmodels_offers_no_limits_of_a_curve_but_those_that_leave_it() -> None:
    """`SurvfuncRight` (0.15.0) gives a standard error only: 1.96 of them above the first step is more than everybody."""
    from statsmodels.duration.survfunc import SurvfuncRight

    from fairclaim.stats.methods.survival import share_at
    from fairclaim.stats.numbers.times.life_table import LifeTable

    time, state = np.arange(1.0, 31.0), np.array([1, *[0] * 29])
    theirs = SurvfuncRight(time, state)
    assert theirs.surv_prob[0] + 1.96 * theirs.surv_prob_se[0] > 1
    share, lower, upper = share_at(LifeTable.of(time, state), 1.0, 0.95)
    assert float(share) == pytest.approx(theirs.surv_prob[0])
    assert 0 < lower < share < upper < 1


def test_statsmodels_loses_the_error_of_an_incidence_when_the_last_person_has_an_event() -> None:
    """`CumIncidenceRight` (0.15.0) divides nought by nought at the last time: NaN, with a warning."""
    from statsmodels.duration.survfunc import CumIncidenceRight

    from fairclaim.stats.methods.cumulative_incidence import incidence
    from fairclaim.stats.numbers.times.life_table import LifeTable

    time, state = np.array([1.0, 2, 3, 4, 5]), np.array([1, 2, 0, 2, 1])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = CumIncidenceRight(time, state)
    assert np.isnan(theirs.cinc_se[0][-1])
    share, variance = incidence(LifeTable.of(time, state))
    assert list(share) == pytest.approx(list(theirs.cinc[0]))
    assert np.isfinite(variance).all()
    assert variance[-1] > 0


def test_statsmodels_outcome_models_of_an_effect_take_no_formula() -> None:
    """`TreatmentEffect` (0.15.0): two estimators fail on an outcome model with categories that a formula made.

    The notes that this suite follows name a third, `ra`; in 0.15.0 it answers on rows like these.
    """
    import pandas as pd
    from statsmodels.discrete.discrete_model import Logit
    from statsmodels.regression.linear_model import OLS
    from statsmodels.treatment.treatment_effects import TreatmentEffect

    from fairclaim.stats.methods.standardised import Standardised
    from fairclaim.stats.samples import Rows

    rng = np.random.default_rng(3)
    people = pd.DataFrame({"site": rng.choice(["east", "north", "west"], 300), "own": rng.integers(0, 2, 300)})
    people["days"] = 20 + 2 * people["own"] + 3 * (people["site"] == "west") + rng.normal(0, 4, 300)
    chances = Logit.from_formula("own ~ C(site)", people).fit(disp=0)
    outcome = OLS.from_formula("days ~ C(site)", people)
    effect = TreatmentEffect(outcome, people["own"].to_numpy(), results_select=chances)
    for name in ("ipw_ra", "aipw_wls"):
        with pytest.raises(ValueError, match="not aligned"):
            getattr(effect, name)()
    sites = np.column_stack([people["site"] == "north", people["site"] == "west"]).astype(float)
    ours = Standardised(measure="value")(Rows(people["days"].to_numpy(), people["own"].to_numpy() == 1, sites))
    assert isinstance(ours, Estimate)


def test_statsmodels_mixed_logistic_limits_are_too_narrow() -> None:
    """`BinomialBayesMixedGLM.fit_vb` (0.15.0): 0.228 to 0.614 where lme4's Laplace fit gives 0.20 to 0.67.

    Why no mixed logistic model is offered: teams are compared by `cluster_means` and `cluster_robust`.
    """
    from pathlib import Path

    import pandas as pd
    from statsmodels.genmod.bayes_mixed_glm import BinomialBayesMixedGLM

    file = Path(__file__).parent / "r" / "mixed_logistic.csv"
    by_lme4 = [float(part) for part in re.findall(r"[\d.]+(?=[ )])", file.read_text(encoding="utf-8").splitlines()[0])]
    herds = pd.read_csv(file, comment="#")
    animals = herds.loc[herds.index.repeat(herds["size"])].reset_index(drop=True)
    animals["ill"] = (animals.groupby(["herd", "period"]).cumcount() < animals["incidence"]).astype(int)
    model = BinomialBayesMixedGLM.from_formula("ill ~ C(period)", {"herd": "0 + C(herd)"}, animals)
    found = model.fit_vb()
    place = model.exog_names.index("C(period)[T.2]")
    by_library = 2 * ndtri(0.975) * found.fe_sd[place]
    assert by_library < 0.9 * np.log(by_lme4[-1] / by_lme4[-2])
