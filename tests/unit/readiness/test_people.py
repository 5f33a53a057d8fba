"""Sizes of a cohort: what is lost on the way, and when its windows will have closed."""

from datetime import date, timedelta

import pandas as pd
import pytest
from small_project import MEASURES

from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.params.measures import Measure
from fairclaim.params.quarters import Quarter
from fairclaim.params.reading import parse_yaml, validate
from fairclaim.session.readiness.gap import Share
from fairclaim.session.readiness.people import group

Q4 = Quarter.parse("2024-25-q4")


def measure(name: str, *changes: tuple[str, str]):
    text = MEASURES[name]
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    made, problems = validate(Measure, parse_yaml(text, "")[0], "")
    assert problems == []
    return made


def cohort(*states: str, first: date = date(2025, 3, 1), flow=None) -> Cohort:
    days = [first + timedelta(days=place) for place in range(len(states))]
    flow = flow or (("Episodes that ended in the quarter", len(states)),)
    return Cohort("no-package", "this", pd.DataFrame({"index_on": days, "state": states}), flow, "")


def test_everybody_is_counted_or_lost_for_one_reason():
    states = ["yes", "no", "died", "died", "not_observed", "transferred", "rereferred", "no"]
    found = group(cohort(*states), measure("no-package"), Q4)
    assert (found.events, found.counted) == (8, 3)
    assert dict(found.lost) == {"died": 2, "outcome not known": 1, "transferred": 1, "referred again": 1}
    assert found.seen == Share(part=3, whole=4)
    assert (found.still_open, found.closed_on) == (0, None)
    assert found.events_words == "episodes that ended in the quarter"


def test_yes_and_no_are_never_told_apart():
    states = ["yes", "no", "yes", "died", "not_observed"]
    swapped = ["no", "yes", "no", "died", "not_observed"]
    assert group(cohort(*states), measure("no-package"), Q4) == group(cohort(*swapped), measure("no-package"), Q4)


def test_nobodys_share_is_known_where_nobody_looked():
    assert group(cohort("yes", "no"), measure("harm"), Q4).seen is None
    assert group(cohort("yes", "no"), measure("first-visit"), Q4).seen == Share(part=2, whole=2)


DAYS = ("end_day: inclusive", "end_day: exclusive")
SHORT = ("start: 0d, end: 6w", "start: 0d, end: 2d")
HOURS = ("clock: days", "clock: hours")


@pytest.mark.parametrize(
    ("changes", "closed"),
    [
        # The last open index event is of 3 March 2025.
        ((), date(2025, 4, 14)),
        ((DAYS,), date(2025, 4, 13)),
        ((SHORT,), date(2025, 3, 5)),
        # By the hour: an event late on the 3rd, and its 72 hours end late on the 6th; its 2 hours on the 4th.
        ((HOURS, ("start: 0d, end: 6w", "start: 0h, end: 72h")), date(2025, 3, 6)),
        ((HOURS, ("start: 0d, end: 6w", "start: 0h, end: 2h")), date(2025, 3, 4)),
    ],
)
def test_when_all_windows_will_have_closed(changes, closed):
    found = group(cohort("immature", "immature", "immature", "yes"), measure("no-package", *changes), Q4)
    assert (found.still_open, found.counted, found.closed_on) == (3, 1, closed)


def test_windows_that_were_taken_out_are_told_by_the_flow_and_close_by_the_quarters_end():
    flow = (("Episodes that ended in the quarter", 10), ("Whose window had closed by the freeze date", 4))
    excluded = measure("no-package", ("immature: refused", "immature: excluded"))
    found = group(cohort("yes", "no", "died", "no", flow=flow), excluded, Q4)
    assert (found.events, found.counted, found.still_open) == (10, 3, 6)
    assert found.closed_on == date(2025, 5, 12)


def test_those_of_no_known_age_are_lost_too():
    ages = ("at: discharged_at}", "at: discharged_at, ages: {youngest: 65, on: recorded}}")
    flow = (("Episodes, of the ages counted or of no known age", 5), ("Left after taking out those", 2))
    found = group(cohort("yes", "no", flow=flow), measure("no-package", ages), Q4)
    assert dict(found.lost) == {"age not known": 3}
    assert (found.events, found.counted, found.still_open) == (5, 2, 0)
