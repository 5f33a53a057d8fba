"""What was done beside what was planned: counted, and nothing more."""

from dataclasses import replace

import pytest
from cohorts_of_kinds import asking, cohort, with_plan

from fairclaim.claims.ledger import Entry
from fairclaim.kinds import Finding, Rung
from fairclaim.session.assess import assess
from fairclaim.session.tell import tell
from fairclaim.stats.methods.tally import TallyMethod


def told(
    count: int,
    planned: int | None,
    audience: str = "contract",
    state: str = "counted",
    in_extract: tuple[str, int] | None = None,
) -> Entry:
    spec = with_plan(asking(TallyMethod(), "referrals-received", "plan"), "referrals-received", planned)
    made = replace(cohort("referrals-received", state=[state] * count), planned=in_extract)
    return tell(assess(spec, (made,)), audience).entries[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("count", "planned", "audience", "said"),
    [
        pytest.param(689, 650, "internal", "689, where 650 were planned. That is 39 more than planned: 106 for every 100 planned.", id="more"),
        pytest.param(600, 1000, "internal", "600, where 1,000 were planned. That is 400 fewer than planned: 60 for every 100 planned.", id="fewer"),
        pytest.param(650, 650, "internal", "650, where 650 were planned. That is as many as planned.", id="as many"),
        pytest.param(689, 650, "contract", "about 690, where 650 were planned. That is about 40 more than planned: about 106 for every 100 planned.", id="rounded before it is held against the plan"),
        pytest.param(651, 650, "contract", "about 650, where 650 were planned. That is about as many as planned.", id="rounded to the plan"),
        pytest.param(689, 693, "contract", "about 690, where 693 were planned. That is about as many as planned.", id="less than the rounding"),
        pytest.param(689, None, "internal", "689. No plan for the quarter is on file.", id="no plan"),
        pytest.param(0, 40, "internal", "0, where 40 were planned. That is 40 fewer than planned: 0 for every 100 planned.", id="nothing was done"),
    ],
)  # fmt: skip
def test_what_is_said(count: int, planned: int | None, audience: str, said: str) -> None:
    entry = told(count, planned, audience)
    assert entry.headline == f"Referrals received in January to March 2025: {said}"
    assert (entry.finding, entry.rung) == (Finding.DESCRIBED, Rung.COUNTED)


@pytest.mark.parametrize(
    ("on_file", "in_extract", "said", "paper"),
    [
        pytest.param(None, ("referrals", 600), "689, where 600 were planned.", "600 in the quarter (the extract’s own plans of activity, activity_plan: the quarter’s months under “referrals”, added up)", id="the extract's"),
        pytest.param(650, None, "689, where 650 were planned.", "650 in the quarter (Contract, schedule 2, 2024-04-01)", id="the file's"),
        pytest.param(650, ("referrals", 600), "689, where 650 were planned.", "650 in the quarter (Contract, schedule 2, 2024-04-01)", id="the file's goes first"),
        pytest.param(None, None, "689. No plan for the quarter is on file.", None, id="neither"),
    ],
)  # fmt: skip
def test_where_the_plan_is_from(
    on_file: int | None, in_extract: tuple[str, int] | None, said: str, paper: str | None
) -> None:
    entry = told(689, on_file, "internal", in_extract=in_extract)
    assert entry.headline.startswith(f"Referrals received in January to March 2025: {said}")
    assert [meaning for term, meaning in entry.definition if term == "Planned"] == ([paper] if paper else [])


def test_a_few_are_withheld_with_their_distance_from_the_plan() -> None:
    entry = told(4, 650)
    assert "withheld" in entry.headline
    assert "650" not in entry.headline
    assert not any(character.isdigit() for row in entry.table.rows for character in "".join(row))


def test_a_quarter_that_is_not_over_is_not_counted() -> None:
    assert told(40, 50, state="immature").finding is Finding.CANNOT_SAY
