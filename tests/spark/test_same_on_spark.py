"""The same measure on DuckDB and on Spark: by hand on a few people, and row for row on 100,000 referrals."""

import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from many_referrals import many_referrals
from pydantic import TypeAdapter

from fairclaim.data.assure.answers import answers
from fairclaim.data.assure.backends import engine, on_spark
from fairclaim.data.measuring.asked import Asked
from fairclaim.data.measuring.compile import measured
from fairclaim.params.assured import load_assured
from fairclaim.params.load import load_library
from fairclaim.params.measures import Measure

PARAMS = Path(__file__).parents[2] / "params"
ASKED = Asked(
    first=date(2025, 1, 1), last=date(2025, 3, 31), as_at=date(2025, 4, 20), linked_to={"escalations": date(2025, 4, 1)}
)
TOLD = {"id": "by-hand", "title": "By hand", "outcome_phrase": "by hand", "family": "person_change", "better": "higher"}
REFERRED = {"table": "referrals", "at": "referred_at"}
DISCHARGED = {"table": "referrals", "at": "discharged_at"}
DAYS = {"start_day": "inclusive", "clock": "days"}

# One of each kind, with as many of its edges declared as go together, and the states that must occur.
KINDS = [
    pytest.param(
        {
            "kind": "proportion",
            "index": {"table": "referrals", "at": "first_contact_at", "where": {"risk": ["higher"]}},
            "outcome": {
                "table": "escalations",
                "at": "occurred_at",
                "where": {"kind": ["ed_attendance", "ambulance"]},
                "counts_when": "absent",
            },
            "observed_when": {
                "any": [
                    {"table": "stability_checks", "at": "at", "where": {"result": ["stable"]}},
                    {"feed": "escalations"},
                ]
            },
            "window": {"start": "0h", "end": "72h", "start_day": "exclusive", "clock": "hours"},
            "died": "excluded",
            "transferred": "excluded",
            "rereferred": "excluded",
            "not_observed": "own_state",
            "baseline": {"instrument": "Barthel Index", "time_point": "start"},
        },
        {"yes", "no", "not_observed", "died", "transferred", "rereferred"},
        id="proportion",
    ),
    pytest.param(
        {
            "kind": "rate",
            "index": {**REFERRED, "washout": "14d"},
            "outcome": {"table": "safety_events", "at": "at", "where": {"harm": ["moderate", "severe"]}},
            "window": {"start": "0d", "end": "4w", **DAYS},
            "per": "days",
            "multiple": 1000,
            "died": "ends_exposure",
        },
        {"counted", "immature"},
        id="rate",
    ),
    pytest.param(
        {
            "kind": "paired_change",
            "index": DISCHARGED,
            "instrument": "Barthel Index",
            "first": "start",
            "last": "discharge",
            "meaningful_change": 1.85,
            "meaningful_change_source": "by hand",
            "score_range": [0, 20],
        },
        {"paired", "not_observed", "died"},
        id="paired change",
    ),
    pytest.param(
        {
            "kind": "recovery",
            "index": DISCHARGED,
            "instrument": "Barthel Index",
            "pairing": "first_and_last",
            "score_range": [0, 20],
            "began": {"at_most": 10.0},
            "ended": {"at_least": 10.5},
            "changed_by": 2.0,
            "cut_off_source": "by hand",
        },
        {"yes", "no", "not_observed", "died", "began_outside"},
        id="recovery",
    ),
    pytest.param(
        {
            "kind": "quantity",
            "index": {**REFERRED, "counts": "people"},
            "amount": {"table": "support_hours", "at": "week_at", "column": "hours", "take": "sum"},
            "window": {"start": "0d", "end": "6w", **DAYS},
            "unit": "hours",
            "none_found": "not_observed",
            "died": "excluded",
        },
        {"counted", "not_observed", "died", "immature"},
        id="quantity",
    ),
    pytest.param(
        {
            "kind": "time_to_event",
            "index": DISCHARGED,
            "outcome": {"table": "hospital_spells", "at": "admitted_at", "where": {"kind": ["emergency"]}, "link": "person"},
            "window": {"start": "0d", "end": "8w", **DAYS},
            "died": "competing",
            "immature": "excluded",
        },
        {"event", "competing", "censored"},
        id="time to event",
    ),
    pytest.param(
        {
            "kind": "currency",
            "open": {"table": "referrals", "start": "referred_at", "end": "discharged_at", "end_day": "exclusive"},
            "in_force": {
                "table": "plans",
                "start": "made_at",
                "end": "in_force_to",
                "where": {"kind": ["crisis plan"]},
                "end_day": "inclusive",
            },
            "grace": "2d",
        },
        {"yes", "no"},
        id="currency",
    ),
    pytest.param(
        {
            "kind": "category",
            "index": REFERRED,
            "category": {"table": "themes", "at": "at", "column": "reason", "take": "last"},
            "window": {"start": "0d", "end": "8w", **DAYS},
        },
        {"counted", "not_observed"},
        id="category",
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def both(spark):
    """The same 100,000 referrals on both engines."""
    tables = many_referrals(100_000, seed=20250331)
    return engine("duckdb")(tables), on_spark(spark)(tables)


@pytest.mark.parametrize(("own", "states"), KINDS)
def test_cohorts_are_equal_row_for_row(both, own, states):
    measure = TypeAdapter(Measure).validate_json(json.dumps({**TOLD, **own}))
    on_duckdb, on_spark_ = (_rows(measured(measure, tables, ASKED)) for tables in both)
    assert len(on_duckdb) > 5_000
    assert states <= set(on_duckdb.state)
    pd.testing.assert_frame_equal(on_duckdb, on_spark_, check_exact=True)


@pytest.mark.parametrize("name", sorted(path.stem for path in (PARAMS / "assure").glob("*.yaml")))
def test_people_written_by_hand_get_their_answers(spark, name):
    measure, assured = load_library(PARAMS).measures[name], load_assured(PARAMS)[name]
    found = answers(measure, assured, on_spark(spark), name)
    assert [answer for answer in found if not answer.agrees] == []


def _rows(expression):
    table = expression.to_pyarrow()
    kinds = {name: "float64" for name in ("row", "person") if name in table.column_names}
    return table.to_pandas(date_as_object=True).astype(kinds).sort_values("row", ignore_index=True)
