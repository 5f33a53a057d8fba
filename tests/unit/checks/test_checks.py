"""Each check against cohorts made by hand, from both sides of its threshold."""

import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from fairclaim.checks import CHECKS, Evidence, Preliminary, run_checks
from fairclaim.checks.audit import Audited
from fairclaim.checks.definition import SameDefinition
from fairclaim.checks.delivery import Delivered
from fairclaim.checks.followup import FollowUp
from fairclaim.checks.harm import HarmNotWorse
from fairclaim.checks.own_tests import OwnTests
from fairclaim.checks.regression import BeyondRegression
from fairclaim.checks.starting_point import StartingPoint
from fairclaim.checks.story import StoryOnFile
from fairclaim.claims.claim import CheckResult
from fairclaim.claims.ladder import ladder
from fairclaim.data.cohorts.cohort import Cohort, Period
from fairclaim.kinds import Finding
from fairclaim.params.edges import ObservedWhen
from fairclaim.params.every_measure import Break
from fairclaim.params.load import load_library, load_spec
from fairclaim.params.scores import PairedChangeMeasure, Usual
from fairclaim.stats.results import Diagnostic, Estimate, NotEstimable, Result
from fairclaim.stats.samples import Counts

PARAMS = Path(__file__).parents[3] / "params"
SPEC = load_spec("demo-reablement", "2024-25-q4", PARAMS)
SHIPPED = load_library(PARAMS).measures
PACKAGE, CHANGE, VISIT, HARM, FELT = SPEC.service.comparisons


def cohort(period: Period = "this", baseline: list[float] | None = None, **states: int) -> Cohort:
    state = [name for name, count in states.items() for _ in range(count)]
    frame = pd.DataFrame({"state": pd.Series(state, dtype=object), "baseline": baseline or [float("nan")] * len(state)})
    return Cohort(PACKAGE.measure, period, frame, (), "0" * 64)


def difference(lower: float, upper: float) -> Estimate:
    return Estimate(
        value=(lower + upper) / 2, lower=lower, upper=upper, level=0.95, null=0.0, unit="proportion_difference",
        n=100, method="difference, newcombe",
    )  # fmt: skip


def preliminary(comparison: object, result: Result, finding: Finding) -> Preliminary:
    return Preliminary(comparison, SPEC.measure(comparison.measure), result, finding)  # type: ignore[attr-defined, arg-type]


def watched(harm: Preliminary) -> Preliminary:
    """Return a harm that somebody looked for in everybody: what was not recorded does not count as none."""
    looked = harm.measure.model_copy(update={"observed_when": ObservedWhen(feed="safety_events")})
    return replace(harm, measure=looked, seen=(Counts(100, 100), Counts(100, 100)))


EVIDENCE = Evidence(
    spec=SPEC,
    comparison=PACKAGE,
    measure=SPEC.measure(PACKAGE.measure),
    own=cohort(yes=60, no=40),
    reference=cohort("same_quarter_last_year", yes=60, no=40),
    audit=None,
    others=(),
)


@pytest.mark.parametrize(
    ("own", "reference", "state"),
    [
        pytest.param({"yes": 40, "no": 40, "not_observed": 20}, {"yes": 100}, "full", id="exactly 80 in 100"),
        pytest.param({"yes": 40, "no": 39, "not_observed": 21}, {"yes": 100}, "partial", id="79 in 100"),
        pytest.param({"yes": 100}, {"yes": 60, "not_observed": 40}, "partial", id="60 in 100, in the earlier quarter"),
        pytest.param({"yes": 100}, {"yes": 59, "not_observed": 41}, "low", id="59 in 100, in the earlier quarter"),
        pytest.param({"yes": 80, "not_observed": 20, "died": 50}, {"yes": 9}, "full", id="the dead are not owed one"),
        pytest.param({"died": 5}, {"yes": 100}, "not_run", id="nobody to see"),
    ],
)
def test_follow_up(own: dict[str, int], reference: dict[str, int], state: str) -> None:
    evidence = replace(EVIDENCE, own=cohort(**own), reference=cohort("same_quarter_last_year", **reference))
    assert FollowUp()(evidence) == state


