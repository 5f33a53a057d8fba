"""The figures behind a check: who was followed up, audited, and scored at the start, as one audience may have them."""

import re
from datetime import date

import pandas as pd
import pytest
from made_cohorts import REABLEMENT, reablement

from fairclaim.claims.ledger import Entry
from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.kinds import Audience
from fairclaim.session.assess import assess
from fairclaim.session.tell import tell

PACKAGE = "no-ongoing-package-6w.same-quarter-last-year"
FOLLOWED, AUDITED, STARTED = (
    "Was what happened seen for enough people?",
    "Was the outcome recorded correctly?",
    "Did the two groups start from the same point?",
)


def audit(yes: int, no: int, *days: date) -> Cohort:
    on = pd.Series([days[i % len(days)] for i in range(yes + no)] if days else None, dtype=object)
    frame = pd.DataFrame({"state": ["yes"] * yes + ["no"] * no}).assign(on=on)
    return Cohort("no-ongoing-package-6w", "audit", frame, (), "a" * 64)


def told(audience: Audience = "contract", *, audited: Cohort | None = None, **changes: object) -> Entry:
    cohorts = reablement(**changes)  # type: ignore[arg-type]
    if audited is not None:
        cohorts = (*(one for one in cohorts if one.period != "audit"), audited)
    return tell(assess(REABLEMENT, cohorts), audience).entry(PACKAGE)


def figures(entry: Entry) -> dict[str, str]:
    return {line.check: line.figures for line in entry.checks}


SEEN = ({"yes": 252, "no": 100, "not_observed": 48}, {"yes": 232, "no": 168, "not_observed": 40})


def test_how_many_were_seen_of_how_many() -> None:
    said = figures(told(package=SEEN))[FOLLOWED]
    assert said == (
        "Seen: about 350 of about 400 in January to March 2025 (88 in every 100); about 400 of about 440 in "
        "January to March 2024 (91 in every 100)."
    )
    assert "352 of 400" in figures(told("internal", package=SEEN))[FOLLOWED]


@pytest.mark.parametrize("unseen", [0, 1, 4])
def test_a_few_who_were_not_seen_are_not_counted_out(unseen: int) -> None:
    one, other = {"yes": 252, "no": 100, "not_observed": unseen}, {"yes": 232, "no": 168, "not_observed": 40}
    said = figures(told(package=(one, other)))[FOLLOWED]
    assert said.startswith("Seen: all, or all but a few, of about 3")
    # Nobody, one or four: the sentence is the same but for the rounded size.
    assert not re.search(rf"(?<!\d){352 + unseen}(?!\d)", said)


def test_what_an_audit_found_and_when() -> None:
    said = figures(told(audited=audit(102, 8, date(2025, 4, 29), date(2025, 5, 12))))[AUDITED]
    assert said.startswith(
        "Of about 110 records that were looked up from April 2025 to May 2025, 93 in every 100 agreed"
    )
    assert "(likely range 86 to 96)" in said


@pytest.mark.parametrize("no", [0, 1, 4])
def test_a_few_records_that_disagreed_are_not_counted_out(no: int) -> None:
    said = figures(told(audited=audit(110 - no, no, date(2025, 5, 12))))[AUDITED]
    assert said == (
        "Of about 110 records that were looked up in May 2025, all, or all but a few, agreed with what was found."
    )


def test_an_audit_without_its_days_says_how_many_all_the_same() -> None:
    assert "records that were looked up, 93 in every 100" in figures(told(audited=audit(102, 8)))[AUDITED]


def test_an_audit_that_was_not_supplied_has_no_figures() -> None:
    cohorts = tuple(one for one in reablement() if one.period != "audit")
    assert figures(tell(assess(REABLEMENT, cohorts)).entry(PACKAGE))[AUDITED] == ""


def test_where_both_groups_started() -> None:
    said = figures(told(package=SEEN))[STARTED]
    assert said.startswith("Average score at the start: 11.0 in January to March 2025 (about 350 people); 11.0 in")


def test_a_claim_that_is_withheld_has_no_figures_behind_its_checks() -> None:
    entry = told(package=({"yes": 60, "no": 2, "not_observed": 9}, {"yes": 50, "no": 20, "not_observed": 9}))
    assert "withheld" in entry.headline
    assert not any(figures(entry).values())


def test_nobody_of_a_handful_is_counted() -> None:
    said = figures(told(audited=audit(3, 1, date(2025, 5, 12))))[AUDITED]
    assert said == "Records were looked up in May 2025. How many agreed is withheld, because the numbers are small."
