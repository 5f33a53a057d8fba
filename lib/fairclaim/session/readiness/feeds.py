"""One table as a feed: how many rows, from when to when, and where it is thin. Counts and days only."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fairclaim.data.contract.tables import CONTRACT
from fairclaim.params.months import months_between

# Fewer rows than this may well be missing from a month by chance (one time in 150 where rows come independently).
EXPECTED_AT_LEAST = 5.0


@dataclass(frozen=True, slots=True)
class Feed:
    """When a table's rows are dated.

    Parameters
    ----------
    rows : int
        Of the rows counted: all, or those before a day.
    first, last : date or None
        Of all rows.
    empty_months : tuple of date
        First days of the months between the two without any row.
    daily : float
        Its pace: rows after the first for each day of their span; 0 of a single row.
    """

    rows: int
    first: date | None
    last: date | None
    empty_months: tuple[date, ...]
    daily: float

    def expected(self, days: int) -> float:
        """How many rows so many days would hold, at the feed's own pace."""
        return max(0, days) * self.daily


def main_day(table: str, columns: tuple[str, ...]) -> str | None:
    """Name the column by which a table's rows are dated: its first date that is always filled; None without one."""
    dated = {
        name: column for name, column in CONTRACT[table].columns.items() if str(column.dtype).startswith("datetime64")
    }
    for name, column in dated.items():
        if column.required and not column.nullable:
            day = name if (column.metadata or {}).get("day") else f"{name}_on"
            return day if day in columns else None
    return None


def read_feed(rows: Any, day: str | None, before: date | None) -> Feed:
    """Count a table's rows by month.

    Parameters
    ----------
    rows : ibis Table
    day : str or None
        Its main date (`main_day`). Rows by month, whose date is the month's first day, reach to the month's end.
    before : date or None
        Count only rows dated before this day; months and ends are of all rows all the same.
    """
    if day is None:
        return Feed(int(rows.count().execute()), None, None, (), 0.0)
    dated = rows.filter(rows[day].notnull())
    counted = dated.count() if before is None else (dated[day] < before).sum()
    ends = {"rows": counted, "first": dated[day].min(), "last": dated[day].max()}
    by_month = dated.group_by(month=dated[day].truncate("M").cast("date")).agg(**ends)
    found = sorted(by_month.to_pyarrow().to_pylist(), key=lambda row: row["month"])
    return _feed(found, before, whole_months=not day.endswith("_on"))


def _feed(found: list[dict[str, Any]], before: date | None, *, whole_months: bool) -> Feed:
    if not found:
        return Feed(0, None, None, (), 0.0)
    first, last = found[0]["first"], found[-1]["last"]
    held, months = {row["month"] for row in found}, months_between(first, last)
    total = sum(int(row["rows"]) for row in found)
    if whole_months:
        last = (last + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    counted_to = last if before is None else min(last, before)
    days = max((counted_to - first).days, 1)
    return Feed(total, first, last, tuple(month for month in months if month not in held), max(total - 1, 0) / days)
