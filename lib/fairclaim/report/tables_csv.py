"""The tables of a report as one tidy file, from the same tokens as its pages."""

import csv
import io
import re

from fairclaim.claims.ledger import Ledger

# A spreadsheet takes a cell that starts so for a formula; a signed number is left as it is.
_FORMULA = re.compile(r"[=@\t\r]|[+\-](?!\s*[£\d])")


def tables(ledger: Ledger) -> dict[str, str]:
    """Return file name and content: one CSV with a line for each cell.

    Returns
    -------
    dict of str to str
        `tables.csv`, with the columns `claim_id`, `row`, `column`, `value`.
    """
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(("claim_id", "row", "column", "value"))
    for entry in ledger.entries:
        for table in (entry.table, *((entry.completion,) if entry.completion else ()), *entry.breakdowns):
            for row in table.rows:
                for column, value in zip(table.columns[1:], row[1:], strict=True):
                    lines.writerow([_inert(cell) for cell in (entry.claim_id, row[0], column, value)])
    return {"tables.csv": out.getvalue()}


def _inert(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
