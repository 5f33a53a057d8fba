"""How far a claim may climb: base by design, support conditions, caps."""

import pytest

from fairclaim.claims.claim import CheckResult
from fairclaim.claims.grade import grade
from fairclaim.claims.ladder import ladder
from fairclaim.kinds import Finding, Level, Rung

title = "Rungs"

GOOD = {
    "definition": "same",
    "followup": "full",
    "starting_point": "alike",
    "audit": "agreed",
    "harm": "not_worse",
    "delivery": "met",
    "story": "on_file",
}


def checks(**changed: str) -> tuple[CheckResult, ...]:
    return tuple(CheckResult(name, state) for name, state in (GOOD | changed).items())


def rung(
    design: str = "same_quarter_last_year",
    kind: str = "proportion",
    level: Level = "person",
    found: Finding = Finding.BETTER,
    **changed: str,
) -> Rung:
    given = checks(**changed)
    return grade(ladder(), design=design, kind=kind, level=level, finding=found, estimable=True, checks=given)[0]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param({}, Rung.SUPPORTED, id="every condition holds"),
        pytest.param({"followup": "partial"}, Rung.COMPARED, id="follow-up under 80 in 100"),
        pytest.param({"followup": "low"}, Rung.MEASURED, id="follow-up under 60 in 100"),
        pytest.param({"followup": "not_run"}, Rung.MEASURED, id="follow-up unknown"),
        pytest.param({"audit": "not_run"}, Rung.COMPARED, id="audit missing"),
        pytest.param({"audit": "below"}, Rung.COMPARED, id="audit below the level on file"),
        pytest.param({"harm": "worse"}, Rung.COMPARED, id="harm worse"),
        pytest.param({"harm": "not_run"}, Rung.COMPARED, id="harm not supplied"),
        pytest.param({"harm": "not_compared"}, Rung.COMPARED, id="harm held against nothing"),
        pytest.param({"harm": "unseen"}, Rung.SUPPORTED, id="harm that nobody looked for: supported, with the caution"),
        pytest.param({"harm": "cannot_tell"}, Rung.SUPPORTED, id="harm cannot tell: supported, with the caution"),
        pytest.param({"delivery": "not_met"}, Rung.COMPARED, id="not delivered as designed"),
        pytest.param({"story": "not_run"}, Rung.COMPARED, id="no story on file"),
        pytest.param({"starting_point": "different"}, Rung.COMPARED, id="groups started differently"),
        pytest.param({"audit": "below", "followup": "low"}, Rung.MEASURED, id="the lowest cap holds"),
        pytest.param({"audit": "below", "harm": "worse"}, Rung.COMPARED, id="caps never add up"),
    ],
)
def test_a_better_outcome_against_last_year(changed: dict[str, str], expected: Rung) -> None:
    assert rung(**changed) is expected


