"""A measure as data: its index event, outcome, window, and every edge that national definitions trip over."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from fairclaim.kinds import LEVEL_OF_FAMILY, Better, Family, Level

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
DURATION_PATTERN = r"^\d+(h|d|w)$"

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=60)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Duration = Annotated[str, StringConstraints(pattern=DURATION_PATTERN)]


class Model(BaseModel):
    """Everything read from YAML or JSON: frozen, strict, and closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Index(Model):
    """The event that puts a referral into the cohort."""

    table: Text = Field(description="Contract table that holds the event")
    at: Text = Field(description="Its date or time column; the quarter is counted by it")
    where: dict[str, list[str]] = Field(default={}, description="Column → values allowed")


class OutcomeEvent(Model):
    """The event looked for inside the window."""

    table: Text
    at: Text
    where: dict[str, list[str]] = {}
    counts_when: Literal["present", "absent"] = Field(
        description="`absent`: success is that the event did not happen, and its absence must have been observed"
    )


class Window(Model):
    """From when to when after the index event the outcome counts."""

    start: Duration = Field(description="0d, 24h, 6w …, counted from the index event")
    end: Duration
    start_day: Literal["inclusive", "exclusive"] = Field(description="Does an event exactly at the start count?")
    end_day: Literal["inclusive", "exclusive"] = "inclusive"
    clock: Literal["days", "hours"] = Field(description="`days`: calendar days; `hours`: exact times")


class ObservedWhen(Model):
    """What shows that somebody looked: a row of `table` for the referral on which the `where` columns hold."""

    table: Text
    at: Text | None = Field(default=None, description="If given, the row's date must not be before the window's end")
    where: dict[str, list[str]] = {}


class Baseline(Model):
    """The score at the start, kept with each row so that two cohorts' starting points can be compared."""

    instrument: Text
    time_point: Text


class Break(Model):
    """A day from which the measure means something else."""

    on: date
    what: Text


class _Measure(Model):
    id: Id
    title: Text = Field(description="As a heading; numbers in it are part of the definition")
    outcome_phrase: Text = Field(
        description="What is measured, to stand after 'the share of people …' or as 'functional score'"
    )
    family: Family
    better: Better
    rule: Text | None = Field(default=None, description="National definition that it follows, if any")
    breaks: list[Break] = []

    @property
    def level(self) -> Level:
        return LEVEL_OF_FAMILY[self.family]


class ProportionMeasure(_Measure):
    """The share of index events with the outcome inside the window. One row per index event."""

    kind: Literal["proportion"]
    index: Index
    outcome: OutcomeEvent
    observed_when: ObservedWhen | None = None
    window: Window
    died: Literal["failure", "excluded"] = Field(description="A death inside the window before the outcome")
    not_observed: Literal["own_state", "failure", "missing"]
    immature: Literal["refused"] = "refused"
    baseline: Baseline | None = None

    @model_validator(mode="after")
    def _absence_is_observed(self) -> "ProportionMeasure":
        if self.outcome.counts_when == "absent" and self.observed_when is None:
            raise ValueError(
                "an outcome that counts when it is absent must say when its absence was observed: add observed_when"
            )
        return self


class PairedChangeMeasure(_Measure):
    """Change in one person's score from the first to the last time point of an episode."""

    kind: Literal["paired_change"]
    index: Index
    instrument: Text
    first: Text = Field(description="Label of the earlier time point in the scores table")
    last: Text
    meaningful_change: float = Field(gt=0, description="Published threshold, in the instrument's points")
    meaningful_change_source: Text
    score_range: tuple[float, float] = Field(strict=False)


class SeriesMeasure(_Measure):
    """A published aggregate by month. It has no people behind it here: no linkage, no deaths."""

    kind: Literal["series"]
    column: Text = Field(description="Contract column of the series table")
    unit: Literal["percent"]
    denominator: Literal["not_published"] = Field(
        description="Whether the publication gives the count behind each percentage"
    )
    source_note: Text


Measure = Annotated[ProportionMeasure | PairedChangeMeasure | SeriesMeasure, Field(discriminator="kind")]
AnyMeasure = ProportionMeasure | PairedChangeMeasure | SeriesMeasure
