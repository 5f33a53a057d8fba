"""Strings to times and numbers: what is read, as what, and what is counted as failed."""

import numpy as np
import pandas as pd
import pytest

from fairclaim.data.reading.conversion import convert
from fairclaim.data.reading.origins import Origin
from fairclaim.params.sources import Part


def converted(values, column="referred_at", dates="iso", table="referrals", true_dates=False):
    text = pd.DataFrame({column: pd.Series(values, dtype=object)})
    part = Part(file="f.csv", columns={column: column}, dates=dates)
    origin = Origin(part, "f.csv", "params/sources/s.yaml", np.arange(2, 2 + len(values)))
    return convert(table, text, origin, true_dates=true_dates)


@pytest.mark.parametrize(
    ("written", "dates", "at", "on"),
    [
        pytest.param("2025-01-15", "iso", "2025-01-15 00:00", "2025-01-15", id="a day in winter"),
        pytest.param("2025-06-15", "iso", "2025-06-14 23:00", "2025-06-15", id="a day in summer stays that day"),
        pytest.param("2025-06-15 14:30", "iso", "2025-06-15 13:30", "2025-06-15", id="the clock on the wall"),
        pytest.param("2025-06-15T14:30:15.5", "iso", "2025-06-15 13:30:15.5", "2025-06-15", id="with a T and parts"),
        pytest.param("2025-06-15T23:30:00Z", "iso", "2025-06-15 23:30", "2025-06-16", id="UTC, the next day in London"),
        pytest.param("2025-01-15T00:30+02:00", "iso", "2025-01-14 22:30", "2025-01-14", id="an offset"),
        pytest.param("2025-01-15T00:30+0200", "iso", "2025-01-14 22:30", "2025-01-14", id="an offset without a colon"),
        pytest.param("31/12/2024", "day-first", "2024-12-31 00:00", "2024-12-31", id="day first"),
        pytest.param("1/2/2025 9:05", "day-first", None, None, id="an hour of one figure is not guessed"),
        pytest.param("1/2/2025 09:05", "day-first", "2025-02-01 09:05", "2025-02-01", id="the first of February"),
        pytest.param("2024-10-27 01:30", "iso", "2024-10-27 00:30", "2024-10-27", id="the hour that comes twice"),
        pytest.param("2025-03-30 01:30", "iso", "2025-03-30 01:00", "2025-03-30", id="the hour that never was"),
        pytest.param("31/12/2024", "iso", None, None, id="day first where iso is stated"),
        pytest.param("2024-12-31", "day-first", None, None, id="iso where day first is stated"),
        pytest.param("03/31/2025", "month-first", "2025-03-30 23:00", "2025-03-31", id="month first, in summer time"),
        pytest.param("3.4.2025 09:05", "month-first", "2025-03-04 09:05", "2025-03-04", id="the fourth of March"),
        pytest.param("31/12/2024", "month-first", None, None, id="there is no month 31"),
        pytest.param("12/31/2024", "day-first", None, None, id="nor here"),
        pytest.param("1/2/25", "day-first", None, None, id="a year of two figures is not guessed"),
        pytest.param("2025-02-30", "iso", None, None, id="no such day"),
        pytest.param("2025-01", "iso", None, None, id="a month"),
        pytest.param("45658", "iso", None, None, id="Excel's number of a day"),
        pytest.param("1600-01-01", "iso", None, None, id="before the calendar of the machine"),
    ],
)
def test_times(written, dates, at, on):
    made = converted([written, None], dates=dates)
    assert made.frame["referred_at"][0] == pd.Timestamp(at) or (at is None and pd.isna(made.frame["referred_at"][0]))
    assert made.frame["referred_at_on"][0] == pd.Timestamp(on) or (
        on is None and pd.isna(made.frame["referred_at_on"][0])
    )
    assert [problem.found for problem in made.problems] == ([] if at else ["1 row (row 2)"])
    assert pd.isna(made.frame["referred_at"][1])


@pytest.mark.parametrize(
    ("values", "day_only"),
    [(["2025-01-15", "2025-01-15 10:00"], True), (["2025-01-15 10:00", None], False), ([None], False)],
)
def test_a_column_in_which_a_time_is_missing_is_known(values, day_only):
    assert (converted(values).day_only == {"referred_at"}) is day_only


@pytest.mark.parametrize(
    ("written", "number"),
    [("84.5", 84.5), ("1e1", 10.0), ("-3", -3.0), ("1,000", None), ("nan", None), ("inf", None), ("*", None)],
)
def test_numbers(written, number):
    made = converted([written, None], column="score", table="scores")
    assert made.frame["score"][0] == number or (number is None and pd.isna(made.frame["score"][0]))
    assert (made.failed == {"score"}) is (number is None)


def test_ids_keep_their_zeros_and_closed_sets_lose_their_capitals():
    assert list(converted(["007"], column="person_id").frame["person_id"]) == ["007"]
    assert list(converted(["Yes"], column="attended", table="contacts").frame["attended"]) == ["yes"]
    assert list(converted(["Zimmer"], column="kind", table="contacts").frame["kind"]) == ["Zimmer"]


def test_a_month_is_a_day_in_summer_too():
    made = converted(["2024-06-01"], column="month", table="series")
    assert list(made.frame) == ["month"]
    assert made.frame["month"][0] == pd.Timestamp("2024-06-01")


def test_a_failure_tells_column_and_rule_and_no_value():
    [problem] = converted(["SECRET", "SECRET", "2025-01-01"]).problems
    assert str(problem) == (
        "f.csv → referred_at: an entry that is not a date. Found: 2 rows (rows 2, 3). Allowed: dates like 2025-03-31, with "
        "or without a time. What to do: correct the rows, or set 'dates:' of the table in the source (iso, day-first or "
        "month-first)."
    )


def test_the_first_few_rows_are_named_and_the_rest_counted():
    [problem] = converted(["SECRET"] * 1234).problems
    assert problem.found == "1,234 rows (rows 2, 3, 4 and 1,231 more)"


@pytest.mark.parametrize(("written", "read"), [("2025-03-31", True), ("31/03/2025", True), ("03/31/2025", False)])
def test_where_a_file_knows_dates_they_are_read_beside_written_ones(written, read):
    made = converted([written], dates="day-first", true_dates=True)
    assert (made.frame["referred_at_on"][0] == pd.Timestamp(2025, 3, 31)) is read


@pytest.mark.parametrize(
    ("written", "skipped", "repeated"),
    [
        pytest.param("2025-03-30 00:59", 0, 0, id="the minute before the clocks go forward"),
        pytest.param("2025-03-30 01:00", 1, 0, id="the first minute that never was"),
        pytest.param("2025-03-30 01:59", 1, 0, id="the last"),
        pytest.param("2025-03-30 02:00", 0, 0, id="the first that was"),
        pytest.param("2024-10-27 00:59", 0, 0, id="the minute before the hour that comes twice"),
        pytest.param("2024-10-27 01:00", 0, 1, id="its first minute"),
        pytest.param("2024-10-27 01:59", 0, 1, id="its last"),
        pytest.param("2024-10-27 02:00", 0, 0, id="the minute after"),
        pytest.param("2024-10-26 01:30", 0, 0, id="the night before"),
        pytest.param("2025-03-30T01:30Z", 0, 0, id="an offset says which"),
        pytest.param("2025-03-30", 0, 0, id="a day has no hour"),
    ],
)
def test_hours_that_the_clocks_skip_or_repeat_are_counted(written, skipped, repeated):
    made = converted([written, written, None])
    assert (sum(made.skipped.values()), sum(made.repeated.values())) == (2 * skipped, 2 * repeated)