@pytest.mark.parametrize(
    ("on", "state"),
    [
        pytest.param(date(2024, 1, 1), "same", id="on the first day of the earlier quarter: both sides lie after it"),
        pytest.param(date(2024, 1, 2), "changed", id="the day after"),
        pytest.param(date(2025, 3, 31), "changed", id="on the last day of this quarter"),
        pytest.param(date(2025, 4, 1), "same", id="after this quarter"),
    ],
)
def test_a_break_between_the_two_quarters(on: date, state: str) -> None:
    measure = EVIDENCE.measure.model_copy(update={"breaks": [Break(on=on, what="new recording")]})
    assert SameDefinition()(replace(EVIDENCE, measure=measure)) == state


@pytest.mark.parametrize(
    ("shift", "state"), [(0.0, "alike"), (0.24, "alike"), (0.26, "different"), (-0.26, "different")]
)
def test_starting_points(shift: float, state: str) -> None:
    # Ten people on either side of the mean: the sample standard deviation is known in closed form.
    scores = np.array([-1.0, 1.0] * 10)
    own = list(scores + shift * scores.std(ddof=1))
    evidence = replace(
        EVIDENCE,
        own=cohort(baseline=own, yes=20),
        reference=cohort("same_quarter_last_year", baseline=list(scores), yes=20),
    )
    assert StartingPoint()(evidence) == state


def test_a_recovery_starts_from_its_own_first_scores() -> None:
    measure = SHIPPED["reqol-recovery"]
    low, high = (
        pd.DataFrame({"state": ["yes", "no"] * 10, "before": [score, score + 2] * 10}) for score in (8.0, 20.0)
    )
    own, alike, other = (Cohort(measure.id, "this", frame, (), "0" * 64) for frame in (low, low, high))
    evidence = replace(EVIDENCE, measure=measure, own=own, reference=alike)
    assert StartingPoint()(evidence) == "alike"
    assert StartingPoint()(replace(evidence, reference=other)) == "different"


def test_how_many_would_recover_by_themselves_is_not_known() -> None:
    measure = SHIPPED["reqol-recovery"]
    assert BeyondRegression()(replace(EVIDENCE, measure=measure)) == "not_run"
    assert ladder().check("regression").applies("recovery", "nothing")
    assert not ladder().check("regression").applies("recovery", "same_quarter_last_year")


def test_starting_points_that_are_mostly_missing_are_not_compared() -> None:
    scores = [1.0, 2.0, 3.0, float("nan"), float("nan")]
    evidence = replace(EVIDENCE, own=cohort(baseline=scores, yes=5), reference=cohort(baseline=scores, yes=5))
    assert StartingPoint()(evidence) == "not_run"
    assert StartingPoint()(replace(EVIDENCE, reference=None)) == "not_run"


@pytest.mark.parametrize(
    ("yes", "no", "state"),
    [
        pytest.param(98, 2, "agreed", id="98 of 100: lower limit 0.930"),
        pytest.param(92, 8, "too_few", id="92 of 100 agree, but the lower limit is 0.850"),
        pytest.param(10, 0, "too_few", id="10 of 10 show little: lower limit 0.722"),
        pytest.param(90, 10, "too_few", id="90 of 100: the share alone reaches the level"),
        pytest.param(89, 11, "below", id="89 of 100: not even the share does"),
        pytest.param(0, 0, "not_run", id="no audit"),
    ],
)
def test_audit(yes: int, no: int, state: str) -> None:
    assert Audited()(replace(EVIDENCE, audit=cohort("audit", yes=yes, no=no))) == state


def test_what_an_audit_found_is_not_confirmed_by_the_same_audit() -> None:
    found_by_audit = EVIDENCE.measure.model_copy(
        update={"index": EVIDENCE.measure.index.model_copy(update={"table": "audits"})}
    )
    evidence = replace(EVIDENCE, measure=found_by_audit, audit=cohort("audit", yes=100, no=0))
    assert Audited()(evidence) == "is_audit"


