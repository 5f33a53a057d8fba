"""The tables of an extract, as lines on a terminal."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from fairclaim.cli.folding import folded, heading

if TYPE_CHECKING:
    from fairclaim.session.readiness.gap import Share
    from fairclaim.session.readiness.states import TableState

_HEAD = ("Table", "Rows", "From", "To", "Ends early", "Linked", "Covered")
_NOTES = (
    "Ends early: days from the feed's end to the freeze. Linked: of every 100 rows, those that belong to a referral "
    "of the extract. Covered: of every 100 referrals received in the quarter, those with a row."
)
_STAR = "* The number of its rows is itself an outcome: rows and coverage are those of the time before the quarter."


def table_lines(tables: tuple["TableState", ...]) -> Iterator[str]:
    """Give a table of the tables that were read, then those that were not, and what was found and handled."""
    read = [state for state in tables if state.rows is not None]
    if read:
        yield from heading("Tables")
        yield from _columns([_HEAD, *(_row(state) for state in read)])
        yield from folded(_NOTES, "  ")
        if any(state.tells_outcome for state in read):
            yield from folded(_STAR, "  ")
    missing = [state for state in tables if state.why_not]
    if missing:
        yield from heading("Not supplied")
        for state in missing:
            yield from folded(f"{state.why_not.rstrip('.')}.", f"  {state.table}: ")
    handled = [(state.table, found) for state in read for found in state.handled]
    if handled:
        yield from heading("Found and handled")
        for table, found in handled:
            yield from folded(f"{found.rows:,} {found.what}: {found.done}.", f"  {table}: ")


def _row(state: "TableState") -> tuple[str, ...]:
    return (
        f"{state.table}{' *' if state.tells_outcome else ''}",
        f"{state.rows:,}",
        _day(state.first),
        _day(state.linked_to or state.last),
        "" if state.ends_early is None else str(state.ends_early),
        _share(state.linked),
        _share(state.covered),
    )


def _day(when: date | None) -> str:
    return "" if when is None else when.isoformat()


def _share(share: "Share | None") -> str:
    # Cut off and not rounded: nearly all is not all.
    return "" if share is None or share.value is None else str(int(100 * share.value + 1e-9))


def _columns(rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(_HEAD))]
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        yield ("  " + "  ".join(cells)).rstrip()
