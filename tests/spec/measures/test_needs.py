"""What a measure needs of an extract, and how the lack of it is told."""

import pytest
from by_hand import base, change, heading, model_of

from fairclaim.data.measuring.needs import lacking, tables_needed, unmet
from fairclaim.data.measuring.sought import unmatched

RECEIVED = {"table": "referrals", "at": "referred_at"}
WINDOW = {"start": "0d", "end": "4w", "start_day": "inclusive", "end_day": "inclusive", "clock": "days"}
HOURS = WINDOW | {"start": "0h", "end": "72h", "clock": "hours"}
ESCALATED = {"table": "escalations", "at": "occurred_at"}
SPELL = {"table": "hospital_spells", "at": "admitted_at"}
SPAN = {"table": "referrals", "start": "referred_at", "end": "discharged_at", "end_day": "inclusive"}
PLAN = {"table": "plans", "start": "made_at", "end": "in_force_to", "end_day": "inclusive"}
ANN = ["A,pa,2025-01-02,2025-01-10"]


def of_kind(kind, **keys):
    usual = {"index": RECEIVED} if kind not in {"currency", "series"} else {}
    return heading(kind=kind, **usual | keys)


RATE = of_kind("rate", outcome=ESCALATED, per="contacts", multiple=1000, died="excluded")
QUANTITY = of_kind("quantity", window=WINDOW, unit="hours", none_found="zero", died="kept",
                   amount={"table": "support_hours", "at": "week_at", "column": "hours", "take": "sum"})  # fmt: skip
TIME = of_kind("time_to_event", window=WINDOW, outcome=ESCALATED, died="event", followed_to="hospital_spells")
CURRENCY = of_kind("currency", open=SPAN, in_force=PLAN, grace="0d")
CATEGORY = of_kind("category", window=WINDOW, category=ESCALATED | {"column": "kind"})
SERIES = of_kind("series", indicator="two-hour", unit="percent", source_note="by hand")
READMITTED = base(index={"table": "hospital_spells", "at": "discharged_at"}, outcome=SPELL | {"counts_when": "present"},
                  observed_when=None, window=WINDOW)  # fmt: skip


@pytest.mark.parametrize(
    ("measure", "tables"),
    [
        pytest.param(base(), "referrals packages followups deaths", id="a proportion, its look and deaths"),
        pytest.param(base(baseline={"instrument": "X", "time_point": "start"}),
                     "referrals packages followups scores deaths", id="and its baseline"),
        pytest.param(base(observed_when={"feed": "escalations"}), "referrals packages deaths",
                     id="a feed is told by the quarter"),
        pytest.param(READMITTED, "hospital_spells deaths", id="stays in hospital need no referral"),
        pytest.param(base(index={"table": "contacts", "at": "at"}, observed_when={"feed": "x"}),
                     "contacts packages referrals deaths", id="the referral tells whose contact it was"),
        pytest.param(base(index=RECEIVED | {"ages": {"youngest": 18, "on": "index"}}, observed_when={"feed": "x"}),
                     "referrals packages people deaths", id="ages"),
        pytest.param(RATE, "referrals escalations contacts deaths", id="a rate, and what it is counted against"),
        pytest.param(change(), "referrals scores", id="a change needs no deaths"),
        pytest.param(change(index={"table": "scores", "at": "at"}), "scores", id="nor referrals"),
        pytest.param(QUANTITY, "referrals support_hours deaths", id="a quantity"),
        pytest.param(TIME, "referrals escalations deaths", id="a time to an event"),
        pytest.param(CURRENCY, "referrals plans", id="a currency"),
        pytest.param(CATEGORY, "referrals escalations", id="a category"),
        pytest.param(CATEGORY | {"index": {"table": "contacts", "at": "at", "counts": "people"}},
                     "contacts escalations referrals", id="people need their referral's person"),
        pytest.param(SERIES, "series", id="a series"),
    ],
)  # fmt: skip
def test_tables_needed(measure, tables):
    assert " ".join(tables_needed(model_of(**measure))) == tables


def told_of(record, measure, **tables):
    extract = record(**{"referrals": ANN, **tables})
    return extract, model_of(**measure), [str(problem) for problem in unmet(model_of(**measure), extract, "by hand")]


def test_a_table_that_is_not_mapped_is_lacking(record):
    extract, measure, problems = told_of(record, CURRENCY)
    assert lacking(measure, extract) == ("plans",)
    assert problems == [
        "params/sources/by-hand.yaml → tables → plans: the source does not map this table, and the measure by-hand needs "
        "it. What to do: map it, or take the measure out of the service's comparisons."
    ]


