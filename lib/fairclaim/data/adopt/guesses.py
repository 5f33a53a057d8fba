"""What was guessed of a table: which column feeds which of ours, how sure that is, and why."""

from dataclasses import dataclass, field, replace
from typing import Literal

from fairclaim.data.adopt.columns import Column
from fairclaim.data.adopt.dates import DateGuess
from fairclaim.data.adopt.regions import Region

Confidence = Literal["sure", "likely", "check"]
TODO = "TODO"


@dataclass(frozen=True, slots=True)
class Guess:
    """One of our columns, fed from one of theirs (None: somebody has to fill it in)."""

    column: Column | None
    confidence: str
    why: str

    @property
    def header(self) -> str:
        """What the source will hold."""
        return self.column.header if self.column is not None else TODO

    def doubted(self, why: str) -> "Guess":
        """Return the guess with one more reason to look at it."""
        return replace(self, confidence="check", why=f"{self.why}; {why}" if self.why else why)


@dataclass(frozen=True, slots=True)
class Constant:
    """The same entry for every row."""

    value: str
    confidence: str
    why: str


@dataclass(slots=True)
class Drafted:
    """One part of a source: the rows that one table of a file gives to one contract table."""

    table: str
    region: Region
    columns: dict[str, Guess]
    constants: dict[str, Constant] = field(default_factory=dict)
    skip: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    strange: dict[str, list[str]] = field(default_factory=dict)
    dates: dict[str, DateGuess] = field(default_factory=dict)
    blank: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def column_of(self, ours: str) -> Column | None:
        """Return the column that feeds one of ours, if one does."""
        guess = self.columns.get(ours)
        return guess.column if guess is not None else None


@dataclass(slots=True)
class RegionDraft:
    """Everything that was guessed of one table of a file, and what was left out of it, by header."""

    region: Region
    parts: list[Drafted] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)
    identifying: dict[str, str] = field(default_factory=dict)
    set_aside: bool = False
    doubts: list[str] = field(default_factory=list)

    @property
    def used(self) -> set[int]:
        """The columns that feed something, by identity: two may have one header."""
        return {id(guess.column) for part in self.parts for guess in part.columns.values() if guess.column is not None}
