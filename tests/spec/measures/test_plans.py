"""What the extract's own plans of activity give: the quarter's months added up by hand, or nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from by_hand import QUARTER, heading, model_of
from cohorts_of_kinds import MEASURES, asking

from fairclaim.data.cohorts.build import build_cohorts
from fairclaim.data.cohorts.planned import planned
from fairclaim.data.reading.extracts import Extract, read_extract
from fairclaim.params.sources import Part, Source
from fairclaim.stats.methods.tally import TallyMethod

JAN, FEB, MAR = "2025-01-01,referrals,100", "2025-02-01,referrals,90", "2025-03-01,referrals,110"
RECEIVED = MEASURES["referrals-received"]


@pytest.mark.parametrize(
    ("lines", "plan"),
    [
        pytest.param([JAN, FEB, MAR], ("referrals", 300), id="all months: 100 + 90 + 110"),
        pytest.param([MAR, JAN, FEB], ("referrals", 300), id="in any order"),
        pytest.param([JAN, MAR], None, id="a month is missing"),
        pytest.param([], None, id="no rows"),
        pytest.param(["2024-12-01,referrals,70", JAN, FEB, MAR, "2025-04-01,referrals,80"], ("referrals", 300), id="months about the quarter"),
        pytest.param(["2024-12-01,referrals,70", JAN, FEB], None, id="a month before does not stand in"),
        pytest.param([JAN, FEB, MAR, "2025-01-01,contacts,900", "2025-02-01,contacts,900", "2025-03-01,contacts,900"], ("referrals", 300), id="another kind's rows"),
        pytest.param([JAN, FEB, "2025-03-01,contacts,900"], None, id="another kind does not stand in"),
        pytest.param(["2025-01-01,Referrals,100", "2025-02-01,REFERRALS,90", MAR], ("referrals", 300), id="capitals"),
        pytest.param([JAN.replace("referrals", "referrals-received"), FEB.replace("referrals", "referrals-received"), MAR.replace("referrals", "referrals-received")], ("referrals-received", 300), id="by the measure's id"),
        pytest.param([JAN, FEB, MAR.replace("referrals", "referrals-received")], None, id="two kinds between them"),
        pytest.param([JAN, "2025-01-01,Referrals,100", FEB, MAR], None, id="a month twice"),
        pytest.param(["2025-01-01,referrals,66.5", "2025-02-01,referrals,66.5", "2025-03-01,referrals,67.25"], ("referrals", 200), id="parts: 200.25 is 200"),
        pytest.param([JAN, "2025-02-01,referrals,0", MAR], ("referrals", 210), id="none planned in a month"),
        pytest.param(["2025-01-01,referrals,0", "2025-02-01,referrals,0", "2025-03-01,referrals,0"], None, id="none planned at all"),
    ],
)  # fmt: skip
def test_the_months_of_the_quarter_are_added_up(
    record: Callable[..., Extract], lines: list[str], plan: tuple[str, int] | None
) -> None:
    assert planned(RECEIVED, _opened(record, lines), QUARTER) == plan


def _opened(record: Callable[..., Extract], lines: list[str]) -> Extract:
    return record(referrals=["r1,p1,2025-01-02,"], activity_plan=[f"{line}," for line in lines])


def _counts(table: str, at: str, **index: Any) -> Any:
    return model_of(**heading(kind="activity", index={"table": table, "at": at, **index}))


@pytest.mark.parametrize(
    ("measure", "plan"),
    [
        pytest.param(_counts("referrals", "referred_at"), ("referrals", 300), id="every row, by the day it came"),
        pytest.param(_counts("referrals", "discharged_at"), None, id="by another day: those that ended"),
        pytest.param(_counts("referrals", "referred_at", where={"risk": ["urgent"]}), None, id="some of the rows"),
        pytest.param(_counts("referrals", "referred_at", where_not={"risk": ["urgent"]}), None, id="all rows but some"),
        pytest.param(_counts("referrals", "referred_at", counts="people"), None, id="people, not referrals"),
        pytest.param(_counts("referrals", "referred_at", washout="28d"), None, id="new episodes alone"),
        pytest.param(_counts("contacts", "at"), None, id="another table"),
        pytest.param(MEASURES["episodes-ended"], None, id="episodes-ended"),
    ],
)
def test_the_name_of_a_table_plans_only_what_counts_every_row_of_it(
    record: Callable[..., Extract], measure: Any, plan: tuple[str, int] | None
) -> None:
    assert planned(measure, _opened(record, [JAN, FEB, MAR]), QUARTER) == plan


def test_contacts_that_were_missed_may_be_in_a_plan_of_contacts(record: Callable[..., Extract]) -> None:
    extract = _opened(record, [line.replace("referrals", "contacts") for line in (JAN, FEB, MAR)])
    assert planned(MEASURES["contacts-made"], extract, QUARTER) is None
    named = _opened(record, [line.replace("referrals", "contacts-made") for line in (JAN, FEB, MAR)])
    assert planned(MEASURES["contacts-made"], named, QUARTER) == ("contacts-made", 300)


def test_an_extract_without_the_table_plans_nothing(record: Callable[..., Extract]) -> None:
    assert planned(RECEIVED, record(referrals=["r1,p1,2025-01-02,"]), QUARTER) is None


def test_rows_of_another_service_are_left_out_by_the_source_and_own_words_translated(tmp_path: Path) -> None:
    lines = [
        f"2025-0{month}-01,{service},Seen,{n}," for month in (1, 2, 3) for service, n in (("ours", 50), ("theirs", 7))
    ]
    (tmp_path / "plan.csv").write_text("\n".join(["month,service,pod,plan,done", *lines]) + "\n", encoding="utf-8")
    part = Part(
        file="plan.csv",
        columns={"month": "month", "kind": "pod", "planned": "plan", "delivered": "done"},
        codes={"kind": {"Seen": "contacts-made"}},
        only={"service": ["ours"]},
    )
    source = Source(version=1, id="by-hand", name="By hand", publisher="Nobody", tables={"activity_plan": part})
    extract = read_extract(source, tmp_path, "by hand")
    assert planned(MEASURES["contacts-made"], extract, QUARTER) == ("contacts-made", 150)


def test_the_quarters_own_cohort_carries_it(record: Callable[..., Extract]) -> None:
    spec = asking(TallyMethod(), "referrals-received", "plan")
    alone = spec.model_copy(update={"pathway": spec.pathway.model_copy(update={"standard": None, "harm": None})})
    extract = _opened(record, [JAN, FEB, MAR])
    (own,) = build_cohorts(alone, extract)
    assert (own.planned, len(own.frame)) == (("referrals", 300), 1)
