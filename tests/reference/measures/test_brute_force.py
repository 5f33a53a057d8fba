"""Every kind of measure against a count by hand: random definitions on random records that crowd at the edges."""

import math
from collections import Counter
from datetime import date, datetime
from typing import Any

import ibis
import pytest
from by_hand import asked_of, base, model_of
from edgy_measures import Drawn
from edgy_records import Record, as_database, edgy_records
from naive_measures import Naive

from fairclaim.data.measuring.compile import measured

RECORDS, SEED = 300, 7
# A proportion has the most edges.
EACH = {"proportion": 26}
BESIDE = frozenset({"age_band", "sex", "deprivation", "site", "team", "person"})
# The states that must occur among the answers of a kind, or the comparison would be empty.
KINDS = {
    "proportion": {"yes", "no", "not_observed", "died", "immature", "transferred", "rereferred"},
    "rate": {"counted", "died", "immature"},
    "paired_change": {"paired", "not_observed", "died"},
    "recovery": {"yes", "no", "not_observed", "died", "began_outside"},
    "quantity": {"counted", "not_observed", "died", "immature", "transferred", "rereferred"},
    "time_to_event": {"event", "competing", "censored", "not_observed", "transferred", "rereferred"},
    "currency": {"yes", "no", "died", "immature"},
    "category": {"counted", "not_observed", "immature"},
}


@pytest.fixture(scope="module")
def record() -> Record:
    return edgy_records(RECORDS, SEED)


@pytest.fixture(scope="module")
def tables(record: Record) -> dict[str, ibis.Table]:
    return as_database(record)


def compiled(drawn: Drawn, tables: dict[str, ibis.Table], *, covariates: bool = True) -> dict[int, dict[str, Any]]:
    rows = measured(drawn.measure, tables, drawn.asked, covariates=covariates).to_pyarrow().to_pylist()
    assert len({row["row"] for row in rows}) == len(rows)
    return {row.pop("row"): row for row in rows}


def same(one: Any, other: Any) -> bool:
    """Sums of fractions may differ in the last digit."""
    if isinstance(one, float | int) and isinstance(other, float | int):
        return math.isclose(one, other, abs_tol=1e-6)
    return bool(one == other)


def differences(expected: dict[int, Any], found: dict[int, Any], without: frozenset[str] = frozenset()) -> list[str]:
    told = [
        f"row {row}: counted {'by hand' if row in expected else 'by the code'} alone"
        for row in expected.keys() ^ found.keys()
    ]
    for row in sorted(expected.keys() & found.keys()):
        for name in expected[row].keys() - without:
            by_hand, by_code = expected[row][name], found[row][name]
            if not same(by_hand, by_code):
                told.append(f"row {row} ({expected[row]['referral_id']}): {name} is {by_code}, by hand {by_hand}")
    return told


@pytest.mark.parametrize("kind", KINDS)
def test_counted_by_hand(kind: str, record: Record, tables: dict[str, ibis.Table]) -> None:
    states: Counter[str] = Counter()
    for seed in range(EACH.get(kind, 11)):
        drawn = Drawn(kind, seed)
        expected = Naive(drawn.measure, record, drawn.asked).answers()
        states.update(answer["state"] for answer in expected.values())
        # What stands beside a row takes half of the time, and is the same for all kinds.
        beside = seed % 4 == 0
        told = differences(expected, compiled(drawn, tables, covariates=beside), frozenset() if beside else BESIDE)
        assert not told, f"{len(told)} of seed {seed}: {told[:3]} under {drawn.keys}, {drawn.asked}"
    assert set(states) == KINDS[kind], f"states that occur: {states}"


def test_an_escalation_of_a_linked_feed_tells_its_person() -> None:
    # Two escalations of one person, under a referral that the extract does not hold; as outcomes they are linked.
    referred = {"row": 0, "referral_id": "A", "person_id": "pb", "referred_at": datetime(2025, 3, 24, 9)}
    feed = {"referral_id": "X", "person_id": "pa", "kind": "crisis"}
    escalations = [{"row": day, "occurred_at": datetime(2025, 3, 24 + day, 9), **feed} for day in (0, 1)]
    death = {"row": 0, "person_id": "pa", "at": datetime(2025, 3, 26)}
    tables = as_database({"referrals": [referred], "escalations": escalations, "deaths": [death]})
    index = {"table": "escalations", "at": "occurred_at", "counts": "people"}
    outcome = {"table": "escalations", "at": "occurred_at", "link": "person", "at_least": 2, "counts_when": "present"}
    measure = base(index=index, outcome=outcome, observed_when=None)
    asked = asked_of(first=date(2025, 3, 24), last=date(2025, 3, 31))
    assert measured(model_of(**measure), tables, asked, covariates=False).state.to_pyarrow().to_pylist() == ["died"]
