"""The parts of a measure: who is counted, what is looked for, and every edge that national definitions trip over."""

from typing import Literal

from pydantic import Field, model_validator

from fairclaim.params.model import Duration, Model, Offset, Text

Bound = Literal["inclusive", "exclusive"]
Between = Literal["ignored", "excluded", "failure"]
Link = Literal["referral", "person", "row"]

# Stands for a row on which nothing is written, among the values of a `where` or `where_not`.
BLANK = "(blank)"
_ROW = "`row`: the index event's own row, and no other"


class Ages(Model):
    """Who is old or young enough; whose age is not known is left out, and told."""

    youngest: int | None = Field(default=None, ge=0, le=120)
    oldest: int | None = Field(default=None, ge=0, le=120, description="This age still counts")
    on: Literal["index", "recorded"] = Field(
        description="`index`: on the index event's day, from the month of birth; `recorded`: as the extract gives it"
    )


class Index(Model):
    """The event that puts a referral into the cohort."""

    table: Text = Field(description="Contract table that holds the event")
    at: Text = Field(description="Its date or time column; the quarter is counted by it")
    where: dict[str, list[str]] = Field(default={}, description="Column → values allowed; (blank): nothing written")
    where_not: dict[str, list[str]] = Field(
        default={},
        description="Column → values that keep a row out; a blank keeps nothing out, unless (blank) is named",
    )
    counts: Literal["events", "people"] = Field(
        default="events", description="`people`: only a person's first such event of the period counts"
    )
    washout: Duration | None = Field(
        default=None, description="Counts only if the person had no such event for this long before (a new episode)"
    )
    ages: Ages | None = None


class OutcomeEvent(Model):
    """The event looked for inside the window."""

    table: Text
    at: Text
    where: dict[str, list[str]] = Field(default={})
    link: Link | None = Field(
        default=None,
        description="`person`: under whichever referral. Left out: by referral, where the table has it. " + _ROW,
    )
    at_least: int = Field(default=1, ge=1, description="How many such events make the outcome")


class CountedEvent(OutcomeEvent):
    """An outcome that is there or not."""

    counts_when: Literal["present", "absent"] = Field(
        description="`absent`: success is that the event did not happen, and its absence must have been observed"
    )
    also: list[OutcomeEvent] = Field(
        default=[], description="Other events in the same window, each as good as the one above"
    )

    @model_validator(mode="after")
    def _also_one(self) -> "CountedEvent":
        if self.also and (self.link == "row" or any(one.link == "row" for one in self.also)):
            raise ValueError("'link: row' reads one row: leave out 'also', or say referral or person")
        if any(one.at_least > 1 for one in self.also):
            raise ValueError("how many events make the outcome is said once, beside 'counts_when'")
        return self

    @property
    def every(self) -> tuple[OutcomeEvent, ...]:
        """Every event that makes the outcome."""
        return self, *self.also


class Window(Model):
    """From when to when after the index event the outcome counts."""

    start: Offset = Field(description="0d, 24h, 6w …, counted from the index event; -6w: from 6 weeks before it")
    end: Offset
    start_day: Bound = Field(description="Does an event exactly at the start count?")
    end_day: Bound = "inclusive"
    clock: Literal["days", "hours"] = Field(description="`days`: calendar days; `hours`: exact times")


class Look(Model):
    """One thing that shows that somebody looked: a row of a table, or a feed that reaches to the window's end."""

    table: Text | None = Field(default=None, description="A row of this table for the referral, on which `where` holds")
    at: Text | None = Field(default=None, description="If given, the row's date must not be before the window's end")
    where: dict[str, list[str]] = Field(default={})
    feed: Text | None = Field(
        default=None, description="A table linked and complete to the window's end, by the quarter's `linked_to`"
    )

    @model_validator(mode="after")
    def _one_kind(self) -> "Look":
        if (self.table is None) == (self.feed is None):
            raise ValueError("say either 'table' or 'feed'")
        if self.feed is not None and (self.at is not None or self.where):
            raise ValueError("a feed has no 'at' and no 'where': the quarter's linked_to says how far it reaches")
        return self


class ObservedWhen(Model):
    """What shows that somebody looked: one look, or any of several."""

    table: Text | None = None
    at: Text | None = None
    where: dict[str, list[str]] = Field(default={})
    feed: Text | None = None
    any: list[Look] = Field(default=[], description="Several looks: one of them is enough")

    @model_validator(mode="after")
    def _one_or_several(self) -> "ObservedWhen":
        if self.any and (self.table is not None or self.feed is not None or self.at is not None or self.where):
            raise ValueError("say either one look, or several under 'any'")
        if not self.any:
            Look(table=self.table, at=self.at, where=self.where, feed=self.feed)
        return self

    @property
    def looks(self) -> tuple[Look, ...]:
        """The looks, one of which is enough."""
        return tuple(self.any) or (Look(table=self.table, at=self.at, where=self.where, feed=self.feed),)


class Limit(Model):
    """How low or how high a number may be; the limit itself still counts."""

    at_least: float | None = None
    at_most: float | None = None

    @model_validator(mode="after")
    def _one_side(self) -> "Limit":
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("say either 'at_least' or 'at_most', and a number")
        return self

    @property
    def points(self) -> float:
        """The limit as a number."""
        return self.at_least if self.at_least is not None else float(self.at_most or 0)


class Baseline(Model):
    """The score at the start, kept with each row so that two cohorts' starting points can be compared."""

    instrument: Text
    time_point: Text


class Span(Model):
    """Rows that hold from one day to another: a referral while it is open, a plan while it is in date."""

    table: Text
    start: Text = Field(description="Date column of the first day")
    end: Text = Field(description="Date column of the last day; blank means that it goes on")
    where: dict[str, list[str]] = Field(default={})
    end_day: Bound = Field(description="Does it still hold on its last day?")


class Amount(Model):
    """The number that each index event gets."""

    table: Text
    at: Text
    column: Text | None = Field(default=None, description="Column of numbers; not for counts and elapsed time")
    where: dict[str, list[str]] = Field(default={})
    take: Literal["first", "last", "sum", "fall", "count", "elapsed_days", "elapsed_hours"] = Field(
        description="`elapsed_…`: the time from the index event to the first row in the window; `fall`: the first "
        "number in the window less the last one, where there are two"
    )
    link: Literal["referral", "person"] | None = None

    @model_validator(mode="after")
    def _has_its_column(self) -> "Amount":
        if (self.take in {"first", "last", "sum", "fall"}) != (self.column is not None):
            raise ValueError(
                "'first', 'last', 'sum' and 'fall' take a column of numbers; counts and elapsed time take none"
            )
        return self


class CategoryOf(Model):
    """The word that each index event gets."""

    table: Text
    at: Text
    column: Text = Field(description="A column of codes, never of free text")
    where: dict[str, list[str]] = Field(default={})
    take: Literal["first", "last"] = "first"
    link: Link | None = Field(default=None, description=_ROW)
