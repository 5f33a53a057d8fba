"""Written dates and times to instants and London days."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from fairclaim.params.sources import DateForm

FORMS: dict[DateForm, str] = {
    "iso": "dates like 2025-03-31, with or without a time",
    "day-first": "dates like 31/03/2025, with or without a time",
    "month-first": "dates like 03/31/2025, with or without a time",
}
_LONDON = "Europe/London"
_DAY = r"\d{4}-\d{2}-\d{2}"
_CLOCK = r"[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
_OFFSET = r"Z|[+-]\d{2}:?\d{2}"
_TURNED = r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
_DAY_LENGTH = len("2025-03-31")


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """One column of times: its instants with `_on` beside them, or its days alone; and what was odd about them."""

    columns: dict[str, pd.Series]
    day_only: bool
    skipped: int
    repeated: int


def times(entries: pd.Series, name: str, form: DateForm, *, day: bool, iso_too: bool = False) -> Times:
    """Read a column of dates, with or without times.

    Parameters
    ----------
    entries : Series of str
        None where blank.
    name : str
        Its contract name.
    form : DateForm
        How dates are written. Nothing else is read, and nothing is guessed.
    day : bool
        The column is a day by contract: one column comes back, not two.
    iso_too : bool
        Dates of the form `iso` are read beside the stated one.

    Returns
    -------
    Times
        NaT where an entry is blank or is no date of the form.
    """
    # Each different entry is read once: days repeat, and reading them is the slow part.
    spots, different = pd.factorize(entries)
    text = pd.Series(different, dtype="string")
    iso = text if form == "iso" else _as_iso(text, form, iso_too=iso_too)
    shaped = iso.where(iso.str.fullmatch(f"{_DAY}(?:{_CLOCK}(?:{_OFFSET})?)?"))
    with_offset = shaped.str.contains(f"(?:{_OFFSET})$", na=False) & (shaped.str.len() > _DAY_LENGTH)
    wall = pd.to_datetime(shaped.where(~with_offset), format="ISO8601", errors="coerce")
    at = _london_to_utc(wall).fillna(_offset_to_utc(shaped.where(with_offset)))
    on = at.dt.tz_localize("UTC").dt.tz_convert(_LONDON).dt.tz_localize(None).dt.normalize()
    rows = np.bincount(spots[spots >= 0], minlength=len(text))
    skipped, repeated = _odd_hours(wall)
    back = [_taken(column, spots, entries.index) for column in (at, on)]
    return Times(
        {name: back[1]} if day else {name: back[0], f"{name}_on": back[1]},
        bool((shaped.str.len() == _DAY_LENGTH).any()),
        int(rows[skipped].sum()),
        int(rows[repeated].sum()),
    )


def _taken(column: pd.Series, spots: np.ndarray, index: pd.Index) -> pd.Series:
    whole = np.append(column.to_numpy(dtype="datetime64[ns]"), np.datetime64("NaT"))
    return pd.Series(whole[spots], index=index)


def _as_iso(text: pd.Series, form: DateForm, *, iso_too: bool) -> pd.Series:
    parts = text.str.extract(f"^{_TURNED}(.*)$")
    day, month = (0, 1) if form == "day-first" else (1, 0)
    turned = parts[2] + "-" + parts[month].str.zfill(2) + "-" + parts[day].str.zfill(2) + parts[3]
    return turned.fillna(text) if iso_too else turned


def _london_to_utc(wall: pd.Series) -> pd.Series:
    # The hour that the clocks repeat in October is taken as its first pass, the hour they skip in March as its end:
    # a rule is needed, and either leaves the day unchanged.
    first_pass = np.ones(len(wall), dtype=bool)
    aware = wall.dt.tz_localize(_LONDON, ambiguous=first_pass, nonexistent="shift_forward")
    utc: pd.Series = aware.dt.tz_convert("UTC").dt.tz_localize(None).astype("datetime64[ns]")
    return utc


def _offset_to_utc(text: pd.Series) -> pd.Series:
    aware = pd.to_datetime(text, format="ISO8601", errors="coerce", utc=True)
    utc: pd.Series = aware.dt.tz_localize(None).astype("datetime64[ns]")
    return utc


def _odd_hours(wall: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    # Both changes are at one in the morning, in March and October: only those few are asked one by one.
    near = np.flatnonzero((wall.dt.hour == 1) & wall.dt.month.isin([3, 10]))
    few = wall.iloc[near].dt
    known = few.tz_localize(_LONDON, ambiguous="NaT", nonexistent="NaT").isna().to_numpy()
    march = few.month.to_numpy() == 3
    return near[known & march], near[known & ~march]
