"""Events or people, new episodes, and ages: who is in the cohort at all?"""

from datetime import date

import pytest
from by_hand import asked_of, base, model_of

from fairclaim.data.measuring.index_events import age_not_known

RECEIVED = {"table": "referrals", "at": "referred_at"}


def counted(told, tables, **index):
    measure = base(index=RECEIVED | index, observed_when=None, not_observed="failure",
                   outcome={"table": "contacts", "at": "at", "counts_when": "present"})  # fmt: skip
    return "".join(told(measure, **tables))


TWICE = ["A,pa,2025-01-05,", "B,pa,2025-02-05,", "C,pb,2025-02-06,"]


@pytest.mark.parametrize(
    ("counts", "referrals", "expected"),
    [
        pytest.param("events", TWICE, "ABC", id="every event"),
        pytest.param("people", TWICE, "AC", id="the first of each person"),
        pytest.param("people", ["A,pa,2024-12-31,", *TWICE[1:]], "BC", id="the first of the period, not of the record"),
        pytest.param("people", ["B,pa,2025-01-05 10:00,", "A,pa,2025-01-05 09:00,"], "A", id="by the time of one day"),
        pytest.param("people", ["B,pa,2025-01-05,", "A,pa,2025-01-05,"], "B", id="by order, where no time tells"),
    ],
)
def test_events_or_people(told, counts, referrals, expected):
    assert counted(told, {"referrals": referrals}, counts=counts) == expected


@pytest.mark.parametrize("edge", [{"counts": "people"}, {"washout": "28d"}], ids=["people", "washout"])
def test_an_event_whose_person_is_not_known_is_a_person_of_its_own(rows, edge):
    measure = base(index={"table": "contacts", "at": "at"} | edge, observed_when=None)
    measure["outcome"] = {"table": "packages", "at": "started_at", "counts_when": "present"}
    visits = ["A,2025-01-05,yes", "B,2025-01-07,yes", "Y,2025-01-09,yes", "Z,2025-01-09,yes"]
    assert list(rows(measure, referrals=TWICE, contacts=visits)["referral_id"]) == ["A", "Y", "Z"]


@pytest.mark.parametrize(
    ("washout", "earlier", "expected"),
    [
        pytest.param("28d", "2025-01-08", "A", id="exactly as long before is still before"),
        pytest.param("28d", "2025-01-07", "AB", id="a day longer is long enough"),
        pytest.param("28d", "2024-12-20", "B", id="an event before the period, long enough ago"),
        pytest.param("60d", "2024-12-20", "", id="an event before the period, not long enough ago"),
        pytest.param("4w", "2025-01-08", "A", id="weeks are days"),
    ],
)
def test_a_washout_leaves_new_episodes(told, washout, earlier, expected):
    # The later event is of 5 February.
    found = counted(told, {"referrals": [f"A,pa,{earlier},", "B,pa,2025-02-05,"]}, washout=washout)
    assert found == expected


@pytest.mark.parametrize(
    ("referrals", "washout", "expected"),
    [
        pytest.param(["A,pa,2025-01-05 10:00,", "B,pa,2025-01-07 10:00,"], "48h", "A", id="48 hours to the minute"),
        pytest.param(["A,pa,2025-01-05 10:00,", "B,pa,2025-01-07 10:01,"], "48h", "AB", id="48 hours and a minute"),
        pytest.param(["A,pa,2025-01-05,", "B,pb,2025-01-05,"], "28d", "AB", id="two people"),
        pytest.param(["A,pa,2025-01-05,", "B,pa,2025-01-25,", "C,pa,2025-02-15,"], "28d", "A",
                     id="an event that did not count still counts against the next"),
        pytest.param(["A,pa,2025-01-05,", "B,pa,2025-01-05,"], "28d", "A", id="two of one day: the first in order"),
    ],
)  # fmt: skip
def test_a_washout_is_of_the_person(told, referrals, washout, expected):
    assert counted(told, {"referrals": referrals}, washout=washout) == expected


def test_an_event_of_another_kind_does_not_wash_out(told):
    header = "# referral_id,person_id,referred_at,discharged_at,risk"
    referrals = [header, "A,pa,2025-01-20,,low", "B,pa,2025-02-05,,high"]
    assert counted(told, {"referrals": referrals}, washout="28d", where={"risk": ["high"]}) == "B"


