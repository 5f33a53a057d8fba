"""A claim's numbers as a table: every cell said, headings scoped, numbers to the right."""

import re

from fairclaim.claims.ledger import Entry, Table
from fairclaim.show.markup import anchor, render

_NUMERIC = re.compile(r"(?:about |fewer than |[+\-−£(])*\d|\[\w+\]$")
_SHORT = 24
# From this many columns a table may be wider than a phone; it then scrolls, and must be reachable by keyboard.
_WIDE = 3


def table(entry: Entry) -> str:
    """Return a claim's own table.

    Raises
    ------
    ValueError
        A row is not as long as the heading, or a cell is blank: a reader could not tell nothing from not known.
    """
    return laid_out(entry.table, table_id=f"{anchor(entry.claim_id)}-table", claim_id=entry.claim_id)


def completion_table(entry: Entry) -> str:
    """Return the table from all who were eligible to those who got better; empty where the claim has none."""
    if entry.completion is None:
        return ""
    return laid_out(entry.completion, table_id=f"{anchor(entry.claim_id)}-completion", claim_id=entry.claim_id)


def breakdown_tables(entry: Entry) -> tuple[str, ...]:
    """Return the table of each characteristic that a claim is broken down by."""
    here = anchor(entry.claim_id)
    return tuple(
        laid_out(content, table_id=f"{here}-group-{place}", claim_id=entry.claim_id)
        for place, content in enumerate(entry.breakdowns)
    )


def laid_out(content: Table, *, table_id: str, claim_id: str) -> str:
    """Return any table of a claim; `table_id` becomes the id of its caption's wrapper."""
    _refuse_blanks(content)
    numeric = tuple(
        bool(content.rows) and all(_short_number(row[place]) for row in content.rows)
        for place in range(len(content.columns))
    )
    return render(
        "table.j2",
        content=content,
        numeric=numeric,
        table_id=table_id,
        claim_id=claim_id,
        wide=len(content.columns) >= _WIDE,
    )


def _short_number(cell: str) -> bool:
    """Tell a number from a sentence that starts with one."""
    return len(cell) <= _SHORT and _NUMERIC.match(cell) is not None


def _refuse_blanks(content: Table) -> None:
    for row in (content.columns, *content.rows):
        if len(row) != len(content.columns) or not all(cell.strip() for cell in row):
            raise ValueError(f"The table '{content.caption}' has a blank cell or a row of another length.")
