"""Pictures of a claim: coordinates as coarse as the audience may have them, and what must be said on the sheet."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from fairclaim.claims.record import Record
from fairclaim.kinds import Better


class IntervalPicture(Record):
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


class SharePicture(Record):
    """A number of one cohort with its likely range and nothing to hold it against; a share in every 100."""

    kind: Literal["share"] = "share"
    unit: str
    value: float
    lower: float
    upper: float
    first: float = Field(default=0.0, description="Where the axis begins")
    last: float = Field(default=100.0, description="Where it ends: all of a share")


class ProcessPicture(Record):
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


class SegmentPicture(Record):
    """Limits of one stretch, absent where there are too few months."""

    first: date
    last: date
    mean: float | None
    lower: float | None
    upper: float | None
    trial: bool


class StripPicture(Record):
    """One organisation among its like: a point on an unlabelled strip, unranked."""

    kind: Literal["strip"] = "strip"
    unit: str
    value: float
    others: tuple[float, ...]
    lower_quartile: float
    median: float
    upper_quartile: float


class CategoryRow(Record):
    """One category: its name and share as they are told, and what is drawn of it."""

    name: str
    told: str = Field(description="The share as the table tells it, so that name and number stand side by side")
    value: float
    lower: float
    upper: float


class CategoriesPicture(Record):
    """Shares of several categories, a row each, with ranges that hold for all of them together; in every 100."""

    kind: Literal["categories"] = "categories"
    unit: str
    rows: tuple[CategoryRow, ...] = Field(description="The largest first, as printed; what is not on record last")
    withheld: tuple[str, ...] = Field(description="Names of categories of which nothing is drawn")


class NoPicture(Record):
    """Why nothing is drawn: withheld for small numbers, or not estimable."""

    kind: Literal["none"] = "none"
    reason: str


Picture = Annotated[
    IntervalPicture | SharePicture | ProcessPicture | StripPicture | CategoriesPicture | NoPicture,
    Field(discriminator="kind"),
]
