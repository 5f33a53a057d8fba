"""A proportion measure as one Ibis expression: one row per index event, with what became of it."""

from collections.abc import Mapping
from typing import Any

from fairclaim.data.measuring.asked import Asked
from fairclaim.data.measuring.between import came_between, columns_wanted, first_of_them, not_before, with_rereferrals
from fairclaim.data.measuring.index_events import index_events
from fairclaim.data.measuring.linked import joined, link_by, outermost, pairs_of, rows_of
from fairclaim.data.measuring.observed import with_looks
from fairclaim.data.measuring.outcomes import PERSON, person_wanted, with_first_outcome
from fairclaim.data.measuring.scores import scored
from fairclaim.data.measuring.windows import clock_column, still_open
from fairclaim.params.measures import ProportionMeasure


def proportion_rows(
    measure: ProportionMeasure, tables: Mapping[str, Any], asked: Asked, wanted: frozenset[str] = frozenset()
) -> Any:
    """Compile the measure.

    Parameters
    ----------
    measure : ProportionMeasure
    tables : mapping of str to ibis Table
        The contract tables that the measure needs; `deaths` is used where it is mapped.
    asked : Asked
        Whose index events are counted. A window that runs past the freeze date is immature, whatever is known already.
    wanted : frozenset of str
        Columns of the referral to keep with each row.

    Returns
    -------
    ibis Table
        `row`, `referral_id`, `index_on`, `state` (yes | no | not_observed | died | transferred | rereferred |
        immature), `baseline`, and what was wanted.

    Notes
    -----
    An outcome on the day of death counts, since registers know days; a later one is a slip of the record. Of outcome,
    death, transfer and new referral, whatever came first decides. An outcome that happened decides the row even where
    nobody looked: only its absence must have been observed. Where `events_unseen` is `left_out`, both must.
    """
    events = index_events(measure.index, tables, asked, wanted | _wanted(measure, tables))
    told = with_first_outcome(measure.index, measure.outcome, measure.window, events, tables, asked)
    told = with_rereferrals(measure, events, told, tables, asked)
    told = with_looks(measure, events, told, tables, asked)
    told = _with_baseline(measure, events, told, tables, asked)
    return told.select(
        "row", "referral_id", "index_on", *sorted(wanted), "baseline", state=_state(measure, told, asked)
    )


def _wanted(measure: ProportionMeasure, tables: Mapping[str, Any]) -> frozenset[str]:
    outcome, looks = measure.outcome, measure.observed_when.looks if measure.observed_when is not None else ()
    person: frozenset[str] = frozenset()
    for one in outcome.every:
        person |= person_wanted(one.table, one.link, measure.index, tables)
    for look in looks:
        person |= PERSON if look.table is None else person_wanted(look.table, None, measure.index, tables)
    return columns_wanted(measure) | person


def _with_baseline(measure: ProportionMeasure, events: Any, told: Any, tables: Mapping[str, Any], asked: Asked) -> Any:
    """Add the earliest score of the time point, known by the freeze date."""
    import ibis

    if measure.baseline is None:
        return told.mutate(baseline=ibis.null("float64"))
    scores = scored(tables["scores"], measure.baseline.instrument, time_point=measure.baseline.time_point)
    link = link_by("scores", None, measure.index.table, tables)
    rows = rows_of("scores", {}, "at", {**tables, "scores": scores}, (None, asked.as_at), link, "score")
    return joined(told, outermost(pairs_of(events, rows, link), "first", "carried").rename(baseline="carried"))


def _state(measure: ProportionMeasure, told: Any, asked: Asked) -> Any:
    import ibis

    came = came_between(measure, told, asked, death=measure.died)
    happened = told.outcome_on.notnull() & not_before(came, told[clock_column(measure.window, "outcome")])
    if measure.events_unseen == "left_out":
        happened = happened & told.looked
    if_happened, if_not = ("yes", "no") if measure.outcome.counts_when == "present" else ("no", "yes")
    return ibis.cases(
        (still_open(measure.window, told[clock_column(measure.window, "index")], asked.as_at), "immature"),
        (happened, if_happened),
        *((first, own.state if own.policy == "excluded" else "no") for first, own in first_of_them(came)),
        (told.looked, if_not),
        else_="no" if measure.not_observed == "failure" else "not_observed",
    )
