"""Where rows came from, so that what is wrong with them can be told by file, header and row number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from fairclaim.errors import counted
from fairclaim.params.sources import Part

_SHOWN = 3


def numbered(rows: Sequence[int]) -> str:
    """Name the first few of some row numbers: 'row 3', 'rows 3, 4', 'rows 12, 57, 60 and 2 more'."""
    first = ", ".join(str(row) for row in rows[:_SHOWN])
    more = f" and {len(rows) - _SHOWN:,} more" if len(rows) > _SHOWN else ""
    return f"{'row' if len(rows) == 1 else 'rows'} {first}{more}"


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """The place that the rows of one part came from.

    Parameters
    ----------
    part : Part
    file : str
        The file as it is told, with its sheet or table.
    key : str
        The part's place in the source's file.
    rows : ndarray of int
        Number of each row in its file or sheet, counted from 1; empty where rows have none (databases, Parquet).
    """

    part: Part
    file: str
    key: str
    rows: np.ndarray

    def where(self, column: str) -> str:
        """Name one of our columns by the file's own header, or by its key where the source states its entry."""
        if column in self.part.columns:
            return f"{self.file} → {self.part.columns[column]}"
        return f"{self.key} → constants → {column}" if column in self.part.constants else self.file

    def numbers(self, positions: "np.ndarray") -> list[int]:
        """Give the row numbers at some positions, rising; none where the file has none."""
        return sorted({int(self.rows[at]) for at in positions}) if len(self.rows) else []

    def found(self, positions: "np.ndarray") -> str:
        """Count rows and name the first few of them, with nothing of what they hold."""
        numbers = self.numbers(positions)
        return counted(len(positions)) + (f" ({numbered(numbers)})" if numbers else "")


@dataclass(frozen=True, slots=True, eq=False)
class Origins:
    """Origins of a table that was put together from parts: its rows carry their position in the order of the parts."""

    parts: tuple[Origin, ...]
    lengths: tuple[int, ...]

    def by_part(self, positions: "pd.Index | np.ndarray") -> Iterator[tuple[Origin, "np.ndarray"]]:
        """Divide positions in the whole table among the parts, as positions in each part's own rows."""
        ends = np.cumsum(self.lengths)
        whole = np.sort(np.asarray(positions, dtype=np.int64))
        owner = np.searchsorted(ends, whole, side="right")
        for number, origin in enumerate(self.parts):
            own = whole[owner == number]
            if len(own):
                yield origin, own - (ends[number] - self.lengths[number])

    def found(self, positions: "pd.Index | np.ndarray") -> str:
        """Count rows and name the first few of each file."""
        told = list(self.by_part(positions))
        if len({origin.file for origin, _ in told}) == 1:
            together = np.concatenate([origin.numbers(own) for origin, own in told])
            numbers = sorted({int(number) for number in together})
            return counted(len(positions)) + (f" ({numbered(numbers)})" if numbers else "")
        named = [f"{numbered(origin.numbers(own))} of {origin.file}" for origin, own in told if len(origin.rows)]
        return counted(len(positions)) + (f" ({'; '.join(named)})" if named else "")

    def files(self) -> str:
        """Name the files, each once."""
        return " and ".join(dict.fromkeys(origin.file for origin in self.parts))

    def where(self, columns: Sequence[str]) -> str:
        """Name some columns together, by the headers of each file."""
        told = []
        for origin in self.parts:
            headers = [origin.part.columns[column] for column in columns if column in origin.part.columns]
            told.append(f"{origin.file} → {', '.join(headers)}" if headers else origin.file)
        return " and ".join(dict.fromkeys(told))