@pytest.mark.parametrize(
    ("result", "finding", "state"),
    [
        pytest.param(difference(0.01, 0.05), Finding.WORSE, "worse", id="worse"),
        pytest.param(difference(-0.05, 0.029), Finding.NO_CLEAR_DIFFERENCE, "not_worse", id="what matters is ruled out"),
        pytest.param(difference(-0.05, 0.031), Finding.NO_CLEAR_DIFFERENCE, "cannot_tell", id="what matters is not ruled out"),
        pytest.param(difference(-0.05, -0.01), Finding.BETTER, "not_worse", id="better"),
        pytest.param(NotEstimable("Nobody was counted."), Finding.CANNOT_SAY, "cannot_tell", id="not estimable"),
    ],
)  # fmt: skip
def test_harm(result: Result, finding: Finding, state: str) -> None:
    assert HarmNotWorse()(replace(EVIDENCE, others=(watched(preliminary(HARM, result, finding)),))) == state


NOT_WORSE = preliminary(HARM, difference(-0.05, 0.01), Finding.NO_CLEAR_DIFFERENCE)


@pytest.mark.parametrize(
    ("seen", "state"),
    [
        pytest.param((Counts(80, 100), Counts(90, 100)), "not_worse", id="looked for in enough people"),
        pytest.param((Counts(79, 100), Counts(90, 100)), "unseen", id="in too few this quarter"),
        pytest.param((Counts(90, 100), Counts(79, 100)), "unseen", id="in too few the year before"),
        pytest.param((Counts(90, 100), Counts(0, 0)), "unseen", id="nobody was owed a follow-up"),
        pytest.param((), "unseen", id="not known"),
    ],
)
def test_harm_is_no_pass_where_too_few_were_followed_up(seen: tuple[Counts, ...], state: str) -> None:
    assert HarmNotWorse()(replace(EVIDENCE, others=(replace(watched(NOT_WORSE), seen=seen),))) == state


def test_harm_is_no_pass_where_what_nobody_recorded_counts_as_none() -> None:
    everybody = replace(NOT_WORSE, seen=(Counts(100, 100), Counts(100, 100)))
    assert HarmNotWorse()(replace(EVIDENCE, others=(everybody,))) == "unseen"
    state = ladder().state("harm", "unseen")
    assert (state.verdict, state.cap) == ("caution", 3)
    assert state.caution


def test_a_harm_that_is_held_against_nothing_was_not_checked() -> None:
    alone = preliminary(HARM.model_copy(update={"against": "nothing"}), difference(-0.05, 0.01), Finding.DESCRIBED)
    assert HarmNotWorse()(replace(EVIDENCE, others=(alone,))) == "not_compared"
    assert ladder().state("harm", "not_compared").verdict == "not run"


@pytest.mark.parametrize(
    ("upper", "margin", "state"),
    [
        pytest.param(1.49, 1.5, "not_worse", id="half as much again is ruled out"),
        pytest.param(1.51, 1.5, "cannot_tell", id="half as much again is not ruled out"),
        pytest.param(0.99, None, "not_worse", id="less, without a margin"),
        pytest.param(1.01, None, "cannot_tell", id="perhaps more, without a margin"),
        pytest.param(math.inf, 1.5, "cannot_tell", id="no upper limit"),
    ],
)
def test_harm_as_a_ratio_of_rates(upper: float, margin: float | None, state: str) -> None:
    ratio = Estimate(value=0.9, lower=0.6, upper=upper, level=0.95, null=1.0, unit="ratio", n=90, method="rate ratio")
    comparison = HARM.model_copy(update={"margin": margin})
    others = (watched(preliminary(comparison, ratio, Finding.NO_CLEAR_DIFFERENCE)),)
    assert HarmNotWorse()(replace(EVIDENCE, others=others)) == state


