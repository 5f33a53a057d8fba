"""Strings to times and numbers, with every row that will not convert counted and none shown.

A time without an offset is the clock on the wall in London. It becomes two columns: the instant in UTC, without a
zone (for windows by the hour), and the day in London (for windows by the day), so that no query holds a time zone.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
import pandera.pandas as pa

from fairclaim.data.breaches import counted
from fairclaim.data.contract import CONTRACT
from fairclaim.errors import Problem

_LONDON = "Europe/London"
_DAY = r"\d{4}-\d{2}-\d{2}"
_CLOCK = r"[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
_OFFSET = r"Z|[+-]\d{2}:?\d{2}"
_DAY_FIRST = r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
_ALLOWED = {
    "iso": "dates like 2025-03-31, with or without a time",
    "day-first": "dates like 31/03/2025, with or without a time",
}


@dataclass(frozen=True, slots=True, eq=False)
class Converted:
    """One table after conversion.

    Parameters
    ----------
    frame : DataFrame
        Contract names; each time `c` also has `c_on`. `row` numbers the rows as they came.
    problems : list of Problem
    failed : frozenset of str
        Columns in which something would not convert.
    day_only : frozenset of str
        Time columns in which at least one entry is a day without a time.
    """

    frame: pd.DataFrame
    problems: list[Problem]
    failed: frozenset[str]
    day_only: frozenset[str]


def convert(
    table: str, text: pd.DataFrame, file: str, theirs: dict[str, str], dates: Literal["iso", "day-first"]
) -> Converted:
    """Convert each column to what the contract says it is; a column beyond the contract stays text."""
    columns, problems, day_only = {"row": pd.Series(np.arange(len(text)), index=text.index)}, {}, set()
    for name in text:
        column = CONTRACT[table].columns.get(name)
        made, failed, days = _column(text[name], column, str(name), dates)
        columns |= made
        if days:
            day_only.add(str(name))
        if failed:
            problems[str(name)] = _failure(column, failed, f"{file} → {theirs[str(name)]}", dates)
    return Converted(pd.DataFrame(columns), list(problems.values()), frozenset(problems), frozenset(day_only))


def _column(text: pd.Series, column: pa.Column | None, name: str, dates: str) -> tuple[dict[str, pd.Series], int, bool]:
    """Give the converted column (or two), how many entries failed, and whether any is a day without a time."""
    kind, facts = (str(column.dtype), column.metadata or {}) if column is not None else ("str", {})
    if kind == "float64":
        number = pd.to_numeric(text, errors="coerce").astype(float)
        number = number.where(np.isfinite(number))
        return {name: number}, int((number.isna() & text.notna()).sum()), False
    if kind.startswith("datetime64"):
        return _time(text, name, dates, day=bool(facts.get("day")))
    return {name: text.str.lower() if facts.get("closed") else text}, 0, False


def _time(text: pd.Series, name: str, dates: str, *, day: bool) -> tuple[dict[str, pd.Series], int, bool]:
    text = text.astype("string")
    iso = _day_first_as_iso(text) if dates == "day-first" else text
    shaped = iso.where(iso.str.fullmatch(f"{_DAY}(?:{_CLOCK}(?:{_OFFSET})?)?"))
    with_offset = shaped.str.contains(f"(?:{_OFFSET})$", na=False) & (shaped.str.len() > len("2025-03-31"))
    at = _london_to_utc(shaped.where(~with_offset)).fillna(_offset_to_utc(shaped.where(with_offset)))
    on = at.dt.tz_localize("UTC").dt.tz_convert(_LONDON).dt.tz_localize(None).dt.normalize()
    failed = int((at.isna() & text.notna()).sum())
    days_only = bool((shaped.str.len() == len("2025-03-31")).any())
    return ({name: on} if day else {name: at, f"{name}_on": on}), failed, days_only


def _day_first_as_iso(text: pd.Series) -> pd.Series:
    parts = text.str.extract(f"^{_DAY_FIRST}(.*)$")
    return parts[2] + "-" + parts[1].str.zfill(2) + "-" + parts[0].str.zfill(2) + parts[3]


def _london_to_utc(text: pd.Series) -> pd.Series:
    wall = pd.to_datetime(text, format="ISO8601", errors="coerce")
    # The hour that the clocks repeat in October is taken as its first pass, the hour they skip in March as its end:
    # a rule is needed, and either leaves the day unchanged.
    first_pass = np.ones(len(wall), dtype=bool)
    aware = wall.dt.tz_localize(_LONDON, ambiguous=first_pass, nonexistent="shift_forward")
    return aware.dt.tz_convert("UTC").dt.tz_localize(None).astype("datetime64[ns]")


def _offset_to_utc(text: pd.Series) -> pd.Series:
    aware = pd.to_datetime(text, format="ISO8601", errors="coerce", utc=True)
    return aware.dt.tz_localize(None).astype("datetime64[ns]")


def _failure(column: pa.Column | None, rows: int, where: str, dates: str) -> Problem:
    if column is not None and str(column.dtype) == "float64":
        todo = "put a number there, or leave the cell blank where there is none"
        return Problem("text in a column of numbers", where, counted(rows), "numbers such as 84.5", todo)
    todo = "correct the rows, or set 'dates:' of the table in the source (iso or day-first)"
    return Problem("an entry that is not a date", where, counted(rows), _ALLOWED[dates], todo)
