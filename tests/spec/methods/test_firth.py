"""What `firth` answers at its edges, and when it does not."""

import numpy as np
import pytest
from made_rows import rows, swapped, worse_cases

from fairclaim.stats.methods.firth import REPEATED, TOO_FEW, UNSETTLED, Firth
from fairclaim.stats.methods.standardised import TOLD_APART, Standardised
from fairclaim.stats.numbers.rows import penalised
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import Rows

title = "Two groups of different people and few events, at equal covariates"

SMALL_OWN = "Fewer than ten people are in the group reported on, too few to adjust for case mix."
SMALL_REFERENCE = "Fewer than ten people are in the reference group, too few to adjust for case mix."
VALUES = "The outcome is not yes or no for everybody, so there is no share of people who have it."


HALF = [1] * 20 + [0] * 20
REFUSED = [
    ("nobody", rows([], []), SMALL_OWN),
    ("nine in the own group", rows([1, 0] * 20, [1] * 9 + [0] * 31, [1, 2, 3, 4] * 10), SMALL_OWN),
    ("nine in the reference", rows([1, 0] * 20, [0] * 9 + [1] * 31, [1, 2, 3, 4] * 10), SMALL_REFERENCE),
    ("scores", rows([1, 2] * 20, HALF, [1, 2, 3, 4] * 10), VALUES),
    ("no events", rows([0] * 40, HALF), TOO_FEW),
    ("events alone", rows([1] * 40, HALF), TOO_FEW),
    ("one event for two covariates", rows([1] + [0] * 39, HALF, [1, 2, 3, 4] * 10, [1, 2, 3, 4, 5] * 8), TOO_FEW),
    ("a covariate of one value", rows([1, 0] * 20, HALF, [7] * 40), REPEATED),
    ("a covariate that is the group", rows([1, 0] * 20, HALF, [float(x) for x in HALF]), REPEATED),
]


@pytest.mark.parametrize(("sample", "reason"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_refused(sample: Rows, reason: str) -> None:
    assert Firth()(sample) == NotEstimable(reason)


def test_a_search_that_does_not_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(penalised, "STEPS", 1)
    assert Firth()(worse_cases(60)) == NotEstimable(UNSETTLED)


SEPARATED = [
    ("no events in the own group", rows([0] * 20 + [1] * 4 + [0] * 16, HALF)),
    ("no events in the reference", rows([1] * 4 + [0] * 36, HALF)),
    ("every event in the own group", rows([1] * 20 + [0] * 20, HALF)),
    ("one event at all", rows([1] + [0] * 39, HALF)),
    ("a covariate that foretells all", rows([1, 0] * 20, HALF, [1, 0] * 20)),
]


@pytest.mark.parametrize("sample", [r[1] for r in SEPARATED], ids=[r[0] for r in SEPARATED])
@pytest.mark.parametrize("level", [0.9, 0.95, 0.998])
def test_separated_groups_have_limits_on_both_sides(sample: Rows, level: float) -> None:
    result = Firth()(sample, level=level)
    assert isinstance(result, Estimate)
    assert 0 < result.lower < result.value < result.upper < np.inf
    assert (result.unit, result.null) == ("ratio", 1.0)


def test_what_standardised_refuses_as_separated_firth_answers() -> None:
    sample = rows([1, 0] * 10 + [0] * 20, HALF, [1, 2, 3, 4, 5] * 8)
    assert Standardised()(sample) == NotEstimable(TOLD_APART)
    assert isinstance(Firth()(sample), Estimate)


def test_groups_exchanged_turn_the_ratio_over() -> None:
    one, other = (Firth()(sample) for sample in (worse_cases(80), swapped(worse_cases(80))))
    assert isinstance(one, Estimate)
    assert isinstance(other, Estimate)
    # The search for limits stops at 1e-8 of a signed root.
    inverse = (1 / one.value, 1 / one.upper, 1 / one.lower)
    assert (other.value, other.lower, other.upper) == pytest.approx(inverse, rel=1e-6)


def test_half_the_people_events_on_both_sides_is_no_difference() -> None:
    result = Firth()(rows([1, 0] * 20, HALF))
    assert isinstance(result, Estimate)
    assert result.value == pytest.approx(1.0, abs=1e-9)
    assert result.lower == pytest.approx(1 / result.upper, rel=1e-6)
