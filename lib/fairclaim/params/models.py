"""The files under params/, one model each: house, services, pathways, quarters."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from fairclaim.kinds import WITH_A_GROUP, Against, Audience
from fairclaim.params.model import Id, Model, Prose, Text
from fairclaim.params.waivers import WAIVE, Waiver
from fairclaim.params.world import World
from fairclaim.stats.methods import AnyMethod


class DisclosurePolicy(Model):
    """What one audience may see of small numbers. A count is suppressed where it, or its complement, is below."""

    suppress_below: int = Field(ge=0, description="5 suppresses 0 to 4, and n - 4 to n")
    round_counts_to: int = Field(ge=1, description="Counts are printed as 'about', to the nearest multiple")
    percent_decimals: int = Field(ge=0, le=1)


class Policies(Model):
    """One policy for each audience: all three are always stated."""

    internal: DisclosurePolicy
    contract: DisclosurePolicy
    public: DisclosurePolicy


class MarginBasis(Model):
    """Who settled the smallest difference that matters, when, and why so: a margin is a judgement, and has an owner."""

    agreed_by: Text = Field(description="A role or a group, not a person")
    agreed_on: date = Field(description="Before the figures were seen; a later day is told on the page")
    because: Prose = Field(description="Why this size and no other, in words for readers")


class House(Model):
    """What holds for every report of the organisation."""

    version: Literal[1]
    organisation: Text
    contact: Text = Field(description="A team or role, not a person")
    level: float = Field(gt=0.5, lt=1, description="Confidence level: 0.95, not 95")
    audience: Audience
    disclosure: Policies
    age_bands: Annotated[list[int], Field(min_length=1)] = Field(
        default=[18, 65, 75, 85], description="Lowest age of each band but the first, rising"
    )
    margin_agreed: MarginBasis | None = Field(
        default=None, description="For margins whose comparison does not say who agreed them"
    )


class Target(Model):
    """A standard that somebody set, with the paper it stands in."""

    value: float = Field(description="In the measure's unit: 0.85 for a proportion, 70 for a published percentage")
    name: Text
    source: Text
    dated: date


class Organisation(Model):
    """One organisation of a published series."""

    type: Text
    code: Text = Field(description="Always quoted")
    name: Text | None = None


class ComparisonGroup(Model):
    """People in the extract who did not have the service (`arm: comparison`), with the paper that chose them."""

    name: Text = Field(description="To stand after 'for': the people of Site B, which had no such service")
    source: Text = Field(description="Where it is written down why these people are compared")
    dated: date = Field(description="The day of that paper")
    changed_on: date | None = Field(
        default=None, description="For differences in differences: first day with the service, the first of a month"
    )
    unit: Literal["team", "site"] = Field(
        default="team", description="What is followed month by month: at least four of them without the service"
    )

    @model_validator(mode="after")
    def _whole_months(self) -> "ComparisonGroup":
        if self.changed_on is not None and self.changed_on.day != 1:
            raise ValueError("units are followed by whole months: let 'changed_on' be the first day of one")
        return self


class Comparison(Model):
    """One question that the report answers: a measure, held against something, by a method."""

    measure: Id
    against: Against
    method: AnyMethod
    margin: float | None = Field(
        default=None,
        gt=0,
        description="Smallest difference that matters, in the measure's unit (0.05 = 5 points); where the method gives "
        "a ratio, a ratio above 1 (1.1 = a tenth more, or as much less)",
    )
    margin_agreed: MarginBasis | None = Field(
        default=None, description="Who agreed the margin, when and why; left out: as the house's file says"
    )
    primary: bool = False
    target: Target | None = None
    benchmark: Organisation | None = None
    group: ComparisonGroup | None = Field(
        default=None, description="Goes with 'against: comparison_group' and 'against: difference_in_differences'"
    )

    @model_validator(mode="after")
    def _names_its_reference(self) -> "Comparison":
        for against, given in (("target", self.target), ("benchmark", self.benchmark)):
            if (self.against == against) != (given is not None):
                raise ValueError(f"'against: {against}' and the key '{against}:' go together")
        if self.margin_agreed is not None and self.margin is None:
            raise ValueError("'margin_agreed' says who agreed a margin: give the 'margin' as well, or leave both out")
        if (self.against in WITH_A_GROUP) != (self.group is not None):
            raise ValueError("'group:' goes with 'against: comparison_group' or 'difference_in_differences'")
        return self

    @model_validator(mode="after")
    def _can_be_tested(self) -> "Comparison":
        if self.against != "difference_in_differences" or self.group is None:
            return self
        if self.group.changed_on is None:
            raise ValueError("a difference in differences needs the day of the change: say 'changed_on' in the group")
        if self.margin is None:
            raise ValueError("a difference in differences is tested against the smallest difference that matters")
        return self

    @property
    def id(self) -> str:
        """Name the comparison: its measure and what it is held against."""
        return f"{self.measure}.{self.against.replace('_', '-')}"


class AuditRule(Model):
    """The agreement that an outcome audit must reach before a claim may rest on the outcome."""

    agreement: float = Field(gt=0.5, lt=1, description="The lower limit of the audited agreement must reach this")


class Pathway(Model):
    """A named set of measures with its mechanism, rivals and partners: the contribution story on file."""

    version: Literal[1]
    id: Id
    name: Prose
    dated: date
    owner: Text = Field(description="A role, not a person")
    mechanism: Prose
    rivals: Annotated[list[Prose], Field(min_length=1)]
    partners: Annotated[list[Text], Field(min_length=1)]
    measures: Annotated[list[Id], Field(min_length=1)]
    standard: Id | None = Field(default=None, description="The reliability measure that shows delivery as designed")
    harm: Id | None = Field(default=None, description="The safety measure that every outcome is paired with")
    wider_good: Prose | None = Field(
        default=None, description="May be named only as what a supported outcome supports, never as measured"
    )
    audit: AuditRule | None = None
    waive: list[Waiver] = Field(default=[], description=WAIVE)


class Service(Model):
    """One service: its pathway, its source, and its comparisons."""

    version: Literal[1]
    id: Id
    name: Prose
    pathway: Id
    source: Id
    about: Prose
    organisation: Organisation | None = Field(default=None, description="For published series only")
    breakdowns: list[Literal["age", "sex", "ethnicity", "deprivation", "site"]] = Field(
        default=[], description="What shares of people are broken down by, as far as the people table gives it"
    )
    comparisons: Annotated[list[Comparison], Field(min_length=1)]
    waive: list[Waiver] = Field(default=[], description=WAIVE)

    @model_validator(mode="after")
    def _few_and_distinct(self) -> "Service":
        ids = [comparison.id for comparison in self.comparisons]
        if len(set(ids)) < len(ids):
            raise ValueError("the same measure is held against the same thing twice")
        simple, design = ({c.measure for c in self.comparisons if c.against == asked} for asked in WITH_A_GROUP)
        if twice := simple & design:
            raise ValueError(
                f"'{min(twice)}' is held against a comparison group twice: the difference in differences tells the "
                "simple contrast itself where its test is not passed"
            )
        if sum(comparison.primary for comparison in self.comparisons) > 3:
            raise ValueError("at most three comparisons may be primary: choose before seeing the numbers")
        return self


class Synthetic(Model):
    """Recipe of a made-up extract with known truth. Every report made from it says that it is synthetic."""

    seed: int = Field(ge=0)
    truth: Literal["benefit", "nothing", "harm"] | None = Field(
        default=None, description="The shipped demonstration, under one of its three truths"
    )
    world: World | None = Field(
        default=None, description="A made-up service of your own; `{}` is one without any effect"
    )
    size: int | None = Field(default=None, ge=1, le=20_000_000, description="Referrals of that service in all")

    @model_validator(mode="after")
    def _demo_or_world(self) -> "Synthetic":
        if (self.truth is None) == (self.world is None):
            raise ValueError("say either 'truth' (the demonstration) or 'world' (a service of your own)")
        if (self.world is None) != (self.size is None):
            raise ValueError("'world' and 'size' go together")
        return self


class Revision(Model):
    """The extract that a reissued one takes the place of: both are read, and what changed is told."""

    extract: Text = Field(description="Folder of the extract that was reported on before")
    as_at: date = Field(description="The day that one was frozen")
    reason: Prose = Field(description="Why it was reissued, in words for readers")
    not_supplied: dict[str, Prose] = Field(default={}, description="Contract table → why that extract was without it")
    linked_to: dict[str, date] = Field(
        default={}, description="As for the quarter; left out: as there, and no later than that extract was frozen"
    )


class Plan(Model):
    """How much of something was planned for the quarter, with the paper that it stands in."""

    value: int = Field(ge=1)
    source: Text
    dated: date


class QuarterFile(Model):
    """One quarter: where its extract lies, when it was frozen, and what is known to be wrong with it."""

    version: Literal[1]
    id: Text
    extract: Text = Field(description="Folder of this quarter's cumulative extract, from the project's root")
    as_at: date = Field(description="The day the extract was frozen")
    issues: list[Prose] = Field(default=[])
    not_supplied: dict[str, Prose] = Field(
        default={}, description="Contract table → why it is missing this quarter, in words for readers"
    )
    linked_to: dict[str, date] = Field(
        default={}, description="Contract table → last day to which that feed was linked and complete"
    )
    planned: dict[Id, dict[Id, Plan]] = Field(
        default={}, description="Service → its measure of activity → what was planned for the quarter"
    )
    revises: Revision | None = None
    synthetic: Synthetic | None = None
    waive: list[Waiver] = Field(default=[], description=WAIVE)

    @model_validator(mode="after")
    def _in_order(self) -> "QuarterFile":
        if self.revises is not None and self.revises.as_at >= self.as_at:
            raise ValueError("the extract that is revised was frozen before the one that takes its place")
        if self.revises is not None and self.revises.extract == self.extract:
            raise ValueError("a reissued extract lies in a folder of its own: the one that was sent stays")
        return self
