"""What the first row of a table counts: people, or what the measure counts of its own."""

import pytest
from cohorts_of_kinds import MEASURES

from fairclaim.disclosure.group_rows import heading

title = "Disclosure: what a table counts"


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        ("first-visit-2d", "People counted"),
        ("missed-contacts", "Contacts counted"),
        ("goals-specific", "Goals counted"),
        ("crisis-plan-content", "Records counted"),
        ("supervision-held", "Reviews and supervisions counted"),
        ("crisis-plan-in-date", "People counted"),
        ("repeat-crisis-28d", "People counted"),
        ("ed-reattendance-7d", "Escalations counted"),
    ],
)
def test_what_is_counted(measure: str, words: str) -> None:
    assert heading(MEASURES[measure]) == words