@pytest.mark.parametrize(
    ("measure", "change", "looked"),
    [
        pytest.param("incidents-per-1000-days", {}, False, id="incidents that nobody reported would count as none"),
        pytest.param("incidents-per-1000-days", {"better": "higher"}, True, id="contacts not recorded would count against the service"),
        pytest.param("days-in-reablement", {}, True, id="what has no record is counted apart"),
        pytest.param("days-in-reablement", {"none_found": "zero"}, False, id="no record counts as nothing spent"),
        pytest.param("days-to-first-visit", {}, True, id="a visit not recorded would count against the service"),
        pytest.param("days-to-first-visit", {"better": "higher"}, False, id="an admission not recorded would count as none"),
        pytest.param("days-to-first-visit", {"better": "higher", "followed_to": "contacts"}, True, id="followed by a feed"),
    ],
)  # fmt: skip
def test_whether_anybody_looked(measure: str, change: dict[str, str], looked: bool) -> None:
    asked = load_library(PARAMS).measures[measure].model_copy(update=change)
    seen = replace(cohort(), frame=pd.DataFrame({"state": ["counted"] * 9 + ["not_observed"]}))
    state = FollowUp()(replace(EVIDENCE, measure=asked, own=seen, reference=None))
    assert state == ("full" if looked else "not_run")


def test_the_starting_point_of_a_change_is_its_first_score() -> None:
    def scored(period: Period, before: float) -> Cohort:
        frame = pd.DataFrame({"state": ["paired"] * 40, "before": np.resize([before, before + 2], 40)})
        return Cohort(CHANGE.measure, period, frame, (), "0" * 64)

    of_change = replace(EVIDENCE, measure=SPEC.measure(CHANGE.measure), own=scored("this", 9.0))
    assert StartingPoint()(replace(of_change, reference=scored("same_quarter_last_year", 9.0))) == "alike"
    assert StartingPoint()(replace(of_change, reference=scored("same_quarter_last_year", 12.0))) == "different"


def test_harm_not_supplied_and_harm_itself() -> None:
    assert HarmNotWorse()(EVIDENCE) == "not_run"
    itself = replace(EVIDENCE, measure=SPEC.measure(HARM.measure))
    for finding, result, state, verdict in (
        (Finding.WORSE, difference(0.01, 0.05), "is_worse", "fail"),
        (Finding.CANNOT_SAY, difference(-0.05, 0.05), "is_unclear", "caution"),
        (Finding.TOO_SMALL, difference(-0.02, 0.02), "is_harm", "pass"),
    ):
        assert HarmNotWorse()(replace(itself, others=(watched(preliminary(HARM, result, finding)),))) == state
        assert ladder().state("harm", state).verdict == verdict
    assert HarmNotWorse()(replace(itself, others=(NOT_WORSE,))) == "is_unseen"
    assert ladder().state("harm", "is_unseen").verdict == "caution"


@pytest.mark.parametrize(
    ("finding", "state"),
    [
        (Finding.BETTER, "met"),
        (Finding.TOO_SMALL, "unclear"),
        (Finding.NO_CLEAR_DIFFERENCE, "unclear"),
        (Finding.WORSE, "not_met"),
    ],
)
def test_delivery(finding: Finding, state: str) -> None:
    others = (preliminary(VISIT, difference(-0.1, 0.1), finding),)
    assert Delivered()(replace(EVIDENCE, others=others)) == state
    assert Delivered()(EVIDENCE) == "not_run"
    of_itself = Delivered()(replace(EVIDENCE, measure=others[0].measure, others=others))
    assert of_itself == ("is_standard" if finding is Finding.BETTER else "is_not_met")


def test_a_story_written_after_the_quarter_is_no_story() -> None:
    late = SPEC.pathway.model_copy(update={"dated": date(2025, 4, 1)})
    assert StoryOnFile()(EVIDENCE) == "on_file"
    assert StoryOnFile()(replace(EVIDENCE, spec=SPEC.model_copy(update={"pathway": late}))) == "not_run"


def test_a_check_that_breaks_did_not_run_and_does_not_vanish() -> None:
    class Broken:
        id = "followup"

        def __call__(self, evidence: Evidence) -> str:
            raise RuntimeError

    found = run_checks(EVIDENCE, (Broken(),))
    assert CheckResult("followup", "broken") in found
    assert ladder().state("followup", "broken").cap == ladder().state("followup", "not_run").cap
    assert {check.check for check in found} == {
        row.id for row in ladder().checks if row.applies("proportion", "same_quarter_last_year")
    }


def test_every_check_has_its_row_and_every_state_is_in_the_table() -> None:
    assert all(ladder().check(check.id) for check in CHECKS)
    for found in run_checks(EVIDENCE):
        assert ladder().state(found.check, found.state)


