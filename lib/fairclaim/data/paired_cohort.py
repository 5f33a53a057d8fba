"""A paired-change measure as one Ibis expression: one row per episode, with its first and last score."""

from collections.abc import Mapping
from typing import Any

from fairclaim.data.index_events import deaths_of, index_events, matching
from fairclaim.params.measures import PairedChangeMeasure
from fairclaim.params.quarters import Quarter


def paired_rows(measure: PairedChangeMeasure, tables: Mapping[str, Any], quarter: Quarter) -> Any:
    """Compile the measure.

    Parameters
    ----------
    measure : PairedChangeMeasure
    tables : mapping of str to ibis Table
        The contract tables that the measure needs; `deaths` is used where it is mapped.
    quarter : Quarter
        Whose index events are counted.

    Returns
    -------
    ibis Table
        `row`, `referral_id`, `index_on`, `state` (paired | not_observed | died), `before`, `after` (null where none).

    Notes
    -----
    Of several scores at the first time point the earliest counts, at the last the latest. A last score dated before
    the first is no pair. A person without a pair who died by the day of the index event has died.
    """
    import ibis

    events = index_events(measure.index, tables, quarter)
    told = events.left_join(_score(measure, measure.first, events, tables, "before"), "row").drop("row_right")
    told = told.left_join(_score(measure, measure.last, events, tables, "after"), "row").drop("row_right")
    death_on: Any = ibis.null("date")
    if "deaths" in tables:
        told = told.left_join(deaths_of(events, tables), "row").drop("row_right")
        death_on = told.death_on
    paired = (told.before.notnull() & told.after.notnull() & (told.after_on >= told.before_on)).fill_null(False)
    died = (death_on <= told.index_on).fill_null(False)
    state = ibis.cases((paired, "paired"), (died, "died"), else_="not_observed")
    return told.select("row", "referral_id", "index_on", state=state, before="before", after="after")


def _score(measure: PairedChangeMeasure, time_point: str, events: Any, tables: Mapping[str, Any], name: str) -> Any:
    where = {"instrument": [measure.instrument], "time_point": [time_point]}
    scores = matching(tables["scores"], where).select(link="referral_id", at="at", on="at_on", score="score")
    pairs = events.inner_join(scores, events.referral_id == scores.link)
    # A day without a time stands for its start, so the order of instants is the order of days.
    pick = pairs.score.argmin(pairs["at"]) if name == "before" else pairs.score.argmax(pairs["at"])
    on = pairs["on"].min() if name == "before" else pairs["on"].max()
    return pairs.group_by("row").agg(**{name: pick, f"{name}_on": on})
