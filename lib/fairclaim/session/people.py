"""From cohorts of people to samples: what each kind of measure makes of its rows. Frames stop here."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from fairclaim.checks.followup import SEEN
from fairclaim.claims.claim import Observed
from fairclaim.claims.completion import Completion
from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.params.measures import AnyMeasure, CategoryMeasure
from fairclaim.params.scores import PairedChangeMeasure
from fairclaim.session.completion import completion
from fairclaim.session.prints import printed
from fairclaim.stats.results import NotEstimable
from fairclaim.stats.samples import (
    Categories,
    Counts,
    Durations,
    IntArray,
    Pairs,
    PersonEvents,
    Sample,
    TwoCounts,
    TwoDurations,
    TwoPairs,
    TwoPersonEvents,
    TwoValues,
    Values,
)

_STILL_OPEN = NotEstimable("Some people's follow-up window was still open on the day the data was frozen.")
_NOTHING_AT_RISK = NotEstimable(
    "Somebody had an event and none of what events are counted against, so the rate has no sound base."
)
# Of those in whose record no word was found; no record's own word is blank.
NOT_RECORDED = ""
_ENDS = {"censored": 0, "event": 1, "competing": 2}


def people(own: Cohort, reference: Cohort | None, measure: AnyMeasure) -> tuple[Sample | NotEstimable, Observed]:
    """Make the sample of a question about people, and say what it rests on."""
    cohorts = [cohort for cohort in (own, reference) if cohort is not None]
    observed = Observed(
        sample=None,
        flow=own.flow,
        reference_flow=reference.flow if reference is not None else (),
        fingerprints=tuple(printed(cohort) for cohort in cohorts),
        seen=tuple(_seen(cohort) for cohort in cohorts),
        completion=_completion(measure, cohorts),
    )
    refuses = getattr(measure, "immature", "refused") == "refused"
    if refuses and any((cohort.frame["state"] == "immature").any() for cohort in cohorts):
        return _STILL_OPEN, observed
    if measure.kind == "rate" and any(_without_base(cohort) for cohort in cohorts):
        return _NOTHING_AT_RISK, observed
    if isinstance(measure, CategoryMeasure):
        return _categories(own.frame, measure), observed
    make, pair = _MAKERS[measure.kind]
    arms = [make(cohort.frame) for cohort in cohorts]
    return (arms[0] if reference is None else pair(*arms)), observed


def _completion(measure: AnyMeasure, cohorts: list[Cohort]) -> tuple[Completion, ...]:
    return tuple(completion(measure, one) for one in cohorts) if isinstance(measure, PairedChangeMeasure) else ()


def _seen(cohort: Cohort) -> Counts:
    states = cohort.frame["state"]
    seen = int(states.isin(SEEN).sum())
    return Counts(seen, seen + int((states == "not_observed").sum()))


def _counts(frame: pd.DataFrame) -> Counts:
    events = int((frame["state"] == "yes").sum())
    return Counts(events, events + int((frame["state"] == "no").sum()))


def _categories(frame: pd.DataFrame, measure: CategoryMeasure) -> Categories:
    """Count each word, those that the measure orders first and then by size; last, if it counts, that there is none."""
    order = measure.order
    found = frame["category"][frame["state"] == "counted"].value_counts().sort_index(kind="stable")
    others = sorted((name for name in found.index if name not in order), key=lambda name: -found[name])
    names = [*order, *others]
    counts = [int(found.get(name, 0)) for name in names]
    blank = int((frame["state"] == "not_observed").sum())
    if blank and measure.not_observed == "own_category":
        names, counts = [*names, NOT_RECORDED], [*counts, blank]
    return Categories(tuple(counts), tuple(names))


def _pairs(frame: pd.DataFrame) -> Pairs:
    paired = frame[frame["state"] == "paired"]
    return Pairs(paired["before"].to_numpy(float), paired["after"].to_numpy(float))


def _by_person(frame: pd.DataFrame) -> pd.DataFrame:
    counted = frame[frame["state"] == "counted"]
    return counted.assign(whose=_whose(counted)).groupby("whose")[["events", "exposure"]].sum()


def _without_base(cohort: Cohort) -> bool:
    people = _by_person(cohort.frame)
    return bool(((people["events"] > 0) & (people["exposure"] == 0)).any())


def _person_events(frame: pd.DataFrame) -> PersonEvents:
    people = _by_person(frame)
    return PersonEvents(people["events"].to_numpy(float), people["exposure"].to_numpy(float))


def _values(frame: pd.DataFrame) -> Values:
    counted = frame[frame["state"] == "counted"]
    whose = _whose(counted)
    # Only where somebody was counted more than once are there values that may be alike.
    clusters = whose if len(np.unique(whose)) < len(whose) else None
    return Values(counted["value"].to_numpy(float), clusters)


def _durations(frame: pd.DataFrame) -> Durations:
    followed = frame[frame["state"].isin(_ENDS)]
    states = followed["state"].map(_ENDS).to_numpy(np.int64)
    return Durations(followed["time"].to_numpy(float), np.asarray(states, dtype=np.int64))


def _whose(frame: pd.DataFrame) -> IntArray:
    """Number the people; whoever is not known is a person of their own."""
    known = frame["person"] if "person" in frame else pd.Series(np.nan, index=frame.index)
    rows = np.arange(len(frame), dtype=np.int64)
    return np.where(known.isna(), -1 - rows, known.fillna(0)).astype(np.int64)


_MAKERS: dict[str, tuple[Callable[[pd.DataFrame], Sample], Callable[..., Sample]]] = {
    "proportion": (_counts, TwoCounts),
    "currency": (_counts, TwoCounts),
    "recovery": (_counts, TwoCounts),
    "paired_change": (_pairs, TwoPairs),
    "rate": (_person_events, TwoPersonEvents),
    "quantity": (_values, TwoValues),
    "time_to_event": (_durations, TwoDurations),
}
