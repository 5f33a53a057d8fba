"""A cohort asked by month, and broken down by group: what is counted, and what is there though it is empty."""

from datetime import date

import pandas as pd
import pytest
from by_hand import HEADERS, base, heading, model_of, source_of
from made_cohorts import REABLEMENT

from fairclaim.data.cohorts.by_group import Group, by_group
from fairclaim.data.cohorts.by_month import by_month
from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.data.cohorts.freeze import load, save
from fairclaim.data.cohorts.people import people_cohort
from fairclaim.data.reading.extracts import read_extract

JANUARY, FEBRUARY, MARCH = (date(2025, month, 1) for month in (1, 2, 3))
SEEN = base(
    index={"table": "referrals", "at": "referred_at"},
    outcome={"table": "contacts", "at": "at", "counts_when": "present"},
    observed_when=None, not_observed="failure",
    window={"start": "0d", "end": "7d", "start_day": "inclusive", "clock": "days"},
)  # fmt: skip
PLAN = heading(
    kind="currency", grace="0d",
    open={"table": "referrals", "start": "referred_at", "end": "discharged_at", "end_day": "exclusive"},
    in_force={"table": "plans", "start": "made_at", "end": "in_force_to", "end_day": "inclusive"},
)  # fmt: skip


@pytest.fixture
def monthly(tmp_path):
    """The cohort by month of a measure, from lines written by hand."""

    def counted(measure, **tables):
        tables = {"contacts": [], "plans": [], "deaths": [], **tables}
        for name, lines in tables.items():
            (tmp_path / f"{name}.csv").write_text("\n".join([HEADERS[name], *lines]) + "\n", encoding="utf-8")
        extract = read_extract(source_of({name: HEADERS[name] for name in tables}), tmp_path, "by hand")
        return people_cohort(model_of(**measure), "by_month", REABLEMENT, extract)

    return counted


def referred(*days, person="p"):
    return [f"R{number},{person}{number},{day}," for number, day in enumerate(days)]


def test_every_whole_month_up_to_the_quarter_s_last_is_there(monthly):
    cohort = monthly(SEEN, referrals=referred("2024-10-02", "2024-11-30", "2025-02-01", "2025-04-01"),
                     contacts=["R2,2025-02-03,yes"])  # fmt: skip
    # October began before the record did; April lies after the quarter.
    assert by_month(cohort) == (
        (date(2024, 11, 1), 0, 1), (date(2024, 12, 1), 0, 0), (JANUARY, 0, 0), (FEBRUARY, 1, 1), (MARCH, 0, 0),
    )  # fmt: skip
    assert cohort.flow[0] == ("Referrals received in the months shown", 2)


@pytest.mark.parametrize(
    ("first", "months"),
    [
        pytest.param("2025-01-01", (JANUARY, FEBRUARY, MARCH), id="begun on the first of a month: it is whole"),
        pytest.param("2025-01-02", (FEBRUARY, MARCH), id="begun on the second: it is not"),
        pytest.param("2025-03-02", (), id="no whole month yet"),
    ],
)
def test_the_month_in_which_the_record_begins(monthly, first, months):
    cohort = monthly(SEEN, referrals=referred(first, "2025-03-20"))
    assert cohort.months == months
    assert tuple(month for month, _, _ in by_month(cohort)) == months


def test_thirty_six_months_at_most(monthly):
    cohort = monthly(SEEN, referrals=referred("2019-01-01", "2022-03-31", "2022-04-01"))
    assert (len(cohort.months), cohort.months[0]) == (36, date(2022, 4, 1))
    assert len(cohort.frame) == 1


def test_a_record_without_an_index_event_has_no_months(monthly):
    closed = SEEN | {"index": {"table": "referrals", "at": "discharged_at"}}
    assert by_month(monthly(closed, referrals=referred("2025-01-05"))) == ()


def test_a_person_counts_once_in_each_month(monthly):
    people = SEEN | {"index": SEEN["index"] | {"counts": "people"}}
    lines = ["A,pa,2024-12-31,", "B,pa,2025-01-05,", "C,pa,2025-01-09,", "D,pa,2025-02-05,", "E,pb,2025-02-06,"]
    assert [(n) for _, _, n in by_month(monthly(people, referrals=lines))] == [1, 2, 0]


