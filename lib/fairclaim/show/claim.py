"""One claim on the page: what was found, how sure, and everything it rests on."""

from fairclaim.claims.ledger import Entry, Ledger
from fairclaim.kinds import Family
from fairclaim.show.caveats import Caveats, caveats
from fairclaim.show.figures import figure
from fairclaim.show.markup import render
from fairclaim.show.tables import breakdown_tables, completion_table, table


def claim_block(entry: Entry, ledger: Ledger, told: Caveats | None = None) -> str:
    """Return a claim with its sentence, figure, table, limits and evidence, under a heading of the third level.

    `told` are the caveats of its section, which are said once at its head; without them the claim tells all its own.
    """
    told = told or caveats((entry,), beside_reasons=True)
    return render(
        "claim.j2",
        entry=entry,
        ledger=ledger,
        cautions=told.own(entry),
        figure=figure(entry),
        table=table(entry),
        breakdowns=breakdown_tables(entry),
        completion=completion_table(entry),
    )


def section(ledger: Ledger, family: Family) -> str:
    """Return the claims of one family of measures in the ledger's order; empty where the report has none."""
    entries = ledger.family(family)
    told = caveats(entries, beside_reasons=True)
    blocks = "".join(claim_block(entry, ledger, told) for entry in entries)
    return render("shared.j2", caveats=told, family=family) + blocks
