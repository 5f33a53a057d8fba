"""Which rows of the scores table are an instrument's total, one item of it, or the mean of several."""

from collections.abc import Sequence
from typing import Any

from fairclaim.data.measuring.index_events import matching


def scored(
    scores: Any,
    instrument: str,
    item: str | None = None,
    items: Sequence[str] = (),
    time_point: str | None = None,
) -> Any:
    """Keep an instrument's scores: of one item, the mean of several, else its totals; at one time point, or at any."""
    where = {"instrument": [instrument]}
    where |= {} if item is None else {"item": [item]}
    where |= {"item": list(items)} if items else {}
    where |= {} if time_point is None else {"time_point": [time_point]}
    rows = matching(scores, where)
    if items:
        return _means(rows, len(items))
    return rows.filter(rows["item"].isnull()) if item is None and "item" in rows.columns else rows


def _means(rows: Any, items: int) -> Any:
    """Give one row for each occasion on which every item was answered once; any other occasion has no score.

    An occasion is one moment of one referral, under one label whatever its case. The sum is divided here, since the sum
    of whole numbers is the same in whatever order an engine adds them.
    """
    label = {"label": rows.time_point.lower()} if "time_point" in rows.columns else {}
    found = rows.group_by("referral_id", "at", "at_on", **label).agg(
        row=rows.row.min(),
        score=rows.score.sum() / items,
        answers=rows.score.count(),
        different=rows["item"].lower().nunique(),
    )
    return found.filter((found.answers == items) & (found.different == items)).drop("answers", "different")
