"""What `check` tells of one comparison: how many are counted, what could show, and how strong a claim may be."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from fairclaim.session.readiness.gap import Gap, Share

Ending = Literal["shows", "may not show", "cannot say", "described", "not known"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The people of one period, from index events to those counted.

    Parameters
    ----------
    period : str
        In readers' words.
    events : int
        Index events.
    events_words : str
        What they are: "episodes that ended in the quarter".
    lost : tuple of (str, int)
        Why somebody is not counted, and how many; reasons that took nobody are left out.
    counted : int
    seen : Share or None
        Of those who were owed a follow-up, those whose outcome is known; None where that cannot be told, because
        having no record counts as having come to no harm.
    still_open : int
        Windows that run past the freeze date.
    closed_on : date or None
        The first freeze date at which none of them would.
    """

    period: str
    events: int
    events_words: str
    lost: tuple[tuple[str, int], ...]
    counted: int
    seen: Share | None
    still_open: int = 0
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What difference a comparison could show, from sizes and earlier people alone.

    Parameters
    ----------
    ending : Ending
    sentence : str
    smallest : float or None
        Smallest difference that would show four times in five, in the measure's unit.
    margin : float or None
    """

    ending: Ending
    sentence: str
    smallest: float | None = None
    margin: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureState:
    """What one comparison (or a measure that only the pathway names) will get, lose and lack.

    Parameters
    ----------
    groups : tuple of Group
        The quarter's own, then the reference's; empty for a series, and where nothing can be counted.
    sizes : str
        For a series: months and organisations, in a sentence.
    lacks : tuple of str
        What is missing, in sentences.
    audited : int or None
        Outcomes of the quarter that were looked up again; None where audits do not apply.
    at_best : str
        The rung that the claim can be given if every number turns out well; empty where there is no claim.
    because : tuple of str
        What keeps it there.
    """

    measure: str
    title: str
    against: str
    groups: tuple[Group, ...] = ()
    sizes: str = ""
    lacks: tuple[str, ...] = ()
    audited: int | None = None
    at_best: str = ""
    because: tuple[str, ...] = ()
    outlook: Outlook | None = None
    gaps: tuple[Gap, ...] = ()
