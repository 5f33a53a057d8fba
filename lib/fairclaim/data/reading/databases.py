"""A table or view of a database file, or a Parquet file, as strings; the files are opened for reading only."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from fairclaim.data.reading.cells import Cells, Read, as_text, blanked, framed
from fairclaim.data.reading.header import places, quoted
from fairclaim.errors import Problem
from fairclaim.params.sources import Part

if TYPE_CHECKING:
    import pyarrow as pa

_NO_ROWS = np.array([], dtype=np.int64)


def read_sqlite(path: Path, part: Part, wanted: Sequence[str], file: str) -> Read:
    """Read the wanted columns of one table of an SQLite file."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as base:
            listed = base.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name")
            name = _table([row[0] for row in listed if not row[0].startswith("sqlite_")], part, file)
            if isinstance(name, Problem):
                return [name]
            header = [row[1] for row in base.execute(f"PRAGMA table_info({_named(name)})")]
            found = places(header, wanted, file, 1)
            if isinstance(found, list):
                return found
            rows = base.execute(_select(name, [header[place] for place in found.values()])).fetchall()
    except sqlite3.Error:
        return [_unreadable("an SQLite database", file)]
    return Cells(framed([[as_text(value) for value in row] for row in rows], list(found)), _NO_ROWS, true_dates=True)


def read_duckdb(path: Path, part: Part, wanted: Sequence[str], file: str) -> Read:
    """Read the wanted columns of one table of a DuckDB file."""
    import duckdb

    try:
        with closing(duckdb.connect(str(path), read_only=True)) as base:
            base.execute("SET TimeZone = 'UTC'")
            listed = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main'"
            name = _table(sorted(row[0] for row in base.execute(listed).fetchall()), part, file)
            if isinstance(name, Problem):
                return [name]
            header = [row[0] for row in base.execute(f"DESCRIBE {_named(name)}").fetchall()]
            found = places(header, wanted, file, 1)
            if isinstance(found, list):
                return found
            table = base.execute(_select(name, [header[place] for place in found.values()])).to_arrow_table()
    except duckdb.Error:
        return [_unreadable("a DuckDB database", file)]
    return _cells(table, list(found), file)


def read_parquet(path: Path, part: Part, wanted: Sequence[str], file: str) -> Read:  # noqa: ARG001
    """Read the wanted columns of one Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as opened:
            header = opened.schema_arrow.names
            found = places(header, wanted, file, 1)
            if isinstance(found, list):
                return found
            table = opened.read(columns=[header[place] for place in found.values()])
    except (pa.ArrowException, OSError):
        return [_unreadable("a Parquet file", file)]
    return _cells(table.select([header[place] for place in found.values()]), list(found), file)


def _table(names: list[str], part: Part, file: str) -> str | Problem:
    if part.table is None and len(names) == 1:
        return names[0]
    if part.table is None:
        todo = "name one as 'table:' of the table in the source"
        return Problem("the database has several tables, or none", file, f"{len(names)}", quoted(names), todo)
    for name in names:
        if name.casefold() == part.table.strip().casefold():
            return name
    todo = "correct 'table:' of the table in the source"
    return Problem("the database has no such table", file, "", quoted(names), todo)


def _named(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _select(table: str, columns: list[str]) -> str:
    # Both names come from the file's own list, and are quoted.
    return f"SELECT {', '.join(_named(column) for column in columns)} FROM {_named(table)}"  # noqa: S608


def _unreadable(form: str, file: str) -> Problem:
    todo = "close whatever else has it open, or extract it again"
    return Problem(f"the file cannot be read as {form}", file, "", form, todo)


def _cells(table: "pa.Table", headers: list[str], file: str) -> Read:
    import pyarrow as pa

    columns = {}
    for header, column in zip(headers, table.columns, strict=True):
        try:
            columns[header] = _texts(column)
        except pa.ArrowException:
            allowed = "text, numbers, dates, yes or no"
            return [Problem("a column of lists or structures", f"{file} → {header}", "", allowed, "map another column")]
    return Cells(pd.DataFrame(columns, columns=headers, dtype=object), _NO_ROWS, true_dates=True)


def _texts(column: Any) -> pd.Series:
    import pyarrow as pa

    texts: pd.Series = column.cast(pa.string()).to_pandas().astype(object).str.strip()
    if pa.types.is_timestamp(column.type) and column.type.tz is None:
        # Many databases know no days, only times: where all are midnight, they are days.
        clock = texts.str.slice(10)
        if clock.dropna().str.fullmatch(r" 00:00:00(?:\.0*)?").all():
            texts = texts.str.slice(0, 10)
    return blanked(texts, texts.isna() | (texts == ""))
