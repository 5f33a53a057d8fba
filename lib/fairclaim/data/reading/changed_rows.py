"""How a reissued extract differs from the one before, table by table: rows that came late, rows that are gone.

Both are read as the record stood on the day that the earlier one was frozen: what is dated later is news and no
correction, so rows dated later are left out, and so is a later date in a row (a discharge of a referral that was open).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fairclaim.data.contract.tables import CONTRACT, is_free_text
from fairclaim.data.reading.extracts import Extract

if TYPE_CHECKING:
    import ibis


@dataclass(frozen=True, slots=True)
class ChangedRows:
    """One table of two extracts, in true counts.

    Parameters
    ----------
    table : str
    late : int
        Rows of the reissued extract, dated up to the earlier freeze, that the earlier one did not hold as they are.
    withdrawn : int
        Rows of the earlier extract that the reissued one does not hold as they were. A row that was corrected counts on
        both sides.
    """

    table: str
    late: int
    withdrawn: int


def changed_rows(new: Extract, old: Extract, until: date) -> tuple[ChangedRows, ...]:
    """Compare the tables that both extracts have, in the contract's order, by the columns that both have.

    Parameters
    ----------
    new, old : Extract
        Read by one source.
    until : date
        The day on which `old` was frozen; the last day that counts.

    Notes
    -----
    Rows are compared as multisets: of three rows that are alike, one more is one late row. A table without dates of its
    own (people) cannot tell a late row from a new one, so only those of people who stand in both are compared.
    """
    both = [table for table in CONTRACT if table in new.tables and table in old.tables]
    return tuple(_changed(table, new.tables[table], old.tables[table], until) for table in both)


def _changed(name: str, new: "ibis.Table", old: "ibis.Table", until: date) -> ChangedRows:
    import ibis

    columns = [
        column
        for column in CONTRACT[name].columns
        if column in new.columns and column in old.columns and not is_free_text(name, column)
    ]
    now = _as_known(name, new, columns, until)
    # The two extracts lie in databases of their own: the earlier one is brought into the other's.
    was = ibis.memtable(_as_known(name, old, columns, until).cast(now.schema()).to_pyarrow())
    if not _dates(name, columns):
        now = now.semi_join(was, _key(name))
    return ChangedRows(name, _rows(now.difference(was, distinct=False)), _rows(was.difference(now, distinct=False)))


def _rows(table: "ibis.Table") -> int:
    return int(table.count().execute())


def _as_known(name: str, table: "ibis.Table", columns: Sequence[str], until: date) -> "ibis.Table":
    import ibis

    dates = _dates(name, columns)
    if dates:
        table = table.filter(_day(table, dates[0]) <= until)
    known = {
        column: ibis.ifelse(_day(table, column) <= until, table[column], ibis.null(table[column].type()))
        if column in dates
        else table[column]
        for column in columns
    }
    return table.select(**known)


def _dates(name: str, columns: Sequence[str]) -> tuple[str, ...]:
    kinds = CONTRACT[name].columns
    dated = tuple(column for column in columns if str(kinds[column].dtype).startswith("datetime"))
    # A month of birth says nothing about when the row came to be.
    return tuple(column for column in dated if column != "birth_month")


def _day(table: "ibis.Table", column: str) -> "ibis.Value":
    beside = f"{column}_on"
    return table[beside] if beside in table.columns else table[column].date()


def _key(name: str) -> list[str]:
    return list(CONTRACT[name].unique or ())
