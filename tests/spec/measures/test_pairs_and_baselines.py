"""Scores: which one is the first, which the last, and who has no pair."""

import math
from datetime import date

import pytest

from fairclaim.data.proportion_cohort import proportion_rows
from fairclaim.params.measures import ProportionMeasure
from fairclaim.params.quarters import Quarter

ANN = ["A,pa,2025-01-02,2025-01-30"]
START, END = "A,Barthel Index,start,2025-01-02,10", "A,Barthel Index,discharge,2025-01-30,14"


@pytest.mark.parametrize(
    ("scores", "deaths", "expected"),
    [
        pytest.param([START, END], [], ("paired", 10, 14), id="both"),
        pytest.param([START], [], ("not_observed", 10, None), id="no last score"),
        pytest.param([END], [], ("not_observed", None, 14), id="no first score"),
        pytest.param([], [], ("not_observed", None, None), id="neither"),
        pytest.param([START], ["pa,2025-01-30"], ("died", 10, None), id="died on the last day of the episode"),
        pytest.param([START], ["pa,2025-01-31"], ("not_observed", 10, None), id="died the day after"),
        pytest.param([START, END], ["pa,2025-01-30"], ("paired", 10, 14), id="scored, then died"),
        pytest.param([START, "A,Barthel Index,start,2025-01-01,7", END], [], ("paired", 7, 14), id="earliest first"),
        pytest.param([START, END, "A,Barthel Index,discharge,2025-02-01,16"], [], ("paired", 10, 16), id="latest last"),
        pytest.param([START, "A,Barthel Index,discharge,2025-01-01,14"], [], ("not_observed", 10, 14), id="in reverse"),
        pytest.param([START, "A,Barthel Index,discharge,2025-01-02,12"], [], ("paired", 10, 12), id="on one day"),
        pytest.param([START, "A,EQ-5D,discharge,2025-01-30,14"], [], ("not_observed", 10, None), id="two instruments"),
    ],
)
def test_pairs(pairs, scores, deaths, expected):
    [(_, state, before, after)] = pairs(referrals=ANN, scores=scores, deaths=deaths)
    assert (state, *(None if math.isnan(x) else x for x in (before, after))) == expected


def test_one_row_an_episode_of_the_quarter(pairs):
    referrals = [*ANN, "B,pb,2024-12-02,2024-12-30", "C,pc,2025-03-02,2025-03-31", "D,pd,2025-03-20,"]
    assert [row[0] for row in pairs(referrals=referrals, scores=[START, START.replace("start", "review")])] == [
        "A",
        "C",
    ]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        pytest.param([START], 10, id="its score"),
        pytest.param([START, "A,Barthel Index,start,2024-12-30,6"], 6, id="the earliest of several"),
        pytest.param([END], None, id="none at that time point"),
    ],
)
def test_the_baseline_is_kept_with_each_row(record, scores, expected):
    measure = ProportionMeasure.model_validate(
        {
            "id": "by-hand", "title": "t", "outcome_phrase": "p", "family": "person_change", "better": "higher",
            "kind": "proportion", "index": {"table": "referrals", "at": "discharged_at"},
            "outcome": {"table": "packages", "at": "started_at", "counts_when": "present"},
            "window": {"start": "0d", "end": "6w", "start_day": "inclusive", "clock": "days"},
            "died": "excluded", "not_observed": "failure",
            "baseline": {"instrument": "Barthel Index", "time_point": "start"},
        }
    )  # fmt: skip
    tables = record(referrals=ANN, scores=scores).tables
    [baseline] = proportion_rows(measure, tables, Quarter(2024, 4), date(2025, 6, 2)).to_pandas()["baseline"]
    assert (None if math.isnan(baseline) else baseline) == expected


def test_any_dated_table_can_be_the_index_event(record):
    measure = ProportionMeasure.model_validate(
        {
            "id": "by-hand", "title": "t", "outcome_phrase": "p", "family": "safety", "better": "lower",
            "kind": "proportion", "index": {"table": "contacts", "at": "at", "where": {"attended": ["yes"]}},
            "outcome": {"table": "safety_events", "at": "at", "counts_when": "present"},
            "window": {"start": "0d", "end": "1d", "start_day": "inclusive", "clock": "days"},
            "died": "excluded", "not_observed": "failure",
        }
    )  # fmt: skip
    visits = ["A,2025-01-05,yes", "A,2025-01-07,no", "A,2025-01-09,yes", "Z,2025-01-09,yes"]
    tables = record(referrals=ANN, contacts=visits, safety_events=["A,2025-01-10,low"]).tables
    frame = proportion_rows(measure, tables, Quarter(2024, 4), date(2025, 6, 2)).to_pandas().sort_values("row")
    # Every attended visit is an event of its own, also that of a referral which the referrals table does not have.
    assert list(zip(frame.referral_id, frame.state, strict=True)) == [("A", "no"), ("A", "yes"), ("Z", "no")]


def test_scores_alone_make_pairs_where_no_referrals_are_kept(record, pairs_of):
    tables = {"scores": record(referrals=ANN, scores=[START, END]).tables["scores"]}
    assert pairs_of(tables, index={"table": "scores", "at": "at", "where": {"time_point": ["discharge"]}}) == [
        ("A", "paired", 10, 14)
    ]
