"""Do a table's rows belong to somebody, and do the quarter's referrals have rows? Counts only."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from fairclaim.session.readiness.gap import Share

# Tables in which most referrals are to be expected. In the others, having no row is the ordinary case.
EXPECTED_OF_MOST = frozenset(
    {
        "people",
        "contacts",
        "scores",
        "goals",
        "support_hours",
        "plans",
        "followups",
        "stability_checks",
        "experience",
    }
)
# Those whose rows come later than care began: a quarter's last referrals cannot have them yet.
LATE = frozenset({"followups", "experience"})


def linked(table: str, tables: Mapping[str, Any]) -> Share | None:
    """Count the rows that belong to a referral of the extract, or to the person of one.

    Returns
    -------
    Share or None
        Of the rows that name somebody; None for referrals themselves and for tables that name nobody.
    """
    key = link_of(table, tables)
    if key is None:
        return None
    named = tables[table].filter(tables[table][key].notnull())
    known = tables["referrals"].select(known=key).distinct()
    whole = int(named.count().execute())
    return Share(part=int(named.semi_join(known, named[key] == known.known).count().execute()), whole=whole)


def covered(table: str, tables: Mapping[str, Any], first: date, last: date) -> Share | None:
    """Count the referrals received from one day to another, both included, that have a row in a table.

    Returns
    -------
    Share or None
        None where most referrals need no row.
    """
    key = link_of(table, tables)
    if key is None or table not in EXPECTED_OF_MOST:
        return None
    referrals = tables["referrals"]
    received = referrals.filter(referrals.referred_at_on.between(first, last))
    whole = int(received.count().execute())
    rows = tables[table].select(known=key).distinct()
    return Share(part=int(received.semi_join(rows, received[key] == rows.known).count().execute()), whole=whole)


def link_of(table: str, tables: Mapping[str, Any]) -> str | None:
    """Name the column by which a table belongs to referrals; None where it belongs to none."""
    if table == "referrals" or "referrals" not in tables:
        return None
    columns = tables[table].columns
    return next((key for key in ("referral_id", "person_id") if key in columns), None)
