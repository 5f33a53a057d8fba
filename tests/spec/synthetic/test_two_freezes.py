"""One service frozen on two days: the reissue holds all that the first extract held, and what came in since."""

from datetime import date, timedelta

import pandas as pd
import pytest
from made_services import LAST, Drawn

from fairclaim.data.synthetic.make import TABLES, Made
from fairclaim.data.synthetic.rows import EPOCH
from fairclaim.params.world import World

SIZE, FIRST_FREEZE, SECOND_FREEZE = 3000, LAST + timedelta(days=14), LAST + timedelta(days=60)
UGLY = World(late=0.3, deaths=0.2, repeats=0.3, overlapping=0.1, lost=0.1, comparison=0.3, misrecorded=0.1)
# Columns that are blank until a day comes, and stand for something that can still end.
ENDS = {
    "referrals": ["discharged_at", "first_contact_at", "ended_because"],
    "hospital_spells": ["discharged_at", "destination"],
    "goals": ["reviewed_at", "met", "attained"],
    "oversight": ["held_at"],
    "learning_log": ["done_at"],
    "activity_plan": ["delivered"],
    "costs": ["pounds"],
}


def frozen(day: date, world: World = UGLY) -> Made:
    return Drawn(world, SIZE, day).made()


FIRST, SECOND = frozen(FIRST_FREEZE), frozen(SECOND_FREEZE)


def rows(made: Made, table: str) -> pd.Series:
    """Each row as text, without what may end later, numbered where two are the same; beside it its recorded day."""
    frame = made.tables[table].to_pandas().drop(columns=ENDS.get(table, [])).astype(object)
    text = frame.astype(str).agg("|".join, axis=1) if len(frame) else pd.Series(dtype=str)
    text = text + "#" + text.groupby(text).cumcount().astype(str)
    return pd.Series(made.recorded[table], index=text)


@pytest.mark.parametrize("table", TABLES)
def test_the_first_freeze_is_a_part_of_the_second(table: str) -> None:
    early, late = rows(FIRST, table), rows(SECOND, table)
    assert set(early.index) <= set(late.index)
    came_since = late[~late.index.isin(early.index)]
    assert (came_since > (FIRST_FREEZE - EPOCH).days).all()
    assert (came_since <= (SECOND_FREEZE - EPOCH).days).all()
    assert (early <= (FIRST_FREEZE - EPOCH).days).all()


@pytest.mark.parametrize("table", ["referrals", "contacts", "packages", "followups", "escalations", "safety_events"])
def test_rows_of_the_quarter_come_in_after_the_first_freeze(table: str) -> None:
    name = {"referrals": "referred_at", "packages": "started_at", "escalations": "occurred_at"}.get(table, "at")
    days = [pd.to_datetime(made.tables[table][name].to_pandas()) for made in (FIRST, SECOND)]
    in_time = [int((day <= pd.Timestamp(LAST)).sum()) for day in days]
    # Three in ten rows are late, by up to two months: some of what happened by the quarter's end is missing at first.
    assert in_time[0] < in_time[1]


def test_what_has_ended_by_the_second_freeze_was_blank_at_the_first() -> None:
    early, late = (
        made.tables["referrals"].to_pandas().set_index("referral_id").discharged_at for made in (FIRST, SECOND)
    )
    was, now = early, late.reindex(early.index)
    assert ((was == now) | (was.isna() & (now.isna() | (now > FIRST_FREEZE)))).all()
    assert (was.isna() & now.notna()).any()


@pytest.mark.parametrize("days", [0, 20, 59, 60])
def test_late_rows_arrive_evenly(days: int) -> None:
    made = Drawn(World(late=0.5, late_days=60), 20_000, LAST + timedelta(days=400)).made("referrals")
    day = pd.to_datetime(made.tables["referrals"]["referred_at"].to_pandas()).dt.normalize()
    delay = made.recorded["referrals"] - (day - pd.Timestamp(0)).dt.days
    # A share of 20,000: four standard errors.
    assert (delay <= days).mean() == pytest.approx(0.5 + 0.5 * days / 60, abs=4 * 0.5 / 20_000**0.5)


def test_nothing_that_happens_depends_on_the_freeze() -> None:
    plain = World(deaths=0.2, repeats=0.3, lost=0.1)
    early, late = (Drawn(plain, SIZE, day).made("scores", "deaths") for day in (FIRST_FREEZE, SECOND_FREEZE))
    for table in ("scores", "deaths"):
        day = pd.to_datetime(late.tables[table]["at"].to_pandas())
        kept = late.tables[table].to_pandas()[(day <= pd.Timestamp(FIRST_FREEZE)).to_numpy()].reset_index(drop=True)
        assert kept.astype(str).equals(early.tables[table].to_pandas().astype(str))


@pytest.mark.parametrize("made", [FIRST, SECOND], ids=["first", "second"])
def test_no_row_is_known_before_its_referral_or_person(made: Made) -> None:
    known = {key: set(made.tables["referrals"][key].to_pylist()) for key in ("referral_id", "person_id")}
    for name, table in made.tables.items():
        for key in known.keys() & set(table.column_names):
            assert set(table[key].to_pylist()) <= known[key], (name, key)
