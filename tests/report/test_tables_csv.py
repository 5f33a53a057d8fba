"""The tables as a file."""

import csv
import io
from types import ModuleType

import pytest

from fairclaim.report.tables_csv import tables


def test_one_line_for_each_cell_in_order(sample: ModuleType) -> None:
    ledger = sample.urgent()
    (content,) = tables(ledger).values()
    lines = list(csv.reader(io.StringIO(content)))
    assert lines[0] == ["claim_id", "row", "column", "value"]
    assert lines[1] == ["two-hour-response.own-series", "Latest month, March 2025", "Value", "97.9%"]
    assert len(lines) == 1 + sum(len(one.table.rows) * (len(one.table.columns) - 1) for one in ledger.entries)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=HYPERLINK(x)", "'=HYPERLINK(x)"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-cmd", "'-cmd"),
        ("-5 to 3", "-5 to 3"),
        ("+13", "+13"),
        ("71", "71"),
    ],
)
def test_no_cell_is_a_formula(cell: str, written: str, sample: ModuleType) -> None:
    ledger = sample.urgent()
    entry = ledger.entries[0]
    table = entry.table.model_copy(update={"rows": (("A row", cell),)})
    changed = ledger.model_copy(update={"entries": (entry.model_copy(update={"table": table}),)})
    assert list(csv.reader(io.StringIO(tables(changed)["tables.csv"])))[1][3] == written
