"""Which sample each question makes of each kind of measure, and so which methods may answer it."""

from typing import Literal

import pytest

from fairclaim.kinds import Against
from fairclaim.params import answers
from fairclaim.params.answers import ANSWERS, gives_ratio, methods_for, name_of
from fairclaim.stats.method import Method
from fairclaim.stats.methods import METHODS
from fairclaim.stats.methods.difference import Difference
from fairclaim.stats.methods.odds_ratio import OddsRatio
from fairclaim.stats.methods.rate_ratio_by_person import RateRatioByPerson
from fairclaim.stats.methods.risk_ratio import RiskRatio
from fairclaim.stats.results import NotEstimable, Result
from fairclaim.stats.samples import Sample, TwoDurations

title = "Which method answers which question"


@pytest.mark.parametrize(
    ("kind", "against", "sample", "plainest"),
    [
        pytest.param("proportion", "nothing", "Counts", "proportion", id="a share by itself"),
        pytest.param("proportion", "target", "Counts", "proportion", id="a share against a target"),
        pytest.param("proportion", "previous_quarter", "TwoCounts", "difference", id="a share against an earlier quarter's"),
        pytest.param("proportion", "own_series", "Series", "xmr", id="a share month by month"),
        pytest.param("currency", "same_quarter_last_year", "TwoCounts", "difference", id="who had something in date, against last year"),
        pytest.param("recovery", "nothing", "Counts", "proportion", id="a recovery by itself"),
        pytest.param("recovery", "target", "Counts", "proportion", id="a recovery against a target"),
        pytest.param("recovery", "same_quarter_last_year", "TwoCounts", "difference", id="a recovery against last year's"),
        pytest.param("recovery", "own_series", "Series", "xmr", id="a recovery month by month"),
        pytest.param("paired_change", "nothing", "Pairs", "paired_change", id="a change in scores by itself"),
        pytest.param("paired_change", "previous_quarter", "TwoPairs", "adjusted_change", id="a change in scores against an earlier quarter's"),
        pytest.param("rate", "nothing", "PersonEvents", "events_by_person", id="a rate by itself"),
        pytest.param("rate", "same_quarter_last_year", "TwoPersonEvents", "rate_ratio_by_person", id="a rate against last year's"),
        pytest.param("quantity", "nothing", "Values", "mean", id="a quantity by itself"),
        pytest.param("quantity", "previous_quarter", "TwoValues", "mean_difference", id="a quantity against an earlier quarter's"),
        pytest.param("time_to_event", "nothing", "Durations", "survival", id="a time to an event by itself"),
        pytest.param("time_to_event", "previous_quarter", "TwoDurations", "survival_difference", id="a time to an event against an earlier quarter's"),
        pytest.param("series", "benchmark", "Series", "xmr", id="a published series against a benchmark"),
        pytest.param("series", "peers", "Units", "place", id="a published series among its like"),
    ],
)  # fmt: skip
def test_a_question_makes_a_sample_and_the_plainest_method_of_it_comes_first(
    kind: str, against: Against, sample: str, plainest: str
) -> None:
    assert ANSWERS[kind, against].__name__ == sample
    assert name_of(methods_for(kind, against)[0]) == plainest


@pytest.mark.parametrize(("kind", "against"), ANSWERS, ids=[f"{kind} against {against}" for kind, against in ANSWERS])
def test_every_question_has_an_answer(kind: str, against: Against) -> None:
    assert methods_for(kind, against)


@pytest.mark.parametrize(
    ("kind", "against"),
    [
        pytest.param("category", "same_quarter_last_year", id="words are not compared"),
        pytest.param("rate", "target", id="a rate has no target yet"),
        pytest.param("recovery", "comparison_group", id="a recovery has no comparison group yet"),
        pytest.param("time_to_event", "own_series", id="a time is not asked by month"),
        pytest.param("proportion", "peers", id="a service's own people have no peers here"),
    ],
)
def test_what_cannot_be_asked(kind: str, against: Against) -> None:
    assert methods_for(kind, against) == ()


class Pace(Method):
    """A method in a file of its own."""

    name: Literal["pace"] = "pace"

    estimand = "pace"
    needs = TwoDurations
    refuses = ()
    references = ()
    parameter = "hazard_ratio"

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        return NotEstimable("Not now.")


def test_a_method_that_is_listed_may_be_used_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "METHODS", (*METHODS, Pace))
    assert "pace" in [name_of(method) for method in methods_for("time_to_event", "previous_quarter")]
    assert "pace" not in [name_of(method) for method in methods_for("time_to_event", "nothing")]


@pytest.mark.parametrize(
    ("method", "ratio"),
    [
        pytest.param(Difference(), False, id="a difference of shares"),
        pytest.param(RiskRatio(), True, id="a ratio of shares"),
        pytest.param(OddsRatio(), True, id="a ratio of odds"),
        pytest.param(RateRatioByPerson(), True, id="a ratio of rates"),
    ],
)
def test_whose_margin_is_a_ratio(method: Method, ratio: bool) -> None:
    assert gives_ratio(method) is ratio
