"""What no single table can show: ids that link nowhere, and scores that their instrument does not have."""

from collections.abc import Mapping

import pandas as pd

from fairclaim.data.reading.oddities import linked
from fairclaim.data.reading.told import told_column
from fairclaim.errors import Problem, counted
from fairclaim.params.measures import AnyMeasure, SeriesMeasure
from fairclaim.params.scores import OfScores
from fairclaim.params.sources import Source

# A feed of deaths or hospital stays covers more people than the service's own. A handful of strangers is no sign that
# keys are written in two ways; this many, and not one of the service's people among them, is.
_STRANGERS = 10


def between_tables(
    frames: Mapping[str, pd.DataFrame], source: Source, told: str, measures: tuple[AnyMeasure, ...]
) -> list[Problem]:
    """List scores off their instrument's scale, and tables of which not one row links to a referral."""
    problems = []
    for measure in measures:
        if isinstance(measure, OfScores) and "scores" in frames:
            problems += _off_scale(measure, frames["scores"], source, told)
        if isinstance(measure, SeriesMeasure) and "series" in frames:
            problems += _off_percent(measure, frames["series"], source, told)
    referrals = frames.get("referrals")
    if referrals is None:
        return problems
    for name, frame in frames.items():
        if name != "referrals" and not frame.empty:
            problems += _nowhere(name, frame, referrals, source, told)
    return problems


def _nowhere(name: str, frame: pd.DataFrame, referrals: pd.DataFrame, source: Source, told: str) -> list[Problem]:
    link = linked(frame, referrals)
    if link is None or link[2].any() or not link[1].any():
        return []
    key, named, _ = link
    # Ids written in two ways link nowhere, and an outcome that is looked for in vain would look like its absence.
    if key == "person_id" and int(named.sum()) < _STRANGERS:
        return []
    noun, theirs = ("referral", "referral's id") if key == "referral_id" else ("person", "person's key")
    what = f"not one row belongs to a {noun} of the extract"
    todo = f"check that both files write the {theirs} in the same way (zeros in front, spaces)"
    return [Problem(what, told_column(source, name, key, told), todo=todo)]


def _off_scale(measure: OfScores, frame: pd.DataFrame, source: Source, told: str) -> list[Problem]:
    low, high = measure.score_range
    own = frame["instrument"].str.casefold() == measure.instrument.casefold()
    if "item" in frame:
        items = measure.items or ([] if measure.item is None else [measure.item])
        named = [name.casefold() for name in items]
        own &= frame["item"].str.casefold().isin(named) if named else frame["item"].isna()
    rows = int((own & ~frame["score"].between(low, high)).sum())
    if not rows:
        return []
    where = told_column(source, "scores", "score", told)
    allowed = f"{low:g} to {high:g} for the {measure.instrument}"
    return [Problem("a score that its scale does not have", where, counted(rows), allowed, "correct the rows")]


def _off_percent(measure: SeriesMeasure, frame: pd.DataFrame, source: Source, told: str) -> list[Problem]:
    own = (frame["indicator"].str.casefold() == measure.indicator.casefold()) & frame["value"].notna()
    rows = int((own & ~frame["value"].between(0, 100)).sum())
    if not rows:
        return []
    where = told_column(source, "series", "value", told)
    return [Problem("a figure that is no percentage", where, counted(rows), "0 to 100", "correct the rows")]