def scored_twice(mean: float | None, lower: float, better: str = "higher") -> Evidence:
    """People who started at 10 on average, and changed by at least `lower`; r is a half."""
    measure = SPEC.measure(CHANGE.measure)
    assert isinstance(measure, PairedChangeMeasure)
    usual = (
        None if mean is None else Usual(mean=mean, test_retest=0.5, source="a made-up study", dated=date(2024, 1, 1))
    )
    measure = measure.model_copy(update={"usual": usual, "better": better})
    frame = pd.DataFrame({"state": ["paired"] * 4 + ["not_observed"], "before": [8.0, 10.0, 12.0, 10.0, 0.0]})
    change = Estimate(
        value=lower + 1, lower=lower, upper=lower + 2, level=0.95, null=0.0, unit="score_change", n=4, method="paired_change",
    )  # fmt: skip
    first = Preliminary(CHANGE, measure, change, Finding.BETTER)
    own = Cohort(CHANGE.measure, "this", frame, (), "0" * 64)
    return replace(EVIDENCE, comparison=CHANGE, measure=measure, own=own, reference=None, others=(first,))


@pytest.mark.parametrize(
    ("mean", "lower", "better", "state"),
    [
        pytest.param(14.0, 2.01, "higher", "beyond", id="2 points are to be expected, and at least 2.01 were seen"),
        pytest.param(14.0, 2.0, "higher", "not_beyond", id="exactly what is to be expected"),
        pytest.param(8.0, 0.01, "higher", "beyond", id="a move for the worse was to be expected: taken for none"),
        pytest.param(8.0, 0.0, "higher", "not_beyond", id="and no change is not beyond none"),
        pytest.param(6.0, -4.1, "lower", "beyond", id="lower is better: 2 points down are to be expected, at least 2.1 seen"),
        pytest.param(6.0, -4.0, "lower", "not_beyond", id="lower is better: exactly 2 points"),
        pytest.param(None, 9.0, "higher", "not_run", id="nothing on file of an ordinary day"),
    ],
)  # fmt: skip
def test_a_change_beyond_what_comes_by_itself(mean: float | None, lower: float, better: str, state: str) -> None:
    assert BeyondRegression()(scored_twice(mean, lower, better)) == state


def test_a_change_without_an_interval_is_not_held_against_what_comes_by_itself() -> None:
    evidence = scored_twice(14.0, 3.0)
    first = replace(evidence.others[0], result=NotEstimable("Nobody was scored twice."))
    assert BeyondRegression()(replace(evidence, others=(first,))) == "not_run"


def trends(lower: float, upper: float, *, passed: bool = True) -> Diagnostic:
    return Diagnostic(name="trends", value=(lower + upper) / 2, lower=lower, upper=upper, sentence=".", passed=passed)


@pytest.mark.parametrize(
    ("test", "found", "state"),
    [
        pytest.param(trends(-0.09, 0.09), difference(0.05, 0.15), "passed", id="trends could not have made all of it"),
        pytest.param(trends(-0.1, 0.1), difference(0.05, 0.15), "weak", id="trends could just have made all of it"),
        pytest.param(trends(-0.3, 0.09), difference(0.05, 0.15), "passed", id="they reach far on the other side alone"),
        pytest.param(trends(-0.1, 0.05), difference(-0.15, -0.05), "weak", id="the same of fewer"),
        pytest.param(trends(-0.05, 0.3), difference(-0.15, -0.05), "passed", id="and on the other side"),
        pytest.param(trends(0.02, 0.09, passed=False), difference(0.05, 0.15), "failed", id="not passed"),
        pytest.param(NotEstimable("It is too short."), difference(0.05, 0.15), "not_run", id="could not be tried"),
        pytest.param(None, difference(0.05, 0.15), "plain", id="no design was asked for"),
    ],
)
def test_a_design_s_own_test(test: Diagnostic | NotEstimable | None, found: Estimate, state: str) -> None:
    against = "comparison_group" if state in {"plain", "failed", "not_run"} else "difference_in_differences"
    asked = PACKAGE.model_copy(update={"against": against})
    others = (preliminary(asked, found, Finding.BETTER),)
    assert OwnTests()(replace(EVIDENCE, comparison=asked, test=test, others=others)) == state
