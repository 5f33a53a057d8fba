"""How measures of two scores are told: the score, what is asked of it, and what becomes of whoever has none."""

from collections.abc import Iterator

from fairclaim.claims.definition_words import Term, of_unit
from fairclaim.params.edges import Limit
from fairclaim.params.scores import OfScores, PairedChangeMeasure, RecoveryMeasure


def change_terms(measure: PairedChangeMeasure) -> Iterator[Term]:
    """Say what is compared, and which change people notice."""
    yield from _score(measure)
    yield "A change that people notice", f"{_points(measure.meaningful_change)} ({measure.meaningful_change_source})"
    if measure.usual is not None:
        usual = f"an average of {_points(measure.usual.mean)} ({measure.usual.source})"
        yield "People like these on an ordinary day", usual


def recovery_terms(measure: RecoveryMeasure) -> Iterator[Term]:
    """Say from which side of the cut-off to which, and who is on neither."""
    yield from _score(measure)
    yield "Counted only if", f"the first score is {limit_words(measure.began)}"
    besides = f", and at least {_points(measure.changed_by)} better than the first" if measure.changed_by else ""
    yield "Reached when", f"the later score is {limit_words(measure.ended)}{besides}"
    yield "Where the cut-off comes from", measure.cut_off_source
    yield "Not seen", "whoever has no first score, or none later, is counted apart as not scored"


def limit_words(limit: Limit) -> str:
    """Write a limit that itself still counts: "24 points or less", "1 point or more"."""
    return f"{_points(limit.points)} or {'more' if limit.at_most is None else 'less'}"


def _score(measure: OfScores) -> Iterator[Term]:
    low, high = measure.score_range
    first, last = measure.first or "a referral's first score", measure.last or "its latest later one"
    of = f", the item {measure.item}" if measure.item else ""
    of = f", the mean of {len(measure.items)} items ({', '.join(measure.items)})" if measure.items else of
    yield "Score", f"{measure.instrument}{of}, {low:g} to {high:g} points, from {first} to {last}"
    if measure.items:
        lost = "that occasion has no score; whoever is left without two is counted apart as not scored"
        yield "An item not answered", lost


def _points(number: float) -> str:
    return of_unit(f"{number:g}", "points")
