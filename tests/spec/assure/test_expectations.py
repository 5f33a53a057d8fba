"""What may be expected of a person, what is then found, and what is refused before anything is counted."""

import pytest

from fairclaim.errors import DataRefused, FairclaimError, ParamsRefused

SEEN = {"referrals": {"referred_at": "2025-01-10", "first_contact_at": "2025-01-10 15:00", "risk": "higher"}}
AMBULANCE = {"escalations": {"occurred_at": "2025-01-11 15:00", "kind": "ambulance"}}
FEED = {"escalations": "2025-04-01"}
TWICE = {
    "referrals": [
        {
            "referral_id": "second",
            "referred_at": "2025-02-10",
            "first_contact_at": "2025-02-10 15:00",
            "risk": "higher",
        },
        {"referral_id": "first", "referred_at": "2025-01-10", "first_contact_at": "2025-01-10 15:00", "risk": "higher"},
    ],
    "escalations": {"referral_id": "second", "occurred_at": "2025-02-11 15:00", "kind": "ambulance"},
}


def person(record, expect):
    return {"what": "by hand", "record": record, "expect": expect}


@pytest.mark.parametrize(
    ("record", "expect", "agrees", "expected", "found"),
    [
        pytest.param(SEEN, "yes", True, "yes", "yes", id="a word"),
        pytest.param(SEEN, "no", False, "no", "yes", id="another word"),
        pytest.param(SEEN, {"state": "yes"}, True, "yes", "yes", id="the same as a mapping"),
        pytest.param(SEEN, {"state": "yes", "baseline": None}, True, "yes, baseline blank", "yes, baseline blank", id="a blank"),
        pytest.param(SEEN, {"state": "yes", "baseline": 3}, False, "yes, baseline 3", "yes, baseline blank", id="not blank"),
        pytest.param(SEEN, "not_counted", False, "not counted", "yes", id="counted, and should not be"),
        pytest.param({"referrals": {"referred_at": "2025-01-10"}}, "not_counted", True, "not counted", "not counted", id="not counted"),
        pytest.param({"referrals": {"referred_at": "2025-01-10"}}, "yes", False, "yes", "not counted", id="not counted, and should be"),
        pytest.param(TWICE, ["yes", "no"], True, "yes; no", "yes; no", id="two index events, in the order of their days"),
        pytest.param(TWICE, ["no", "yes"], False, "no; yes", "yes; no", id="the wrong way round"),
        pytest.param(TWICE, "yes", False, "yes", "yes; no", id="one expected and two found"),
        pytest.param(SEEN, ["yes", "yes"], False, "yes; yes", "yes", id="two expected and one found"),
    ],
)  # fmt: skip
def test_what_is_expected_and_what_is_found(answered, record, expect, agrees, expected, found):
    [answer] = answered([person(record, expect)], linked_to=FEED)
    assert (answer.agrees, answer.expected, answer.found) == (agrees, expected, found)


def test_numbers_are_compared_by_value(answered):
    scores = [
        {"instrument": "Barthel Index", "time_point": point, "at": at, "score": score}
        for point, at, score in (("start", "2025-01-03", 8), ("discharge", "2025-02-10", 12.5))
    ]
    record = {"referrals": {"referred_at": "2025-01-02", "discharged_at": "2025-02-10"}, "scores": scores}
    right, wrong = ({"state": "paired", "before": 8, "after": after} for after in (12.5, 12.4))
    first, second = answered([person(record, right), person(record, wrong)], "functional-change")
    assert (first.agrees, second.agrees) == (True, False)
    assert second.found == "paired, before 8, after 12.5"


def test_two_people_may_use_one_name_for_a_referral(answered):
    other = {
        "referrals": {
            "referral_id": "second",
            "referred_at": "2025-01-10",
            "first_contact_at": "2025-01-10 15:00",
            "risk": "higher",
        }
    }
    answers = answered([person(TWICE, ["yes", "no"]), person(other, "yes")], linked_to=FEED)
    assert [answer.agrees for answer in answers] == [True, True]


@pytest.mark.parametrize(
    ("expect", "agrees"), [("yes", False), ("not_observed", True)], ids=["the feed is not told", "so nobody looked"]
)
def test_a_feed_is_linked_only_where_the_file_says_so(answered, expect, agrees):
    assert [answer.agrees for answer in answered([person(SEEN, expect)])] == [agrees]


@pytest.mark.parametrize(
    ("record", "where", "what"),
    [
        pytest.param({"referal": {}}, "people[0] → record → referal", "no table of this name is known", id="no such table"),
        pytest.param({"referrals": {"colour": "red"}}, "people[0] → record → referrals → colour", "the table referrals has no such column", id="no such column"),
        pytest.param({**TWICE, "escalations": {"occurred_at": "2025-02-11 15:00", "kind": "ambulance"}}, "people[0] → record → escalations", "the person has several referrals, and the row does not say which", id="which referral?"),
        pytest.param(AMBULANCE, "people[0] → record → escalations", "a row belongs to a referral, and the person has none", id="no referral"),
        pytest.param({"referrals": {"referred_at": "10 January", "risk": "higher"}}, "params/assure/by-hand.yaml → referrals → referred_at", "an entry that is not a date", id="no date"),
        pytest.param({**SEEN, "stability_checks": {"at": "2025-01-11 15:00", "result": "fine"}}, "params/assure/by-hand.yaml → stability_checks → result", "an entry that is not allowed", id="no such code"),
        pytest.param({"referrals": {**SEEN["referrals"], "first_contact_at": "2025-01-10"}}, "params/assure/by-hand.yaml → referrals → first_contact_at", "the measure stable-72h counts hours, and a time is missing", id="a day where hours are counted"),
    ],
)  # fmt: skip
def test_records_that_are_refused(answered, record, where, what):
    with pytest.raises(FairclaimError) as refused:
        answered([person(record, "yes")], linked_to=FEED)
    [problem] = refused.value.problems
    assert problem.where.endswith(where)
    assert problem.what == what


def test_all_people_are_judged_before_anything_is_refused(answered):
    with pytest.raises(ParamsRefused) as refused:
        answered([person({"referal": {}}, "yes"), person(SEEN, "yes"), person(AMBULANCE, "no")])
    assert [problem.where.split(" → ")[1] for problem in refused.value.problems] == ["people[0]", "people[2]"]


def test_a_value_that_the_kind_does_not_give(answered):
    with pytest.raises(ParamsRefused) as refused:
        answered([person(SEEN, {"state": "yes", "before": 8})], linked_to=FEED)
    [problem] = refused.value.problems
    assert problem.where == "params/assure/by-hand.yaml → people[0] → expect → before"
    assert "baseline" in problem.allowed


def test_nobody_at_all_is_refused_like_an_extract_without_rows(answered):
    with pytest.raises(DataRefused) as refused:
        answered([person({}, "not_counted")])
    assert refused.value.problems[0].where.startswith("params/assure/by-hand.yaml → referrals")
