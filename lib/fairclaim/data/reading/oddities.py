"""What is ugly in an extract and no reason to refuse it: found, handled by a stated rule, and told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from fairclaim.data.contract.tables import CONTRACT

# Rows of these tables tell what is planned or due, and may lie ahead of the freeze date.
_AHEAD = frozenset({"oversight", "activity_plan", "capacity", "costs", "series"})


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something ugly that was found and handled.

    Parameters
    ----------
    table : str
        Contract table.
    what : str
        What was found, in words that follow a number: "rows that repeat another row in every column".
    rows : int
        How many, at least 1.
    done : str
        What was done with them: "counted once", "kept", "left out".
    """

    table: str
    what: str
    rows: int
    done: str


def event_column(table: str, frame: pd.DataFrame) -> str | None:
    """Name the time by which a row of a table happened: the first time column of its contract that the frame has."""
    for name, column in CONTRACT[table].columns.items():
        if str(column.dtype).startswith("datetime64") and f"{name}_on" in frame:
            return str(name)
    return None


def repeated(table: str, frame: pd.DataFrame) -> "np.ndarray":
    """Mark rows that repeat an earlier row in every mapped column.

    A row that names nobody (no key mapped, or blank in it) is no repeat unless the table has a key of its own: two
    supervisions that were due on one day are two.
    """
    schema = CONTRACT[table]
    again = frame.duplicated().to_numpy(dtype=bool)
    if schema.unique:
        return again
    keys = [name for name, column in schema.columns.items() if name in frame and (column.metadata or {}).get("key")]
    return again & frame[keys].notna().any(axis=1).to_numpy(dtype=bool)


def after_freeze(table: str, frame: pd.DataFrame, as_at: date | None) -> "np.ndarray":
    """Mark rows whose event is dated after the freeze date, in London.

    They are left out. On the freeze date nobody knew them, and an extract that was pulled some days late must give the
    answer that one pulled on the day would have given, or a reissue could not be told from a revision.
    """
    event = event_column(table, frame) if table not in _AHEAD else None
    if as_at is None or event is None:
        return np.zeros(len(frame), dtype=bool)
    return (frame[f"{event}_on"] > pd.Timestamp(as_at)).to_numpy(dtype=bool)


def between(frames: Mapping[str, pd.DataFrame], as_at: date | None) -> Iterator[Oddity]:
    """Find what only shows when tables are held against each other: order, overlap and links."""
    referrals = frames.get("referrals")
    if as_at is not None:
        yield from _ends_ahead(frames, as_at)
    if referrals is None or referrals.empty:
        return
    yield from _overlapping(referrals)
    yield from _unknown_people(referrals, frames.get("people"))
    for table, frame in frames.items():
        if table in {"referrals", "people"} or frame.empty:
            continue
        yield from _unlinked(table, frame, referrals)
        yield from _too_early(table, frame, referrals)


def _ends_ahead(frames: Mapping[str, pd.DataFrame], as_at: date) -> Iterator[Oddity]:
    referrals = frames.get("referrals")
    if referrals is not None:
        rows = int((referrals["discharged_at_on"] > pd.Timestamp(as_at)).sum())
        yield from _told(
            "referrals", "discharges dated after the freeze date", rows, "kept: measures count to that date"
        )


def _overlapping(referrals: pd.DataFrame) -> Iterator[Oddity]:
    ordered = referrals.sort_values(["person_id", "referred_at"], kind="stable")
    ends = ordered["discharged_at"].fillna(pd.Timestamp.max)
    reached = ends.groupby(ordered["person_id"]).cummax().groupby(ordered["person_id"]).shift()
    rows = int((ordered["referred_at"] < reached).sum())
    yield from _told("referrals", "referrals that began while another of the same person was open", rows, "kept")


def _unknown_people(referrals: pd.DataFrame, people: pd.DataFrame | None) -> Iterator[Oddity]:
    if people is not None:
        rows = int((~referrals["person_id"].isin(people["person_id"])).sum())
        done = "kept, their age, sex and the rest not known"
        yield from _told("referrals", "referrals of somebody whom the people table does not hold", rows, done)


def linked(frame: pd.DataFrame, referrals: pd.DataFrame) -> tuple[str, pd.Series, pd.Series] | None:
    """Say by what a table's rows link to referrals, which rows name one at all, and which of these find it."""
    key = next((column for column in ("referral_id", "person_id") if column in frame), None)
    if key is None:
        return None
    named = frame[key].notna()
    return key, named, named & frame[key].isin(referrals[key])


def _unlinked(table: str, frame: pd.DataFrame, referrals: pd.DataFrame) -> Iterator[Oddity]:
    link = linked(frame, referrals)
    if link is None:
        return
    key, named, found = link
    what = "rows of a referral" if key == "referral_id" else "rows of a person"
    rows = int((named & ~found).sum())
    lost = "that the extract does not hold" if key == "referral_id" else "who has no referral in the extract"
    yield from _told(table, f"{what} {lost}", rows, "not counted for anybody")


def _too_early(table: str, frame: pd.DataFrame, referrals: pd.DataFrame) -> Iterator[Oddity]:
    event = event_column(table, frame)
    # A stay in hospital before the referral is what leads to many a referral.
    if event is None or table in _AHEAD or table == "hospital_spells":
        return
    key = "referral_id" if "referral_id" in frame else "person_id" if "person_id" in frame else None
    if key is None:
        return
    began = referrals.groupby(key)["referred_at_on"].max()
    rows = int((frame[f"{event}_on"] < frame[key].map(began)).sum())
    what = "rows dated before their referral" if key == "referral_id" else "rows dated before a referral of the person"
    yield from _told(table, what, rows, "kept")


def _told(table: str, what: str, rows: int, done: str) -> Iterator[Oddity]:
    if rows:
        yield Oddity(table, what, rows, done)
