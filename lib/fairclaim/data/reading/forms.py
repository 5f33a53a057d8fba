"""Which reader a file takes, by its ending."""

from collections.abc import Callable, Sequence
from pathlib import Path

from fairclaim.data.reading.cells import Read
from fairclaim.data.reading.csv_text import read_csv
from fairclaim.data.reading.databases import read_duckdb, read_parquet, read_sqlite
from fairclaim.data.reading.workbook import read_workbook
from fairclaim.errors import Problem
from fairclaim.params.sources import Part

_Reader = Callable[[Path, Part, Sequence[str], str], Read]

READERS: tuple[tuple[str, _Reader], ...] = (
    (".csv", read_csv),
    (".txt", read_csv),
    (".xlsx", read_workbook),
    (".parquet", read_parquet),
    (".sqlite", read_sqlite),
    (".db", read_sqlite),
    (".duckdb", read_duckdb),
)
ENDINGS = tuple(ending for ending, _ in READERS)

_MISSING = (
    "put the file there, correct its name in the source, or write the table with its reason under 'not_supplied:' in "
    "the quarter's file"
)


def read_cells(folder: Path, part: Part, file: str, told: str) -> Read:
    """Read the mapped columns of a part, and those that choose its rows; `told` is the folder as messages name it."""
    path = folder / part.file
    if not path.is_file():
        return [Problem("the file is missing", f"{told}/{part.file}", todo=_MISSING)]
    wanted = tuple(dict.fromkeys([*part.columns.values(), *part.only]))
    return reader_of(part)(path, part, wanted, file)


def reader_of(part: Part) -> _Reader:
    """Give the reader of a part's file; StopIteration where its form is not known (`mapping.py` refuses it first)."""
    return next(reader for ending, reader in READERS if part.file.casefold().endswith(ending))
