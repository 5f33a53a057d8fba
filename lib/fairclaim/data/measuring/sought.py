"""Values that a measure looks for and no row can match: told, as nobody would have the outcome, or everybody."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fairclaim.data.contract.tables import codes_of
from fairclaim.data.measuring.index_events import matching
from fairclaim.data.measuring.places import places_of
from fairclaim.data.reading.extracts import Extract
from fairclaim.errors import Problem
from fairclaim.params.edges import BLANK
from fairclaim.params.measures import AnyMeasure

if TYPE_CHECKING:
    import ibis


def unmatched(measure: AnyMeasure, extract: Extract) -> list[Problem]:
    """List the values of a measure that its tables cannot hold, or do not.

    Parameters
    ----------
    measure : AnyMeasure
        One whose tables and columns the source gives (`needs.unmet` is empty).
    extract : Extract

    Returns
    -------
    list of Problem
        For a column with a closed list of codes, each value outside the list. For free text, the values of a column if
        not one of them stands in any row; a table without rows refuses nothing. Values are the measure's own words,
        never a row's.
    """
    found = []
    for key, table, column, values in _sought(measure):
        problem = _unmatched(extract, table, column, values, f"params/measures/{measure.id}.yaml → {key}")
        found += [] if problem is None else [problem]
    return found


def _sought(measure: AnyMeasure) -> Iterator[tuple[str, str, str, Sequence[str]]]:
    # Each place of a measure that names values: key, table, column, values.
    for place in places_of(measure):
        for column, values in place.where.items():
            yield f"{place.key} → where → {column}", place.table, column, values
        for column, key, value in place.labels:
            yield key, place.table, column, [value]


def _unmatched(extract: Extract, table: str, column: str, values: Sequence[str], place: str) -> Problem | None:
    if not values:
        return Problem("the list of values is empty", place, todo="name a value, or take the column out")
    codes = codes_of(table, column)
    if codes:
        strange = _quoted([value for value in values if value.lower() not in codes and value != BLANK])
        what = f"{table}.{column} has no such code"
        return Problem(what, place, strange, ", ".join(codes), "name codes of the list") if strange else None
    rows = extract.tables[table]
    if not _any(rows) or _any(matching(rows, {column: list(values)})):
        return None
    what = f"no row of {table}.{column} holds {'it' if len(values) == 1 else 'any of them'}"
    return Problem(what, place, _quoted(values), todo=_TODO)


_TODO = (
    "check the spelling against the record's own code list; where the record has codes of its own, translate them "
    "under 'codes:' in the source"
)


def _any(rows: "ibis.Table") -> bool:
    return int(rows.count().execute()) > 0


def _quoted(values: Sequence[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)
