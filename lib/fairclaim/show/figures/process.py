"""A monthly control chart in the manner of Making Data Count: special causes, gaps, limits and the target."""

from itertools import groupby
from typing import TYPE_CHECKING

from fairclaim.claims.pictures import ProcessPicture
from fairclaim.show.figures.canvas import BLUE, INK, ORANGE, SHADE, WIDTH, drawn
from fairclaim.show.figures.process_lines import capped, limits, target
from fairclaim.show.markup import short_month

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_BOX = (40, 66, WIDTH - 92, 322)
_MARKERS = {"common": "o", "improvement": "s", "concern": "^"}
_COLOURS = {"common": INK, "improvement": BLUE, "concern": ORANGE}


def draw(picture: ProcessPicture, claim_id: str) -> str:
    """Draw the chart."""

    def on(axes: "Axes") -> None:
        _frame(axes, picture)
        _quarter(axes, picture)
        _gaps(axes, picture)
        limits(axes, picture)
        target(axes, picture)
        _points(axes, picture)

    return drawn(claim_id, 336, _BOX, on)


def _frame(axes: "Axes", picture: ProcessPicture) -> None:
    import seaborn as sns
    from matplotlib.ticker import MaxNLocator

    axes.set(xlim=(-0.7, len(picture.months) - 0.3), ylim=_extent(picture))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10]))
    starts = [place for place, when in enumerate(picture.months) if when.month in {1, 4, 7, 10}]
    axes.set_xticks(starts, [_tick(picture, place, first=place == starts[0]) for place in starts])
    sns.despine(ax=axes)


def _extent(picture: ProcessPicture) -> tuple[float, float]:
    seen = [*picture.values, *(() if picture.target is None else (picture.target,))]
    for segment in picture.segments:
        seen += [] if segment.lower is None else [segment.lower]
        seen += [] if segment.upper is None else [capped(picture, segment.upper)]
    room = (max(seen) - min(seen)) * 0.12 or 1.0
    return min(seen) - room, capped(picture, max(seen) + room)


def _tick(picture: ProcessPicture, place: int, *, first: bool) -> str:
    when = picture.months[place]
    named = short_month(when)
    return f"{named}\n{when.year}" if first or when.month == 1 else named


def _quarter(axes: "Axes", picture: ProcessPicture) -> None:
    start, end = picture.months.index(picture.quarter_starts), len(picture.months)
    axes.axvspan(start - 0.5, end - 0.5, facecolor=SHADE, edgecolor="none", zorder=0)
    frame = axes.get_xaxis_transform()
    axes.text(end - 0.5, -0.25, "this quarter", transform=frame, ha="right", va="bottom")


def _gaps(axes: "Axes", picture: ProcessPicture) -> None:
    frame = axes.get_xaxis_transform()
    for place in sorted(set(range(len(picture.months))) - set(_places(picture))):
        axes.axvspan(place - 0.45, place + 0.45, facecolor="white", edgecolor=INK, linestyle=":", linewidth=0.8)
        # Upright, because a month is narrower than the words.
        axes.text(place, 0.5, picture.absent, transform=frame, rotation=90, ha="center", va="center")


def _places(picture: ProcessPicture) -> list[int]:
    return [picture.months.index(when) for when in picture.published]


def _points(axes: "Axes", picture: ProcessPicture) -> None:
    import seaborn as sns

    places = _places(picture)
    values = dict(zip(places, picture.values, strict=True))
    # A month that was not published has no value, and the line does not cross it.
    every = range(len(picture.months))
    axes.plot(every, [values.get(place, float("nan")) for place in every], color=INK, linewidth=1, zorder=2)
    kinds = list(picture.point_types)
    sns.scatterplot(
        x=places,
        y=list(picture.values),
        hue=kinds,
        style=kinds,
        palette={kind: _COLOURS[kind] for kind in kinds},
        markers={kind: _MARKERS[kind] for kind in kinds},
        s=90,
        edgecolor=INK,
        linewidth=0.8,
        legend=False,
        ax=axes,
        zorder=3,
        clip_on=False,
    )
    # Seaborn names the axes after what it was given; the page says what they are.
    axes.set(xlabel="", ylabel="")
    _special(axes, picture, places)


def _special(axes: "Axes", picture: ProcessPicture, places: list[int]) -> None:
    """Name each run of special causes once, beside the point that lies furthest out."""
    middle = sum(picture.values) / len(picture.values)
    points = zip(places, picture.values, picture.point_types, strict=True)
    for kind, run in groupby(points, key=lambda point: point[2]):
        if kind == "common":
            continue
        place, value, _ = max(run, key=lambda point: abs(point[1] - middle))
        above = value >= middle
        axes.annotate(
            kind,
            (place, value),
            xytext=(0, 9 if above else -9),
            textcoords="offset points",
            ha="left" if place < 2 else "right" if place > len(picture.months) - 3 else "center",
            va="bottom" if above else "top",
            fontweight="bold",
            zorder=4,
        )