NO_RISK = "the source maps no such column of referrals"
MAP = "What to do: map the column in params/sources/by-hand.yaml, or name one of these."
PLACE = "params/measures/by-hand.yaml"


@pytest.mark.parametrize(
    ("measure", "tables", "message"),
    [
        pytest.param(
            base(index=RECEIVED | {"where": {"risk": ["high"]}}), {},
            f"{PLACE} → index: {NO_RISK}. Found: 'risk'. Allowed: referral_id, person_id, referred_at, discharged_at. "
            f"{MAP}", id="a column of where",
        ),
        pytest.param(
            base(index={"table": "referrals", "at": "first_contact_at"}), {},
            f"{PLACE} → index: {NO_RISK}. Found: 'first_contact_at'. Allowed: referred_at, discharged_at. {MAP}",
            id="a date that is not mapped",
        ),
        pytest.param(
            base(index={"table": "referrals", "at": "person_id"}), {},
            f"{PLACE} → index: it is not a date of its table. Found: 'person_id'. Allowed: referred_at, discharged_at. "
            "What to do: name one of them.", id="a column that is no date",
        ),
        pytest.param(
            base(transferred="excluded"), {},
            f"{PLACE} → transferred: transfers are to be told apart, and the source maps no transferred_at of referrals. "
            "What to do: map it in params/sources/by-hand.yaml, or write 'transferred: ignored'.", id="transfers",
        ),
        pytest.param(
            base(index=RECEIVED | {"ages": {"youngest": 18, "on": "index"}}),
            {"people": ["# person_id,age", "pa,20"]},
            f"{PLACE} → index → ages → on: the age is asked for, and the source maps no birth_month of people. "
            "What to do: map it in params/sources/by-hand.yaml, or write 'on: recorded'.", id="ages at the index event",
        ),
        pytest.param(
            base(index=RECEIVED | {"ages": {"youngest": 18, "on": "recorded"}}),
            {"people": ["# person_id,birth_month", "pa,1950-01-01"]},
            f"{PLACE} → index → ages → on: the age is asked for, and the source maps no age of people. "
            "What to do: map it in params/sources/by-hand.yaml, or write 'on: index'.", id="ages as recorded",
        ),
        pytest.param(
            base(window=HOURS), {"packages": ["A,2025-01-12 10:00,ongoing"]},
            "by hand/referrals.csv → discharged_at: the measure by-hand counts hours, and a time is missing. "
            "Found: days only. What to do: extract the times too, or set 'clock: days' in the measure.",
            id="hours of days",
        ),
        pytest.param(
            base(outcome={"table": "referrals", "at": "referred_at", "counts_when": "present"}, window=HOURS,
                 rereferred="excluded", index={"table": "contacts", "at": "at"}, observed_when=None),
            {"contacts": ["A,2025-01-12 10:00,yes"]},
            "by hand/referrals.csv → referred_at: the measure by-hand counts hours, and a time is missing. "
            "Found: days only. What to do: extract the times too, or set 'clock: days' in the measure.",
            id="hours between referrals, told once",
        ),
        pytest.param(
            CATEGORY | {"category": {"table": "themes", "at": "at", "column": "improvement"}}, {"themes": []},
            f"{PLACE} → category: it holds free text, which never enters a cohort. Found: 'improvement'. "
            "Allowed: reason, referral_id. What to do: name one of these, or record it as a code.", id="free text",
        ),
        pytest.param(
            CATEGORY | {"category": {"table": "scores", "at": "at", "column": "score"}}, {},
            f"{PLACE} → category: it holds numbers or dates, and words are asked for. Found: 'score'. "
            "Allowed: referral_id, instrument, time_point. What to do: name one of these.", id="a number as a word",
        ),
        pytest.param(
            QUANTITY | {"amount": {"table": "packages", "at": "started_at", "column": "weekly_hours", "take": "sum"}},
            {},
            f"{PLACE} → amount → column: the source maps no such column of packages. Found: 'weekly_hours'. Allowed: none. "
            f"{MAP}", id="a number that is not mapped",
        ),
        pytest.param(
            QUANTITY | {"amount": {"table": "scores", "at": "at", "column": "instrument", "take": "last"}}, {},
            f"{PLACE} → amount → column: it is not a column of numbers. Found: 'instrument'. Allowed: score. "
            "What to do: name one of them.", id="a word as a number",
        ),
        pytest.param(
            base(outcome=SPELL | {"counts_when": "present", "link": "referral"}, observed_when=None),
            {"hospital_spells": []},
            f"{PLACE} → outcome → link: hospital_spells has no referral to link by. Found: 'referral'. Allowed: person. "
            "What to do: write 'link: person'.", id="a link that is not there",
        ),
        pytest.param(
            CATEGORY | {"category": {"table": "learning_log", "at": "at", "column": "trigger"}}, {"learning_log": []},
            f"{PLACE} → category: the rows of learning_log belong to no referral and to no person, so they cannot be "
            "linked. What to do: map referral_id or person_id, or name another table.", id="rows that belong to nobody",
        ),
        pytest.param(
            change(item="work"), {},
            f"{PLACE} → item: the source maps no such column of scores. Found: 'item'. "
            f"Allowed: referral_id, instrument, time_point, at, score. {MAP}", id="an item",
        ),
        pytest.param(
            base(index=RECEIVED | {"where": {"referred_at": ["2025-01-02"]}}), {},
            f"{PLACE} → index: it holds numbers or dates, and 'where' compares words. Found: 'referred_at'. "
            "Allowed: referral_id, person_id. What to do: name one of these.", id="a date as a word",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_what_to_do(record, measure, tables, message):
    _, _, problems = told_of(record, measure, **tables)
    assert problems == [message]


def test_a_table_that_nobody_knows_is_told_wherever_it_is_named(record):
    measure = base(index={"table": "visits", "at": "at"}, observed_when={"feed": "ambulances"})
    _, _, problems = told_of(record, measure)
    assert [problem.split(".")[:2] for problem in problems] == [
        ["params/measures/by-hand", "yaml → index: no table of this name is known"],
        ["params/measures/by-hand", "yaml → observed_when → feed: no table of this name is known"],
    ]


def test_all_is_told_at_once(record):
    measure = base(
        index=RECEIVED | {"where": {"risk": ["high"]}}, transferred="excluded",
        observed_when={"any": [{"table": "followups", "where": {"mood": ["good"]}}, {"table": "plans"}]},
    )  # fmt: skip
    _, _, problems = told_of(record, measure)
    assert [problem.split(": ")[0] for problem in problems] == [
        "params/sources/by-hand.yaml → tables → plans",
        f"{PLACE} → index",
        f"{PLACE} → observed_when → any[0]",
        f"{PLACE} → transferred",
    ]


@pytest.mark.parametrize(
    ("measure", "tables", "message"),
    [
        pytest.param(
            CURRENCY | {"in_force": PLAN | {"where": {"kind": ["care plan"]}}}, {"plans": ["A,care,2025-01-02,"]},
            f"{PLACE} → in_force → where → kind: no row of plans.kind holds it. Found: 'care plan'. "
            "What to do: check the spelling against the record's own code list; where the record has codes of its own, translate them under 'codes:' in the source.", id="a plan misspelt",
        ),
        pytest.param(
            base(observed_when={"any": [{"feed": "escalations"}, {"table": "followups", "where": {"reached": ["si"]}}]}),
            {},
            f"{PLACE} → observed_when → any[1] → where → reached: followups.reached has no such code. Found: 'si'. "
            "Allowed: yes, no. What to do: name codes of the list.", id="the second of two looks",
        ),
        pytest.param(
            SERIES, {"series": ["2025-01-01,Provider,Z01,,another,70"]},
            f"{PLACE} → indicator: no row of series.indicator holds it. Found: 'two-hour'. "
            "What to do: check the spelling against the record's own code list; where the record has codes of its own, translate them under 'codes:' in the source.", id="an indicator",
        ),
        pytest.param(
            change(item="work", instrument="DIALOG"),
            {"scores": ["# referral_id,instrument,item,time_point,at,score", "A,DIALOG,home,start,2025-01-02,3",
                        "A,DIALOG,home,discharge,2025-01-02,3"]},
            f"{PLACE} → item: no row of scores.item holds it. Found: 'work'. "
            "What to do: check the spelling against the record's own code list; where the record has codes of its own, translate them under 'codes:' in the source.", id="an item",
        ),
        pytest.param(
            change(items=["home", "work"], instrument="DIALOG"),
            {"scores": ["# referral_id,instrument,item,time_point,at,score", "A,DIALOG,home,start,2025-01-02,3",
                        "A,DIALOG,home,discharge,2025-01-02,3"]},
            f"{PLACE} → items[1]: no row of scores.item holds it. Found: 'work'. "
            "What to do: check the spelling against the record's own code list; where the record has codes of its own, translate them under 'codes:' in the source.", id="the second of several items",
        ),
    ],
)  # fmt: skip
def test_values_that_nothing_holds(record, measure, tables, message):
    extract, model, problems = told_of(record, measure, **tables)
    assert problems == []
    assert [str(problem) for problem in unmatched(model, extract)] == [message]
