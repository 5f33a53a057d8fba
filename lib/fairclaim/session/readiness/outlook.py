"""What difference a comparison could show: sizes of the quarter, shares and spread of earlier people alone."""

from dataclasses import dataclass
from typing import Literal

from fairclaim.kinds import EARLIER
from fairclaim.params.answers import SHARES
from fairclaim.params.measures import AnyMeasure
from fairclaim.params.models import Comparison
from fairclaim.session.readiness.sizes import Outlook
from fairclaim.session.readiness.wording import amount
from fairclaim.stats.detectable import (
    Direction,
    chance_of_cannot_say,
    change_of_scores,
    difference_of_shares,
    distance_from_target,
    range_of_change,
    range_of_difference,
    range_of_share,
)
from fairclaim.stats.results import NotEstimable


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """What an outlook rests on.

    Parameters
    ----------
    n : int
        Counted in the quarter.
    n_reference : int or None
        Counted in the earlier quarter, where there is one.
    base : float or None
        The earlier share (0 to 1), or the standard deviation of earlier changes; None where nobody was counted.
    earlier : str
        Whose it is, in readers' words.
    level : float
        Of the interval that the report will print, at its strictest.
    """

    n: int
    n_reference: int | None
    base: float | None
    earlier: str
    level: float


def outlook(comparison: Comparison, measure: AnyMeasure, sizes: Sizes) -> Outlook | None:
    """Say what difference would probably show; None for measures and questions without such an answer (charts)."""
    if measure.kind == "paired_change":
        return _change(comparison, sizes) if comparison.against == "nothing" else None
    if measure.kind not in SHARES:
        return None
    if comparison.target is not None:
        return _target(comparison, measure, comparison.target.value, sizes)
    if comparison.against in EARLIER:
        return _shares(comparison, measure, sizes)
    return _alone(sizes) if comparison.against == "nothing" else None


def _shares(comparison: Comparison, measure: AnyMeasure, sizes: Sizes) -> Outlook:
    n, other = sizes.n, sizes.n_reference or 0
    if sizes.base is None or not n:
        return Outlook(ending="not known", sentence="Nobody is counted on one side, so nothing can show.")
    smallest = difference_of_shares(sizes.base, n, other, _direction(measure), level=sizes.level)
    half = range_of_difference(sizes.base, n, other, level=sizes.level)
    opening = f"With {n:,} people, and {other:,} in {sizes.earlier}"
    return _told(opening, smallest, half, comparison.margin, sizes.level, "in every 100", 100)


def _target(comparison: Comparison, measure: AnyMeasure, target: float, sizes: Sizes) -> Outlook:
    if not sizes.n:
        return Outlook(ending="not known", sentence="Nobody is counted, so nothing can show.")
    smallest = distance_from_target(target, sizes.n, _direction(measure), level=sizes.level)
    half = range_of_share(target, sizes.n, level=sizes.level)
    opening = f"With {sizes.n:,} people, held against {amount(100 * target)} in every 100"
    return _told(opening, smallest, half, comparison.margin, sizes.level, "in every 100", 100)


def _change(comparison: Comparison, sizes: Sizes) -> Outlook:
    if sizes.base is None:
        sentence = "No earlier pairs of scores tell how much changes differ, so what could show is not known."
        return Outlook(ending="not known", sentence=sentence, margin=comparison.margin)
    smallest = change_of_scores(sizes.base, sizes.n, level=sizes.level)
    half = range_of_change(sizes.base, sizes.n, level=sizes.level)
    opening = f"With {sizes.n:,} pairs of scores, whose changes differ as in {sizes.earlier}"
    return _told(opening, smallest, half, comparison.margin, sizes.level, "points", 1)


def _alone(sizes: Sizes) -> Outlook:
    half = range_of_share(0.5, sizes.n, level=sizes.level)
    if isinstance(half, NotEstimable):
        return Outlook(ending="not known", sentence=half.reason)
    sentence = (
        f"With {sizes.n:,} people the likely range reaches at most {amount(100 * half)} in every 100 to either side."
    )
    return Outlook(ending="described", sentence=sentence)


def _direction(measure: AnyMeasure) -> Direction:
    """The way that has to be seen: a gain, or, of harm, a worsening."""
    towards_more = (measure.better == "higher") != (measure.family == "safety")
    return "up" if towards_more else "down"


def _told(
    opening: str,
    smallest: float | NotEstimable,
    half: float | NotEstimable,
    margin: float | None,
    level: float,
    unit: str,
    scale: int,
) -> Outlook:
    if isinstance(smallest, NotEstimable) or isinstance(half, NotEstimable):
        reason = smallest.reason if isinstance(smallest, NotEstimable) else ""
        return Outlook(ending="cannot say", sentence=f"{opening}: {reason[:1].lower()}{reason[1:]}", margin=margin)
    noun = "change" if unit == "points" else "difference"
    seen = f"{opening}, a {noun} smaller than {amount(scale * smallest)} {unit} would probably not show."
    if margin is None:
        unknown = "The comparison has no margin, so it cannot be said whether that is enough."
        return Outlook(ending="not known", sentence=f"{seen} {unknown}", smallest=smallest)
    asked = f"The smallest that matters is {amount(scale * margin)}"
    if smallest <= margin:
        return Outlook(ending="shows", sentence=f"{seen} {asked}: it would show.", smallest=smallest, margin=margin)
    if chance_of_cannot_say(half, margin, level=level) >= 0.5:
        ending: Literal["cannot say", "may not show"] = "cannot say"
        tail = "unless the true difference is large, this will most likely end as 'cannot say'."
    else:
        ending, tail = "may not show", "a difference just large enough to matter may well not show."
    return Outlook(ending=ending, sentence=f"{seen} {asked}: {tail}", smallest=smallest, margin=margin)
