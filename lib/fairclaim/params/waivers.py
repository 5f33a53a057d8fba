"""Words that are let stand although they claim more than the evidence licenses: who answers for it, and why."""

from pydantic import Field

from fairclaim.params.model import Id, Model, Text

WAIVE = "Rules of the linter that do not hold for this file, each with a role and a reason"


class Waiver(Model):
    """One rule of the linter that does not hold for a text. Readers of the report are told role and reason."""

    rule: Id = Field(description="The rule's id, as `fairclaim lint` prints it")
    role: Text = Field(description="Who answers for it: a role, not a person")
    reason: Text = Field(description="In words for readers")
    key: Text | None = Field(default=None, description="The key whose text is meant; left out: any text of this file")
