"""What `fairclaim check` found, as lines that a person reads on a terminal of 100 columns: worst first."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fairclaim.cli.check_measures import measure_lines
from fairclaim.cli.check_tables import table_lines
from fairclaim.cli.folding import folded, heading

if TYPE_CHECKING:
    from fairclaim.session.readiness.gap import Gap, Weight
    from fairclaim.session.readiness.states import Readiness

_COSTS: dict["Weight", str] = {
    "no figure": "Without a figure, as things stand",
    "weaker claim": "Figures that can carry less, or rest on less than it seems",
    "look at it": "Worth a look",
}


def lines(found: "Readiness") -> Iterator[str]:
    """Give the whole answer, line by line; the last one is the verdict."""
    if found.as_at is not None:
        from fairclaim.session.readiness.wording import day

        yield f"{found.service}, {found.quarter_words} ({found.quarter}), as frozen on {day(found.as_at)}"
        yield from folded(
            "For the analyst's own eyes: it holds exact numbers of people. No outcome of the quarter is shown, so "
            "comparisons and margins may still be chosen.",
            "",
        )
    yield from _gaps(found.gaps)
    yield from measure_lines(found.measures)
    yield from table_lines(found.tables)
    yield ""
    yield _verdict(found)


def _gaps(gaps: tuple["Gap", ...]) -> Iterator[str]:
    weight = None
    for number, gap in enumerate(gaps, start=1):
        if gap.weight != weight:
            weight = gap.weight
            yield from heading(_COSTS[gap.weight])
        yield from folded(f"{gap.where}: {gap.what}", f"{number:>3}. ")
        yield from folded(f"What to do: {gap.todo}.", "     ")


def _verdict(found: "Readiness") -> str:
    if found.verdict == "cannot run":
        return f"cannot run: {len(found.problems)} to be mended first (told above, each with what to do)"
    if found.verdict == "ready with gaps":
        return f"ready with gaps: {len(found.gaps)} to put right or to know (numbered above)"
    return "ready"
