"""A service's own people asked by month: a chart of shares, withheld where a month is too small to show."""

from datetime import date

import pandas as pd
import pytest
from made_cohorts import REABLEMENT, people

from fairclaim.claims.ledger import Entry
from fairclaim.claims.pictures import NoPicture, ProcessPicture
from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.kinds import Finding
from fairclaim.params.models import Comparison
from fairclaim.session.assess import assess
from fairclaim.session.tell import tell
from fairclaim.stats.methods.xmr import XmR

MONTHS = tuple(date(2023 + (3 + i) // 12, (3 + i) % 12 + 1, 1) for i in range(24))
ASKED = Comparison(measure="first-visit-2d", against="own_series", method=XmR(name="xmr"))
SPEC = REABLEMENT.model_copy(update={"service": REABLEMENT.service.model_copy(update={"comparisons": [ASKED]})})
WOBBLE = (0, 1, 2, 1, 0, -1, -2, -1)
STEADY = [(85 + WOBBLE[i % 8], 100) for i in range(24)]


def cohort(counts: list[tuple[int, int]], state: str = "") -> Cohort:
    rows = [
        {"index_on": month.replace(day=5), "state": "yes" if place < yes else "no", "baseline": None}
        for month, (yes, n) in zip(MONTHS, counts, strict=True)
        for place in range(n)
    ]
    if state:
        rows[-1]["state"] = state
    frame = pd.DataFrame(rows)
    return Cohort("first-visit-2d", "by_month", frame, (("Counted", len(frame)),), "d" * 64, months=MONTHS)


def told(counts: list[tuple[int, int]], audience: str = "contract", state: str = "") -> Entry:
    own = people("first-visit-2d", "this", yes=255, no=45)
    return tell(assess(SPEC, (own, cohort(counts, state))), audience).entries[0]


def test_each_month_has_its_share_to_whole_per_cents():
    entry = told(STEADY)
    assert isinstance(entry.picture, ProcessPicture)
    assert entry.picture.values[:3] == (85.0, 86.0, 87.0)
    assert "84%, 83% and 84% in January, February and March 2025" in entry.headline
    assert entry.finding is Finding.NO_CLEAR_DIFFERENCE


def test_a_run_of_low_months_is_worse():
    low = [*STEADY[:15], *((70, 100) for _ in range(9))]
    assert told(low).finding is Finding.WORSE


@pytest.mark.parametrize("small", [(97, 100), (3, 100)])
def test_one_small_month_withholds_the_chart_from_those_who_may_not_see_counts(small):
    counts = [*STEADY[:10], small, *STEADY[11:]]
    entry = told(counts)
    assert isinstance(entry.picture, NoPicture)
    assert not any(character.isdigit() for character in entry.headline.replace("2 days", ""))
    assert isinstance(told(counts, "internal").picture, ProcessPicture)


def test_a_month_without_anybody_is_a_gap_and_is_told():
    entry = told([*STEADY[:10], (0, 0), *STEADY[11:]])
    assert isinstance(entry.picture, ProcessPicture)
    assert len(entry.picture.values) == 23
    assert "Nobody was counted in February 2024." in entry.cautions
    assert entry.picture.absent == "nobody counted"


def test_months_of_which_windows_are_open_give_no_figure():
    assert "still open" in told(STEADY, state="immature").headline


def test_a_measure_may_leave_open_windows_out_and_then_counts_the_rest():
    measures = tuple(
        m.model_copy(update={"immature": "excluded"}) if m.id == ASKED.measure else m for m in SPEC.measures
    )
    spec = SPEC.model_copy(update={"measures": measures})
    own = people("first-visit-2d", "this", yes=255, no=45)
    entry = tell(assess(spec, (own, cohort(STEADY, "immature"))), "contract").entries[0]
    # The last month had an open window, so it has no share yet.
    assert isinstance(entry.picture, ProcessPicture)
    assert len(entry.picture.values) == 23


def test_the_quarter_is_judged_by_the_months_before_it():
    entry = told([*STEADY[:21], *((70, 100) for _ in range(3))])
    assert isinstance(entry.picture, ProcessPicture)
    assert entry.picture.judged_by_earlier
    assert entry.picture.segments[-1].mean == 85.0  # Of 21 months, and not of 24.
    assert "The average of the 21 months before the quarter was 85%" in entry.headline
    assert not any("quarter's own months" in words for words in entry.cautions)


def test_where_too_few_months_came_before_the_page_says_that_the_quarter_judges_itself():
    entry = told([*((0, 0) for _ in range(14)), *STEADY[14:]])
    assert isinstance(entry.picture, ProcessPicture)
    assert not entry.picture.judged_by_earlier
    assert any("the chart's limits rest on the quarter's own months as well" in words for words in entry.cautions)
    assert "of 10 months, those of the quarter included, was" in entry.headline
