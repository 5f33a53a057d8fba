"""What every measure says of itself, whatever its kind."""

from datetime import date

from pydantic import Field

from fairclaim.kinds import LEVEL_OF_FAMILY, Better, Family, Level
from fairclaim.params.model import Id, Model, Prose, Text
from fairclaim.params.waivers import WAIVE, Waiver


class Break(Model):
    """A day from which the measure means something else."""

    on: date
    what: Prose


class EveryMeasure(Model):
    """What a measure of any kind says."""

    id: Id
    title: Prose = Field(description="As a heading; numbers in it are part of the definition")
    outcome_phrase: Prose = Field(
        description="What is measured, to stand after 'the share of', 'the rate of', 'the average' or 'the time to', "
        "by the measure's kind; of a paired change, the score itself"
    )
    family: Family
    better: Better = Field(description="Of a time to an event: whether a longer or a shorter time is better")
    rule: Text | None = Field(default=None, description="National definition that it follows, if any")
    plain: Prose | None = Field(default=None, description="The whole definition in one sentence for readers")
    read_with: Id | None = Field(
        default=None, description="A measure without which this one would mislead: told right after it on page one"
    )
    breaks: list[Break] = Field(default=[])
    waive: list[Waiver] = Field(default=[], description=WAIVE)

    @property
    def level(self) -> Level:
        """The level at which its family speaks."""
        return LEVEL_OF_FAMILY[self.family]
