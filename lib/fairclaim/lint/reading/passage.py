"""A passage of prose and where each letter of it stands in its file."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from fairclaim.params.waivers import Waiver

Kind = Literal["heading", "paragraph", "item", "quote", "cell", "caption", "alt", "title", "value"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands.

    Parameters
    ----------
    file : str
        As the user named it.
    line, column : int
        From 1. Of a Word document, the line is the paragraph's number and the column its letter's.
    within : str
        The same for a person: 'line 12', 'cell 3, line 2', 'table 1, row 2, column 3'.
    """

    file: str
    line: int
    column: int
    within: str


@dataclass(frozen=True, slots=True)
class Run:
    """From this offset of a passage on, letters stand side by side on one line of the file."""

    start: int
    line: int
    column: int
    within: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Text that belongs together, without its markup.

    Parameters
    ----------
    file : str
    kind : Kind
    text : str
        On one line.
    runs : tuple of Run
        Rising by their start; the first starts at 0.
    claim : str
        Id of the claim that the text says it is about; empty: none named.
    waivers : tuple of Waiver
    """

    file: str
    kind: Kind
    text: str
    runs: tuple[Run, ...]
    claim: str = ""
    waivers: tuple[Waiver, ...] = ()

    def place(self, offset: int) -> Place:
        """Return where the letter at this offset of the text stands."""
        run = self.runs[bisect_right([one.start for one in self.runs], offset) - 1]
        return Place(self.file, run.line, run.column + offset - run.start, run.within or f"line {run.line}")


@dataclass(frozen=True, slots=True)
class Document:
    """What was read of one file."""

    file: str
    passages: tuple[Passage, ...]
