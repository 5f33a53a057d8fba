"""What `standardised` answers at its edges, and when it does not."""

import numpy as np
import pytest
from made_rows import rows, swapped, taken, worse_cases

from fairclaim.stats.methods.difference import Difference
from fairclaim.stats.methods.standardised import NO_SPREAD, REPEATED, TOLD_APART, TOO_FEW, Standardised
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import Counts, Rows, TwoCounts

title = "Two groups of different people, adjusted for case mix"

SMALL_OWN = "Fewer than ten people are in the group reported on, too few to adjust for case mix."
SMALL_REFERENCE = "Fewer than ten people are in the reference group, too few to adjust for case mix."
VALUES = "The outcome is not yes or no for everybody, so there is no share of people who have it."


def half(n: int) -> list[int]:
    return [1] * (n // 2) + [0] * (n // 2)


REFUSED = [
    # what, sample, options, reason
    ("nobody", rows([], []), {}, SMALL_OWN),
    ("nine in the own group", rows([1, 0] * 20, [1] * 9 + [0] * 31, [1, 2, 3, 4] * 10), {}, SMALL_OWN),
    ("nine in the reference", rows([1, 0] * 20, [0] * 9 + [1] * 31, [1, 2, 3, 4] * 10), {}, SMALL_REFERENCE),
    ("two events for a covariate", rows([1, 0] * 2 + [0] * 36, half(40), [1, 2, 3, 4, 5] * 8), {}, TOO_FEW["share"]),
    ("two non-events for one", rows([0, 1] * 2 + [1] * 36, half(40), [1, 2, 3, 4, 5] * 8), {}, TOO_FEW["share"]),
    ("no events", rows([0] * 40, half(40), [1, 2, 3, 4, 5] * 8), {}, TOO_FEW["share"]),
    ("an event for no covariate at all", rows([1] * 20 + [0] * 20, half(40)), {}, TOLD_APART),
    ("no event in a group", rows([1, 0] * 10 + [0] * 20, half(40), [1, 2, 3, 4, 5] * 8), {}, TOLD_APART),
    ("a covariate that foretells", rows([1, 0] * 20, half(40), [1, 0] * 20), {}, TOLD_APART),
    ("a covariate of one value", rows([1, 0] * 20, half(40), [7] * 40), {}, REPEATED),
    ("a covariate that is the group", rows([1, 0] * 20, half(40), [float(x) for x in half(40)]), {}, REPEATED),
    ("a covariate given twice", rows([1, 0] * 20, half(40), [1, 2, 3, 4] * 10, [10, 20, 30, 40] * 10), {}, REPEATED),
    ("scores as shares", rows([1, 2] * 20, half(40), [1, 2, 3, 4] * 10), {}, VALUES),
    ("everybody scored the same", rows([5] * 40, half(40), [1, 2, 3, 4] * 10), {"measure": "value"}, NO_SPREAD),
    (
        "a score that a covariate decides",
        rows([3 * x for x in [1, 2, 3, 4] * 10], half(40), [1, 2, 3, 4] * 10),
        {"measure": "value"},
        NO_SPREAD,
    ),
    (
        "more covariates than a third of people",
        Rows(np.arange(20.0) ** 2, np.array(half(20)) == 1, np.random.default_rng(1).normal(size=(20, 7))),
        {"measure": "value"},
        TOO_FEW["value"],
    ),
    (
        "an interaction with nothing",
        worse_cases(60),
        {"interactions": ("age",)},
        "An interaction names a covariate that is not among those given.",
    ),
]


@pytest.mark.parametrize(("sample", "options", "reason"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_refused(sample: Rows, options: dict[str, object], reason: str) -> None:
    assert Standardised.model_validate(options)(sample) == NotEstimable(reason)


def answered(sample: Rows, level: float = 0.95, **options: object) -> Estimate:
    result = Standardised.model_validate(options)(sample, level=level)
    assert isinstance(result, Estimate)
    return result


@pytest.mark.parametrize(
    ("options", "unit", "null"),
    [
        ({}, "proportion_difference", 0.0),
        ({"contrast": "ratio"}, "ratio", 1.0),
        ({"measure": "value"}, "value_difference", 0.0),
    ],
    ids=["share, difference", "share, ratio", "value"],
)
def test_unit_and_value_of_no_difference(options: dict[str, object], unit: str, null: float) -> None:
    result = answered(worse_cases(), **options)
    assert (result.unit, result.null, result.n) == (unit, null, 200)
    assert set(result.answers) == {"own", "reference", "se", "se_large_sample", "df"}


def test_without_covariates_the_shares_are_the_groups_own() -> None:
    sample = rows([1, 0] * 15 + [1, 0, 0] * 10, [1] * 30 + [0] * 30)
    crude = Difference()(TwoCounts(own=Counts(15, 30), reference=Counts(10, 30)))
    assert isinstance(crude, Estimate)
    assert answered(sample).value == pytest.approx(crude.value, abs=1e-9)  # The fit stops at 1e-9.


def test_worse_cases_in_the_own_group_hide_what_adjusting_shows() -> None:
    """The service helps, but sees the worse cases: the crude difference says that it does not."""
    sample = worse_cases(2000)
    crude = sample.outcome[sample.own].mean() - sample.outcome[~sample.own].mean()
    assert crude < 0 < answered(sample).lower


@pytest.mark.parametrize("options", [{}, {"measure": "value"}, {"interactions": ("severity",)}], ids=str)
def test_groups_exchanged_change_the_sign(options: dict[str, object]) -> None:
    one, other = answered(worse_cases(), **options), answered(swapped(worse_cases()), **options)
    # Sums in another order; the fit stops at 1e-9.
    assert (other.value, other.lower, other.upper) == pytest.approx((-one.value, -one.upper, -one.lower), abs=1e-8)


def test_groups_exchanged_turn_the_ratio_over() -> None:
    one, other = (answered(sample, contrast="ratio") for sample in (worse_cases(), swapped(worse_cases())))
    inverse = (1 / one.value, 1 / one.upper, 1 / one.lower)
    assert (other.value, other.lower, other.upper) == pytest.approx(inverse, rel=1e-8)


def test_units_and_order_of_covariates_play_no_part() -> None:
    sample = worse_cases()
    other = Rows(sample.outcome, sample.own, sample.covariates[:, ::-1] * [1000, 0.01] + 5, ("alone", "severity"))
    one, two = answered(sample), answered(taken(other, slice(None, None, -1)))
    assert (two.value, two.lower, two.upper) == pytest.approx((one.value, one.lower, one.upper), abs=1e-8)


def test_limits_of_shares_end_at_one() -> None:
    """Twenty people, nearly all of the own group and nearly none of the other: the t limits would pass 1."""
    sample = rows([1] * 9 + [0] + [0] * 9 + [1], [1] * 10 + [0] * 10)
    assert answered(sample, 0.9999).upper == 1.0


def test_a_ratio_of_values_is_not_offered() -> None:
    with pytest.raises(ValueError, match="a ratio is for shares"):
        Standardised(measure="value", contrast="ratio")
