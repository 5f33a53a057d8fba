"""A figure before and after its extract was reissued, for each audience: what is told of the difference."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from cohorts_of_kinds import asking
from made_cohorts import REABLEMENT

from fairclaim.claims.claim import Claim, Observed
from fairclaim.claims.phrasebook import phrasebook
from fairclaim.claims.subject import subject
from fairclaim.disclosure import read
from fairclaim.disclosure.revision import read_revision, rows_token
from fairclaim.kinds import Finding, Rung
from fairclaim.stats.methods.events_by_person import EventsByPerson
from fairclaim.stats.results import NotEstimable
from fairclaim.stats.samples import Counts, Pairs, PersonEvents, Sample, Series, TwoCounts

SPEC_OF_RATE = asking(EventsByPerson(multiplier=1000.0), "incidents-per-1000-days")
WORDS = phrasebook().revised
POLICIES = REABLEMENT.house.disclosure
COMPARISONS = {comparison.id: comparison for comparison in REABLEMENT.service.comparisons}
PACKAGE = COMPARISONS["no-ongoing-package-6w.same-quarter-last-year"]
FELT = COMPARISONS["felt-involved.nothing"]
CHANGE = COMPARISONS["functional-change.nothing"]


def claim(comparison, sample: Sample | None, **observed) -> Claim:  # type: ignore[no-untyped-def]
    result = NotEstimable("Nobody was counted.") if sample is None else comparison.method(sample, level=0.95)
    return Claim(
        comparison=comparison,
        measure=REABLEMENT.measure(comparison.measure),
        observed=Observed(sample=sample, **observed),
        result=result,
        finding=Finding.CANNOT_SAY,
        rung=Rung.COMPARED,
        bound=(),
        checks=(),
    )


def told(before: Claim, now: Claim, audience: str) -> tuple[str, str]:
    policy = getattr(POLICIES, audience)
    readings = [(one, read(one, subject(SPEC_OF_RATE, one.comparison), policy)) for one in (before, now)]
    return read_revision(readings[0], readings[1], policy)


def share(events: int, n: int) -> Claim:
    return claim(FELT, Counts(events, n))


WITHHELD, FEW = (WORDS["withheld"],) * 2, (WORDS["few"],) * 2
SHARES = [
    # before, now, audience, told
    pytest.param((300, 420), (312, 460), "contract", ("71 in every 100", "68 in every 100"), id="forty late, both ways"),
    pytest.param((300, 420), (301, 421), "contract", ("71 in every 100",) * 2, id="one late, printed alike"),
    pytest.param((300, 420), (302, 423), "internal", ("71.4 in every 100",) * 2, id="three late, to one decimal"),
    pytest.param((60, 90), (63, 93), "contract", FEW, id="three late, all with the outcome"),
    pytest.param((60, 90), (63, 93), "internal", ("66.7 in every 100", "67.7 in every 100"), id="the service itself may"),
    pytest.param((60, 90), (61, 100), "contract", FEW, id="one of ten late with the outcome"),
    pytest.param((300, 420), (341, 461), "contract", FEW, id="all forty-one late had the outcome"),
    pytest.param((300, 420), (290, 420), "contract", ("71 in every 100", "69 in every 100"), id="ten corrected"),
    pytest.param((300, 420), (297, 420), "contract", ("71 in every 100",) * 2, id="three corrected, printed alike"),
    pytest.param((66, 99), (62, 99), "contract", FEW, id="four corrected"),
    pytest.param((60, 90), (54, 83), "public", FEW, id="six and one gone, for anyone"),
    pytest.param((4, 60), (40, 110), "contract", WITHHELD, id="small before"),
    pytest.param((40, 110), (4, 60), "contract", WITHHELD, id="small now"),
    pytest.param((4, 60), (3, 60), "contract", WITHHELD, id="small in both"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "now", "audience", "expected"), SHARES)
def test_shares(before, now, audience, expected) -> None:  # type: ignore[no-untyped-def]
    assert told(share(*before), share(*now), audience) == expected


def test_either_group_of_a_comparison_may_hold_the_figure_back() -> None:
    def two(reference: Counts) -> Claim:
        return claim(PACKAGE, TwoCounts(Counts(300, 420), reference))

    before = two(Counts(260, 455))
    assert told(before, two(Counts(280, 500)), "contract") == (
        "71 in every 100, against 57",
        "71 in every 100, against 56",
    )
    assert told(before, two(Counts(257, 440)), "contract") == FEW


def test_a_change_in_scores_is_held_back_below_twice_the_threshold() -> None:
    start = np.resize([8.0, 10.0, 12.0], 60)

    def scores(late: int) -> Claim:
        before, gains = (
            np.append(start, np.full(late, 10.0)),
            np.append(np.resize([2.0, 3.0, 4.0], 60), np.full(late, 9.0)),
        )
        return claim(CHANGE, Pairs(before, before + gains))

    assert told(scores(0), scores(9), "contract") == FEW
    assert told(scores(0), scores(10), "contract") == ("3.0 points higher", "3.9 points higher")
    assert told(scores(0), scores(1), "internal") == ("3.0 points higher", "3.1 points higher")


def test_a_rate_is_held_back_while_few_people_came_late() -> None:
    rate = SPEC_OF_RATE.service.comparisons[0]

    def people(late: int) -> Claim:
        events = np.append(np.resize([0.0, 0.0, 1.0], 60), np.full(late, 2.0))
        return replace(claim(CHANGE, None), comparison=rate, measure=SPEC_OF_RATE.measure(rate.measure),
                       observed=Observed(sample=PersonEvents(events, np.full(60 + late, 57.0))),
                       result=rate.method(PersonEvents(events, np.full(60 + late, 57.0))))  # fmt: skip

    assert told(people(0), people(9), "contract") == FEW
    before, now = told(people(0), people(10), "contract")
    assert before.endswith("for each 1,000 days")
    assert before != now


def test_what_could_not_be_said_before_gives_nothing_away() -> None:
    absent = claim(FELT, None, lacks=("experience",))
    assert told(absent, share(60, 90), "contract") == ("not supplied", "66 in every 100")
    assert told(claim(FELT, None), share(60, 90), "contract") == ("nothing could be said", "66 in every 100")
    assert told(absent, share(3, 90), "contract") == WITHHELD


def test_months_of_people_are_held_back_one_by_one_and_published_months_are_not() -> None:
    from fairclaim.disclosure.revision import _few

    months = (date(2025, 1, 1), date(2025, 2, 1))
    line = Series(np.array([50.0, 50.0]), (1, 2))
    published = claim(FELT, Counts(60, 90))
    published = replace(published, observed=Observed(sample=line, periods=months))
    monthly = replace(published, observed=replace(published.observed, monthly=(Counts(20, 40), Counts(20, 40))))
    one_late = replace(published, observed=replace(published.observed, monthly=(Counts(20, 40), Counts(21, 41))))
    only_first = replace(published, observed=replace(published.observed, periods=months[:1], monthly=(Counts(20, 40),)))
    assert not _few(published, published, POLICIES.contract)
    assert not _few(monthly, monthly, POLICIES.contract)
    assert _few(monthly, one_late, POLICIES.contract)
    assert not _few(monthly, only_first, POLICIES.contract)


@pytest.mark.parametrize(
    ("count", "audience", "token"),
    [
        (0, "internal", "none"),
        (3, "internal", "3"),
        (0, "contract", "fewer than 5"),
        (4, "contract", "fewer than 5"),
        (41, "contract", "about 40"),
        (7, "public", "fewer than 8"),
    ],
)
def test_rows(count: int, audience: str, token: str) -> None:
    assert rows_token(count, getattr(POLICIES, audience)) == token
