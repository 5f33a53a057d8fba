"""Many made-up services side by side in memory: one world drawn with many seeds, each its own `site`.

A measure is compiled and run once for all of them, so that what thousands of services would have been told is known
in seconds. Nothing is read from files; the clock of London is taken for UTC, which moves no day.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from fairclaim.data.synthetic.make import drawn
from fairclaim.params.world import World


def many(
    world: World,
    seeds: Sequence[int],
    size: int,
    first: date,
    last: date,
    as_at: date,
    *,
    only: Iterable[str],
) -> dict[str, Any]:
    """Draw one service for each seed, and put them together as contract tables behind Ibis.

    Parameters
    ----------
    world : World
    seeds : sequence of int
        Each stands as text in `people.site`; ids begin with it, so no two services share a person.
    size, first, last, as_at
        As for `make`, of each service.
    only : iterable of str
        The tables that are wanted.

    Returns
    -------
    dict of str to ibis Table
        In an embedded DuckDB, with `row` and with the day `<time>_on` beside each time, as extracts are.
    """
    return side_by_side({str(seed): (world, seed) for seed in seeds}, size, first, last, as_at, only=only)


def side_by_side(
    services: Mapping[str, tuple[World, int]],
    size: int,
    first: date,
    last: date,
    as_at: date,
    *,
    only: Iterable[str],
) -> dict[str, Any]:
    """Draw services of several worlds, each with its seed; parameters and answer as for `many`.

    Parameters
    ----------
    services : mapping of str to (World, int)
        Name of the service, as it stands in `people.site` and at the start of ids → its world and its seed.
    size, first, last, as_at, only
        As for `many`.
    """
    import ibis

    wanted = tuple(only)
    made = {name: drawn(world, seed, size, first, last, as_at, only=wanted) for name, (world, seed) in services.items()}
    connection = ibis.duckdb.connect()
    tables = {}
    for table in wanted:
        parts = [_named(sheets[table].table, name) for name, sheets in made.items()]
        together = pa.concat_tables(parts).combine_chunks()
        tables[table] = connection.create_table(table, _with_days(together))
    return tables


def _named(table: pa.Table, service: str) -> pa.Table:
    import pyarrow.compute as pc

    for position, name in enumerate(table.column_names):
        column = table[name]
        if pa.types.is_dictionary(column.type):
            column = column.cast(pa.string())
        if name.endswith("_id"):
            column = pc.binary_join_element_wise(service, column, "-")
        if name == "site":
            column = pa.array([service] * len(table), pa.string())
        table = table.set_column(position, name, column)
    return table


def _with_days(table: pa.Table) -> pa.Table:
    for position, name in enumerate(table.column_names):
        if pa.types.is_temporal(table.schema.field(name).type):
            table = table.append_column(f"{name}_on", table[name].cast(pa.date32()))
            table = table.set_column(position, name, table[name].cast(pa.timestamp("us")))
    return table.append_column("row", pa.array(range(len(table)), pa.int64()))
