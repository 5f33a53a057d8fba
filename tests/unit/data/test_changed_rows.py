"""Two extracts of one record compared: what came late, what is gone, and what is only news."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import ibis
import pyarrow as pa
import pytest

from fairclaim.data.reading.changed_rows import ChangedRows, changed_rows

FROZEN = date(2025, 6, 2)
BEFORE, LATER = datetime(2025, 5, 1, 9), datetime(2025, 6, 10, 9)
KINDS = {
    "at": pa.timestamp("us"),
    "referred_at": pa.timestamp("us"),
    "discharged_at": pa.timestamp("us"),
    "age": pa.float64(),
}


def extract(**tables: list[dict[str, object]]) -> SimpleNamespace:
    """Tables in a database of their own, as the reading leaves them: a London day beside each time, rows numbered."""
    connection, made = ibis.duckdb.connect(), {}
    for name, rows in tables.items():
        columns = dict.fromkeys(column for row in rows for column in row)
        held = {
            column: pa.array([row.get(column) for row in rows], KINDS.get(column, pa.string())) for column in columns
        }
        for column in [column for column in columns if KINDS.get(column) == pa.timestamp("us")]:
            days = [None if row.get(column) is None else row[column].date() for row in rows]
            held[f"{column}_on"] = pa.array(days, pa.date32())
        held["row"] = pa.array(range(len(rows)), pa.int64())
        made[name] = connection.create_table(name, pa.table(held))
    return SimpleNamespace(tables=made)


def contact(day: datetime, who: str = "a", attended: str = "yes") -> dict[str, object]:
    return {"referral_id": who, "at": day, "attended": attended}


def referral(
    who: str, referred: datetime, discharged: datetime | None = None, why: str | None = None
) -> dict[str, object]:
    return {
        "referral_id": who, "person_id": who, "referred_at": referred, "discharged_at": discharged, "ended_because": why,
    }  # fmt: skip


CONTACTS = [
    # old, new, late, withdrawn
    pytest.param([contact(BEFORE)], [contact(BEFORE)], 0, 0, id="the same"),
    pytest.param([contact(BEFORE)], [contact(BEFORE), contact(BEFORE, "b")], 1, 0, id="one came late"),
    pytest.param([contact(BEFORE)] * 2, [contact(BEFORE)] * 3, 1, 0, id="one more of rows that are alike"),
    pytest.param([contact(BEFORE)] * 3, [contact(BEFORE)], 0, 2, id="two fewer of rows that are alike"),
    pytest.param([contact(BEFORE)], [contact(BEFORE, attended="no")], 1, 1, id="one corrected"),
    pytest.param([contact(BEFORE)], [contact(BEFORE), contact(LATER)], 0, 0, id="dated after the freeze: news"),
    pytest.param([contact(datetime(2025, 6, 1))], [contact(datetime(2025, 6, 1)), contact(datetime(2025, 6, 2, 23))], 1, 0, id="on the day of the freeze"),
    pytest.param([contact(LATER)], [contact(BEFORE)], 1, 0, id="one foreseen, then held"),
    pytest.param([contact(BEFORE)], [contact(BEFORE + timedelta(hours=1))], 1, 1, id="another time of day"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "late", "withdrawn"), CONTACTS)
def test_rows_with_a_date(old, new, late, withdrawn) -> None:  # type: ignore[no-untyped-def]
    found = changed_rows(extract(contacts=new), extract(contacts=old), FROZEN)
    assert found == (ChangedRows("contacts", late, withdrawn),)


REFERRALS = [
    pytest.param(referral("a", BEFORE), referral("a", BEFORE, LATER), 0, 0, id="discharged after the freeze: news"),
    pytest.param(referral("a", BEFORE), referral("a", BEFORE, BEFORE), 1, 1, id="a discharge that was entered late"),
    pytest.param(referral("a", BEFORE, BEFORE), referral("a", BEFORE), 1, 1, id="a discharge that was taken back"),
    pytest.param(referral("a", BEFORE, BEFORE, None), referral("a", BEFORE, BEFORE, "home"), 1, 1, id="a blank that was filled"),
    pytest.param(referral("a", BEFORE), referral("a", BEFORE), 0, 0, id="blanks are alike"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "late", "withdrawn"), REFERRALS)
def test_a_later_date_in_a_row_is_news_and_no_correction(old, new, late, withdrawn) -> None:  # type: ignore[no-untyped-def]
    found = changed_rows(extract(referrals=[new]), extract(referrals=[old]), FROZEN)
    assert found == (ChangedRows("referrals", late, withdrawn),)


def test_people_have_no_date_so_only_those_in_both_are_compared() -> None:
    old = [{"person_id": "a", "age": 70.0}, {"person_id": "b", "age": 80.0}, {"person_id": "c", "age": 90.0}]
    new = [{"person_id": "a", "age": 70.0}, {"person_id": "b", "age": 81.0}, {"person_id": "d", "age": 50.0}]
    found = changed_rows(extract(people=new), extract(people=old), FROZEN)
    assert found == (ChangedRows("people", 1, 2),)


def test_only_tables_and_columns_of_both_are_compared_in_the_contracts_order() -> None:
    row = contact(BEFORE)
    new = extract(
        deaths=[{"person_id": "a", "at": BEFORE}], contacts=[row | {"kind": "visit"}], goals=[{"goal_id": "g"}]
    )
    old = extract(contacts=[row], deaths=[{"person_id": "a", "at": BEFORE}])
    assert [rows.table for rows in changed_rows(new, old, FROZEN)] == ["contacts", "deaths"]
    assert changed_rows(new, old, FROZEN)[0] == ChangedRows("contacts", 0, 0)


def test_empty_tables_can_be_compared() -> None:
    full, empty = extract(contacts=[contact(BEFORE)]), extract(contacts=[contact(LATER)])
    assert changed_rows(full, empty, FROZEN) == (ChangedRows("contacts", 1, 0),)
    assert changed_rows(empty, full, FROZEN) == (ChangedRows("contacts", 0, 1),)
