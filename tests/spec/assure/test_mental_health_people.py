"""The people of community mental health guard its edges: with any of them moved, somebody's answer differs."""

import json

import pytest
from pydantic import ValidationError

from fairclaim.data.assure.answers import answers
from fairclaim.data.assure.backends import engine
from fairclaim.params.assured import Assured

CRISIS = [("crisis-28d", "29d", "27d"), ("crisis-90d", "91d", "89d")]
REPEAT = [("repeat-crisis-28d", "29d", "27d"), ("repeat-crisis-90d", "91d", "89d")]
RATES = [("crises-per-1000-days-28d", "29d", "27d"), ("crises-per-1000-days-90d", "91d", "89d")]
EVENTS = [("repeat-crises-per-100-28d", "29d", "27d"), ("repeat-crises-per-100-90d", "91d", "89d")]
AUDITED = [
    *("crisis-plan-content", "escalated-in-time", "positive-risk-proportionate"),
    *("restrictive-justified", "restrictive-minimised", "restrictive-monitored"),
]
PLANS = ["care-plan-made-4w", "crisis-plan-made-4w"]
IN_DATE = ["care-plan-in-date", "crisis-plan-in-date"]
# All items of DIALOG are written alike: one of each family stands for them.
SATISFIED = [
    *("mental health", "physical health", "job situation", "accommodation"),
    *("leisure activities", "relationships", "friendships", "personal safety"),
]
SCORED = ["reqol-change", "dialog-mental-health", "dialog-meetings"]
# Edges of an index that counts adults at the end of their care.
ADULTS_WHOSE_CARE_ENDED: tuple[dict[str, object], ...] = (
    {"index__ages": None},
    {"index__ages__youngest": 17},
    {"index__ages__youngest": 19},
    {"index__ages__on": "recorded"},
    {"index__at": "referred_at"},
)


def _each(names, *changes):
    return [(name, change) for name in names for change in changes]


def _windows(names, *changes):
    ends = [(name, {"window__end": end}) for name, later, sooner in names for end in (later, sooner)]
    return ends + _each([name for name, *_ in names], *changes)


