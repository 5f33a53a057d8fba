"""Extracts written by hand in every form of file, and the source that maps them."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from fairclaim.params.sources import Source

Maker = Callable[[Path], None]

REFERRALS = "referral_id,person_id,referred_at,discharged_at"


def text(*lines: str, encoding: str = "utf-8") -> Maker:
    """Lines of a text file."""
    return lambda path: _write(path, ("\n".join(lines) + "\n").encode(encoding))


def raw(content: bytes) -> Maker:
    """Bytes as they are."""
    return lambda path: _write(path, content)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def book(*rows: list[Any], sheets: Mapping[str, list[list[Any]]] | None = None, shown: str = "") -> Maker:
    """Rows of a workbook's only sheet, or of several; `shown` is the number format of cells that hold dates."""

    def make(path: Path) -> None:
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for name, own in (sheets or {"Sheet1": list(rows)}).items():
            sheet = workbook.create_sheet(name)
            for row in own:
                sheet.append(row)
            for cell in (cell for line in sheet.iter_rows() for cell in line if shown and cell.is_date):
                cell.number_format = shown
        workbook.save(path)

    return make


def sqlite(**tables: tuple[str, list[tuple[Any, ...]]]) -> Maker:
    """Table → its columns as SQL, and its rows."""

    def make(path: Path) -> None:
        with closing(sqlite3.connect(path)) as base:
            _fill(base, tables)
            base.commit()

    return make


def duck(**tables: tuple[str, list[tuple[Any, ...]]]) -> Maker:
    """Table → its columns as SQL, and its rows."""

    def make(path: Path) -> None:
        with closing(duckdb.connect(str(path))) as base:
            _fill(base, tables)

    return make


def _fill(base: Any, tables: Mapping[str, tuple[str, list[tuple[Any, ...]]]]) -> None:
    for name, (columns, rows) in tables.items():
        base.execute(f'CREATE TABLE "{name}" ({columns})')
        if rows:
            base.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" for _ in rows[0])})', rows)


def parquet(**columns: list[Any]) -> Maker:
    """Column → its values."""
    return lambda path: pq.write_table(pa.table(columns), path)


def same(columns: str) -> dict[str, str]:
    """Map columns of which the file's headers are ours."""
    return {column: column for column in columns.split(",")}


def part(file: str, columns: str | dict[str, str], **more: Any) -> dict[str, Any]:
    """One part of a table."""
    return {"file": file, "columns": same(columns) if isinstance(columns, str) else columns, **more}


def source(**tables: Any) -> Source:
    """Tables → one part, or a list of them."""
    about = {"version": 1, "id": "made", "name": "Made by hand", "publisher": "nobody"}
    return Source.model_validate({**about, "tables": tables})


def lay(folder: Path, **files: Maker) -> None:
    """Write files; `referrals_csv` becomes `referrals.csv`."""
    for name, make in files.items():
        stem, _, ending = name.rpartition("_")
        make(folder / f"{stem}.{ending}")
