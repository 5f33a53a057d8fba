"""Shares of several categories: a row each, with its name and number above it and its likely range across its end."""

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fairclaim.claims.pictures import CategoriesPicture, CategoryRow
from fairclaim.show.figures.canvas import BLUE, INK, SHADE, TEXT, WIDTH, drawn

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MEANING = "Each bar is a share, and the line across its end the likely range."
ORDER = "Categories whose lines overlap may lie in either order."
# Units of the sheet: one unit is one pixel, as the plot is as high in data as it is on the sheet.
_LINE, _BAR, _GAP, _FOOT, _TOP = TEXT + 4, 16, 10, 46, 6
# So many letters of the page's font fit on a line.
LETTERS = 52


def draw(picture: CategoriesPicture, claim_id: str) -> str:
    """Draw the rows from top to bottom on one scale that begins at none."""
    rows = [(row, textwrap.wrap(f"{row.name}: {row.told}", LETTERS)) for row in picture.rows]
    height = sum(_height(lines) for _, lines in rows)

    def on(axes: "Axes") -> None:
        _scale(axes, picture.rows, height)
        top = float(height)
        for row, lines in rows:
            _row(axes, row, lines, top)
            top -= _height(lines)
        axes.set_xlabel(picture.unit)

    return drawn(claim_id, height + _FOOT + _TOP, (14, _FOOT, WIDTH - 22, height + _FOOT), on)


def notes(picture: CategoriesPicture) -> tuple[str, ...]:
    """Say how the rows are read, and which have none."""
    said = [f"{MEANING} {ORDER}" if len(picture.rows) > 1 else MEANING]
    if picture.withheld:
        said.append(f"Not drawn, because their numbers are withheld: {', '.join(picture.withheld)}.")
    return tuple(said)


def _height(lines: Sequence[str]) -> int:
    return len(lines) * _LINE + _BAR + _GAP


def _scale(axes: "Axes", rows: Sequence[CategoryRow], height: int) -> None:
    import seaborn as sns
    from matplotlib.ticker import MaxNLocator

    # To the next ten beyond the longest range: of several small shares the whole scale would show nothing.
    last = min(100.0, 10.0 * (max(row.upper for row in rows) // 10 + 1))
    axes.set(xlim=(0, last), ylim=(0, height), yticks=[])
    axes.xaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10], integer=True))
    sns.despine(ax=axes, left=True)


def _row(axes: "Axes", row: CategoryRow, lines: Sequence[str], top: float) -> None:
    for place, line in enumerate(lines):
        axes.text(0, top - (place + 1) * _LINE + 3, line, ha="left", va="bottom", clip_on=False)
    middle = top - len(lines) * _LINE - _BAR / 2
    axes.barh(middle, row.value, height=_BAR, facecolor=SHADE, edgecolor=INK, linewidth=0.8)
    axes.hlines(middle, row.lower, row.upper, color=BLUE, linewidth=3)
    ends = [row.lower, row.upper]
    axes.plot(ends, [middle, middle], "|", color=BLUE, markersize=10, markeredgewidth=2.5, clip_on=False)
    axes.plot([row.value], [middle], "o", color=BLUE, markersize=7, clip_on=False)
