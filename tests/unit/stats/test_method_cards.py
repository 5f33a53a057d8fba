"""What every method must say of itself, whatever it computes."""

import re

import pytest
from pydantic import ValidationError

from fairclaim.stats.method import Method
from fairclaim.stats.methods import METHODS
from fairclaim.stats.results import NotEstimable
from fairclaim.stats.samples import Counts, TwoCounts

each_method = pytest.mark.parametrize("method", METHODS, ids=lambda method: method.__name__)


@each_method
def test_states_its_estimand_refusals_and_references(method: type[Method]) -> None:
    assert method.estimand
    assert method.references
    assert all(sentence.endswith(".") for sentence in method.refuses)


@each_method
def test_works_with_its_defaults_and_takes_no_unknown_option(method: type[Method]) -> None:
    method()
    with pytest.raises(ValidationError):
        method(colour="red")  # type: ignore[call-arg]


@each_method
def test_keeps_nothing(method: type[Method]) -> None:
    with pytest.raises(ValidationError):
        method().name = "other"  # type: ignore[attr-defined]


@each_method
def test_a_sample_of_another_kind_is_a_mistake_of_the_program(method: type[Method]) -> None:
    wrong = Counts(1, 2) if method.needs is not Counts else TwoCounts(Counts(1, 2), Counts(1, 2))
    with pytest.raises(TypeError, match=f"needs {method.needs.__name__}"):
        method()(wrong)


@each_method
def test_refusals_hold_no_digits(method: type[Method]) -> None:
    """Counts of people are for the disclosure policy to print, so a reason must not."""
    assert not any(re.search(r"\d", sentence) for sentence in method.refuses)


def test_a_reason_is_a_sentence() -> None:
    with pytest.raises(ValueError, match="full stop"):
        NotEstimable("because")
