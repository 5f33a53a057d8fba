"""What the extract's own plans of activity give for one measure and quarter: a number, and the kind that it was of."""

import math
from typing import TYPE_CHECKING

from fairclaim.data.contract.tables import CONTRACT
from fairclaim.params.measures import ActivityMeasure
from fairclaim.params.months import months_between
from fairclaim.params.quarters import Quarter

if TYPE_CHECKING:
    from fairclaim.data.reading.extracts import Extract

# Kind of activity, as the table's rows name it, and how many were planned in the quarter.
PlannedOfKind = tuple[str, int]


def planned(measure: ActivityMeasure, extract: "Extract", quarter: Quarter) -> PlannedOfKind | None:
    """Add up the months of the quarter; None unless each is there once, all of one kind.

    A part of the months would make any activity look like more than was planned, and rows of two kinds that both name
    this measure do not say which of them is its plan.
    """
    plans = extract.tables.get("activity_plan")
    if plans is None:
        return None
    own = plans.filter(plans.kind.lower().isin(kinds_of(measure)), plans.month.between(quarter.start, quarter.end))
    rows = own.select("month", "planned", kind=own.kind.lower()).to_pyarrow().to_pylist()
    kinds, months = {row["kind"] for row in rows}, sorted(row["month"] for row in rows)
    if len(kinds) != 1 or months != list(months_between(quarter.start, quarter.end)):
        return None
    total = round(math.fsum(row["planned"] for row in rows))
    return (kinds.pop(), total) if total else None


def kinds_of(measure: ActivityMeasure) -> tuple[str, ...]:
    """Name the kinds of activity that are this measure for certain: its id, and a table of which it counts every row.

    The plan's kind is a word of the service's own. "Referrals" may plan neither the urgent ones alone nor those that
    ended, so that a table's name stands only for a measure that counts all its rows by the first day that they have.
    """
    index = measure.index
    narrowed = index.where or index.where_not or index.washout or index.ages or index.counts == "people"
    whole = index.table in CONTRACT and not narrowed and index.at == _first_day(index.table)
    return (measure.id.lower(), index.table) if whole else (measure.id.lower(),)


def _first_day(table: str) -> str | None:
    times = (name for name, column in CONTRACT[table].columns.items() if str(column.dtype).startswith("datetime64"))
    return next(times, None)