def test_the_first_of_each_person_is_taken_of_those_that_the_washout_leaves(told):
    referrals = ["A,pa,2024-12-20,", "B,pa,2025-01-05,", "C,pa,2025-03-05,"]
    assert counted(told, {"referrals": referrals}, washout="28d", counts="people") == "C"


PERSON = "pa,{age},{born},female,white,3,North,service"


@pytest.mark.parametrize(
    ("ages", "age", "born", "expected"),
    [
        pytest.param({"youngest": 18, "on": "index"}, "", "2007-01-01", "A", id="eighteen this month"),
        pytest.param({"youngest": 18, "on": "index"}, "", "2007-02-01", "", id="eighteen next month"),
        pytest.param({"oldest": 17, "on": "index"}, "", "2007-02-01", "A", id="the oldest age still counts"),
        pytest.param({"oldest": 17, "on": "index"}, "", "2007-01-01", "", id="a year older does not"),
        pytest.param({"youngest": 65, "oldest": 65, "on": "index"}, "", "1959-12-01", "A", id="one year of age alone"),
        pytest.param({"youngest": 65, "on": "recorded"}, "65", "2007-01-01", "A", id="as recorded, not by birth"),
        pytest.param({"youngest": 65, "on": "recorded"}, "64", "1950-01-01", "", id="as recorded, a year too young"),
        pytest.param({"youngest": 65, "on": "recorded"}, "", "1950-01-01", "", id="not recorded: left out"),
        pytest.param({"youngest": 65, "on": "index"}, "80", "", "", id="no month of birth: left out"),
    ],
)
def test_ages(told, ages, age, born, expected):
    people = [PERSON.format(age=age, born=born)]
    assert counted(told, {"referrals": ["A,pa,2025-01-05,"], "people": people}, ages=ages) == expected


@pytest.mark.parametrize(
    ("people", "counts", "expected"),
    [
        pytest.param([PERSON.format(age=80, born="")], "events", 1, id="an age is there, one person is not"),
        pytest.param([PERSON.format(age="", born="")], "events", 3, id="an age is blank"),
        pytest.param([PERSON.format(age="", born="")], "people", 2, id="of people, each once"),
        pytest.param([PERSON.format(age=20, born="")], "events", 1, id="too young is not unknown"),
    ],
)
def test_how_many_were_left_out_because_their_age_is_not_known(record, people, counts, expected):
    index = RECEIVED | {"ages": {"youngest": 65, "on": "recorded"}, "counts": counts}
    tables = record(referrals=[*TWICE[:2], "C,pb,2025-02-06,", "D,pb,2024-02-06,"], people=people).tables
    assert age_not_known(model_of(**base(index=index)).index, tables, asked_of()).execute() == expected


@pytest.mark.parametrize(("as_at", "expected"), [(date(2025, 1, 5), "A"), (date(2025, 1, 4), "")])
def test_an_index_event_after_the_freeze_date_is_not_known(rows, as_at, expected):
    frame = rows(base(index=RECEIVED), {"as_at": as_at}, referrals=["A,pa,2025-01-05,"])
    assert "".join(frame["referral_id"]) == expected


RISKS = [
    "# referral_id,person_id,referred_at,discharged_at,risk",
    "A,pa,2025-01-05,,high",
    "B,pb,2025-01-05,,",
    "C,pc,2025-01-05,,low",
]


@pytest.mark.parametrize(
    ("edge", "values", "expected"),
    [
        pytest.param("where", ["high"], "A", id="a blank is no value"),
        pytest.param("where", ["(blank)"], "B", id="nothing written"),
        pytest.param("where", ["LOW", "(blank)"], "BC", id="a value, or nothing written"),
        pytest.param("where_not", ["high"], "BC", id="a blank keeps nothing out"),
        pytest.param("where_not", ["(blank)"], "AC", id="nothing written keeps a row out where it is named"),
        pytest.param("where_not", ["high", "(blank)"], "C", id="both keep out"),
    ],
)
def test_a_column_on_which_nothing_is_written(told, edge, values, expected):
    assert counted(told, {"referrals": RISKS}, **{edge: {"risk": values}}) == expected
