"""Tables of a made-up service as files: CSV where people may want to look, Parquet where there are too many rows."""

from pathlib import Path
from typing import Literal

import pyarrow as pa

from fairclaim.data.synthetic.make import TABLES

Form = Literal["csv", "parquet"]
# Referrals up to which the files are CSV: about 250 MB of text.
_LOOKED_AT = 200_000
_COPY = {"csv": "COPY made TO $file (FORMAT csv, HEADER)", "parquet": "COPY made TO $file (FORMAT parquet)"}


def form_of(size: int) -> Form:
    """The form of the files of a service with so many referrals; params/sources/ has a source for each."""
    return "csv" if size <= _LOOKED_AT else "parquet"


def names(form: Form) -> tuple[str, ...]:
    """Files of an extract, one a contract table."""
    return tuple(f"{table}.{form}" for table in TABLES)


def write_tables(tables: dict[str, pa.Table], folder: Path, form: Form) -> None:
    """Write one file a table into an existing folder; the same tables give the same bytes."""
    import duckdb

    with duckdb.connect(":memory:") as connection:
        # Rows keep their order by default; one thread cuts Parquet files at the same rows on every machine.
        connection.execute("SET threads = 1")
        for name, table in tables.items():
            connection.register("made", table)
            connection.execute(_COPY[form], {"file": str(folder / f"{name}.{form}")})
            connection.unregister("made")
