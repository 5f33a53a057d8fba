"""From their rows and words to ours: which rows belong, blanks, codes and constants. All of it is still text."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from fairclaim.data.reading.cells import Cells
from fairclaim.params.sources import Part


@dataclass(frozen=True, slots=True, eq=False)
class Shaped:
    """One part's rows under the contract's names.

    Parameters
    ----------
    text : DataFrame
        Strings, None where blank, indexed from 0.
    rows : ndarray of int
        Number of each row in its file; empty where rows have none.
    read, only, unsaid, skipped : int
        Rows in the file; rows left out for another header's entries, for blanks in every mapped column, and for a blank
        where `skip_where_blank` names it.
    """

    text: pd.DataFrame
    rows: np.ndarray
    read: int
    only: int
    unsaid: int
    skipped: int


def shaped(part: Part, cells: Cells) -> Shaped:
    """Apply `only`, `blank`, `codes`, `constants` and `skip_where_blank` of a part, in this order."""
    chosen = _chosen(part, cells.frame)
    kept = cells.frame[chosen]
    text = pd.DataFrame({column: _entries(part, column, kept[their]) for column, their in part.columns.items()})
    for column, entry in part.constants.items():
        text[column] = pd.Series(entry, index=text.index, dtype=object)
    # A row of nothing but other columns (another table beside this one) says nothing here.
    said = text[list(part.columns)].notna().any(axis=1).to_numpy(dtype=bool)
    whole = text[part.skip_where_blank].notna().all(axis=1).to_numpy(dtype=bool)
    rows = cells.rows[chosen][said & whole] if len(cells.rows) else cells.rows
    counts = (len(chosen), int((~chosen).sum()), int((~said).sum()), int((said & ~whole).sum()))
    return Shaped(text[said & whole].reset_index(drop=True), rows, *counts)


def _chosen(part: Part, frame: pd.DataFrame) -> np.ndarray:
    chosen = np.ones(len(frame), dtype=bool)
    for header, entries in part.only.items():
        chosen &= frame[header].map(_plain).isin([_plain(entry) for entry in entries]).to_numpy(dtype=bool)
    return chosen


def _entries(part: Part, column: str, text: pd.Series) -> pd.Series:
    codes = {_plain(theirs): ours for theirs, ours in part.codes.get(column, {}).items()}
    blank = {_plain(entry) for entry in part.blank} - set(codes)
    if not codes and not blank:
        return text
    # Each different entry is looked up once: columns of codes have few of them.
    spots, different = pd.factorize(text)
    told = [None if _plain(entry) in blank else codes.get(_plain(entry), entry) for entry in different]
    ours = np.array([*told, codes.get("")], dtype=object)
    return pd.Series(ours[spots], index=text.index, dtype=object)


def _plain(entry: object) -> str:
    return " ".join(str(entry).split()).casefold() if entry is not None else ""
