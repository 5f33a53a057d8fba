"""What `weighted` answers at its edges, and when it does not."""

import numpy as np
import pytest
from made_rows import rows, swapped, taken, worse_cases

from fairclaim.stats.methods.weighted import (
    FEW_EFFECTIVE,
    FEW_EVENTS,
    IMBALANCED,
    NO_OVERLAP,
    NO_SPREAD,
    REPEATED,
    Weighted,
)
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import Rows

title = "Two groups of different people, weighted to the same case mix"

SMALL_OWN = "Fewer than ten people are in the group reported on, too few to adjust for case mix."
SMALL_REFERENCE = "Fewer than ten people are in the reference group, too few to adjust for case mix."
VALUES = "The outcome is not yes or no for everybody, so there is no share of people who have it."


EVEN = [1, 0] * 40
SPREAD = [1.0, 1, 2, 2, 3, 3, 4, 4] * 10
# Nearly all worse cases are in the own group, nearly all others in the reference: ten people stand for a thousand.
LOPSIDED = np.repeat([1, 1, 0, 0], [990, 200, 10, 1000]), np.repeat([1, 0, 1, 0], [990, 200, 10, 1000])
REFUSED = [
    # what, sample, options, reason
    ("nobody", rows([], []), {}, SMALL_OWN),
    ("nine in the own group", rows([1, 0] * 20, [1] * 9 + [0] * 31, [1, 2, 3, 4] * 10), {}, SMALL_OWN),
    ("nine in the reference", rows([1, 0] * 20, [0] * 9 + [1] * 31, [1, 2, 3, 4] * 10), {}, SMALL_REFERENCE),
    ("scores as shares", rows([1, 2, 2, 1] * 20, EVEN, SPREAD), {}, VALUES),
    ("four events in a group", rows([1] * 8 + [0] * 72, EVEN, SPREAD), {}, FEW_EVENTS),
    ("four non-events in a group", rows([0] * 8 + [1] * 72, EVEN, SPREAD), {}, FEW_EVENTS),
    ("a covariate of one value", rows([1, 1, 0, 0] * 20, EVEN, [7.0] * 80), {}, REPEATED),
    ("a covariate that is the group", rows([1, 1, 0, 0] * 20, EVEN, [1.0, 0] * 40), {}, NO_OVERLAP),
    ("groups that do not overlap", rows([1, 1, 0, 0] * 20, EVEN, [10.0, 1, 11, 2] * 20), {}, NO_OVERLAP),
    ("too few to be worth thirty", rows([1, 1, 0, 0] * 14, [1, 0] * 28, SPREAD[:56]), {}, FEW_EFFECTIVE),
    (
        "everybody in a group scored the same",
        rows([3.0, 1, 3, 2] * 20, EVEN, SPREAD),
        {"measure": "value"},
        NO_SPREAD,
    ),
    (
        "a thousand who are worth forty-seven",
        rows([1, 0] * 1100, LOPSIDED[1].tolist(), LOPSIDED[0].tolist()),
        {},
        FEW_EFFECTIVE,
    ),
    ("groups still a little unlike", worse_cases(400), {"among": "own"}, IMBALANCED),
    ("groups so unlike that weights cannot mend it", worse_cases(120, pull=4, base=0), {}, IMBALANCED),
]


@pytest.mark.parametrize(("sample", "options", "reason"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_refused(sample: Rows, options: dict[str, object], reason: str) -> None:
    assert Weighted.model_validate(options)(sample) == NotEstimable(reason)


def answered(sample: Rows, level: float = 0.95, **options: object) -> Estimate:
    result = Weighted.model_validate(options)(sample, level=level)
    assert isinstance(result, Estimate)
    return result


def test_what_the_weights_did_travels_with_the_difference() -> None:
    result = answered(worse_cases())
    assert list(result.answers) == [
        "own",
        "reference",
        "se",
        "se_large_sample",
        "ess_own",
        "ess_reference",
        "weight_max",
        "largest_smd",
    ]
    assert (result.unit, result.null, result.n) == ("proportion_difference", 0.0, 200)
    assert float(result.answers["largest_smd"]) <= 0.1  # type: ignore[arg-type]


def test_among_the_own_group_its_people_weigh_the_same() -> None:
    sample = worse_cases(400, pull=0.4)
    result = answered(sample, among="own")
    assert result.answers["ess_own"] == pytest.approx(sample.own.sum())
    assert result.answers["own"] == pytest.approx(sample.outcome[sample.own].mean())


def test_groups_alike_weigh_the_same_and_keep_their_shares() -> None:
    result = answered(rows([1, 1, 0, 1, 0, 0, 1, 0] * 10, EVEN, SPREAD))
    assert (result.answers["ess_own"], result.answers["ess_reference"]) == pytest.approx((40, 40))
    assert result.value == pytest.approx(0.0, abs=1e-9)


def test_groups_exchanged_change_the_sign() -> None:
    one, other = answered(worse_cases()), answered(swapped(worse_cases()))
    assert (other.value, other.lower, other.upper) == pytest.approx((-one.value, -one.upper, -one.lower), abs=1e-8)


def test_units_and_order_of_covariates_play_no_part() -> None:
    sample = worse_cases()
    other = Rows(sample.outcome, sample.own, sample.covariates[:, ::-1] * [1000, 0.01] + 5, ("alone", "severity"))
    one, two = answered(sample), answered(taken(other, slice(None, None, -1)))
    assert (two.value, two.lower, two.upper) == pytest.approx((one.value, one.lower, one.upper), abs=1e-8)
