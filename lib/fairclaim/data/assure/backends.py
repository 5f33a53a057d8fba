"""Where hand-written people are measured: the tables of one record, put onto one engine."""

import os
import shutil
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from fairclaim.errors import Problem, UsageError

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

Engine = Literal["duckdb", "spark"]
# Puts tables where they can be asked; each call starts from nothing.
Placed = Callable[[Mapping[str, "pa.Table"]], Mapping[str, "ibis.Table"]]

HOW_TO = "docs/how-to/national-data-on-spark.md"
_SPARK = {
    # Times are instants in UTC without a zone, whatever the zone of the machine.
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.adaptive.enabled": "true",
    # Spark's own 200 parts of a shuffle are for a cluster: a few rows would wait for 200 tasks.
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.log.level": "ERROR",
}


def engine(name: Engine) -> Placed:
    """Start an engine.

    Raises
    ------
    UsageError
        If Spark is asked for and cannot be started here.
    """
    return _duckdb() if name == "duckdb" else on_spark(local_spark())


def _duckdb() -> Placed:
    import ibis

    def placed(tables: Mapping[str, Any]) -> Mapping[str, Any]:
        connection = ibis.duckdb.connect()
        return {name: connection.create_table(name, table) for name, table in tables.items()}

    return placed


def on_spark(session: Any) -> Placed:
    """Use a Spark session of one's own: tables become temporary views of it, and nothing is written."""
    import ibis

    connection = ibis.pyspark.connect(session)

    def placed(tables: Mapping[str, Any]) -> Mapping[str, Any]:
        for name, table in tables.items():
            session.createDataFrame(table).createOrReplaceTempView(name)
        return {name: connection.table(name) for name in tables}

    return placed


def local_spark(cores: int = 2) -> Any:
    """Start Spark on this machine, in UTC.

    Raises
    ------
    UsageError
        If pyspark or a Java is missing.
    """
    _check_java()
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        what = "pyspark is not installed here"
        todo = f"Run make test-spark once, or pip install 'fairclaim[spark]' ({HOW_TO})"
        raise UsageError(Problem(what, "fairclaim assure --on spark", todo=todo)) from None
    builder = SparkSession.builder.master(f"local[{cores}]").appName("fairclaim")
    for key, value in _SPARK.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def _check_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if not (shutil.which("java") or (home and shutil.which("java", path=f"{home}/bin"))):
        todo = f"Install a Java of 17 or later, or set JAVA_HOME to one ({HOW_TO})"
        raise UsageError(Problem("Spark needs Java, and none was found", "fairclaim assure --on spark", todo=todo))
