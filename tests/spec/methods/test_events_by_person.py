"""What `events_by_person` and `rate_ratio_by_person` answer at their edges."""

import numpy as np
import pytest

from fairclaim.stats.methods.events_by_person import EventsByPerson
from fairclaim.stats.methods.rate import Rate
from fairclaim.stats.methods.rate_ratio_by_person import RateRatioByPerson
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import Events, PersonEvents, TwoPersonEvents

title = "Events of people who can have many"


def people(*events: int, time: float = 1.0) -> PersonEvents:
    return PersonEvents(np.array(events, dtype=float), np.full(len(events), time))


EVEN = people(*[1] * 20, time=0.5)
GATHERED = people(*[0] * 16, 4, 5, 1, 10, time=0.5)


def test_gathered_events_are_less_certain_than_as_many_spread_ones() -> None:
    spread, gathered = EventsByPerson()(EVEN), EventsByPerson()(GATHERED)
    alone = Rate()(Events(20, 10.0))
    assert isinstance(spread, Estimate)
    assert isinstance(gathered, Estimate)
    assert isinstance(alone, Estimate)
    assert spread.value == gathered.value == alone.value == 2.0
    assert (spread.answers["dispersion"], round(float(gathered.answers["dispersion"]), 2)) == (1.0, 6.76)
    assert (round(spread.lower, 2), round(spread.upper, 2)) == (1.18, 3.17)
    assert (round(gathered.lower, 2), round(gathered.upper, 2)) == (0.35, 6.19)
    assert (round(alone.lower, 2), round(alone.upper, 2)) == (1.22, 3.09)


def test_who_was_not_followed_plays_no_part() -> None:
    absent = PersonEvents(np.append(GATHERED.events, 0.0), np.append(GATHERED.time, 0.0))
    known, same = EventsByPerson()(GATHERED), EventsByPerson()(absent)
    assert isinstance(known, Estimate)
    assert isinstance(same, Estimate)
    assert (same.value, same.lower, same.upper, same.n) == (known.value, known.lower, known.upper, 20)


FEW = "Fewer than ten people were followed, too few to see how unevenly events fall on people."
HARDLY = "Fewer than three people had an event, too few to see how unevenly events fall on people."
ONE_GROUP = [
    ("nobody", people(), FEW),
    ("nine people", people(*range(9)), FEW),
    ("ten, one of them not followed", PersonEvents(np.ones(10) - np.eye(10)[0], np.ones(10) - np.eye(10)[0]), FEW),
    ("no events", people(*[0] * 30), HARDLY),
    ("two people with many", people(*[0] * 28, 9, 9), HARDLY),
]


@pytest.mark.parametrize(("sample", "reason"), [r[1:] for r in ONE_GROUP], ids=[r[0] for r in ONE_GROUP])
def test_one_group_is_refused(sample: PersonEvents, reason: str) -> None:
    assert EventsByPerson()(sample) == NotEstimable(reason)


FEW_IN_ONE = "Fewer than ten people were followed in one of the groups, too few to see how unevenly events fall."
HARDLY_IN_ONE = "Fewer than three people had an event in one of the groups, too few to see how unevenly they fall."
UNEQUAL = "One group has more than twice the people of the other, too unequal to take one dispersion for both."
TWO_GROUPS = [
    ("robust_t", people(*range(9)), EVEN, FEW_IN_ONE),
    ("robust_t", EVEN, people(*[0] * 20), HARDLY_IN_ONE),
    ("quasi_poisson", EVEN, people(*[1] * 41), UNEQUAL),
    ("quasi_poisson", people(), people(), FEW_IN_ONE),
]


@pytest.mark.parametrize(("interval", "own", "reference", "reason"), TWO_GROUPS)
def test_two_groups_are_refused(interval: str, own: PersonEvents, reference: PersonEvents, reason: str) -> None:
    assert RateRatioByPerson(interval=interval)(TwoPersonEvents(own, reference)) == NotEstimable(reason)


def test_groups_of_unequal_size_are_compared_with_a_dispersion_each() -> None:
    result = RateRatioByPerson()(TwoPersonEvents(GATHERED, people(*[1, 2] * 25, time=0.5)))
    assert isinstance(result, Estimate)
    assert (round(result.value, 2), round(result.lower, 2), round(result.upper, 2)) == (0.67, 0.19, 2.29)
    assert (round(float(result.answers["dispersion_own"]), 2), result.answers["dispersion_reference"]) == (6.76, 1.0)
    assert (result.null, result.unit, result.n) == (1.0, "ratio", 70)


IMPOSSIBLE = [
    ("half an event", [0.5], [1.0], "whole numbers"),
    ("time below nought", [1.0], [-1.0], "0 or more"),
    ("events in no time", [1.0], [0.0], "without time at risk"),
    ("not the same people", [1.0, 2.0], [1.0], "same length"),
]


@pytest.mark.parametrize(("events", "time", "words"), [r[1:] for r in IMPOSSIBLE], ids=[r[0] for r in IMPOSSIBLE])
def test_impossible_people_are_refused(events: list[float], time: list[float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        PersonEvents(np.array(events), np.array(time))
