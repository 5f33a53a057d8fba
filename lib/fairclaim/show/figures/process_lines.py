"""The lines of a control chart, each named where it is: mean, limits and target."""

from typing import TYPE_CHECKING

from fairclaim.claims.pictures import ProcessPicture, SegmentPicture
from fairclaim.show.figures.canvas import INK, PLUM

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DASHED = (0, (5, 3))
_APART = 0.068  # Of the plot's height: one line of text.


def capped(picture: ProcessPicture, upper: float) -> float:
    """Return where an upper limit is drawn: no higher than the end of the scale."""
    return upper if picture.ceiling is None else min(upper, picture.ceiling)


def limits(axes: "Axes", picture: ProcessPicture) -> None:
    """Draw each stretch's mean and limits, and name those of the last."""
    named: SegmentPicture | None = None
    for segment in picture.segments:
        if segment.mean is None or segment.lower is None or segment.upper is None:
            continue
        named = segment
        ends = (picture.months.index(segment.first) - 0.4, picture.months.index(segment.last) + 0.4)
        axes.hlines(segment.mean, *ends, color=INK, linewidth=1.4)
        for edge in (segment.lower, capped(picture, segment.upper)):
            axes.hlines(edge, *ends, color=INK, linewidth=1.4, linestyles=_DASHED, clip_on=False)
    if named is not None:
        _names(axes, picture, named)


def _names(axes: "Axes", picture: ProcessPicture, segment: SegmentPicture) -> None:
    """Name the lines in the margin, pushed apart by as much as their words are high."""
    if segment.mean is None or segment.lower is None or segment.upper is None:
        return
    kind = "trial\nlimit" if segment.trial else "limit"
    low, high = axes.get_ylim()
    places = [(edge - low) / (high - low) for edge in (segment.lower, segment.mean, capped(picture, segment.upper))]
    apart = _APART * (1.5 if segment.trial else 1.0) + 0.02
    places[0], places[2] = min(places[0], places[1] - apart), max(places[2], places[1] + apart)
    for place, words in zip(places, (f"lower {kind}", "mean", f"upper {kind}"), strict=True):
        axes.text(1.02, place, words, transform=axes.transAxes, ha="left", va="center", linespacing=1.1)


def target(axes: "Axes", picture: ProcessPicture) -> None:
    """Draw the target and name it on the side of it that has fewer points."""
    if picture.target is None:
        return
    axes.axhline(picture.target, color=PLUM, linewidth=2)
    above = [value >= picture.target for value in picture.values]
    below = above.count(True) >= above.count(False)
    axes.annotate(
        picture.target_label,
        (-0.5, picture.target),
        xytext=(0, -5 if below else 5),
        textcoords="offset points",
        va="top" if below else "bottom",
        color=PLUM,
        zorder=2.5,
    )
