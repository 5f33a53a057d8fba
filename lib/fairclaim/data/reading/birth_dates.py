"""Dates of birth under a header that does not say so."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from fairclaim.data.contract.tables import CONTRACT
from fairclaim.data.reading.identifying import ALLOWED, is_open_text
from fairclaim.data.reading.told import told_column
from fairclaim.errors import Problem
from fairclaim.params.sources import Source

_DATES, _NEARLY_ALL, _YEARS = 10, 0.9, 15
# Days and months are looked at too: local ids of eight figures may begin like a year, and few of them go on like a day.
_FIRST = r"^((?:19|20)\d\d)(?:-(?:0[1-9]|1[0-2])-|(?:0[1-9]|1[0-2]))(?:0[1-9]|[12]\d|3[01])(?:[ T].*)?$"
_LAST = r"^\d{1,2}[/.-]\d{1,2}[/.-]((?:19|20)\d\d)(?:[ T].*)?$"


def birth_dates(frames: Mapping[str, pd.DataFrame], source: Source, folder: str) -> list[Problem]:
    """List columns whose dates nearly all lie decades before those of the other date columns.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        Converted tables.
    source : Source
    folder : str
        The extract's folder as messages name it.

    Notes
    -----
    Columns of dates and of text are judged, but not `birth_month`, whose own rule refuses days of birth. A column needs
    ten different dates, nine in ten of them fifteen years or more before the middle year of all other date columns.
    The births of young children lie too near for this rule: for them the header alone can tell.
    """
    years = {key: found for key, found in _years(frames) if len(found)}
    problems = []
    for (table, column), own in years.items():
        if len(own) < _DATES:
            continue
        others = [y for other, y in years.items() if other != (table, column) and _is_time(*other)]
        middle = float(np.median(np.concatenate(others))) if others else -np.inf
        early = float((own <= middle - _YEARS).mean())
        if early >= _NEARLY_ALL:
            what = "the dates lie decades before all others, as dates of birth do"
            todo = "leave the column out, or map the first day of the month of birth to birth_month of the table people"
            problems.append(Problem(what, told_column(source, table, column, folder), "", ALLOWED, todo))
    return problems


def _years(frames: Mapping[str, pd.DataFrame]) -> Iterator[tuple[tuple[str, str], "np.ndarray"]]:
    # The year of each different date, of columns of dates, and of columns of text where nearly all are dates.
    for table, frame in frames.items():
        for name in frame if table != "series" else ():
            if name not in CONTRACT[table].columns or name == "birth_month":
                continue
            different = pd.Series(frame[name].dropna().unique())
            if _is_time(table, str(name)):
                yield (table, str(name)), different.dt.year.to_numpy(dtype=float)
            elif len(different) >= _DATES and is_open_text(table, str(name)):
                text = different.astype("string")
                years = text.str.extract(_LAST)[0].fillna(text.str.extract(_FIRST)[0]).dropna().astype(float)
                yield (
                    (table, str(name)),
                    years.to_numpy()[: len(years) if len(years) >= _NEARLY_ALL * len(different) else 0],
                )


def _is_time(table: str, name: str) -> bool:
    return str(CONTRACT[table].columns[name].dtype).startswith("datetime64")
