"""One claim on the page: what was found, how sure, and everything it rests on."""

from fairclaim.claims.ledger import Entry, Ledger
from fairclaim.kinds import Family
from fairclaim.show.figures import figure
from fairclaim.show.markup import render
from fairclaim.show.tables import breakdown_tables, completion_table, table


def claim_block(entry: Entry, ledger: Ledger) -> str:
    """Return a claim with its sentence, figure, table, limits and evidence, under a heading of the third level."""
    return render(
        "claim.j2",
        entry=entry,
        ledger=ledger,
        figure=figure(entry),
        table=table(entry),
        breakdowns=breakdown_tables(entry),
        completion=completion_table(entry),
    )


def section(ledger: Ledger, family: Family) -> str:
    """Return the claims of one family of measures in the ledger's order; empty where the report has none."""
    return "".join(claim_block(entry, ledger) for entry in ledger.family(family))
