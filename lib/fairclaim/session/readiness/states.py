"""What `fairclaim check` finds, as plain values: sizes, dates and coverage, never an outcome of the quarter."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from fairclaim.errors import Problem
from fairclaim.session.readiness.gap import WORST_FIRST, Gap, Share
from fairclaim.session.readiness.sizes import MeasureState

Verdict = Literal["ready", "ready with gaps", "cannot run"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """Something ugly that was found in a table, and what was done about it."""

    what: str
    rows: int
    done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableState:
    """What was read of one contract table.

    Parameters
    ----------
    about : str
        The contract's plain words.
    why_not : str
        Why it was not read; empty where it was.
    tells_outcome : bool
        Whether the number of its rows is an outcome of some measure: then rows and coverage are of the time before
        the quarter.
    rows : int or None
        None where it was not read.
    first, last : date or None
        Of its main date; None without rows, or for a table without dates.
    empty_months : tuple of date
        First days of the months between the two that have no row.
    linked_to : date or None
        Until when the quarter's file says that the feed is complete.
    ends_early : int or None
        Days from the feed's end to the freeze date.
    linked : Share or None
        Rows that belong to a referral (or a person) of the extract; None for tables that link to nobody.
    covered : Share or None
        Referrals received in the quarter that have a row; None where most referrals need none.
    """

    table: str
    about: str
    why_not: str = ""
    tells_outcome: bool = False
    rows: int | None = None
    first: date | None = None
    last: date | None = None
    empty_months: tuple[date, ...] = ()
    linked_to: date | None = None
    ends_early: int | None = None
    linked: Share | None = None
    covered: Share | None = None
    handled: tuple[Handled, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Everything that `check` says of one service in one quarter."""

    service: str
    quarter: str
    quarter_words: str
    as_at: date | None
    problems: tuple[Problem, ...] = ()
    exit_code_of_problems: int = 0
    tables: tuple[TableState, ...] = ()
    measures: tuple[MeasureState, ...] = ()
    commentary: tuple[Gap, ...] = ()

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """All gaps, worst first; the same one found twice is told once."""
        of_measures = (gap for state in self.measures for gap in state.gaps)
        of_tables = (gap for state in self.tables for gap in state.gaps)
        found = dict.fromkeys((*of_measures, *of_tables, *self.commentary))
        return tuple(sorted(found, key=lambda gap: WORST_FIRST.index(gap.weight)))

    @property
    def verdict(self) -> Verdict:
        """The last line."""
        if self.problems:
            return "cannot run"
        return "ready with gaps" if self.gaps else "ready"

    @property
    def exit_code(self) -> int:
        """0 ready, 1 with gaps, and the refusal's own otherwise."""
        return self.exit_code_of_problems or int(self.verdict == "ready with gaps")
