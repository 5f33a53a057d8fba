"""Teams of two groups followed by month: what becomes of them, and when they cannot be followed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from made_cohorts import FOLLOWED, GROUP, followed

from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.session.followed import followed as panel_of
from fairclaim.stats.results import NotEstimable
from fairclaim.stats.samples import Counts, Panel

MEASURE = "no-ongoing-package-6w"


def changed(change: Callable[[pd.DataFrame], pd.DataFrame]) -> Cohort:
    made = followed(MEASURE, effect=3)
    return replace(made, frame=change(made.frame))


def test_one_share_of_each_team_and_month() -> None:
    made = followed(MEASURE, effect=3)
    panel, cells = panel_of(made, GROUP)
    assert isinstance(panel, Panel)
    assert panel.values.shape == (12, 15)
    assert (panel.treated, panel.change) == (tuple(range(6)), 12)
    for unit, team in enumerate(["A0", "A1", "A2", "A3", "A4", "A5", "B0", "B1", "B2", "B3", "B4", "B5"]):
        for place, month in enumerate(FOLLOWED):
            theirs = made.frame[(made.frame.team == team) & (made.frame.index_on == month)].state
            assert panel.values[unit, place] == (theirs == "yes").sum() / len(theirs)
    yes = made.frame.state == "yes"
    own, after = made.frame.arm == "service", made.frame.index_on >= date(2025, 1, 1)
    sides = [own & ~after, own & after, ~own & ~after, ~own & after]
    assert list(cells) == [Counts(int((yes & side).sum()), int(side.sum())) for side in sides]


def test_whose_team_is_not_known_is_in_no_unit() -> None:
    def without(frame: pd.DataFrame) -> pd.DataFrame:
        return pd.concat([frame, frame.iloc[:7].assign(team=np.nan)])

    known, _ = panel_of(followed(MEASURE, effect=3), GROUP)
    panel, _ = panel_of(changed(without), GROUP)
    assert isinstance(panel, Panel)
    assert isinstance(known, Panel)
    assert (panel.values == known.values).all()


def test_a_team_of_the_same_name_in_both_groups_is_two_units() -> None:
    panel, _ = panel_of(changed(lambda frame: frame.assign(team=frame.team.str[1:])), GROUP)
    assert isinstance(panel, Panel)
    assert panel.values.shape == (12, 15)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(
            lambda f: f[~((f.team == "B3") & (f.index_on == FOLLOWED[4]))], id="a month without anybody of a team"
        ),
        pytest.param(lambda f: f[f.arm == "service"], id="no comparison group"),
        pytest.param(lambda f: f.assign(team=None), id="no team on record"),
        pytest.param(lambda f: f.assign(state=["immature", *f.state[1:]]), id="a window still open"),
    ],
)
def test_when_they_cannot_be_followed(change: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
    assert isinstance(panel_of(changed(change), GROUP)[0], NotEstimable)


@pytest.mark.parametrize("on", [date(2024, 1, 1), date(2025, 4, 1), date(2023, 6, 1)])
def test_a_change_outside_the_record(on: date) -> None:
    assert isinstance(panel_of(followed(MEASURE), GROUP.model_copy(update={"changed_on": on}))[0], NotEstimable)
