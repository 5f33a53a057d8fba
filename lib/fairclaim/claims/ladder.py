"""The ladder's table as types, read once from its file."""

from functools import cache
from typing import Literal

from pydantic import model_validator

from fairclaim.kinds import Level, Rung
from fairclaim.params.measures import AnyMeasure, QuantityMeasure
from fairclaim.params.model import Model
from fairclaim.params.reading import shipped

BROKEN = "broken"

Kind = Literal[
    "proportion",
    "currency",
    "paired_change",
    "recovery",
    "rate",
    "quantity",
    "fall",
    "time_to_event",
    "category",
    "activity",
    "series",
]


class RungRow(Model):
    """One rung: its readers' name, meaning and licensed words."""

    number: int
    name: str
    means: str
    not_yet: str
    licenses: list[str]


class State(Model):
    """One state that a check can end in."""

    verdict: Literal["pass", "caution", "fail", "not run"]
    supports: bool
    cap: int | None = None
    sentence: str
    caution: str = ""
    shows: str = ""

    @model_validator(mode="after")
    def _what_would_lift_it_is_said(self) -> "State":
        if self.cap is not None and not self.shows:
            raise ValueError("a state that caps says in 'shows' what would lift the cap")
        return self


class CheckRow(Model):
    """One check: the question that it asks and its states."""

    id: str
    asks: str
    applies_to: list[Kind]
    only_against: list[str] | None = None
    states: dict[str, State]

    def applies(self, kind: str, against: str) -> bool:
        """Tell whether the check is asked of what is `graded_as` this kind, held against this."""
        return kind in self.applies_to and (self.only_against is None or against in self.only_against)


class SupportRow(Model):
    """When a better outcome may be raised."""

    rung: int
    raises_from: list[int]
    kinds: list[Kind]
    system_level_needs: list[str]


class Thresholds(Model):
    """Numbers that the checks use, as shares (0 to 1) or standard deviations."""

    followup_full: float
    followup_partial: float
    starting_point_sd: float


class Ladder(Model):
    """The whole table."""

    rungs: list[RungRow]
    bases: dict[str, int]
    support: SupportRow
    checks: list[CheckRow]
    thresholds: Thresholds

    def check(self, check_id: str) -> CheckRow:
        """Return the row of one check."""
        return next(row for row in self.checks if row.id == check_id)

    def state(self, check_id: str, state: str) -> State:
        """Return one state of one check; a check that stopped with an error did not run, and says so."""
        states = self.check(check_id).states
        if state == BROKEN:
            return states["not_run"].model_copy(update={"sentence": "This check stopped with an error."})
        return states[state]

    def base(self, design: str) -> Rung:
        """Return the rung that a design starts from."""
        return Rung(self.bases[design])

    def may_rise(self, base: Rung, *, kind: str, level: Level, design: str) -> bool:
        """Tell whether a better outcome of this kind, level and design can reach the supported rung at all."""
        if base not in self.support.raises_from or kind not in self.support.kinds:
            return False
        return level != "system" or design in self.support.system_level_needs


def graded_as(measure: AnyMeasure) -> Kind:
    """Return the kind that a measure is graded as: a fall is a change within a person, whose start decides its end."""
    return "fall" if isinstance(measure, QuantityMeasure) and measure.is_fall else measure.kind


@cache
def ladder() -> Ladder:
    """Read the table that ships with the package."""
    return shipped(Ladder, "fairclaim.claims", "ladder.yaml")
