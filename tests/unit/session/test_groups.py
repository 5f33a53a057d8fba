"""What a claim is broken down by: what the service asks for, as far as its people are known."""

from dataclasses import replace

import pytest
from made_cohorts import REABLEMENT, people

from fairclaim.session.groups import groups
from fairclaim.stats.samples import Counts

SPEC = REABLEMENT.model_copy(
    update={"service": REABLEMENT.service.model_copy(update={"breakdowns": ["age", "sex", "site"]})}
)


def cohort(**columns: list[object]):
    made = people("first-visit-2d", yes=3, no=2, not_observed=1)
    return replace(made, frame=made.frame.assign(**columns))


def test_each_group_has_its_counts_and_the_unseen_are_in_none():
    found = dict(groups(SPEC, cohort(sex=["female", "female", "male", "male", None, "female"])))
    assert found == {"sex": (("female", Counts(2, 2)), ("male", Counts(1, 2)), ("not known", Counts(0, 1)))}


@pytest.mark.parametrize("columns", [{}, {"age_band": [None] * 6}])
def test_what_is_known_of_nobody_is_left_out(columns):
    assert groups(SPEC, cohort(**columns)) == ()


def test_only_what_the_service_asks_for_is_told():
    assert groups(REABLEMENT, cohort(sex=["female"] * 6)) == ()
