"""The smallest difference that matters: who agreed it, when and why, and what is said of harm that lies within it."""

from datetime import date

import pytest
from made_cohorts import REABLEMENT, reablement
from pydantic import ValidationError

from fairclaim.claims.definition import definition
from fairclaim.claims.ledger import Entry
from fairclaim.claims.pictures import IntervalPicture
from fairclaim.kinds import Finding
from fairclaim.params.models import Comparison, MarginBasis
from fairclaim.params.spec import RunSpec
from fairclaim.session.assess import assess
from fairclaim.session.tell import tell

HARM = "harm-in-care.same-quarter-last-year"
REVIEW = MarginBasis(agreed_by="the contract review group", agreed_on=date(2024, 3, 12), because="A plan would change.")


def asked(spec: RunSpec, measure: str) -> Comparison:
    return next(one for one in spec.service.comparisons if one.measure == measure)


def terms(spec: RunSpec, measure: str = "no-ongoing-package-6w", basis: MarginBasis | None = None) -> dict[str, str]:
    return dict(definition(spec, asked(spec, measure).model_copy(update={"margin_agreed": basis})))


def without_house() -> RunSpec:
    return REABLEMENT.model_copy(update={"house": REABLEMENT.house.model_copy(update={"margin_agreed": None})})


def test_who_agreed_a_margin_stands_in_its_definition() -> None:
    told = terms(REABLEMENT, basis=REVIEW)
    assert told["Smallest difference that matters"] == "5 in every 100"
    assert told["Who agreed it"] == "the contract review group, 12 March 2024"
    assert told["Why so much"] == "A plan would change."


def test_left_out_the_house_answers_for_it() -> None:
    assert terms(REABLEMENT)["Who agreed it"].startswith("the authors of this demonstration, 2 December 2024")


def test_a_margin_that_nobody_answers_for_says_so() -> None:
    told = terms(without_house())
    assert told["Who agreed it, and why"] == "not on file"
    assert "Who agreed it" not in told


@pytest.mark.parametrize(("day", "late"), [(date(2025, 3, 31), False), (date(2025, 4, 1), True)])
def test_a_margin_agreed_after_the_quarter_is_told_as_such(day: date, late: bool) -> None:
    told = terms(REABLEMENT, basis=REVIEW.model_copy(update={"agreed_on": day}))
    assert told["Who agreed it"].endswith("after the quarter had ended") == late


def test_a_claim_without_a_margin_has_nobody_to_agree_one() -> None:
    assert not any("agreed" in term for term in terms(REABLEMENT, "felt-involved"))
    with pytest.raises(ValidationError, match="give the 'margin' as well"):
        Comparison.model_validate({**asked(REABLEMENT, "felt-involved").model_dump(), "margin_agreed": REVIEW})


def harm(spec: RunSpec = REABLEMENT) -> Entry:
    return tell(assess(spec, reablement(harm=({"yes": 19, "no": 441}, {"yes": 19, "no": 461})))).entry(HARM)


def test_harm_within_its_margin_is_never_too_small_to_matter() -> None:
    entry = harm()
    assert entry.finding is Finding.TOO_SMALL
    assert "It is no worse by more than the agreed margin of 3 in every 100" in entry.headline
    assert entry.finding_words == "no worse by more than the margin"
    assert isinstance(entry.picture, IntervalPicture)
    shown = entry.model_dump_json(exclude={"finding"})
    assert "too small" not in shown.lower()
    assert entry.definition[-3][1].startswith("3 in every 100; more harm that is clear of chance is told as worse")


def test_a_margin_that_nobody_agreed_is_not_called_agreed() -> None:
    spec = without_house()
    comparisons = [one.model_copy(update={"margin_agreed": None}) for one in spec.service.comparisons]
    spec = spec.model_copy(update={"service": spec.service.model_copy(update={"comparisons": comparisons})})
    assert "no worse by more than the stated margin of 3 in every 100" in harm(spec).headline
