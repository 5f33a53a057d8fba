"""The mapped cells of one part as strings, whatever form its file has, and the values that become them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from fairclaim.errors import Problem


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """What was read of one part.

    Parameters
    ----------
    frame : DataFrame
        Their header → strings, None where blank. Rows that are blank throughout are left out.
    rows : ndarray of int
        Number of each row in its file or sheet; empty where rows have none.
    true_dates : bool
        Whether the file can hold dates as such: they come as ISO text, whatever form written dates have.
    """

    frame: pd.DataFrame
    rows: np.ndarray
    true_dates: bool = False


Read = Cells | list[Problem]


def header_of(cell: object) -> str:
    """Trim a header; line breaks and runs of spaces inside it count as one space."""
    return " ".join(str(cell).split()) if cell is not None else ""


def framed(rows: Sequence[Sequence[Any]], headers: Sequence[str]) -> pd.DataFrame:
    """Put rows of strings under their headers; without rows the headers stay."""
    return pd.DataFrame(list(rows), columns=list(headers), dtype=object)


def blanked(text: pd.Series, blank: "pd.Series | np.ndarray") -> pd.Series:
    """Put None where `blank` holds; the rest stays as it is."""
    entries = text.to_numpy(dtype=object, copy=True)
    entries[np.asarray(blank, dtype=bool)] = None
    return pd.Series(entries, index=text.index, dtype=object)


def as_text(value: object, *, timed: bool = False) -> str | None:
    """Write one value of a workbook or database as text: ISO for dates, plain figures for numbers, None for blank.

    `timed` says that a date at midnight is a time all the same, and not a day.
    """
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
        return value.date().isoformat() if midnight and not timed else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip() or None
