"""Counts and days of one table: hand-made rows, behind the same engine as an extract."""

from datetime import date

import ibis
import pandas as pd
import pytest

from fairclaim.data.contract.tables import CONTRACT
from fairclaim.session.readiness.feeds import main_day, read_feed
from fairclaim.session.readiness.gap import Share
from fairclaim.session.readiness.linkage import covered, linked


def dated(*days: str):
    """A table whose rows have these days."""
    frame = pd.DataFrame({"at_on": pd.to_datetime(list(days)).astype("datetime64[us]")})
    return ibis.memtable(frame, schema={"at_on": "timestamp"}).mutate(at_on=lambda t: t.at_on.cast("date"))


DAYS = ("2024-11-05", "2024-11-05", "2024-12-31", "2025-02-01", "2025-03-10")


def test_rows_ends_and_empty_months():
    feed = read_feed(dated(*DAYS), "at_on", None)
    assert (feed.rows, feed.first, feed.last) == (5, date(2024, 11, 5), date(2025, 3, 10))
    assert feed.empty_months == (date(2025, 1, 1),)


def test_rows_before_a_day_are_counted_and_ends_are_of_all():
    feed = read_feed(dated(*DAYS), "at_on", date(2024, 12, 31))
    assert (feed.rows, feed.first, feed.last) == (2, date(2024, 11, 5), date(2025, 3, 10))
    # One row after the first, over the 56 days up to the day.
    assert feed.daily == pytest.approx(1 / 56)


def test_pace():
    feed = read_feed(dated("2024-11-01", "2024-11-06", "2024-11-11"), "at_on", None)
    assert feed.expected(10) == pytest.approx(2)
    assert feed.expected(-3) == 0
    assert read_feed(dated("2024-11-01"), "at_on", None).expected(1_000) == 0


def test_a_monthly_figure_reaches_to_the_months_end():
    months = dated("2024-12-01", "2025-02-01").rename(month="at_on")
    feed = read_feed(months, "month", None)
    assert (feed.first, feed.last) == (date(2024, 12, 1), date(2025, 2, 28))
    assert feed.empty_months == (date(2025, 1, 1),)


def test_no_rows_and_no_dates():
    empty = read_feed(dated("2025-01-01").filter(ibis.literal(False)), "at_on", None)
    assert (empty.rows, empty.first, empty.last, empty.empty_months) == (0, None, None, ())
    assert read_feed(dated(*DAYS), None, None).rows == 5


def test_every_table_but_people_has_a_day_that_is_always_filled():
    days = {}
    for table, schema in CONTRACT.items():
        columns = [c for name in schema.columns for c in (name, f"{name}_on")]
        days[table] = main_day(table, tuple(columns))
    assert [table for table, day in days.items() if day is None] == ["people"]
    assert (days["referrals"], days["plans"], days["series"]) == ("referred_at_on", "made_at_on", "month")


@pytest.fixture
def tables():
    referrals = pd.DataFrame(
        {
            "referral_id": ["a", "b", "c", "d"],
            "person_id": ["pa", "pa", "pc", "pd"],
            "referred_at_on": pd.to_datetime(["2024-12-31", "2025-01-01", "2025-03-31", "2025-04-01"]),
        }
    )
    referrals = ibis.memtable(referrals).mutate(referred_at_on=lambda t: t.referred_at_on.cast("date"))
    return {
        "referrals": referrals,
        "contacts": ibis.memtable(pd.DataFrame({"referral_id": ["a", "b", "b", "x"]})),
        "complaints": ibis.memtable(pd.DataFrame({"referral_id": ["a", None, None]})),
        "deaths": ibis.memtable(pd.DataFrame({"person_id": ["pa", "py"]})),
        "people": ibis.memtable(pd.DataFrame({"person_id": ["pa", "pc", "py"]})),
        "costs": ibis.memtable(pd.DataFrame({"pounds": [1.0]})),
    }


@pytest.mark.parametrize(
    ("table", "share"),
    [
        ("contacts", Share(part=3, whole=4)),
        ("complaints", Share(part=1, whole=1)),
        ("deaths", Share(part=1, whole=2)),
        ("costs", None),
        ("referrals", None),
    ],
)
def test_rows_that_belong_to_somebody(tables, table, share):
    assert linked(table, tables) == share


@pytest.mark.parametrize(
    ("table", "share"),
    [
        ("contacts", Share(part=1, whole=2)),
        ("people", Share(part=2, whole=2)),
        ("deaths", None),
        ("costs", None),
    ],
)
def test_referrals_of_the_quarter_with_a_row_both_ends_included(tables, table, share):
    assert covered(table, tables, date(2025, 1, 1), date(2025, 3, 31)) == share


def test_a_share_of_nothing_has_no_value():
    assert Share(part=0, whole=0).value is None
    assert Share(part=1, whole=4).value == 0.25
