"""Measures of scores: one instrument, the same person twice."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from fairclaim.params.edges import Index, Limit
from fairclaim.params.every_measure import EveryMeasure
from fairclaim.params.model import Model, Text


class Usual(Model):
    """How people like these score on an ordinary day: what tells recovery from a low point from help."""

    mean: float = Field(description="Average score of the people that the service's own come from, in points")
    test_retest: float = Field(
        gt=0, lt=1, description="Correlation of two scores of one person with nothing between them, 0 to 1"
    )
    source: Text = Field(description="Publication or local study that both figures come from, and of whom")
    dated: date


class OfScores(EveryMeasure):
    """What measures of two scores of one person share."""

    index: Index
    instrument: Text
    item: Text | None = Field(default=None, description="One item of the instrument; left out: its total")
    items: list[Text] = Field(
        default=[],
        description="Items of the instrument whose mean is the score, of an occasion on which every one was answered",
    )
    pairing: Literal["labelled", "first_and_last"] = Field(
        default="labelled", description="By the labels below, or the referral's earliest and its latest later score"
    )
    first: Text | None = Field(default=None, description="Label of the earlier time point in the scores table")
    last: Text | None = None
    score_range: tuple[float, float] = Field(
        strict=False, description="Least and most points, of a mean those of one item"
    )

    @model_validator(mode="after")
    def _labels(self) -> Self:
        if (self.pairing == "labelled") != (self.first is not None and self.last is not None):
            raise ValueError("'first' and 'last' are the labels of a labelled pairing, and go with it alone")
        return self

    @model_validator(mode="after")
    def _one_score(self) -> Self:
        if self.items and self.item is not None:
            raise ValueError("say either 'item' for one item, or 'items' for the mean of several")
        if self.items and (len(self.items) < 2 or len({name.lower() for name in self.items}) < len(self.items)):
            raise ValueError("'items' names several items, each once: for one item say 'item'")
        return self


class PairedChangeMeasure(OfScores):
    """Change in one person's score from the first to the last time point of an episode."""

    kind: Literal["paired_change"]
    meaningful_change: float = Field(gt=0, description="Published threshold, in the instrument's points")
    meaningful_change_source: Text
    usual: Usual | None = Field(
        default=None, description="Left out: a change in one cohort cannot be told from recovery from a low point"
    )


class RecoveryMeasure(OfScores):
    """The share, of those whose first score lay on the poor side of a cut-off, whose last one lay on the good side."""

    kind: Literal["recovery"]
    began: Limit = Field(description="Whose first score is not so is not counted: {at_most: 24}")
    ended: Limit = Field(description="What the last score must be: {at_least: 25}")
    changed_by: float | None = Field(
        default=None, gt=0, description="Asked besides: better by so many points or more (a reliable change)"
    )
    cut_off_source: Text = Field(description="Publication that the cut-off comes from, and the reliable change")

    @model_validator(mode="after")
    def _from_poor_to_good(self) -> Self:
        sides = ("at_most", "at_least") if self.better == "higher" else ("at_least", "at_most")
        if getattr(self.began, sides[0]) is None or getattr(self.ended, sides[1]) is None:
            raise ValueError(
                f"where a {self.better} score is better, 'began' says {sides[0]} and 'ended' says {sides[1]}"
            )
        began, ended = self.began.points, self.ended.points
        if ended == began or (ended > began) != (self.better == "higher"):
            raise ValueError("'ended' must lie on the better side of 'began', or nobody need change to reach it")
        if not all(self.score_range[0] <= points <= self.score_range[1] for points in (began, ended)):
            raise ValueError("the cut-off does not lie on the instrument's scale, 'score_range'")
        return self
