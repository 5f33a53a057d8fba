"""The ledger (`claims.json`): everything that a page may show, after disclosure control, and nothing else.

A page, a table, a figure, an alt text and the index are made from a ledger alone. Numbers in it are tokens (text that
is already rounded and safe for its audience) or coordinates of a picture (coarsened to the same precision).
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from fairclaim.kinds import Against, Audience, Better, Family, Finding, Level, Rung


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class IntervalPicture(_Record):
    """A value with its likely range against a line of no difference (or a target). All in `unit`, to be drawn."""

    kind: Literal["interval"] = "interval"
    unit: str = Field(description="Axis title: 'people in every 100', 'points of the Barthel Index'")
    value: float
    lower: float
    upper: float
    line: float = Field(
        description="0 for a difference or change, 1 for a ratio; the target for a share held against one"
    )
    line_label: str
    margin: float | None = Field(
        default=None, description="Half width of the band that is too small to matter; of a ratio, its upper end"
    )
    margin_label: str = Field(default="too small to matter", description="What lies within the band")
    better: Better
    ratio: bool = Field(default=False, description="Drawn so that twice as much and half as much are equally far")


class SharePicture(_Record):
    """A number of one cohort with its likely range and nothing to hold it against; a share in every 100."""

    kind: Literal["share"] = "share"
    unit: str
    value: float
    lower: float
    upper: float
    first: float = Field(default=0.0, description="Where the axis begins")
    last: float = Field(default=100.0, description="Where it ends: all of a share")


class ProcessPicture(_Record):
    """A monthly control chart. `values` and the rest have one entry a month that was published, `months` all months."""

    kind: Literal["process"] = "process"
    unit: str
    months: tuple[date, ...] = Field(description="Every month of the window, first days, gaps included")
    published: tuple[date, ...]
    values: tuple[float, ...]
    labels: tuple[str, ...]
    point_types: tuple[Literal["common", "improvement", "concern"], ...]
    segments: tuple["SegmentPicture", ...]
    target: float | None
    target_label: str
    ceiling: float | None = Field(description="Natural end of the scale: limits are drawn no further")
    quarter_starts: date = Field(description="First month of the quarter reported on")
    decimals: int = Field(default=1, description="Of the values, as they are told")
    judged_by_earlier: bool = Field(default=False, description="Whether the limits rest on months before the quarter")
    absent: str = Field(default="not published", description="Why a month has no value")


class SegmentPicture(_Record):
    """Limits of one stretch, absent where there are too few months."""

    first: date
    last: date
    mean: float | None
    lower: float | None
    upper: float | None
    trial: bool


class StripPicture(_Record):
    """One organisation among its like: a point on an unlabelled strip, unranked."""

    kind: Literal["strip"] = "strip"
    unit: str
    value: float
    others: tuple[float, ...]
    lower_quartile: float
    median: float
    upper_quartile: float


class NoPicture(_Record):
    """Why nothing is drawn: withheld for small numbers, or not estimable."""

    kind: Literal["none"] = "none"
    reason: str


Picture = Annotated[
    IntervalPicture | SharePicture | ProcessPicture | StripPicture | NoPicture, Field(discriminator="kind")
]


class Table(_Record):
    """A claim's own numbers as text: first column is the row's heading; no cell is blank."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = Field(default=(), description="Explains each bracketed shorthand used, such as [c]")


class CheckLine(_Record):
    """One check as the appendix tells it."""

    check: str
    verdict: Literal["pass", "caution", "fail", "not run"]
    sentence: str
    figures: str = Field(default="", description="How many and when, in a sentence; empty where there are none to tell")
    bound: bool = Field(description="Whether its cap is why the rung is not higher")


class MethodCard(_Record):
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


class Entry(_Record):
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


class Story(_Record):
    """The contribution story on file for the pathway."""

    mechanism: str
    rivals: tuple[str, ...]
    partners: tuple[str, ...]
    owner: str
    dated: date
    wider_good: str


class Waived(_Record):
    """Words that claim more than the evidence licenses, and that somebody lets stand."""

    words: str
    role: str
    reason: str


class Remark(_Record):
    """Commentary that a person wrote, with what the linter made of it."""

    role: str
    dated: date
    text: str
    findings: tuple[tuple[str, str], ...] = Field(description="The words that over-claim, and the licensed rewrite")
    waived: tuple[Waived, ...] = ()
    quoted: tuple[str, ...] = Field(default=(), description="Words of a person, who is named: exempt, and told")


class RevisedClaim(_Record):
    """One claim as it stood in the report that this one takes the place of, and as it stands now."""

    claim_id: str
    title: str
    against_words: str = Field(description="Empty where it is held against nothing")
    before: str = Field(description="The figure as the earlier extract gives it, or why it is not shown")
    now: str
    before_marks: str = Field(description="Finding and level of evidence, as 'better, compared'")
    now_marks: str


class RevisedRows(_Record):
    """Rows of one table that the earlier extract had not, or had otherwise, as tokens."""

    table: str = Field(description="The table as readers know it")
    late: str = Field(description="Dated up to the earlier freeze, and not in the earlier extract")
    withdrawn: str = Field(description="In the earlier extract, and no longer there as it was")


class Revised(_Record):
    """What differs from the report that was made from the extract of an earlier day."""

    as_at: date = Field(description="The day on which the earlier extract was frozen")
    opening: str = Field(description="For page one: which report this one takes the place of, and why")
    changes: tuple[str, ...] = Field(description="For page one: what changed, the findings first")
    claims: tuple[RevisedClaim, ...]
    rows: tuple[RevisedRows, ...]
    other_rows: str = Field(description="A sentence on the tables that are not listed; empty where all are")


class Front(_Record):
    """Page one: ids of claims in the order in which they are told, and the sentences about the whole."""

    worse: tuple[str, ...] = Field(description="What got worse, worst first; leads the page")
    may_say: tuple[str, ...] = Field(description="Every other claim with a finding, strongest first")
    described: tuple[str, ...]
    with_next: tuple[str, ...] = Field(default=(), description="Claims that are followed by what they are read with")
    not_yet: tuple[str, ...]
    next_steps: tuple[str, ...]
    asks: tuple[str, ...] = Field(description="What is asked of the reader")


class Ledger(_Record):
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
    not_supplied: tuple[str, ...] = Field(default=(), description="What was not in the extract, a sentence a table")
    revised: Revised | None = None
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
