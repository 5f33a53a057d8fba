"""By how much the lost must have fared worse for a finding to disappear."""

import numpy as np
import pytest

from fairclaim.stats.methods.multiple_imputation import MultipleImputation
from fairclaim.stats.methods.tipping_point import TippingPoint
from fairclaim.stats.results import Diagnostic, Estimate, NotEstimable
from fairclaim.stats.samples import PartlyScored

title = "How much worse the lost must have fared"


def people(gain: float, lost: int, n: int = 60, *, groups: bool = False) -> PartlyScored:
    rng = np.random.default_rng(8)
    before = rng.normal(50, 10, n)
    own = np.arange(n) % 2 == 0
    half = gain / 2 * (own if groups else 1)
    interim = before + half + rng.normal(0, 5, n)
    after = interim + half + rng.normal(0, 5, n)
    return PartlyScored(before, after, np.arange(n) >= lost, interim, own if groups else None)


@pytest.mark.parametrize("gain", [6.0, -6.0])
@pytest.mark.parametrize("groups", [False, True])
@pytest.mark.parametrize("level", [0.9, 0.95])
def test_at_the_tipping_point_the_interval_just_reaches_no_change(gain: float, groups: bool, level: float) -> None:
    compare = "groups" if groups else "change"
    known = people(gain, 15, groups=groups)
    found = TippingPoint.model_validate({"compare": compare})(known, level=level)
    assert isinstance(found, Diagnostic)
    assert np.sign(found.value) == -np.sign(gain)
    there = MultipleImputation.model_validate({"compare": compare, "delta": found.value})(known, level=level)
    assert isinstance(there, Estimate)
    # The root is found to a billionth of its range.
    assert (there.lower if gain > 0 else there.upper) == pytest.approx(0, abs=1e-6)


def test_the_fewer_were_lost_the_more_it_takes() -> None:
    few, many = (TippingPoint()(people(6.0, lost)) for lost in (4, 20))
    assert isinstance(few, Diagnostic)
    assert isinstance(many, Diagnostic)
    assert few.value < many.value < 0
    assert few.answers["lost"] == 4


REFUSED = [
    ("nobody lost", 6.0, 0, "Nobody of the group reported on was lost, so there is nothing to tip."),
    ("no finding", 0.0, 12, "The interval holds no change already, so there is no finding to tip."),
    ("too many lost", 6.0, 25, "More than two in five people were lost, too many to be stood in for."),
]


@pytest.mark.parametrize(("case", "gain", "lost", "reason"), REFUSED, ids=[row[0] for row in REFUSED])
def test_nothing_to_tip(case: str, gain: float, lost: int, reason: str) -> None:
    assert TippingPoint()(people(gain, lost)) == NotEstimable(reason), case


def test_one_group_has_no_difference() -> None:
    assert TippingPoint(compare="groups")(people(6.0, 12)) == NotEstimable(
        "There is one group, so there is no difference between groups."
    )
