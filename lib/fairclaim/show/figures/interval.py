"""A value with its likely range: against a line, or alone on its scale."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fairclaim.claims.pictures import IntervalPicture, SharePicture
from fairclaim.kinds import Finding
from fairclaim.show.figures.canvas import BLUE, INK, PLUM, SHADE, WIDTH, drawn, side

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROW = 0.33  # Where point and range lie, of the plot's height from 0 to 1.
_TOP = 0.66  # Where line and band end, and their names begin.


def draw_interval(picture: IntervalPicture, claim_id: str, *, finding: Finding) -> str:
    """Draw a value and its range against the line of no difference or the target, with the band too small to matter."""

    def draw(axes: "Axes") -> None:
        _scale(axes, _extent(picture))
        if picture.ratio:
            _as_ratio(axes, _extent(picture))
        _line(axes, picture)
        _range(axes, picture, PLUM if finding is Finding.WORSE else BLUE)
        _directions(axes, picture)

    return drawn(claim_id, 206, (14, 68, WIDTH - 14, 200), draw)


def draw_share(picture: SharePicture, claim_id: str) -> str:
    """Draw a share and its range on the whole scale from none to all, or another number on its own."""

    def draw(axes: "Axes") -> None:
        _scale(axes, (picture.first, picture.last))
        axes.margins(0)
        _range(axes, picture, BLUE)
        axes.set_xlabel(picture.unit)

    return drawn(claim_id, 110, (18, 46, WIDTH - 22, 106), draw)


def _extent(picture: IntervalPicture) -> tuple[float, float]:
    seen: Iterable[float] = (picture.lower, picture.upper, *_band(picture))
    low, high = min(seen), max(seen)
    if picture.ratio:
        return low / (high / low) ** 0.08, high * (high / low) ** 0.08
    room = (high - low) * 0.08 or 1.0
    return low - room, high + room


def _band(picture: IntervalPicture) -> tuple[float, float]:
    """Ends of what is too small to matter; both on the line where no margin is given."""
    if picture.ratio:
        margin = picture.margin or 1.0
        return picture.line / margin, picture.line * margin
    margin = picture.margin or 0.0
    return picture.line - margin, picture.line + margin


def _scale(axes: "Axes", extent: tuple[float, float]) -> None:
    import seaborn as sns
    from matplotlib.ticker import MaxNLocator

    axes.set(xlim=extent, ylim=(0, 1), yticks=[])
    axes.xaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10]))
    sns.despine(ax=axes, left=True)


def _as_ratio(axes: "Axes", extent: tuple[float, float]) -> None:
    """Put twice as much and half as much equally far from no difference."""
    from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

    low, high = extent
    axes.set_xscale("log")
    axes.set_xlim(extent)
    fine = [tick for tick in (0.1, 0.2, 0.5, 1, 2, 5, 10) if low <= tick <= high]
    # A range that spans no doubling has the ticks of an ordinary scale.
    ticks = fine if len(fine) > 2 else [tick / 10 for tick in range(1, 100) if low <= tick / 10 <= high]
    axes.xaxis.set_major_locator(FixedLocator(ticks[:: max(1, len(ticks) // 5)]))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda tick, _: f"{tick:g}"))


def _line(axes: "Axes", picture: IntervalPicture) -> None:
    """Draw the line and the band about it, and name both above, where neither can hide a value."""
    line, margin = picture.line, picture.margin
    axes.vlines(line, 0, _TOP, color=INK, linewidth=1.6)
    if margin is None:
        axes.text(line, _TOP + 0.03, picture.line_label, ha=side(axes, line), va="bottom")
        return
    axes.fill_between(_band(picture), 0, _TOP, facecolor=SHADE, edgecolor=INK, linewidth=0.8)
    axes.text(line, _TOP + 0.18, f"line: {picture.line_label}", ha=side(axes, line), va="bottom")
    axes.text(line, _TOP + 0.03, f"shaded: {picture.margin_label}", ha=side(axes, line), va="bottom")


def _range(axes: "Axes", picture: IntervalPicture | SharePicture, colour: str) -> None:
    axes.hlines(_ROW, picture.lower, picture.upper, color=colour, linewidth=3)
    axes.plot([picture.lower, picture.upper], [_ROW, _ROW], "|", color=colour, markersize=14, markeredgewidth=2.5)
    axes.plot([picture.value], [_ROW], "o", color=colour, markersize=11, clip_on=False)


def _directions(axes: "Axes", picture: IntervalPicture) -> None:
    """Say at both ends which way is better: colour and side alone would not."""
    down, up = ("worse", "better") if picture.better == "higher" else ("better", "worse")
    frame = axes.get_xaxis_transform()
    left, right = axes.get_xlim()
    axes.text(left, -0.33, f"← {down}", transform=frame, ha="left", va="bottom")
    axes.text(right, -0.33, f"{up} →", transform=frame, ha="right", va="bottom")
    middle = (left * right) ** 0.5 if picture.ratio else (left + right) / 2
    axes.text(middle, -0.5, picture.unit, transform=frame, ha="center", va="bottom")
