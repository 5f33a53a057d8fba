"""A measure as data. Nine kinds; each compiles to one expression that gives one row per index event."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from fairclaim.kinds import LEVEL_OF_FAMILY, Better, Family, Level
from fairclaim.params.edges import (
    Amount,
    Baseline,
    Between,
    CategoryOf,
    CountedEvent,
    Index,
    ObservedWhen,
    OutcomeEvent,
    Span,
    Window,
)
from fairclaim.params.model import Duration, Id, Model, Prose, Text
from fairclaim.params.waivers import WAIVE, Waiver

Immature = Literal["refused", "excluded"]
NotObserved = Literal["own_state", "failure", "missing"]


class Break(Model):
    """A day from which the measure means something else."""

    on: date
    what: Prose


class _Measure(Model):
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
    breaks: list[Break] = Field(default=[])
    waive: list[Waiver] = Field(default=[], description=WAIVE)

    @property
    def level(self) -> Level:
        return LEVEL_OF_FAMILY[self.family]


class _OfEvents(_Measure):
    """What measures with an index event and a window share."""

    index: Index
    window: Window
    transferred: Between = Field(default="ignored", description="A transfer inside the window, before the outcome")
    rereferred: Between = Field(default="ignored", description="A new referral of the person inside the window")
    immature: Immature = Field(
        default="refused", description="A window that runs past the freeze date: no figure at all, or without that row"
    )


def _own_row(index: Index, of: OutcomeEvent | CategoryOf) -> None:
    if of.link != "row":
        return
    if of.table != index.table:
        raise ValueError("'link: row' reads the index event's own row: name its table, or another link")
    if isinstance(of, OutcomeEvent) and of.at_least > 1:
        raise ValueError("'link: row' reads one row, which holds one event: leave out 'at_least', or name another link")


def _not_before(window: Window) -> None:
    if window.start.startswith("-"):
        raise ValueError("time runs from the index event: the window cannot start before it")


def _no_failure(measure: _OfEvents) -> None:
    for key in ("transferred", "rereferred"):
        if getattr(measure, key) == "failure":
            raise ValueError(f"'{key}: failure' has a meaning for a proportion only: say ignored or excluded")


class ProportionMeasure(_OfEvents):
    """The share of index events with the outcome inside the window. Timeliness is one with a short window."""

    kind: Literal["proportion"]
    outcome: CountedEvent
    observed_when: ObservedWhen | None = None
    died: Literal["failure", "excluded"] = Field(description="A death inside the window before the outcome")
    not_observed: NotObserved
    events_unseen: Literal["counted", "left_out"] = Field(
        default="counted",
        description="An event on record of somebody whom nobody looked at: it counts (and pulls the share to its side "
        "where few were looked at), or the row is not observed like the others",
    )
    baseline: Baseline | None = None

    @model_validator(mode="after")
    def _absence_is_observed(self) -> "ProportionMeasure":
        if self.outcome.counts_when == "absent" and self.observed_when is None:
            raise ValueError(
                "an outcome that counts when it is absent must say when its absence was observed: add observed_when"
            )
        _own_row(self.index, self.outcome)
        return self


class RateMeasure(_Measure):
    """Events for an amount of exposure: so many for each 1,000 contacts, or for each 1,000 days."""

    kind: Literal["rate"]
    index: Index
    outcome: OutcomeEvent
    window: Window | None = Field(default=None, description="Left out: events and exposure of the quarter itself")
    per: Literal["index_events", "contacts", "days"] = Field(
        description="What the events are counted against; contacts are linked as the outcome is"
    )
    multiple: int = Field(ge=1, description="1000: so many for each 1,000")
    died: Literal["ends_exposure", "excluded"]
    immature: Immature = "refused"

    @model_validator(mode="after")
    def _fits(self) -> "RateMeasure":
        if self.window is None and self.per == "index_events":
            raise ValueError("events for each index event need a window; for the quarter itself say contacts or days")
        if self.window is None and (self.index.counts == "people" or self.index.washout is not None):
            raise ValueError("without a window every index event is followed: leave out 'counts: people' and 'washout'")
        if self.window is not None and self.window.clock == "hours" and self.per == "days":
            raise ValueError("a rate for each so many days needs a window by calendar days: set 'clock: days'")
        if self.outcome.at_least > 1:
            raise ValueError("a rate counts every event: leave out 'at_least'")
        if self.outcome.link == "row":
            raise ValueError("a rate counts events of a referral or a person: name another link")
        return self


class Usual(Model):
    """How people like these score on an ordinary day: what tells recovery from a low point from help."""

    mean: float = Field(description="Average score of the people that the service's own come from, in points")
    test_retest: float = Field(
        gt=0, lt=1, description="Correlation of two scores of one person with nothing between them, 0 to 1"
    )
    source: Text = Field(description="Publication or local study that both figures come from, and of whom")
    dated: date


class PairedChangeMeasure(_Measure):
    """Change in one person's score from the first to the last time point of an episode."""

    kind: Literal["paired_change"]
    index: Index
    instrument: Text
    item: Text | None = Field(default=None, description="One item of the instrument; left out: its total")
    pairing: Literal["labelled", "first_and_last"] = Field(
        default="labelled", description="By the labels below, or the referral's earliest and its latest later score"
    )
    first: Text | None = Field(default=None, description="Label of the earlier time point in the scores table")
    last: Text | None = None
    meaningful_change: float = Field(gt=0, description="Published threshold, in the instrument's points")
    meaningful_change_source: Text
    score_range: tuple[float, float] = Field(strict=False)
    usual: Usual | None = Field(
        default=None, description="Left out: a change in one cohort cannot be told from recovery from a low point"
    )

    @model_validator(mode="after")
    def _labels(self) -> "PairedChangeMeasure":
        if (self.pairing == "labelled") != (self.first is not None and self.last is not None):
            raise ValueError("'first' and 'last' are the labels of a labelled pairing, and go with it alone")
        return self


