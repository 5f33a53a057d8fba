"""The sheet that figures are drawn on: size, ink and colours. Matplotlib is imported inside, because it is heavy."""

import math
from collections.abc import Callable
from io import StringIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Colours of the Government Analysis Function; each has a contrast of at least 3 to 1 against white but LIGHT, which is
# only ever a fill inside a dark edge.
BLUE = "#12436D"
ORANGE = "#F46A25"
PLUM = "#801650"
INK = "#3D3D3D"
LIGHT = "#BFBFBF"
SHADE = "#ECEEF0"

# One unit is one pixel of a picture 440 wide. A phone of 390 shows it 358 wide, so text of 14 becomes 11.4 there; on a
# desk the page shows it 600 wide, and text of 14 becomes 19, which is the size of the text around it.
WIDTH = 440
TEXT = 14

Box = tuple[float, float, float, float]


def drawn(claim_id: str, height: int, box: Box, draw: "Callable[[Axes], None]") -> str:
    """Return the SVG of one drawing.

    Parameters
    ----------
    claim_id : str
        Salt of the ids inside the picture.
    height : int
        Height of the sheet in units; its width is always `WIDTH`.
    box : tuple of float
        Left, bottom, right and top edge of the plot in units, so that no edge hangs on a font of this machine.
    draw : callable
        Draws on the axes.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    # A Figure without pyplot leaves the backend and the figures of an analyst's own session alone.
    with mpl.rc_context(_style(claim_id)):
        sheet = Figure(figsize=(WIDTH / 72, height / 72), dpi=72)
        left, bottom, right, top = box
        draw(sheet.add_axes((left / WIDTH, bottom / height, (right - left) / WIDTH, (top - bottom) / height)))
        out = StringIO()
        sheet.savefig(out, format="svg", transparent=True, metadata={"Date": None})
    return out.getvalue()


def _style(claim_id: str) -> dict[Any, Any]:
    import seaborn as sns

    return {
        **sns.axes_style("ticks"),
        "svg.fonttype": "none",
        "svg.hashsalt": claim_id,
        # Matplotlib's own font measures the text everywhere alike; the page sets Arial, which is narrower.
        "font.family": "DejaVu Sans",
        "font.sans-serif": ["DejaVu Sans"],
        "font.size": TEXT,
        "axes.labelsize": TEXT,
        "xtick.labelsize": TEXT,
        "ytick.labelsize": TEXT,
        "text.color": INK,
        "axes.labelcolor": INK,
        "axes.edgecolor": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        # A dollar sign in a name is a dollar sign, not the start of a formula.
        "text.parse_math": False,
    }


def side(axes: "Axes", x: float) -> str:
    """Tell how text at `x` must be aligned to stay on the sheet."""
    left, right = axes.get_xlim()
    if axes.get_xscale() == "log":
        left, right, x = (math.log(number) for number in (left, right, x))
    place = (x - left) / (right - left)
    if place < 0.3:
        return "left"
    return "right" if place > 0.7 else "center"
