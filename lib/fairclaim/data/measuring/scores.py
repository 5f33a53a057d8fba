"""Which rows of the scores table are an instrument's total, or one item of it."""

from typing import Any

from fairclaim.data.measuring.index_events import matching


def scored(scores: Any, instrument: str, item: str | None = None, time_point: str | None = None) -> Any:
    """Keep the scores of an instrument: of one item, else its totals; at one labelled time point, else at any."""
    where = {"instrument": [instrument]}
    where |= {} if item is None else {"item": [item]}
    where |= {} if time_point is None else {"time_point": [time_point]}
    rows = matching(scores, where)
    return rows.filter(rows["item"].isnull()) if item is None and "item" in rows.columns else rows
