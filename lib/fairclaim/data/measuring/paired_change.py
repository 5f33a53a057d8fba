"""A paired-change measure as one Ibis expression: one row per episode, with its first and last score."""

from collections.abc import Mapping
from typing import Any

from fairclaim.data.measuring.asked import Asked
from fairclaim.data.measuring.index_events import index_events
from fairclaim.data.measuring.linked import in_life, joined, link_by, outermost, pairs_of, rows_of, with_deaths
from fairclaim.data.measuring.outcomes import person_wanted
from fairclaim.data.measuring.scores import scored
from fairclaim.params.scores import OfScores, PairedChangeMeasure


def paired_rows(
    measure: PairedChangeMeasure, tables: Mapping[str, Any], asked: Asked, wanted: frozenset[str] = frozenset()
) -> Any:
    """Compile the measure.

    Parameters
    ----------
    measure : PairedChangeMeasure
    tables : mapping of str to ibis Table
        The contract tables that the measure needs; `deaths` is used where it is mapped.
    asked : Asked
        Whose index events are counted; a score after the freeze date is not.
    wanted : frozenset of str
        Columns of the referral to keep with each row.

    Returns
    -------
    ibis Table
        `row`, `referral_id`, `index_on`, `state` (paired | not_observed | died), `before`, `after` (null where none),
        and what was wanted.

    Notes
    -----
    Of several scores at the first time point the earliest counts, at the last the latest. A last score dated before
    the first is no pair. Where the pairing is by order, the latest score is a pair only if it is later than the
    earliest. A score dated after the day of death is a slip of the record. A person without a pair who died by the
    day of the index event has died.
    """
    told = with_scores(measure, tables, asked, wanted)
    return told.select("row", "referral_id", "index_on", *sorted(wanted), "before", "after", "state")


def with_scores(measure: OfScores, tables: Mapping[str, Any], asked: Asked, wanted: frozenset[str]) -> Any:
    """Give the index events with their first and last score, and the state that says whether these are a pair."""
    import ibis

    events = index_events(measure.index, tables, asked, wanted | person_wanted("scores", None, measure.index, tables))
    events = with_deaths(events, tables, asked.as_at)
    told = joined(events, _score(measure, "first", events, tables, asked))
    told = joined(told, _score(measure, "last", events, tables, asked))
    in_order = told.last_at > told.first_at if measure.pairing == "first_and_last" else told.last_on >= told.first_on
    paired = (told.before.notnull() & told.after.notnull() & in_order).fill_null(False)
    died = (told.death_on <= told.index_on).fill_null(False)
    return told.mutate(state=ibis.cases((paired, "paired"), (died, "died"), else_="not_observed"))


def _score(measure: OfScores, place: Any, events: Any, tables: Mapping[str, Any], asked: Asked) -> Any:
    time_point = {"first": measure.first, "last": measure.last}[place]
    scores = scored(tables["scores"], measure.instrument, measure.item, measure.items, time_point)
    link = link_by("scores", None, measure.index.table, tables)
    rows = rows_of("scores", {}, "at", {**tables, "scores": scores}, (None, asked.as_at), link, "score")
    pairs = in_life(pairs_of(events, rows, link))
    name = "before" if place == "first" else "after"
    found = outermost(pairs, place, "carried", "event_at", "event_on")
    return found.rename(**{name: "carried", f"{place}_at": "event_at", f"{place}_on": "event_on"})
