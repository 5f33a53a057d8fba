"""What is asked of the reader where actions of the learning log are overdue: one decision each, the oldest first."""

from fairclaim.claims.phrasebook import phrasebook
from fairclaim.data.cohorts.overdue import OverdueAction
from fairclaim.params.months import day
from fairclaim.params.quarters import Quarter

_MOST = 4


def overdue_asks(actions: tuple[OverdueAction, ...], quarter: Quarter) -> tuple[str, ...]:
    """Ask for a decision on each action that was due and not done; of many, on the oldest, and the rest are counted.

    What is to be done is free text and may name somebody, so that an action is told by its code, its owner and its day.
    """
    asks = phrasebook().asks
    told = [
        asks["overdue"].format(
            trigger=action.trigger.replace("_", " "),
            due=day(action.due),
            owner=action.owner,
            next_report=quarter.next.readers_name,
        )
        for action in actions[:_MOST]
    ]
    if rest := len(actions[_MOST:]):
        told.append(asks["overdue_one_other" if rest == 1 else "overdue_others"].format(rest=rest))
    return tuple(told)
