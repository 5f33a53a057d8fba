"""Frames to tables of an embedded DuckDB, with types that no blank column can change."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from fairclaim.data.contract.tables import CONTRACT


def behind_ibis(frames: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """Create one table for each converted frame, in a database of their own; days are days and times have no zone."""
    import ibis
    import pyarrow as pa

    connection = ibis.duckdb.connect()
    return {
        # The types are stated: a column that is blank throughout has none of its own.
        name: connection.create_table(
            name, pa.Table.from_pandas(frame, schema=pa.schema(_arrow_types(name, frame)), preserve_index=False)
        )
        for name, frame in frames.items()
    }


def _arrow_types(table: str, frame: pd.DataFrame) -> list[tuple[str, Any]]:
    import pyarrow as pa

    columns = CONTRACT[table].columns
    days = {name for name, column in columns.items() if (column.metadata or {}).get("day")}
    days |= {f"{name}_on" for name in columns}
    kinds = {"M": pa.timestamp("us"), "f": pa.float64(), "i": pa.int64(), "O": pa.string()}
    return [(str(column), pa.date32() if column in days else kinds[frame[column].dtype.kind]) for column in frame]
