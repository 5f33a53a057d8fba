"""Scores: which one is the first, which the last, and who has no pair."""

import math
from datetime import date

import pytest
from by_hand import base, change, model_of
from pydantic import ValidationError

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


IN_ORDER = {"pairing": "first_and_last", "first": None, "last": None}


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        pytest.param([START, END], ("paired", 10, 14), id="two scores, whatever their labels"),
        pytest.param([START.replace("start", "review"), END, "A,Barthel Index,,2025-01-15,3"], ("paired", 10, 14),
                     id="the earliest and the latest of three"),
        pytest.param([START], ("not_observed", 10, 10), id="one score is not a pair with itself"),
        pytest.param([START, "A,Barthel Index,review,2025-01-02,12"], ("not_observed", 10, 12),
                     id="two of one day: neither is later"),
        pytest.param([START, "A,Barthel Index,review,2025-01-02 15:00,12"], ("paired", 10, 12), id="later on one day"),
        pytest.param([START, "A,EQ-5D,discharge,2025-01-30,14"], ("not_observed", 10, 10), id="two instruments"),
    ],
)  # fmt: skip
def test_pairs_by_order(record, pairs_of, scores, expected):
    [(_, *found)] = pairs_of(record(referrals=ANN, scores=scores).tables, **IN_ORDER)
    assert tuple(found) == expected


ITEMS = "# referral_id,instrument,item,time_point,at,score"
ITEM = ["A,DIALOG,work,start,2025-01-02,3", "A,DIALOG,work,discharge,2025-01-30,5"]
TOTAL = ["A,DIALOG,,start,2025-01-02,30", "A,DIALOG,,discharge,2025-01-30,41"]


@pytest.mark.parametrize(
    ("item", "scores", "expected"),
    [
        pytest.param(None, ITEM + TOTAL, ("paired", 30, 41), id="no item: the total"),
        pytest.param("work", ITEM + TOTAL, ("paired", 3, 5), id="an item: that item"),
        pytest.param("Work", ITEM + TOTAL, ("paired", 3, 5), id="in another case"),
        pytest.param("home", ITEM + TOTAL, ("not_observed", None, None), id="an item that was not scored"),
        pytest.param("work", [ITEM[0], TOTAL[1]], ("not_observed", 3, None), id="an item and a total are no pair"),
    ],
)
def test_items_and_totals(record, pairs_of, item, scores, expected):
    tables = record(referrals=ANN, scores=[ITEMS, *scores]).tables
    [(_, state, *found)] = pairs_of(tables, instrument="DIALOG", item=item, score_range=(0, 50))
    assert (state, *(None if math.isnan(score) else score for score in found)) == expected


BOTH = [*ITEM, "A,DIALOG,home,start,2025-01-02,6", "A,DIALOG,home,discharge,2025-01-30,6"]


def scored(*lines):
    return [f"A,DIALOG,{line}" for line in lines]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        pytest.param(BOTH, ("paired", 4.5, 5.5), id="both items on both occasions"),
        pytest.param(BOTH + TOTAL, ("paired", 4.5, 5.5), id="a total beside them is not the mean"),
        pytest.param([*BOTH, *scored("medication,start,2025-01-02,1")], ("paired", 4.5, 5.5), id="nor is another item a part of it"),
        pytest.param([*BOTH[:2], BOTH[3]], ("not_observed", None, 5.5), id="an item missing at the start"),
        pytest.param(BOTH[:3], ("not_observed", 4.5, None), id="an item missing at the end"),
        pytest.param(BOTH[:2], ("not_observed", None, None), id="one item alone is no mean"),
        pytest.param(TOTAL, ("not_observed", None, None), id="a total alone is no mean"),
        pytest.param([*BOTH[:3], *scored("Home,Discharge,2025-01-30,6")], ("paired", 4.5, 5.5), id="in another case"),
        pytest.param([*BOTH[:3], *scored("home,discharge,2025-01-31,6")], ("not_observed", 4.5, None), id="the other item a day later"),
        pytest.param([*BOTH[:3], *scored("home,discharge,2025-01-30 09:30,6")], ("not_observed", 4.5, None), id="the other item at another time of the day"),
        pytest.param([*BOTH[:3], *scored("home,start,2025-01-30,6")], ("not_observed", 4.5, None), id="the other item under another label"),
        pytest.param([*BOTH, *scored("Work,start,2025-01-02,7")], ("not_observed", None, 5.5), id="an item that stands twice is no mean"),
        pytest.param([*BOTH, *scored("work,start,2024-12-30,1")], ("paired", 4.5, 5.5), id="the first occasion with every item counts"),
        pytest.param([*BOTH, *scored("work,start,2024-12-30,1", "home,start,2024-12-30,2")], ("paired", 1.5, 5.5), id="and the earliest of such"),
        pytest.param([*BOTH, *scored("work,discharge,2025-02-02,7", "home,discharge,2025-02-02,7")], ("paired", 4.5, 7), id="and the latest at the end"),
    ],
)  # fmt: skip
def test_the_mean_of_several_items(record, pairs_of, scores, expected):
    tables = record(referrals=ANN, scores=[ITEMS, *scores]).tables
    [(_, state, *found)] = pairs_of(tables, instrument="DIALOG", items=["work", "home"], score_range=(1, 7))
    assert (state, *(None if math.isnan(score) else score for score in found)) == expected


