"""All contract tables in one place."""

import pandera.pandas as pa

from fairclaim.data.contract.outcomes import OUTCOMES
from fairclaim.data.contract.people import PEOPLE
from fairclaim.data.contract.running import RUNNING

CONTRACT: dict[str, pa.DataFrameSchema] = {**PEOPLE, **OUTCOMES, **RUNNING}

# A table of events may be empty (no incident is good news); these may not.
NEVER_EMPTY = frozenset({"people", "referrals", "series"})


def codes_of(table: str, column: str) -> tuple[str, ...]:
    """The closed list of codes of a column; empty where it is open."""
    known = CONTRACT[table].columns.get(column)
    codes: tuple[str, ...] = () if known is None else (known.metadata or {}).get("closed", ())
    return codes


def is_free_text(table: str, column: str) -> bool:
    """Whether a column holds prose, which never enters a cohort."""
    known = CONTRACT[table].columns.get(column)
    return known is not None and bool((known.metadata or {}).get("free"))


def required(table: str) -> tuple[str, ...]:
    """Columns without which a table cannot be read."""
    return tuple(name for name, column in CONTRACT[table].columns.items() if column.required)
