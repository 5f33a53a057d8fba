"""Strings to times and numbers, with every row that will not convert counted and none shown.

A time without an offset is the clock on the wall in London. It becomes two columns: the instant in UTC, without a
zone (for windows by the hour), and the day in London (for windows by the day), so that no query holds a time zone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pandera.pandas as pa

from fairclaim.data.contract.tables import CONTRACT
from fairclaim.data.reading.cells import blanked
from fairclaim.data.reading.origins import Origin
from fairclaim.data.reading.times import FORMS, Times, times
from fairclaim.errors import Problem

# What Excel leaves where a formula failed, also in the CSV files that are saved from it.
_FAILED_FORMULAS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
_NUMBER_OF_DAYS = r"[1-9]\d{4}(?:\.\d+)?"


@dataclass(frozen=True, slots=True, eq=False)
class Converted:
    """One part of a table after conversion.

    Parameters
    ----------
    frame : DataFrame
        Contract names; each time `c` also has `c_on`.
    problems : list of Problem
    failed : frozenset of str
        Columns in which something would not convert.
    day_only : frozenset of str
        Time columns in which at least one entry is a day without a time.
    skipped, repeated : mapping of str to int
        Time column → entries in the hour that the clocks skip in March, or repeat in October; none where it is 0.
    """

    frame: pd.DataFrame
    problems: list[Problem] = field(default_factory=list)
    failed: frozenset[str] = frozenset()
    day_only: frozenset[str] = frozenset()
    skipped: Mapping[str, int] = field(default_factory=dict)
    repeated: Mapping[str, int] = field(default_factory=dict)


def convert(table: str, text: pd.DataFrame, origin: Origin, *, true_dates: bool = False) -> Converted:
    """Convert each column to what the contract says it is.

    Parameters
    ----------
    table : str
        Name of the contract table.
    text : DataFrame
        Contract names → strings, None where blank; indexed from 0.
    origin : Origin
        Says how dates are written, and names columns and rows in problems.
    true_dates : bool
        Whether dates may also be ISO, whatever form the part states (workbooks and databases, which know dates).
    """
    columns: dict[str, pd.Series] = {}
    problems: dict[str, Problem] = {}
    read: dict[str, Times] = {}
    for name, entries in text.items():
        column = CONTRACT[table].columns[str(name)]
        made = _column(entries, column, str(name), origin, true_dates=true_dates)
        if isinstance(made, Times):
            read[str(name)] = made
        columns |= made.columns if isinstance(made, Times) else {str(name): made}
        bad = _bad(entries, columns[str(name)])
        if len(bad):
            problems[str(name)] = _failure(column, str(name), entries.iloc[bad], bad, origin)
    return Converted(
        pd.DataFrame(columns, index=text.index),
        list(problems.values()),
        frozenset(problems),
        frozenset(name for name, made in read.items() if made.day_only),
        {name: made.skipped for name, made in read.items() if made.skipped},
        {name: made.repeated for name, made in read.items() if made.repeated},
    )


def _column(entries: pd.Series, column: pa.Column, name: str, origin: Origin, *, true_dates: bool) -> pd.Series | Times:
    kind, facts = str(column.dtype), column.metadata or {}
    if kind == "float64":
        number = pd.to_numeric(entries, errors="coerce").astype(float)
        finite: pd.Series = number.where(np.isfinite(number))
        return finite
    if kind.startswith("datetime64"):
        return times(entries, name, origin.part.form_of(name), day=bool(facts.get("day")), iso_too=true_dates)
    words = entries.str.lower() if facts.get("closed") else entries
    return blanked(words, entries.isin(_FAILED_FORMULAS))


def _bad(entries: pd.Series, made: pd.Series) -> np.ndarray:
    return np.flatnonzero((made.isna() & entries.notna()).to_numpy())


def _failure(column: pa.Column, name: str, entries: pd.Series, bad: np.ndarray, origin: Origin) -> Problem:
    where, found = origin.where(name), origin.found(bad)
    if entries.isin(_FAILED_FORMULAS).all():
        todo = "mend the formula, or list the entry under 'blank:' in the source"
        return Problem("a formula that failed", where, found, "an entry, or a blank cell", todo)
    if str(column.dtype) == "float64":
        todo = "put a number there, or leave the cell blank where there is none"
        return Problem("text in a column of numbers", where, found, "numbers such as 84.5", todo)
    allowed = FORMS[origin.part.form_of(name)]
    if entries.str.fullmatch(_NUMBER_OF_DAYS).all():
        todo = "show the column as dates in Excel (Format Cells), save, and extract again"
        return Problem("numbers of days where dates should be", where, found, allowed, todo)
    todo = "correct the rows, or set 'dates:' of the table in the source (iso, day-first or month-first)"
    return Problem("an entry that is not a date", where, found, allowed, todo)
