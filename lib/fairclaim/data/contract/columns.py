"""The kinds of column that a contract table is made of; every rule is worded for the person who mends the file.

A column's kind (time, day, number, text, closed list of codes) is read from its schema, so that a file is converted,
judged, drafted and turned into an Excel template by the same lines.
"""

from typing import Any

import pandas as pd
import pandera.pandas as pa

YES_NO = ("yes", "no")


def text(about: str, *, nullable: bool = False, optional: bool = False, free: bool = False) -> pa.Column:
    """Words or codes of the service's own. `free` marks prose, which never enters a cohort."""
    return _column(str, about, nullable=nullable, optional=optional, free=free)


def key(about: str, *, nullable: bool = False, optional: bool = False) -> pa.Column:
    """An identifier that links tables; it never leaves the extract."""
    return _column(str, about, nullable=nullable, optional=optional, key=True)


def time(about: str, *, nullable: bool = False, optional: bool = False) -> pa.Column:
    """A date, with or without a time of day. `<column>_on` beside it is its day in London."""
    return _column("datetime64[ns]", about, nullable=nullable, optional=optional)


def month(about: str) -> pa.Column:
    """The first day of a month."""
    check = pa.Check(lambda days: days.dt.day == 1, error="the first day of a month")
    return _column("datetime64[ns]", about, check, day=True)


def birth_month(about: str) -> pa.Column:
    """The first day of the month of birth: the day itself would identify a person."""
    check = pa.Check(lambda days: days.dt.day == 1, error="the first day of the month of birth, never the day itself")
    return _column("datetime64[ns]", about, check, nullable=True, optional=True, day=True)


def number(
    about: str,
    low: float | None = None,
    high: float | None = None,
    *,
    nullable: bool = False,
    optional: bool = False,
) -> pa.Column:
    """A number, within limits where it has any."""
    return _column(float, about, _limits(low, high), nullable=nullable, optional=optional)


def one_of(*allowed: str, about: str, nullable: bool = False, optional: bool = False) -> pa.Column:
    """A closed list of codes; a source translates its own by `codes`."""
    check = pa.Check.isin(allowed, error=f"{', '.join(allowed[:-1])} or {allowed[-1]}")
    return _column(str, about, check, nullable=nullable, optional=optional, closed=allowed)


def _limits(low: float | None, high: float | None) -> pa.Check | None:
    if low is None:
        return None
    if high is None:
        return pa.Check.ge(low, error=f"{low:g} or more")
    return pa.Check.in_range(low, high, error=f"a number from {low:g} to {high:g}")


def _column(
    kind: Any,
    about: str,
    check: pa.Check | None = None,
    *,
    nullable: bool = False,
    optional: bool = False,
    **facts: Any,
) -> pa.Column:
    return pa.Column(kind, check, nullable=nullable, required=not optional, description=about, metadata=facts)


def table(
    about: str,
    columns: dict[str, pa.Column],
    unique: list[str] | None = None,
    twice: str = "",
    checks: pa.Check | None = None,
) -> pa.DataFrameSchema:
    """A table: what it is about, its columns, and what may stand in it only once."""
    return pa.DataFrameSchema(columns, unique=unique, checks=checks, description=about, metadata={"twice": twice})


def in_order(first: str, last: str, rule: str) -> pa.Check:
    """Nothing may end before the day on which it began; a blank end is not out of order."""

    def holds(frame: pd.DataFrame) -> pd.Series:
        if f"{last}_on" not in frame:
            return pd.Series(True, index=frame.index)
        # Compared by day: a record that holds a time for one date and a day for the other is not out of order.
        return ~(frame[f"{last}_on"] < frame[f"{first}_on"])

    return pa.Check(holds, error=rule)
