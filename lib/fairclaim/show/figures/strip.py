"""One organisation among its like: its own point named, the others without names or ranks."""

from typing import TYPE_CHECKING

from fairclaim.claims.ledger import Table
from fairclaim.claims.pictures import StripPicture
from fairclaim.show.figures.canvas import INK, LIGHT, ORANGE, SHADE, WIDTH, drawn, side

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NOTES = ("Each round point is another organisation. Height on the strip means nothing: it only keeps points apart.",)


def draw(picture: StripPicture, claim_id: str) -> str:
    """Draw the strip."""

    def on(axes: "Axes") -> None:
        _others(axes, picture)
        _middle(axes, picture)
        _ours(axes, picture.value)
        axes.set_xlabel(picture.unit)

    return drawn(claim_id, 240, (14, 52, WIDTH - 14, 230), on)


def data(picture: StripPicture) -> Table:
    """Return the figure's data as text: the drawn coordinates as they stand, and nobody's name."""
    rows = (
        ("This service", f"{picture.value:g}"),
        ("Lower end of the middle half", f"{picture.lower_quartile:g}"),
        ("Middle (median)", f"{picture.median:g}"),
        ("Upper end of the middle half", f"{picture.upper_quartile:g}"),
        ("Other organisations, lowest first, without names", ", ".join(f"{one:g}" for one in sorted(picture.others))),
    )
    return Table(caption=f"The figure’s data: {picture.unit}", columns=("What", "Value"), rows=rows)


def _middle(axes: "Axes", picture: StripPicture) -> None:
    import seaborn as sns

    seen = (*picture.others, picture.value)
    room = (max(seen) - min(seen)) * 0.06 or 1.0
    axes.set(xlim=(min(seen) - room, max(seen) + room))
    edges = [picture.lower_quartile, picture.upper_quartile]
    axes.fill_between(edges, -0.72, 0.6, facecolor=SHADE, edgecolor=INK, linewidth=0.8, zorder=0)
    axes.vlines(picture.median, -0.72, 0.6, color=INK, linewidth=2, zorder=1)
    axes.text(picture.median, -0.95, "line: median; shaded: middle half", ha=side(axes, picture.median), va="bottom")
    sns.despine(ax=axes, left=True)


def _others(axes: "Axes", picture: StripPicture) -> None:
    import seaborn as sns

    # Points that find no room in a very full strip are set on its edge; that changes no reading, so it is no warning.
    sns.swarmplot(
        x=list(picture.others),
        ax=axes,
        size=5,
        color=LIGHT,
        edgecolor=INK,
        linewidth=0.8,
        warn_thresh=1.0,
    )
    # The swarm lays itself out when drawn, on whatever scale stands then.
    axes.set(ylim=(-1, 1), yticks=[])


def _ours(axes: "Axes", value: float) -> None:
    axes.vlines(value, 0, 0.76, color=INK, linewidth=1, zorder=4)
    axes.plot([value], [0], "D", color=ORANGE, markeredgecolor=INK, markersize=11, zorder=5)
    axes.text(value, 0.8, "this service", ha=side(axes, value), va="bottom", fontweight="bold")
