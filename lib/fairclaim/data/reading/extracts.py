"""From a quarter's files to contract tables behind Ibis, or to one refusal that tells all that is wrong with them."""

import hashlib
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from fairclaim.data.reading.assembly import Assembled, assemble
from fairclaim.data.reading.behind_ibis import behind_ibis
from fairclaim.data.reading.between_tables import between_tables
from fairclaim.data.reading.birth_dates import birth_dates
from fairclaim.data.reading.oddities import Oddity, between
from fairclaim.errors import DataRefused, Problem
from fairclaim.params.measures import AnyMeasure
from fairclaim.params.sources import Source
from fairclaim.params.spec import RunSpec
from fairclaim.params.unfinished import refuse_unfinished

if TYPE_CHECKING:
    import ibis


@dataclass(frozen=True, slots=True, eq=False)
class Extract:
    """The contract tables of one extract, checked, in an embedded DuckDB.

    Parameters
    ----------
    tables : mapping of str to ibis Table
        Contract name → table. A time `c` is an instant in UTC; `c_on` beside it is the day in London. `row` numbers
        the rows. Optional columns that are not mapped are absent, and so are tables that were not supplied.
    source : Source
        The mapping that they were read by.
    day_only : frozenset of (str, str)
        Table and time column in which at least one entry is a day without a time: no hours can be counted from it.
    fingerprints : tuple of (str, str)
        Each file as it is told, and the SHA-256 of its bytes.
    mapped : mapping of str to frozenset of str
        Contract table → columns that the source gives, from a header or as a constant.
    oddities : tuple of Oddity
        What was ugly and was handled, in the order of the source's tables.
    """

    tables: Mapping[str, "ibis.Table"]
    source: Source
    day_only: frozenset[tuple[str, str]]
    fingerprints: tuple[tuple[str, str], ...]
    mapped: Mapping[str, frozenset[str]]
    oddities: tuple[Oddity, ...] = ()


def extract_folder(spec: RunSpec) -> str:
    """Folder of the source's files, from the project's root, as written in params."""
    return spec.source.folder or spec.quarter_file.extract


def open_extract(spec: RunSpec) -> Extract:
    """Read, convert and check every table that the run's source maps and the quarter was supplied with.

    Raises
    ------
    ParamsRefused
        Where a draft's places were left to be filled in.
    DataRefused
        With every problem of every table: mappings that do not fit the contract; files missing, empty or not readable;
        columns missing, doubled or identifying; entries that are not dates or numbers; breaches of the contract. No
        message holds a value of a row.
    """
    refuse_unfinished(spec)
    quarter = spec.quarter_file
    return read_extract(
        spec.source,
        spec.root / extract_folder(spec),
        extract_folder(spec),
        spec.measures,
        frozenset(quarter.not_supplied),
        as_at=quarter.as_at,
    )


def read_extract(
    source: Source,
    folder: Path,
    told: str,
    measures: tuple[AnyMeasure, ...] = (),
    not_supplied: AbstractSet[str] = frozenset(),
    *,
    as_at: date | None = None,
) -> Extract:
    """Do the work of `open_extract` for a source and a folder.

    Parameters
    ----------
    source : Source
    folder : Path
        Where the files lie; never told.
    told : str
        The folder as messages name it.
    measures : tuple of AnyMeasure
        Their instruments' scales are held against the scores.
    not_supplied : set of str
        Contract tables that are not read.
    as_at : date, optional
        The freeze date: rows of events dated later are left out and reported. Left out: none are.
    """
    if not folder.is_dir():
        todo = "put the extract there, or correct the folder in params/quarters (or in the source)"
        raise DataRefused(Problem("the folder of the extract is missing", told, "", "", todo))
    wanted = [name for name in source.tables if name not in not_supplied]
    read = {name: assemble(source, name, folder, told, as_at) for name in wanted}
    problems = [problem for table in read.values() for problem in table.problems]
    frames = {name: table.frame for name, table in read.items()}
    problems = problems or [*birth_dates(frames, source, told), *between_tables(frames, source, told, measures)]
    if problems:
        # One file may feed several tables, and is missing only once.
        raise DataRefused(*dict.fromkeys(problems))
    return Extract(
        behind_ibis(frames),
        source,
        frozenset((name, column) for name, table in read.items() for column in table.day_only),
        _fingerprints(source, folder, told, not_supplied),
        {name: _mapped(source, name) for name in wanted},
        _ordered(read, frames, as_at),
    )


def _mapped(source: Source, table: str) -> frozenset[str]:
    return frozenset(column for part in source.tables[table] for column in (*part.columns, *part.constants))


def _ordered(
    read: Mapping[str, Assembled], frames: Mapping[str, pd.DataFrame], as_at: date | None
) -> tuple[Oddity, ...]:
    found = [oddity for table in read.values() for oddity in table.oddities] + list(between(frames, as_at))
    return tuple(sorted(found, key=lambda oddity: list(read).index(oddity.table)))


def _fingerprints(
    source: Source, folder: Path, told: str, not_supplied: AbstractSet[str]
) -> tuple[tuple[str, str], ...]:
    files = sorted({part.file for name, parts in source.tables.items() for part in parts if name not in not_supplied})
    return tuple((f"{told}/{file}", _sha256(folder / file)) for file in files if (folder / file).is_file())


def _sha256(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