class QuantityMeasure(_OfEvents):
    """A number for each index event: hours of support, days waited."""

    kind: Literal["quantity"]
    amount: Amount
    unit: Literal["hours", "days", "pounds", "points", "contacts", "events"]
    none_found: Literal["zero", "not_observed"] = Field(description="No row in the window: nothing given, or not known")
    died: Literal["kept", "excluded"]

    @property
    def is_fall(self) -> bool:
        """Whether it is a change of each person against themself, so that none of it is a number to hold it against."""
        return self.amount.take == "fall"

    @model_validator(mode="after")
    def _fits(self) -> "QuantityMeasure":
        if self.amount.take.startswith("elapsed") and self.none_found == "zero":
            raise ValueError("no event is not an event at once: elapsed time takes 'none_found: not_observed'")
        if self.amount.take == "fall" and self.none_found == "zero":
            raise ValueError("nothing on record is no fall of nought: it takes 'none_found: not_observed'")
        if self.amount.take == "elapsed_hours" and self.window.clock != "hours":
            raise ValueError("elapsed hours need exact times: set 'clock: hours' in the window")
        if self.amount.take.startswith("elapsed"):
            _not_before(self.window)
        _no_failure(self)
        return self


class TimeToEventMeasure(_OfEvents):
    """How long until an event, with those who had none yet counted as far as they were followed."""

    kind: Literal["time_to_event"]
    outcome: OutcomeEvent
    died: Literal["competing", "censored", "event"]
    followed_to: Text | None = Field(
        default=None, description="A table by whose `linked_to` date follow-up ends, if earlier than the freeze date"
    )

    @model_validator(mode="after")
    def _fits(self) -> "TimeToEventMeasure":
        _own_row(self.index, self.outcome)
        _not_before(self.window)
        _no_failure(self)
        return self


class CurrencyMeasure(_Measure):
    """Who had something in date on the quarter's last day: a plan, a review."""

    kind: Literal["currency"]
    open: Span = Field(description="Who is owed it: referrals open on the day")
    in_force: Span = Field(description="What is owed")
    grace: Duration = Field(description="Those open for less than this are not owed it yet; 0d for none")


class CategoryMeasure(_Measure):
    """A word for each index event: the reason, the trigger."""

    kind: Literal["category"]
    index: Index
    category: CategoryOf
    window: Window
    order: list[Text] = Field(
        default=[], description="Categories in the order to show; all others follow by their size"
    )
    not_observed: Literal["own_category", "missing"] = Field(
        default="own_category",
        description="Who has no word on record: a category of its own among all, or left out of the shares, with how "
        "many of all have one told beside them",
    )

    @model_validator(mode="after")
    def _fits(self) -> "CategoryMeasure":
        _own_row(self.index, self.category)
        return self


class ActivityMeasure(_Measure):
    """How many index events there were: what was done, beside what was planned. No outcome, and no finding."""

    kind: Literal["activity"]
    index: Index


class SeriesMeasure(_Measure):
    """A published aggregate by month. It has no people behind it here: no linkage, no deaths."""

    kind: Literal["series"]
    indicator: Text = Field(description="Value of the series table's `indicator` column")
    unit: Literal["percent"]
    source_note: Prose = Field(description="What the publication does not give, such as the counts behind a percentage")


EventMeasure = (
    ProportionMeasure | RateMeasure | PairedChangeMeasure | QuantityMeasure | TimeToEventMeasure | CategoryMeasure
)
PersonMeasure = EventMeasure | CurrencyMeasure | ActivityMeasure
AnyMeasure = PersonMeasure | SeriesMeasure
Measure = Annotated[AnyMeasure, Field(discriminator="kind")]
