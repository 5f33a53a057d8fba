"""A measure as data. Ten kinds; each compiles to one expression that gives one row per index event."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

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
from fairclaim.params.every_measure import EveryMeasure
from fairclaim.params.model import Duration, Prose, Text
from fairclaim.params.scores import PairedChangeMeasure, RecoveryMeasure

Immature = Literal["refused", "excluded"]
NotObserved = Literal["own_state", "failure", "missing"]


class _OfEvents(EveryMeasure):
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


class RateMeasure(EveryMeasure):
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


class CurrencyMeasure(EveryMeasure):
    """Who had something in date on the quarter's last day: a plan, a review."""

    kind: Literal["currency"]
    open: Span = Field(description="Who is owed it: referrals open on the day")
    in_force: Span = Field(description="What is owed")
    grace: Duration = Field(description="Those open for less than this are not owed it yet; 0d for none")


class CategoryMeasure(EveryMeasure):
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


class ActivityMeasure(EveryMeasure):
    """How many index events there were: what was done, beside what was planned. No outcome, and no finding."""

    kind: Literal["activity"]
    index: Index


class SeriesMeasure(EveryMeasure):
    """A published aggregate by month. It has no people behind it here: no linkage, no deaths."""

    kind: Literal["series"]
    indicator: Text = Field(description="Value of the series table's `indicator` column")
    unit: Literal["percent"]
    source_note: Prose = Field(description="What the publication does not give, such as the counts behind a percentage")


EventMeasure = (
    ProportionMeasure
    | RateMeasure
    | PairedChangeMeasure
    | RecoveryMeasure
    | QuantityMeasure
    | TimeToEventMeasure
    | CategoryMeasure
)
PersonMeasure = EventMeasure | CurrencyMeasure | ActivityMeasure
AnyMeasure = PersonMeasure | SeriesMeasure
Measure = Annotated[AnyMeasure, Field(discriminator="kind")]


def counts_deaths(measure: AnyMeasure) -> bool:
    """Tell whether a death is itself what a measure looks for, so that it cannot stand in the way of the outcome."""
    outcome: OutcomeEvent | None = getattr(measure, "outcome", None)
    every = outcome.every if isinstance(outcome, CountedEvent) else (outcome,)
    return any(one is not None and one.table == "deaths" for one in every)
