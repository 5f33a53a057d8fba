"""Actions that were due and not done on the freeze date: which they are, how they are kept, and what is asked."""

from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import ibis
import pandas as pd
import pytest
from made_cohorts import REABLEMENT, reablement

from fairclaim.data.cohorts.overdue import OverdueAction, overdue
from fairclaim.params.quarters import Quarter
from fairclaim.report.trace import sentences_match, untraced_digits
from fairclaim.session.actions import overdue_asks, overdue_lines
from fairclaim.session.assess import assess
from fairclaim.session.frozen import Frozen, leave, take_up
from fairclaim.session.tell import tell
from fairclaim.show.appendix import appendix
from fairclaim.show.front import front

AS_AT = date(2025, 6, 2)
QUARTER = Quarter.parse("2024-25-q4")
ROW = {"trigger": "missed_call", "owner": "Team lead", "action": "Ring Mrs A", "due_at_on": date(2025, 5, 1)}


def found(*rows: dict[str, Any], done: bool = True) -> tuple[OverdueAction, ...]:
    columns = [*ROW, *(["done_at_on"] if done else [])]
    frame = pd.DataFrame([{"done_at_on": None, **ROW, **row} for row in rows])[columns]
    for name in columns[3:]:
        frame[name] = pd.to_datetime(frame[name])
    log = ibis.memtable(frame).mutate(**{name: lambda t, name=name: t[name].cast("date") for name in columns[3:]})
    return overdue(SimpleNamespace(tables={"learning_log": log}), AS_AT)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "late"),
    [
        pytest.param({"due_at_on": date(2025, 6, 1)}, True, id="due the day before"),
        pytest.param({"due_at_on": AS_AT}, False, id="due on the day itself"),
        pytest.param({"done_at_on": datetime(2025, 5, 20)}, False, id="done late, but done"),
        pytest.param({"done_at_on": datetime(2025, 6, 3)}, True, id="done after the freeze"),
        pytest.param({}, True, id="not done"),
    ],
)
def test_which_actions_are_overdue(row: dict[str, Any], late: bool) -> None:
    assert bool(found(row)) == late


def test_a_log_that_does_not_say_what_was_done_has_only_open_actions_and_none_is_no_log() -> None:
    assert found({}, done=False) == (OverdueAction(date(2025, 5, 1), "missed_call", "Team lead"),)
    assert overdue(SimpleNamespace(tables={}), AS_AT) == ()  # type: ignore[arg-type]


def test_the_oldest_come_first_and_the_words_of_an_action_stay_behind() -> None:
    actions = found({"due_at_on": date(2025, 5, 2)}, {"due_at_on": date(2025, 4, 2)})
    assert [action.due for action in actions] == [date(2025, 4, 2), date(2025, 5, 2)]
    assert "Mrs A" not in repr(actions)


def test_each_is_put_to_a_decision() -> None:
    (asked,) = overdue_asks(found({}), QUARTER)
    assert asked == (
        "An action on “missed call” was due on 1 May 2025 and is not done. Decide: have it done, agree a new date, or close it with a reason. "
        "Owner: Team lead. Due by: the report on April to June 2025."
    )
    assert overdue_asks((), QUARTER) == ()


@pytest.mark.parametrize(
    ("many", "last"),
    [
        (4, "Due by: the report on April to June 2025."),
        (5, "One other action is overdue. Decide the same for it, with its owner. All are listed at the end."),
        (7, "3 other actions are overdue. Decide the same for each, with its owner. All are listed at the end."),
    ],
)
def test_of_many_the_oldest_are_named_and_the_rest_counted(many: int, last: str) -> None:
    asks = overdue_asks(found(*({} for _ in range(many))), QUARTER)
    assert len(asks) == min(many, 5)
    assert asks[-1].endswith(last)


def test_all_are_listed_the_oldest_first() -> None:
    days = [date(2025, 5, n) for n in (9, 3, 8, 4, 7, 5, 6)]
    lines = overdue_lines(found(*({"due_at_on": day, "owner": f"Lead {day.day}"} for day in days)))
    assert lines == tuple(
        f"An action on “missed call” was due on {n} May 2025. Owner: Lead {n}." for n in (3, 4, 5, 6, 7, 8, 9)
    )
    assert overdue_lines(()) == ()


def test_the_report_holds_them_all_and_page_one_the_oldest() -> None:
    actions = found(*({"due_at_on": date(2025, 5, n)} for n in range(1, 8)))
    ledger = tell(assess(REABLEMENT, reablement()), overdue=actions)
    listed = appendix(ledger)
    assert [f"was due on {n} May 2025. Owner: Team lead." in listed for n in range(1, 8)] == [True] * 7
    assert [f"was due on {n} May 2025" in front(ledger) for n in range(1, 8)] == [True] * 4 + [False] * 3
    assert (untraced_digits(listed), sentences_match(listed, ledger)) == ([], [])


def test_they_come_back_from_the_scratch_folder_as_they_were(tmp_path: Path) -> None:
    actions = found({}, {"due_at_on": date(2025, 4, 2)})
    leave(Frozen((), overdue=actions), tmp_path)
    assert take_up(tmp_path).overdue == actions