def test_two_referrals_of_one_person_make_no_occasion_between_them(record, pairs_of):
    referrals = [*ANN, "B,pa,2025-01-02,2025-01-30"]
    scores = [ITEMS, BOTH[0], BOTH[1], *(line.replace("A,", "B,") for line in BOTH[2:])]
    tables = record(referrals=referrals, scores=scores).tables
    found = pairs_of(tables, instrument="DIALOG", items=["work", "home"], score_range=(1, 7))
    assert [row[:2] for row in found] == [("A", "not_observed"), ("B", "not_observed")]


def test_means_by_order_where_no_label_is_kept(record, pairs_of):
    header = "# referral_id,instrument,item,at,score"
    scores = [header, *(line.replace("start,", "").replace("discharge,", "") for line in BOTH)]
    tables = record(referrals=ANN, scores=scores).tables
    asked = {"instrument": "DIALOG", "items": ["work", "home"], "score_range": (1, 7)}
    assert pairs_of(tables, **asked, **IN_ORDER) == [("A", "paired", 4.5, 5.5)]


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        pytest.param({"item": "work", "items": ["work", "home"]}, "either 'item' for one item, or 'items'", id="one and several"),
        pytest.param({"items": ["work"]}, "for one item say 'item'", id="several that are one"),
        pytest.param({"items": ["work", "Work"]}, "each once", id="one item twice"),
    ],
)  # fmt: skip
def test_items_that_make_no_sense_are_refused(keys, message):
    with pytest.raises(ValidationError, match=message):
        model_of(**change(**keys))


@pytest.mark.parametrize(
    ("as_at", "expected"),
    [
        pytest.param(date(2025, 2, 1), ("paired", 10, 16), id="scored on the freeze date"),
        pytest.param(date(2025, 1, 31), ("paired", 10, 14), id="a score of the day after is not known"),
    ],
)
def test_scores_after_the_freeze_date_are_not_used(record, pairs_of, as_at, expected):
    scores = [START, END, "A,Barthel Index,discharge,2025-02-01,16"]
    [(_, *found)] = pairs_of(record(referrals=ANN, scores=scores).tables, asked={"as_at": as_at})
    assert tuple(found) == expected


@pytest.mark.parametrize(
    ("died", "expected"),
    [
        pytest.param("2025-01-30", ("paired", 10, 14), id="scored on the day of death"),
        pytest.param("2025-01-29", ("died", 10, None), id="a score after the day of death is a slip"),
    ],
)
def test_scores_after_death_are_not_used(pairs, died, expected):
    [(_, state, *found)] = pairs(referrals=ANN, scores=[START, END], deaths=[f"pa,{died}"])
    assert (state, *(None if math.isnan(score) else score for score in found)) == expected


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
def test_the_baseline_is_kept_with_each_row(told, scores, expected):
    measure = base(baseline={"instrument": "Barthel Index", "time_point": "start"})
    assert told(measure, "baseline", referrals=ANN, scores=scores) == {"A": ("not_observed", expected)}


def test_any_dated_table_can_be_the_index_event(rows):
    measure = base(
        index={"table": "contacts", "at": "at", "where": {"attended": ["yes"]}},
        outcome={"table": "safety_events", "at": "at", "counts_when": "present"},
        observed_when=None,
        not_observed="failure",
        window={"start": "0d", "end": "1d", "start_day": "inclusive", "clock": "days"},
    )
    visits = ["A,2025-01-05,yes", "A,2025-01-07,no", "A,2025-01-09,yes", "Z,2025-01-09,yes"]
    frame = rows(measure, referrals=ANN, contacts=visits, safety_events=["A,2025-01-10,low"])
    # Every attended visit is an event of its own, also that of a referral which the referrals table does not have.
    found = list(zip(frame.referral_id, frame.state, strict=True))
    assert found == [("A", "no"), ("A", "yes"), ("Z", "no")]


def test_scores_alone_make_pairs_where_no_referrals_are_kept(record, pairs_of):
    tables = {"scores": record(referrals=ANN, scores=[START, END]).tables["scores"]}
    assert pairs_of(tables, index={"table": "scores", "at": "at", "where": {"time_point": ["discharge"]}}) == [
        ("A", "paired", 10, 14)
    ]
