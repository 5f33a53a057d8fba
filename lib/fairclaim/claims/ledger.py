"""The ledger (`claims.json`): everything that a page may show, after disclosure control, and nothing else.

A page, a table, a figure, an alt text and the index are made from a ledger alone. Numbers in it are tokens (text that
is already rounded and safe for its audience) or coordinates of a picture (coarsened to the same precision).
"""

from datetime import date
from typing import Literal

from pydantic import Field

from fairclaim.claims.beside import Remark, Revised, Story
from fairclaim.claims.pictures import Picture
from fairclaim.claims.record import Record
from fairclaim.kinds import Against, Audience, Family, Finding, Level, Rung


class Table(Record):
    """A claim's own numbers as text: first column is the row's heading; no cell is blank."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = Field(default=(), description="Explains each bracketed shorthand used, such as [c]")


class CheckLine(Record):
    """One check as the appendix tells it."""

    check: str
    verdict: Literal["pass", "caution", "fail", "not run"]
    sentence: str
    figures: str = Field(default="", description="How many and when, in a sentence; empty where there are none to tell")
    bound: bool = Field(description="Whether its cap is why the rung is not higher")


class MethodCard(Record):
    """What a reader may know of the method behind a claim."""

    name: str
    estimand: str = Field(description="What it estimates, as a sentence")
    needs: str = Field(description="What it is given, in plain words")
    options: tuple[str, ...] = Field(description="'interval: newcombe', one an option")
    refuses: tuple[str, ...] = Field(description="When it gives no number")
    sources: tuple[str, ...]
    calibration: str = Field(
        default="", description="How often its ranges held a truth that was known; empty: not tried"
    )


class Entry(Record):
    """One claim as one audience may read it."""

    claim_id: str
    measure: str
    title: str = Field(description="The measure's title; digits in it belong to its definition")
    against: Against
    against_words: str = Field(description="'the same quarter last year', 'the 70% standard'")
    family: Family
    level: Level
    finding: Finding
    finding_words: str = Field(default="", description="The finding as its mark names it, where not by its own name")
    rung: Rung
    primary: bool
    headline: str = Field(description="The sentence, in the licensed words of its rung")
    because: tuple[str, ...] = Field(description="Why the rung is not higher: at most two, worst first")
    cautions: tuple[str, ...]
    not_yet: tuple[str, ...] = Field(description="What it does not show, and what would show it")
    ask: str = Field(description="The action asked for, empty where none is")
    table: Table
    picture: Picture
    picture_title: str = Field(description="The finding, as the figure's title")
    picture_text: str = Field(description="Description of the figure for those who do not see it")
    definition: tuple[tuple[str, str], ...] = Field(description="Term and meaning: window, edges, source")
    flow: tuple[tuple[str, str], ...] = Field(description="Step of selection, and how many (as token)")
    breakdowns: tuple[Table, ...] = Field(default=(), description="The share of each group, described one by one")
    completion: Table | None = Field(
        default=None, description="Of a change in scores: from all who were eligible to those who got better"
    )
    completion_words: str = Field(default="", description="The same in a sentence, against all who were eligible")
    checks: tuple[CheckLine, ...]
    method: str
    card: MethodCard | None = None
    evidence: tuple[tuple[str, str], ...] = Field(description="What it rests on, and that thing's fingerprint")
    supplied: bool = Field(default=True, description="False: a table that it needs was not in the extract")
    read_with: str = Field(default="", description="A measure without which this one would mislead")


class Front(Record):
    """Page one: ids of claims in the order in which they are told, and the sentences about the whole."""

    worse: tuple[str, ...] = Field(description="What got worse, worst first; leads the page")
    may_say: tuple[str, ...] = Field(description="Every other claim with a finding, strongest first")
    described: tuple[str, ...]
    with_next: tuple[str, ...] = Field(default=(), description="Claims that are followed by what they are read with")
    not_yet: tuple[str, ...]
    next_steps: tuple[str, ...]
    asks: tuple[str, ...] = Field(description="What is asked of the reader")


class Ledger(Record):
    """One report for one audience."""

    schema_version: Literal[1] = 1
    service: str
    service_name: str
    organisation: str
    contact: str
    about: str
    pathway_name: str
    quarter: str
    quarter_words: str
    as_at: date
    audience: Audience
    audience_words: str = Field(description="What the disclosure policy does, in a sentence")
    synthetic: bool
    level_words: str = Field(description="What 'likely range' means, in a sentence")
    issues: tuple[str, ...]
    source_name: str
    publisher: str
    licence: str
    story: Story
    front: Front
    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...]
    not_told: tuple[str, ...] = Field(
        default=(), description="Titles of the pathway's measures of which it tells nothing"
    )
    not_supplied: tuple[str, ...] = Field(default=(), description="What was not in the extract, a sentence a table")
    revised: Revised | None = None
    overdue: tuple[str, ...] = Field(default=(), description="Every action that was due and not done, a sentence each")
    notices: tuple[str, ...] = Field(default=(), description="What a reader must know of how this report came about")
    fingerprints: tuple[tuple[str, str], ...] = Field(description="Name and SHA-256 of params, tables and notebook")
    fairclaim_version: str

    def entry(self, claim_id: str) -> Entry:
        """Return the entry of a claim; KeyError where the ledger has none."""
        for entry in self.entries:
            if entry.claim_id == claim_id:
                return entry
        raise KeyError(claim_id)

    def family(self, family: Family) -> tuple[Entry, ...]:
        """Return the entries of one family, in the order of the service."""
        return tuple(entry for entry in self.entries if entry.family == family)
