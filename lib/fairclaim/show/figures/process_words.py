"""What is said beside a control chart, and the months behind it as text."""

from fairclaim.claims.ledger import Table
from fairclaim.claims.phrasebook import phrasebook
from fairclaim.claims.pictures import ProcessPicture
from fairclaim.params.months import month_name

_KINDS = {"common": "common cause", "improvement": "improvement", "concern": "concern"}
# How the unit of a gap between two shares begins: its values are points, above or below the reference.
_GAP = "Percentage points"


def notes(picture: ProcessPicture) -> tuple[str, ...]:
    """Return what must be said beside the chart."""
    said: list[str] = []
    if any(kind != "common" for kind in picture.point_types):
        said.append(
            "A triangle marks concern and a square marks improvement: months that differ by more than chance alone "
            "would be expected to give. Round points are common cause, the usual variation from month to month."
        )
    if picture.judged_by_earlier:
        said.append("The limits are set by the months before the shaded quarter, so that it is not judged by itself.")
    if any(segment.trial for segment in picture.segments):
        said.append("The limits are trial limits: they rest on few months and will move as more come in.")
    if any(segment.mean is None for segment in picture.segments):
        said.append("No limits are drawn where there are too few months to set them.")
    if any(over(picture, segment.upper) for segment in picture.segments):
        said.append("The upper limit lies beyond the top of the scale and is drawn at the top.")
    return tuple(said)


def data(picture: ProcessPicture) -> Table:
    """Return the chart's data, every month of the window in order."""
    values = [_value(picture, value) for value in picture.values]
    marks = [_mark(kind, rule) for kind, rule in zip(picture.point_types, picture.labels, strict=True)]
    shown = dict(zip(picture.published, zip(values, marks, strict=True), strict=True))
    rows = tuple((month_name(when), *shown.get(when, ("[x]", "[x]"))) for when in picture.months)
    explained = (f"[x] means {picture.absent}.",) if len(shown) < len(picture.months) else ()
    caption = f"The figure’s data: {picture.unit}"
    return Table(caption=caption, columns=("Month", "Value", "What the chart marks"), rows=rows, notes=explained)


def _value(picture: ProcessPicture, value: float) -> str:
    """Write a value as the sentence and the table of its claim do."""
    if not picture.unit.startswith(_GAP):
        return f"{value:.{picture.decimals}f}%"
    points = f"{abs(value):.{picture.decimals}f}"
    return "level" if float(points) == 0 else f"{points} points {'above' if value > 0 else 'below'}"


def _mark(kind: str, rule: str) -> str:
    meaning = phrasebook().chart_rules.get(rule)
    return _KINDS[kind] if meaning is None else f"{_KINDS[kind]}: {meaning}"


def over(picture: ProcessPicture, upper: float | None) -> bool:
    """Tell whether a limit lies beyond the end of the scale."""
    return picture.ceiling is not None and upper is not None and upper > picture.ceiling
