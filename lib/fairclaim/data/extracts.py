"""From a quarter's files to contract tables behind Ibis, or to one refusal that tells all that is wrong with them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from fairclaim.data.between_tables import between_tables
from fairclaim.data.breaches import breaches
from fairclaim.data.contract import CONTRACT, NEVER_EMPTY
from fairclaim.data.conversion import Converted, convert
from fairclaim.data.csv_text import read_text
from fairclaim.errors import DataRefused, Problem
from fairclaim.params.measures import AnyMeasure
from fairclaim.params.models import Source, TableSource
from fairclaim.params.spec import RunSpec

if TYPE_CHECKING:
    import ibis


@dataclass(frozen=True, slots=True, eq=False)
class Extract:
    """The contract tables of one extract, checked, in an embedded DuckDB.

    Parameters
    ----------
    tables : mapping of str to ibis Table
        Contract name → table. A time `c` is an instant in UTC; `c_on` beside it is the day in London. `row` numbers
        the rows.
    source : Source
        The mapping that they were read by.
    day_only : frozenset of (str, str)
        Table and time column in which at least one entry is a day without a time: no hours can be counted from it.
    fingerprints : tuple of (str, str)
        Each file as it is told, and the SHA-256 of its bytes.
    """

    tables: Mapping[str, "ibis.Table"]
    source: Source
    day_only: frozenset[tuple[str, str]]
    fingerprints: tuple[tuple[str, str], ...]


def extract_folder(spec: RunSpec) -> str:
    """Folder of the source's files, from the project's root, as written in params."""
    return spec.source.folder or spec.quarter_file.extract


def fingerprint_files(spec: RunSpec) -> tuple[tuple[str, str], ...]:
    """Hash the extract's files without reading them as tables: what a run is skipped by. A missing file is left out."""
    folder = spec.root / extract_folder(spec)
    return _fingerprints(spec.source, folder, extract_folder(spec))


def open_extract(spec: RunSpec) -> Extract:
    """Read, convert and check every table that the run's source maps.

    Raises
    ------
    DataRefused
        With every problem of every table: files missing, empty or not UTF-8; columns missing or doubled; entries that
        are not dates or numbers; breaches of the contract. No message holds a value of a row.
    """
    return read_extract(spec.source, spec.root / extract_folder(spec), extract_folder(spec), spec.measures)


def read_extract(source: Source, folder: Path, told: str, measures: tuple[AnyMeasure, ...] = ()) -> Extract:
    """Do the work of `open_extract` for a source and a folder; `told` is the folder as messages name it."""
    if not folder.is_dir():
        todo = "put the extract there, or correct the folder in params/quarters (or in the source)"
        raise DataRefused(Problem("the folder of the extract is missing", told, "", "", todo))
    tables, problems = {}, []
    for name, given in source.tables.items():
        converted = _read_table(name, given, source, folder, told)
        tables[name] = converted
        problems += converted.problems
    problems = problems or between_tables(tables, source, told, measures)
    if problems:
        raise DataRefused(*problems)
    day_only = frozenset((name, column) for name, table in tables.items() for column in table.day_only)
    behind = _behind_ibis({name: table.frame for name, table in tables.items()})
    return Extract(behind, source, day_only, _fingerprints(source, folder, told))


def _read_table(name: str, given: TableSource, source: Source, folder: Path, told: str) -> Converted:
    file, theirs = f"{told}/{given.file}", dict(given.columns)
    unmapped = _unmapped(name, given, source)
    if unmapped:
        return _refused([unmapped])
    text = read_text(folder / given.file, file, theirs)
    if isinstance(text, list):
        return _refused(text)
    if text.empty and name in NEVER_EMPTY:
        return _refused([Problem("a header and no rows", file, "", "at least one row", "extract it again")])
    converted = convert(name, text, file, theirs, given.dates)
    converted.problems.extend(breaches(name, converted.frame, file, theirs, converted.failed))
    return converted


def _refused(problems: list[Problem]) -> Converted:
    return Converted(pd.DataFrame(), problems, frozenset(), frozenset())


def _unmapped(name: str, given: TableSource, source: Source) -> Problem | None:
    where = f"params/sources/{source.id}.yaml → tables → {name}"
    if name not in CONTRACT:
        return Problem("no table of this name is known", where, "", ", ".join(CONTRACT), "use one of the names")
    missing = [column for column in CONTRACT[name].columns if column not in given.columns]
    if missing:
        return Problem(f"no column is mapped for {', '.join(missing)}", where, "", "", "add the mapping")
    return None


def _fingerprints(source: Source, folder: Path, told: str) -> tuple[tuple[str, str], ...]:
    files = sorted({given.file for given in source.tables.values()})
    return tuple(
        (f"{told}/{file}", hashlib.sha256((folder / file).read_bytes()).hexdigest())
        for file in files
        if (folder / file).is_file()
    )


def _behind_ibis(frames: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    import ibis
    import pyarrow as pa

    connection = ibis.duckdb.connect()
    return {
        # The types are stated: a column that is blank throughout has none of its own.
        name: connection.create_table(
            name, pa.Table.from_pandas(frame, schema=pa.schema(_arrow_types(frame)), preserve_index=False)
        )
        for name, frame in frames.items()
    }


def _arrow_types(frame: pd.DataFrame) -> list[tuple[str, Any]]:
    import pyarrow as pa

    days = [column for column in frame if str(column).endswith("_on") or column == "month"]
    kinds = {"M": pa.timestamp("us"), "f": pa.float64(), "i": pa.int64(), "O": pa.string()}
    return [(str(column), pa.date32() if column in days else kinds[frame[column].dtype.kind]) for column in frame]
