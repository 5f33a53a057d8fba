"""What `balance` says of two groups, and when it cannot."""

import numpy as np
import pytest
from made_rows import worse_cases

from fairclaim.stats.methods.balance import ALONE, NO_WEIGHTS, Balance
from fairclaim.stats.results import Diagnostic, NotEstimable
from fairclaim.stats.samples import Traits

title = "Two groups, compared by what people were like at the start"

TOO_FEW = "Two people in each group, and a covariate, are needed to compare where they started."


def traits(own: list[int], **covariates: list[float]) -> Traits:
    table = np.array(list(covariates.values()), dtype=float).reshape(len(covariates), len(own)).T
    return Traits(np.array(own) == 1, table, tuple(covariates))


REFUSED = [
    ("nobody", traits([], age=[]), {}, TOO_FEW),
    ("one person in a group", traits([1, 0, 0], age=[1, 2, 3]), {}, TOO_FEW),
    ("no covariate", traits([1, 1, 0, 0]), {}, TOO_FEW),
    ("all of one kind here, all of another there", traits([1, 1, 0, 0], alone=[1, 1, 0, 0]), {}, ALONE),
    ("weights where nobody overlaps", traits([1, 1, 0, 0], age=[5, 6, 1, 2]), {"weights": "own"}, NO_WEIGHTS),
    ("weights of a constant", traits([1, 1, 0, 0], age=[5, 5, 5, 5]), {"weights": "everybody"}, NO_WEIGHTS),
]


@pytest.mark.parametrize(("sample", "options", "reason"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_refused(sample: Traits, options: dict[str, object], reason: str) -> None:
    assert Balance.model_validate(options)(sample) == NotEstimable(reason)


def said(sample: Traits, **options: object) -> Diagnostic:
    result = Balance.model_validate(options)(sample)
    assert isinstance(result, Diagnostic)
    return result


def test_the_largest_difference_is_named_with_its_sign() -> None:
    """Ages 1, 2, 3 against 2, 3, 4: one standard deviation of 1 below."""
    result = said(traits([1, 1, 1, 0, 0, 0], alone=[1, 0, 0, 1, 0, 0], age=[1, 2, 3, 2, 3, 4]))
    assert result.value == pytest.approx(-1.0)
    assert result.sentence == "The groups differ most in age; in standard deviations, own minus reference."
    assert result.answers["smd"] == pytest.approx((0.0, -1.0))
    assert (result.passed, result.n) == (False, 6)


@pytest.mark.parametrize(("threshold", "passed"), [(0.99, False), (1.0, True)])
def test_up_to_the_threshold_groups_are_alike(threshold: float, passed: bool) -> None:
    sample = traits([1, 1, 1, 0, 0, 0], age=[1, 2, 3, 2, 3, 4])
    assert said(sample, threshold=threshold).passed is passed


def test_overlap_is_the_share_within_the_others_range() -> None:
    """Ages 1 to 4 against 3 to 6: 3 and 4 of each group are met in the other."""
    result = said(traits([1] * 4 + [0] * 4, age=[1, 2, 3, 4, 3, 4, 5, 6]))
    assert (result.answers["overlap_own"], result.answers["overlap_reference"]) == (0.5, 0.5)
    assert result.notes == ()


def test_a_constant_differs_by_nought_and_overlap_is_not_told() -> None:
    result = said(traits([1, 1, 0, 0], age=[5, 5, 5, 5]))
    assert (result.value, result.passed) == (0.0, True)
    assert "overlap_own" not in result.answers
    assert result.notes == ("Overlap could not be measured: no chance of being in a group could be fitted.",)


@pytest.mark.parametrize("weights", ["everybody", "own"])
def test_weighting_takes_most_of_the_difference_away(weights: str) -> None:
    sample = worse_cases(400, pull=0.4).traits()
    before, after = said(sample), said(sample, weights=weights)
    assert (before.passed, after.passed) == (False, True)
    assert after.answers["smd"] == before.answers["smd"]
    assert "smd_weighted" not in before.answers
    assert {"smd_weighted", "ess_own", "ess_reference", "weight_max"} <= set(after.answers)
