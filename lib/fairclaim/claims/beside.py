"""What stands in a ledger beside its claims: the story on file, what people wrote, what a reissue revised."""

from datetime import date

from pydantic import Field

from fairclaim.claims.record import Record


class Story(Record):
    """The contribution story on file for the pathway."""

    mechanism: str
    rivals: tuple[str, ...]
    partners: tuple[str, ...]
    owner: str
    dated: date
    wider_good: str


class Waived(Record):
    """Words that claim more than the evidence licenses, and that somebody lets stand."""

    words: str
    role: str
    reason: str


class Remark(Record):
    """Commentary that a person wrote, with what the linter made of it."""

    role: str
    dated: date
    text: str
    findings: tuple[tuple[str, str], ...] = Field(description="The words that over-claim, and the licensed rewrite")
    waived: tuple[Waived, ...] = ()
    quoted: tuple[str, ...] = Field(default=(), description="Words of a person, who is named: exempt, and told")


class RevisedClaim(Record):
    """One claim as it stood in the report that this one takes the place of, and as it stands now."""

    claim_id: str
    title: str
    against_words: str = Field(description="Empty where it is held against nothing")
    before: str = Field(description="The figure as the earlier extract gives it, or why it is not shown")
    now: str
    before_marks: str = Field(description="Finding and level of evidence, as 'better, compared'")
    now_marks: str


class RevisedRows(Record):
    """Rows of one table that the earlier extract had not, or had otherwise, as tokens."""

    table: str = Field(description="The table as readers know it")
    late: str = Field(description="Dated up to the earlier freeze, and not in the earlier extract")
    withdrawn: str = Field(description="In the earlier extract, and no longer there as it was")


class Revised(Record):
    """What differs from the report that was made from the extract of an earlier day."""

    as_at: date = Field(description="The day on which the earlier extract was frozen")
    opening: str = Field(description="For page one: which report this one takes the place of, and why")
    changes: tuple[str, ...] = Field(description="For page one: what changed, the findings first")
    claims: tuple[RevisedClaim, ...]
    rows: tuple[RevisedRows, ...]
    other_rows: str = Field(description="A sentence on the tables that are not listed; empty where all are")
