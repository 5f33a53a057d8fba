"""What each comparison will get, lose and lack, as lines on a terminal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fairclaim.cli.folding import folded, heading

if TYPE_CHECKING:
    from fairclaim.session.readiness.sizes import Group, MeasureState

_NOTE = (
    "Could show: what would show 4 times in 5, reckoned from sizes and from earlier people, never from this quarter's "
    "outcomes. At best: the strongest word for the claim if every number turns out well, and what keeps it there."
)


def measure_lines(measures: tuple["MeasureState", ...]) -> Iterator[str]:
    """Give a block for each comparison, then for each measure that no comparison asks about."""
    for state in measures:
        if state is measures[0]:
            yield from heading("Comparisons")
            yield from folded(_NOTE, "  ")
        yield ""
        yield from folded(f"{state.title} ({state.measure})", "  ")
        yield from folded(state.against, "    Against     ")
        for label, text in _told(state):
            yield from folded(text, f"    {label:<12}")


def _told(state: "MeasureState") -> Iterator[tuple[str, str]]:
    for sentence in state.lacks:
        yield "Lacks", sentence
    if state.sizes:
        yield "Gets", f"{state.sizes}."
    for number, group in enumerate(state.groups):
        yield "Gets" if number == 0 else "", _group(group)
    if state.groups:
        yield "Known for", _known(state.groups)
    if state.audited is not None and state.groups and state.at_best:
        yield "Audited", f"{state.audited:,} outcomes of the quarter." if state.audited else "none of its outcomes."
    if state.outlook is not None:
        yield "Could show", state.outlook.sentence
    if state.at_best and not state.lacks:
        yield "At best", " ".join((f"'{state.at_best}'.", *state.because))


def _group(group: "Group") -> str:
    lost = ", ".join(f"{number:,} {words}" for words, number in group.lost)
    return f"{group.counted:,} counted of {group.events:,} {group.events_words}" + (f" ({lost})." if lost else ".")


def _known(groups: tuple["Group", ...]) -> str:
    shares = [group.seen.value for group in groups if group.seen is not None]
    if not shares:
        return "not known: whoever has no record counts as having come to no harm."
    told = ["nobody" if share is None else f"{int(100 * share + 1e-9)} in every 100" for share in shares]
    earlier = f" ({told[1]} in {groups[1].period})" if len(told) > 1 else ""
    return f"{told[0]}{earlier}."
