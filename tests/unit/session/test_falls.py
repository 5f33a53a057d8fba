"""A fall within each person: its range against no fall at all, and no rung above what one cohort can bear."""

import numpy as np
import pytest
from cohorts_of_kinds import asking, cohort, quantity

from fairclaim.claims.ledger import Entry
from fairclaim.claims.pictures import IntervalPicture
from fairclaim.kinds import Finding, Rung
from fairclaim.session.assess import assess
from fairclaim.session.tell import tell
from fairclaim.stats.methods.mean_quantity import MeanQuantity
from fairclaim.stats.methods.median import Median
from fairclaim.stats.results import Estimate

# Twelve people each of -1.5, -0.5, 0, 1 and 2. By the binomial of 60 and a half, the median's limits are the 22nd and
# the 39th value: -0.5 and 1, about a middle of 0.
ABOUT_NOUGHT = np.repeat([-1.5, -0.5, 0.0, 1.0, 2.0], 12)


def told(moved: float, margin: float | None = 1.0) -> Entry:
    spec = asking(Median(), "support-reduced", margin=margin)
    made = cohort("support-reduced", state="counted", value=ABOUT_NOUGHT + moved)
    return tell(assess(spec, (made,)), "contract").entries[0]


@pytest.mark.parametrize(
    ("moved", "margin", "expected"),
    [
        pytest.param(4.0, 1.0, Finding.BETTER, id="3.5 to 5: beyond nought"),
        pytest.param(4.0, None, Finding.BETTER, id="without a margin too"),
        pytest.param(-4.0, 1.0, Finding.WORSE, id="-4.5 to -3: more at the end"),
        pytest.param(0.0, 1.0, Finding.TOO_SMALL, id="-0.5 to 1: wholly within the margin"),
        pytest.param(1.0, 2.0, Finding.TOO_SMALL, id="0.5 to 2: beyond nought, and within the margin"),
        pytest.param(0.0, 0.8, Finding.NO_CLEAR_DIFFERENCE, id="-0.5 to 1: one margin inside"),
        pytest.param(0.0, 0.5, Finding.CANNOT_SAY, id="-0.5 to 1: both margins inside"),
    ],
)
def test_the_finding_is_read_from_range_and_margin(moved: float, margin: float | None, expected: Finding) -> None:
    assert told(moved, margin).finding is expected


def test_a_fall_is_told_as_it_was_and_drawn_against_no_change() -> None:
    entry = told(4.0)
    assert entry.headline == (
        "The middle (median) fall in weekly hours of support from the first week on record to the last full week was 4.0 "
        "hours (likely range 3.5 to 5.0)."
    )
    assert isinstance(entry.picture, IntervalPicture)
    picture = entry.picture
    assert (picture.lower, picture.value, picture.upper, picture.line) == (3.5, 4.0, 5.0, 0.0)
    assert (picture.line_label, picture.margin, picture.better) == ("no change", 1.0, "higher")


def test_a_rise_is_said_to_be_one() -> None:
    assert told(-4.0).headline.endswith("was -4.0 hours (likely range -4.5 to -3.0). A number below nought is a rise.")
    assert "rise" in told(0.0).headline
    assert "rise" not in told(4.0).headline


def test_it_is_measured_and_no_more_because_people_come_when_they_need_the_most() -> None:
    entry = told(4.0)
    assert entry.rung is Rung.MEASURED
    assert entry.because[0] == "People come when they need the most, and some of this fall could be expected anyway."


@pytest.mark.parametrize("method", [Median(), MeanQuantity()], ids=["median", "mean"])
def test_an_amount_that_is_no_fall_is_held_against_nothing(method: Median | MeanQuantity) -> None:
    own = quantity(list(ABOUT_NOUGHT + 10))
    claim = assess(asking(method, own.measure, margin=1.0), (own,)).claims[0]
    assert isinstance(claim.result, Estimate)
    assert (claim.result.null, claim.finding) == (None, Finding.DESCRIBED)
    assert "regression" not in {check.check for check in claim.checks}


def test_a_mean_fall_is_held_against_nought_too() -> None:
    made = cohort("support-reduced", state="counted", value=ABOUT_NOUGHT + 4)
    claim = assess(asking(MeanQuantity(), "support-reduced"), (made,)).claims[0]
    assert isinstance(claim.result, Estimate)
    assert (claim.result.null, claim.finding) == (0.0, Finding.BETTER)
