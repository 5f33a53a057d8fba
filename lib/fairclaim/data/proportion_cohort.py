"""A proportion measure as one Ibis expression: one row per index event, with what became of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from fairclaim.data.index_events import deaths_of, index_events, matching
from fairclaim.data.windows import clock_column, inside, last_moment, still_open
from fairclaim.params.measures import Baseline, ProportionMeasure
from fairclaim.params.quarters import Quarter


def proportion_rows(measure: ProportionMeasure, tables: Mapping[str, Any], quarter: Quarter, as_at: date) -> Any:
    """Compile the measure.

    Parameters
    ----------
    measure : ProportionMeasure
    tables : mapping of str to ibis Table
        The contract tables that the measure needs, `referrals` and `deaths` among them.
    quarter : Quarter
        Whose index events are counted.
    as_at : date
        The freeze date: a window that runs past it is immature, whatever is known already.

    Returns
    -------
    ibis Table
        `row`, `referral_id`, `index_on`, `state` (yes | no | not_observed | died | immature), `baseline`.

    Notes
    -----
    Outcomes are linked by referral, deaths by person. An outcome after the day of death is a slip of the record and is
    not counted; one on that day is, since registers know days. A death counts up to the end of the window, and also
    before the index event (a referral closed some days after). An outcome that happened decides the row even where
    nobody looked: only its absence must have been observed.
    """
    events = index_events(measure.index, tables, quarter)
    told = events
    for part in (
        deaths_of(events, tables),
        _first_outcome(measure, events, tables),
        _observed(measure, events, tables),
        _baseline(measure.baseline, events, tables),
    ):
        if part is not None:
            told = told.left_join(part, "row").drop("row_right")
    return _with_state(measure, told, as_at)


def _first_outcome(measure: ProportionMeasure, events: Any, tables: Mapping[str, Any]) -> Any:
    outcome, window = measure.outcome, measure.window
    pairs = _linked(events, matching(tables[outcome.table], outcome.where), outcome.at)
    own = pairs[clock_column(window, "event")]
    pairs = pairs.filter(inside(window, pairs[clock_column(window, "index")], own))
    return pairs.group_by("row").agg(outcome_on=pairs.event_on.min())


def _observed(measure: ProportionMeasure, events: Any, tables: Mapping[str, Any]) -> Any:
    look, window = measure.observed_when, measure.window
    if look is None:
        return None
    rows = matching(tables[look.table], look.where)
    same_rows = look.table == measure.outcome.table and measure.outcome.counts_when == "present"
    pairs = _linked(events, rows, look.at or (measure.outcome.at if same_rows else None))
    index = pairs[clock_column(window, "index")]
    if look.at is not None:
        pairs = pairs.filter(pairs[clock_column(window, "event")] >= last_moment(window, index))
    elif same_rows:
        # Where the answer is itself the outcome, a late answer must not turn from "yes, but late" into "no".
        pairs = pairs.filter(inside(window, index, pairs[clock_column(window, "event")]))
    return pairs.group_by("row").agg(looks=pairs.count())


def _baseline(baseline: Baseline | None, events: Any, tables: Mapping[str, Any]) -> Any:
    if baseline is None:
        return None
    where = {"instrument": [baseline.instrument], "time_point": [baseline.time_point]}
    scores = matching(tables["scores"], where).select(link="referral_id", at="at", score="score")
    pairs = events.inner_join(scores, events.referral_id == scores.link)
    return pairs.group_by("row").agg(baseline=pairs.score.argmin(pairs["at"]))


def _linked(events: Any, rows: Any, at: str | None) -> Any:
    # Only what is needed is carried over, under names that cannot meet the index event's own.
    times = {} if at is None else {"event_at": rows[at], "event_on": rows[f"{at}_on"]}
    other = rows.select(link=rows.referral_id, **times)
    return events.inner_join(other, events.referral_id == other.link)


def _with_state(measure: ProportionMeasure, told: Any, as_at: date) -> Any:
    import ibis

    window = measure.window
    happened = told.outcome_on.notnull() & (told.death_on.isnull() | (told.outcome_on <= told.death_on))
    index = told[clock_column(window, "index")]
    death = told[clock_column(window, "death")]
    died = (death <= last_moment(window, index)).fill_null(False)
    looked = told.looks.notnull() if measure.observed_when is not None else ibis.literal(True)
    if_happened, if_not = ("yes", "no") if measure.outcome.counts_when == "present" else ("no", "yes")
    state = ibis.cases(
        (still_open(window, index, as_at), "immature"),
        (happened, if_happened),
        (died, "died" if measure.died == "excluded" else "no"),
        (looked, if_not),
        else_="no" if measure.not_observed == "failure" else "not_observed",
    )
    baseline = told.baseline if measure.baseline is not None else ibis.null("float64")
    return told.select("row", "referral_id", "index_on", state=state, baseline=baseline)
