"""What `adjusted_change` and `adjusted_change_summary` answer at their edges."""

from dataclasses import replace

import numpy as np
import pytest

from fairclaim.stats.methods.adjusted_change import AdjustedChange
from fairclaim.stats.methods.adjusted_change_summary import AdjustedChangeSummary
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import Pairs, PairSummaries, PairSummary, TwoPairs

title = "Two groups scored twice, at the same starting score"

BEFORE, AFTER = [10, 12, 9, 14, 11, 13], [14, 15, 12, 19, 13, 18]


def two(own: tuple[list[float], list[float]], reference: tuple[list[float], list[float]]) -> TwoPairs:
    return TwoPairs(*(Pairs(np.array(before, float), np.array(after, float)) for before, after in (own, reference)))


TOO_FEW = "A group has fewer than five people with both scores, too few to adjust for starting scores."
NO_SPREAD = "The scores do not vary enough to adjust for where people started."

REFUSED = [
    ("nobody", ([], []), ([], []), TOO_FEW),
    ("four people of our own", (BEFORE[:4], AFTER[:4]), (BEFORE, AFTER), TOO_FEW),
    ("four people in the reference", (BEFORE, AFTER), (BEFORE[:4], AFTER[:4]), TOO_FEW),
    ("everybody started from one score", ([9] * 6, AFTER), ([9] * 6, BEFORE), NO_SPREAD),
    ("each group started from one score", ([9] * 6, AFTER), ([7] * 6, BEFORE), NO_SPREAD),
    ("everybody ended at one score", (BEFORE, [9] * 6), (BEFORE, [9] * 6), NO_SPREAD),
    ("everybody changed by the same amount", (BEFORE, [b + 2 for b in BEFORE]), (BEFORE, BEFORE), NO_SPREAD),
    ("one person decides the slope", ([1] * 5 + [4], AFTER), ([1] * 6, BEFORE), NO_SPREAD),
]


@pytest.mark.parametrize(("own", "reference", "reason"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_refused(own: tuple, reference: tuple, reason: str) -> None:  # type: ignore[type-arg]
    assert AdjustedChange()(two(own, reference)) == NotEstimable(reason)


def test_the_same_people_in_both_groups_do_not_differ() -> None:
    result = AdjustedChange()(two((BEFORE, AFTER), (BEFORE, AFTER)))
    assert isinstance(result, Estimate)
    assert result.value == pytest.approx(0, abs=1e-12)
    assert result.lower == pytest.approx(-result.upper)


def test_a_worse_start_is_not_held_against_a_group() -> None:
    """Both groups follow one line; our people only began lower on it, and so a crude difference would be 3 points."""
    errors = np.array([1.0, -1, 0, 0, -1, 1])
    low, high = np.array(BEFORE, float), np.array(BEFORE, float) + 6
    result = AdjustedChange()(TwoPairs(Pairs(low, 20 + low / 2 + errors), Pairs(high, 20 + high / 2 + errors)))
    assert isinstance(result, Estimate)
    assert result.value == pytest.approx(0, abs=1)
    assert result.answers["baseline_difference"] == -6


@pytest.mark.parametrize("unit", [1e-6, 1e6])
def test_the_size_of_a_point_plays_no_part(unit: float) -> None:
    plain = AdjustedChange()(two((BEFORE, AFTER), (AFTER, BEFORE)))
    scaled = AdjustedChange()(
        two(*((list(np.multiply(a, unit)), list(np.multiply(b, unit))) for a, b in ((BEFORE, AFTER), (AFTER, BEFORE))))
    )
    assert isinstance(plain, Estimate)
    assert isinstance(scaled, Estimate)
    assert (scaled.value, scaled.lower, scaled.upper) == pytest.approx(
        (plain.value * unit, plain.lower * unit, plain.upper * unit), rel=1e-9
    )


ARM = PairSummary(n=20, baseline_mean=10, baseline_sd=3, followup_mean=14, followup_sd=4, change_sd=3)

SUMMARIES_REFUSED = [
    (
        "four people",
        replace(ARM, n=4),
        "A group has fewer than five people, so starting scores cannot be adjusted for.",
    ),
    ("nobody", replace(ARM, n=0), "A group has fewer than five people, so starting scores cannot be adjusted for."),
]


@pytest.mark.parametrize(("arm", "reason"), [r[1:] for r in SUMMARIES_REFUSED], ids=[r[0] for r in SUMMARIES_REFUSED])
def test_summaries_refused(arm: PairSummary, reason: str) -> None:
    assert AdjustedChangeSummary()(PairSummaries(arm, ARM)) == NotEstimable(reason)
    assert AdjustedChangeSummary()(PairSummaries(ARM, arm)) == NotEstimable(reason)


FLAT = [
    ("nobody differs", replace(ARM, baseline_sd=0, followup_sd=0, change_sd=0)),
    ("everybody started from one score", replace(ARM, baseline_sd=0, change_sd=4)),
    ("everybody ended at one score", replace(ARM, followup_sd=0, change_sd=3)),
    ("everybody changed by the same amount", replace(ARM, followup_sd=3, change_sd=0)),
]


@pytest.mark.parametrize("arm", [r[1] for r in FLAT], ids=[r[0] for r in FLAT])
def test_summaries_that_do_not_vary(arm: PairSummary) -> None:
    assert AdjustedChangeSummary()(PairSummaries(arm, arm)) == NotEstimable(NO_SPREAD)


def test_spreads_that_cannot_belong_together() -> None:
    with pytest.raises(ValueError, match="cannot belong to the same people"):
        replace(ARM, change_sd=9)
    with pytest.raises(ValueError, match="cannot be below 0"):
        replace(ARM, change_sd=-1)