def test_a_currency_by_month_asks_about_each_month_s_last_day(monthly):
    cohort = monthly(PLAN, referrals=["A,pa,2025-01-01,2025-03-31", "B,pb,2025-02-28,"], plans=["A,care,2025-02-01,"])
    assert by_month(cohort) == ((JANUARY, 0, 1), (FEBRUARY, 1, 2), (MARCH, 0, 1))
    assert sorted(cohort.frame["month"]) == [JANUARY, FEBRUARY, FEBRUARY, MARCH]


def test_a_month_on_whose_last_day_nothing_is_open_is_there_too(monthly):
    cohort = monthly(PLAN, referrals=["A,pa,2025-01-01,2025-02-10"], plans=["A,care,2025-01-01,"])
    assert by_month(cohort) == ((JANUARY, 1, 1), (FEBRUARY, 0, 0), (MARCH, 0, 0))


def test_months_come_back_from_disk(monthly, tmp_path):
    cohorts = (monthly(SEEN, referrals=referred("2025-01-01")), monthly(PLAN, referrals=referred("2025-01-01")))
    save((cohorts[0],), tmp_path / "share")
    save((cohorts[1],), tmp_path / "plan")
    [share], [plan] = load(tmp_path / "share"), load(tmp_path / "plan")
    assert by_month(share) == by_month(cohorts[0]) == ((JANUARY, 0, 1), (FEBRUARY, 0, 0), (MARCH, 0, 0))
    assert by_month(plan) == by_month(cohorts[1])


def cohort_of(months=(), **columns):
    frame = pd.DataFrame(columns)
    return Cohort("by-hand", "by_month", frame.astype({"state": object}), (), "", months=months)


def test_a_month_of_which_a_window_is_open_gives_nothing_yet():
    days = [date(2025, 1, 9), date(2025, 1, 30), date(2025, 1, 31), date(2025, 2, 1)]
    cohort = cohort_of(index_on=days, state=["yes", "no", "not_observed", "yes"])
    assert by_month(cohort) == ((JANUARY, 1, 2), (FEBRUARY, 1, 1))
    cohort = cohort_of(index_on=days, state=["yes", "no", "immature", "yes"])
    assert by_month(cohort) == ((JANUARY, 0, 0), (FEBRUARY, 1, 1))


def test_without_the_months_asked_about_the_rows_tell_them():
    cohort = cohort_of(index_on=[date(2025, 3, 9), date(2025, 1, 30)], state=["yes", "died"])
    assert by_month(cohort) == ((JANUARY, 0, 0), (FEBRUARY, 0, 0), (MARCH, 1, 1))


GROUPS = [
    pytest.param(
        "age_band", ["85 or over", None, "18 to 64", "0 to 17", "18 to 64"],
        (("0 to 17", 1, 1), ("18 to 64", 1, 1), ("85 or over", 1, 1), ("not known", 0, 1)), id="ages rise",
    ),
    pytest.param(
        "sex", ["male", "not known", None, "female", "other"],
        (("female", 1, 1), ("male", 1, 1), ("other", 0, 0), ("not known", 1, 2)),
        id="codes in the contract's order, and two ways of not knowing",
    ),
    pytest.param(
        "deprivation", [1.0, 2.0, 10.0, None, 5.0],
        (("most deprived fifth", 1, 2), ("middle fifth", 0, 0), ("least deprived fifth", 1, 1), ("not known", 1, 1)),
        id="deciles in fifths",
    ),
    pytest.param(
        "site", ["South", "North", "South", "South", "North"],
        (("North", 0, 1), ("South", 3, 3)), id="sites by the alphabet",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("column", "values", "expected"), GROUPS)
def test_groups(column, values, expected):
    state = ["yes", "no", "yes", "yes", "died"]
    cohort = cohort_of(index_on=[JANUARY] * 5, state=state, **{column: values})
    assert by_group(cohort, column) == tuple(Group(*group) for group in expected)


def test_the_groups_of_a_whole_cohort_add_up_to_it():
    cohort = cohort_of(index_on=[JANUARY] * 4, state=["yes", "no", "no", "not_observed"], team=["a", None, "b", "a"])
    groups = by_group(cohort, "team")
    assert (sum(group.events for group in groups), sum(group.n for group in groups)) == (1, 3)
