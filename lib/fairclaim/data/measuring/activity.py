"""Activity as one Ibis expression: a row for each thing that was done."""

from collections.abc import Mapping
from typing import Any

from fairclaim.data.measuring.asked import Asked
from fairclaim.data.measuring.index_events import index_events
from fairclaim.params.measures import ActivityMeasure


def activity_rows(
    measure: ActivityMeasure, tables: Mapping[str, Any], asked: Asked, wanted: frozenset[str] = frozenset()
) -> Any:
    """Compile the measure.

    Returns
    -------
    ibis Table
        `row`, `referral_id`, `index_on`, `state` (counted | immature), and what was wanted.

    Notes
    -----
    A period that ends after the freeze date makes every row immature: its activity is not yet known whole.
    """
    import ibis

    events = index_events(measure.index, tables, asked, wanted)
    state = ibis.literal("immature" if asked.last > asked.as_at else "counted")
    return events.mutate(state=state).select("row", "referral_id", "index_on", *sorted(wanted), "state")
