"""A share that nearly everybody reached is told as such: a reader would else take a full score for a failure."""

import pytest
from made_cohorts import REABLEMENT, people, reablement

from fairclaim.session.assess import assess
from fairclaim.session.tell import tell

FELT = "felt-involved.nothing"


def headline(**states: int) -> str:
    cohorts = tuple(c for c in reablement() if c.measure != "felt-involved")
    return tell(assess(REABLEMENT, (*cohorts, people("felt-involved", **states)))).entry(FELT).headline


@pytest.mark.parametrize("no", [0, 1, 4])
def test_all_or_all_but_a_few_reads_the_same_whoever_is_missing(no: int) -> None:
    assert "It was all, or all but a few, of about 210." in headline(yes=210 - no, no=no)


@pytest.mark.parametrize(("yes", "no"), [(2, 208), (11, 1)])
def test_few_who_reached_it_and_few_who_were_asked_are_withheld_as_before(yes: int, no: int) -> None:
    assert "The figures are withheld" in headline(yes=yes, no=no)
