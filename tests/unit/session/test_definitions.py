"""What the appendix says of how a number is made: of every measure that ships, and of what it is held against."""

import pytest
from cohorts_of_kinds import MEASURES, asking, with_plan
from made_cohorts import GROUP

from fairclaim.claims.definition import definition
from fairclaim.kinds import Against
from fairclaim.params.answers import ANSWERS, methods_for

PLAINEST: dict[str, Against] = {}
for _kind, _against in ANSWERS:
    PLAINEST.setdefault(_kind, _against)


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_that_ships_is_told(measure: str) -> None:
    kind = MEASURES[measure].kind
    spec = asking(methods_for(kind, PLAINEST[kind])[0].variants()[0], measure, PLAINEST[kind])
    terms = definition(spec, spec.service.comparisons[0])
    # What is only described has no better.
    assert ("Better is" in dict(terms)) == (kind not in {"category", "activity"})
    assert not [words for pair in terms for words in pair if not words or "{" in words]


def test_the_paper_behind_a_comparison_group() -> None:
    method = methods_for("proportion", "difference_in_differences")[0].variants()[0]
    spec = asking(method, "goals-met", "difference_in_differences", margin=0.1, group=GROUP)
    terms = dict(definition(spec, spec.service.comparisons[0]))
    assert terms["Compared with"] == "people in Site B, which had no such service (Evaluation plan, 2023-04-03)"
    assert terms["First day with the service"] == "2025-01-01; teams are followed by whole months"


def test_the_paper_behind_a_plan() -> None:
    spec = asking(methods_for("activity", "plan")[0].variants()[0], "contacts-made", "plan")
    terms = dict(definition(with_plan(spec, "contacts-made", 2000), spec.service.comparisons[0]))
    assert terms["Planned"] == "2,000 in the quarter (Contract, schedule 2, 2024-04-01)"
