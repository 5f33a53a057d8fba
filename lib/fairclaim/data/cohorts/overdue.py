"""Actions of the learning log that were due and not done on the day the data was frozen. Their words are not read."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fairclaim.data.reading.extracts import Extract


@dataclass(frozen=True, slots=True, order=True)
class OverdueAction:
    """One action: when it was due, what set it off (a code), and which role owns it."""

    due: date
    trigger: str
    owner: str


def overdue(extract: "Extract", as_at: date) -> tuple[OverdueAction, ...]:
    """Return the open actions that were due before the freeze date, the oldest first; none without a learning log."""
    log = extract.tables.get("learning_log")
    if log is None:
        return ()
    due = log.filter(log.due_at_on < as_at)
    if "done_at_on" in due.columns:
        due = due.filter(due.done_at_on.isnull() | (due.done_at_on > as_at))
    rows = due.select("due_at_on", "trigger", "owner").to_pyarrow().to_pylist()
    return tuple(sorted(OverdueAction(row["due_at_on"], row["trigger"], row["owner"]) for row in rows))