# They are many: `make test-edges` tries them.
@pytest.mark.edges
@pytest.mark.parametrize(
    ("name", "change"),
    [
        *_windows(
            CRISIS,
            {"window__start_day": "exclusive"},
            {"window__end_day": "exclusive"},
            {"index__counts": "events"},
            {"outcome__link": "referral"},
            {"outcome__where": {}},
            {"outcome__counts_when": "absent"},
            {"observed_when": None},
            {"died": "failure"},
            {"not_observed": "failure"},
            {"transferred": "excluded"},
            {"rereferred": "excluded"},
        ),
        *_windows(
            REPEAT,
            {"window__start_day": "inclusive"},
            {"window__end_day": "exclusive"},
            {"index__washout": None},
            {"index__where": {}},
            {"outcome__link": "referral"},
            {"outcome__where": {}},
            {"observed_when": None},
            {"died": "failure"},
            {"not_observed": "failure"},
        ),
        # Two new crises of one person, more than 90 days apart, do not fall into one quarter.
        ("repeat-crisis-28d", {"index__counts": "events"}),
        *_windows(
            RATES,
            {"window__start_day": "exclusive"},
            {"window__end_day": "exclusive"},
            {"index__counts": "events"},
            {"outcome__link": "referral"},
            {"outcome__where": {}},
            {"died": "excluded"},
            {"per": "index_events"},
        ),
        *_windows(
            EVENTS,
            {"window__start_day": "inclusive"},
            {"window__end_day": "exclusive"},
            {"index__where": {}},
            {"outcome__link": "referral"},
            {"outcome__where": {}},
            {"died": "excluded"},
            {"per": "days"},
        ),
        *_each(
            ["emergency-stay-28d"],
            {"window__start_day": "exclusive"},
            {"window__end_day": "exclusive"},
            {"window__end": "29d"},
            {"window__end": "27d"},
            {"index__counts": "people"},
            {"outcome__where": {}},
            {"outcome__counts_when": "absent"},
            {"died": "failure"},
            {"not_observed": "failure"},
            {"rereferred": "excluded"},
        ),
        *_each(
            ["followed-up-72h"],
            {"window__start_day": "inclusive"},
            {"window__end_day": "exclusive"},
            {"window__end": "2d"},
            {"window__end": "4d"},
            {"index__where_not": {}},
            {"index__where_not": {"destination": ["37", "79"]}},
            {"index__counts": "people"},
            {"index__at": "admitted_at"},
            {"outcome__also": []},
            {"outcome__also__0__where": {"kind": ["emergency"]}},
            {"outcome__where": {"attended": ["yes"]}},
            {"outcome__where": {"attended": ["yes"], "kind": ["face to face", "telephone", "talk type"]}},
            {"outcome__where": {"attended": ["yes"], "kind": ["face to face", "telephone", "video"]}},
            {"outcome__where": {"kind": ["face to face", "telephone", "talk type", "video"]}},
            {"died": "failure"},
        ),
        *_each(
            PLANS,
            {"window__start_day": "exclusive"},
            {"window__end_day": "exclusive"},
            {"window__end": "27d"},
            {"window__end": "29d"},
            {"index__at": "referred_at"},
            {"outcome__where__agreed": None},
            {"outcome__where__kind": None},
            {"outcome__link": "person"},
            {"died": "failure"},
            {"rereferred": "excluded"},
        ),
        *_each(
            IN_DATE,
            {"open__start": "referred_at"},
            {"open__end_day": "inclusive"},
            {"in_force__end_day": "exclusive"},
            {"in_force__where": {}},
            {"grace": "27d"},
            {"grace": "29d"},
        ),
        *_each(
            AUDITED,
            {"index__where": {}},
            {"outcome__where": {}},
            {"outcome__where": {"found": ["no"]}},
            {"outcome__where": {"recorded": ["yes"]}},
            {"outcome__link": "person"},
            {"index__counts": "people"},
            {"died": "failure"},
        ),
        *_each(
            ["positive-risk-reviewed-4w"],
            {"window__start_day": "inclusive"},
            {"window__end_day": "exclusive"},
            {"window__end": "27d"},
            {"window__end": "29d"},
            {"index__where": {}},
            {"index__counts": "people"},
            {"outcome__at": "due_at"},
            {"outcome__where": {}},
            {"outcome__link": "person"},
            {"died": "failure"},
        ),
        *_each(
            ["restrictive-per-1000-days"],
            {"outcome__where": {}},
            {"outcome__link": "person"},
            {"died": "excluded"},
            {"per": "contacts"},
            {"index__at": "discharged_at"},
        ),
        *_each(
            ["felt-safe"],
            {"window__start_day": "exclusive"},
            {"window__end_day": "exclusive"},
            {"window__end": "5w"},
            {"died": "failure"},
            {"not_observed": "failure"},
            {"outcome__where__item": None},
            {"outcome__where": {"item": ["felt safe"], "answer": ["agree"]}},
            {"observed_when__where": {}},
        ),
        *_each(
            SCORED,
            *ADULTS_WHOSE_CARE_ENDED,
            {"instrument": "PHQ-9"},
            {"item": "another item"},
            {"pairing": "labelled", "first": "start", "last": "discharge"},
        ),
        *_each(
            ["dialog-quality-of-life"],
            *ADULTS_WHOSE_CARE_ENDED,
            {"instrument": "MANSA"},
            {"items": []},
            {"items": [], "item": "mental health"},
            # One item fewer, one more, and another in the place of one.
            {"items": SATISFIED[:-1]},
            {"items": [*SATISFIED, "medication"]},
            {"items": [*SATISFIED[:-1], "medication"]},
            {"pairing": "labelled", "first": "start", "last": "discharge"},
        ),
        *_each(
            ["reqol-recovery", "reqol-reliable-recovery"],
            *ADULTS_WHOSE_CARE_ENDED,
            {"instrument": "PHQ-9"},
            {"item": "another item"},
            {"pairing": "labelled", "first": "start", "last": "discharge"},
            {"began": {"at_most": 23}},
            {"began": {"at_most": 25}, "ended": {"at_least": 26}},
            {"began": {"at_most": 23}, "ended": {"at_least": 24}},
            {"ended": {"at_least": 26}},
        ),
        ("reqol-recovery", {"changed_by": 2}),
        *_each(["reqol-reliable-recovery"], {"changed_by": None}, {"changed_by": 4}, {"changed_by": 6}),
        *_each(["crisis-themes"], {"category__link": "referral"}, {"category__where": {"reason": ["escalated late"]}}),
    ],
    ids=str,
)
def test_somebody_notices_a_changed_measure(changed, people, name, change):
    found = answers(changed(name, **change), people[name], engine("duckdb"), name)
    assert not all(answer.agrees for answer in found)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"outcome__also__0__at_least": 2}, "how many events make the outcome is said once"),
        ({"outcome__also__0__link": "row"}, "reads one row"),
    ],
)
def test_other_events_that_say_what_they_cannot_are_refused(changed, change, said):
    with pytest.raises(ValidationError, match=said):
        changed("followed-up-72h", **change)


def test_two_events_of_different_kinds_count_together_where_two_are_asked_for(changed):
    record = {
        "referrals": {"referred_at": "2024-12-02"},
        "hospital_spells": [
            {"admitted_at": "2024-12-20", "discharged_at": "2025-01-10", "kind": "emergency"},
            {"admitted_at": "2025-01-12", "kind": "emergency"},
        ],
    }
    seen = {"contacts": {"at": "2025-01-11", "attended": "yes", "kind": "telephone"}}
    once = {"what": "admitted again", "record": record, "expect": "no"}
    twice = {"what": "called, then admitted again", "record": record | seen, "expect": "yes"}
    head = {"version": 1, "measure": "followed-up-72h", "quarter": "2024-25-q4", "as_at": "2025-04-02"}
    people = Assured.model_validate_json(json.dumps({**head, "people": [once, twice]}))
    found = answers(changed("followed-up-72h", outcome__at_least=2), people, engine("duckdb"), "by hand")
    assert [answer for answer in found if not answer.agrees] == []
