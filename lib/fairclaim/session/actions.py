"""What is told of overdue actions of the learning log: decisions on the oldest, and a list of all of them."""

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


def overdue_lines(actions: tuple[OverdueAction, ...]) -> tuple[str, ...]:
    """List every action in a sentence, the oldest first, so that what page one only counts can be looked up."""
    line = phrasebook().asks["overdue_listed"]
    return tuple(
        line.format(trigger=action.trigger.replace("_", " "), due=day(action.due), owner=action.owner)
        for action in actions
    )