@pytest.mark.parametrize(
    ("design", "kind", "level", "found", "changed", "expected"),
    [
        pytest.param("nothing", "proportion", "person", Finding.DESCRIBED, {"audit": "not_run", "harm": "not_run"}, Rung.MEASURED, id="one cohort without audit or harm"),
        pytest.param("same_quarter_last_year", "proportion", "person", Finding.WORSE, dict.fromkeys(GOOD, "not_run"), Rung.MEASURED, id="worse with everything missing"),
        pytest.param("same_quarter_last_year", "proportion", "person", Finding.NO_CLEAR_DIFFERENCE, {}, Rung.COMPARED, id="no clear difference is compared"),
        pytest.param("same_quarter_last_year", "proportion", "system", Finding.BETTER, {}, Rung.COMPARED, id="a system proxy does not rise on last year"),
        pytest.param("own_series", "proportion", "system", Finding.BETTER, {}, Rung.SUPPORTED, id="a system proxy rises on a series"),
        pytest.param("nothing", "paired_change", "person", Finding.BETTER, {"regression": "not_run"}, Rung.MEASURED, id="a paired change without the regression check"),
        pytest.param("nothing", "paired_change", "person", Finding.BETTER, {"regression": "beyond"}, Rung.SUPPORTED, id="a paired change beyond regression"),
        pytest.param("randomised", "proportion", "person", Finding.BETTER, {}, Rung.SHOWN, id="randomised"),
        pytest.param("randomised", "proportion", "person", Finding.BETTER, {"harm": "worse"}, Rung.COMPARED, id="randomised with more harm"),
        pytest.param("difference_in_differences", "proportion", "person", Finding.BETTER, {"harm": "cannot_tell"}, Rung.SUPPORTED, id="a tested design with harm unclear"),
        pytest.param("difference_in_differences", "proportion", "person", Finding.BETTER, {"own_tests": "passed"}, Rung.TESTED, id="a tested design"),
        pytest.param("difference_in_differences", "proportion", "system", Finding.BETTER, {"own_tests": "passed", "delivery": "not_met"}, Rung.TESTED, id="a tested design needs no support, also of a system proxy"),
        pytest.param("difference_in_differences", "proportion", "person", Finding.BETTER, {"own_tests": "weak"}, Rung.SUPPORTED, id="a design whose test was too weak, with all support"),
        pytest.param("difference_in_differences", "proportion", "person", Finding.BETTER, {"own_tests": "weak", "delivery": "not_met"}, Rung.COMPARED, id="a design whose test was too weak, without support"),
        pytest.param("difference_in_differences", "proportion", "person", Finding.NO_CLEAR_DIFFERENCE, {"own_tests": "weak"}, Rung.COMPARED, id="a design whose test was too weak, and no difference to support"),
        pytest.param("difference_in_differences", "proportion", "person", Finding.BETTER, {"own_tests": "passed", "audit": "not_run"}, Rung.COMPARED, id="a tested design of an outcome that nobody audited"),
        pytest.param("comparison_group", "proportion", "person", Finding.BETTER, {"own_tests": "failed"}, Rung.COMPARED, id="a design withdrawn to the simple contrast"),
        pytest.param("comparison_group", "proportion", "system", Finding.BETTER, {"own_tests": "plain"}, Rung.COMPARED, id="a system proxy does not rise on an unadjusted group"),
    ],
)  # fmt: skip
def test_other_designs(
    design: str, kind: str, level: Level, found: Finding, changed: dict[str, str], expected: Rung
) -> None:
    assert rung(design, kind, level, found, **changed) is expected


@pytest.mark.parametrize(
    ("design", "expected"), [("own_series", Rung.MEASURED), ("target", Rung.COMPARED), ("benchmark", Rung.COMPARED)]
)
def test_a_published_series_stays_on_its_base(design: str, expected: Rung) -> None:
    given = tuple(CheckResult(name, GOOD[name]) for name in ("definition", "delivery", "story"))
    found = grade(
        ladder(), design=design, kind="series", level="pathway", finding=Finding.BETTER, estimable=True, checks=given
    )
    assert found == (expected, ())


def test_what_cannot_be_estimated_is_counted() -> None:
    found = grade(
        ladder(),
        design="target",
        kind="proportion",
        level="person",
        finding=Finding.CANNOT_SAY,
        estimable=False,
        checks=checks(),
    )
    assert found == (Rung.COUNTED, ())


def test_only_the_caps_that_hold_the_rung_are_told() -> None:
    _, bound = grade(
        ladder(),
        design="same_quarter_last_year",
        kind="proportion",
        level="person",
        finding=Finding.BETTER,
        estimable=True,
        checks=checks(audit="below", followup="low", harm="worse"),
    )
    assert bound == (CheckResult("followup", "low"),)


def test_at_most_two_reasons_are_told() -> None:
    _, bound = grade(
        ladder(),
        design="same_quarter_last_year",
        kind="proportion",
        level="person",
        finding=Finding.BETTER,
        estimable=True,
        checks=checks(audit="below", followup="partial", harm="worse"),
    )
    assert bound == (CheckResult("followup", "partial"), CheckResult("audit", "below"))


def test_a_cap_that_did_not_bind_is_not_told() -> None:
    _, bound = grade(
        ladder(),
        design="nothing",
        kind="proportion",
        level="person",
        finding=Finding.DESCRIBED,
        estimable=True,
        checks=checks(audit="not_run", followup="low"),
    )
    assert bound == ()


def test_every_check_has_a_state_for_not_having_run() -> None:
    assert all("not_run" in row.states for row in ladder().checks)


def test_what_keeps_a_design_below_the_supported_rung_is_told() -> None:
    given = checks(own_tests="weak", delivery="not_met")
    found = grade(
        ladder(),
        design="difference_in_differences",
        kind="proportion",
        level="person",
        finding=Finding.BETTER,
        estimable=True,
        checks=given,
    )
    assert found == (Rung.COMPARED, (CheckResult("delivery", "not_met"),))
