"""What was not in the extract is told, dully and with its date; it is never good news and holds other claims down."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from made_cohorts import REABLEMENT, reablement

from fairclaim.claims.ledger import Entry, Ledger
from fairclaim.claims.phrasebook import phrasebook
from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.data.contract.tables import CONTRACT
from fairclaim.kinds import Finding, Rung
from fairclaim.params.spec import RunSpec
from fairclaim.session.assess import assess
from fairclaim.session.supply import not_supplied, readers_name
from fairclaim.session.tell import tell
from fairclaim.show.appendix import appendix
from fairclaim.show.claim import claim_block
from fairclaim.show.front import front

PACKAGE = "no-ongoing-package-6w.same-quarter-last-year"
HARM = "harm-in-care.same-quarter-last-year"
VISIT = "first-visit-2d.target"
LINE = "Incident records (safety_events) were not supplied in the extract of 2 June 2025."


def without(measure: str, *tables: str, period: str | None = None) -> tuple[Cohort, ...]:
    return tuple(
        replace(cohort, frame=cohort.frame.iloc[:0], flow=(), lacks=tables)
        if cohort.measure == measure and cohort.period != "audit" and period in (None, cohort.period)
        else cohort
        for cohort in reablement()
    )


def told(measure: str = "harm-in-care", *tables: str, spec: RunSpec = REABLEMENT) -> Ledger:
    return tell(assess(spec, without(measure, *(tables or ("safety_events",)))))


def giving_reasons(**reasons: str) -> RunSpec:
    quarter_file = REABLEMENT.quarter_file.model_copy(update={"not_supplied": reasons})
    return REABLEMENT.model_copy(update={"quarter_file": quarter_file})


def test_a_measure_without_its_table_has_no_finding_and_says_why_with_the_date() -> None:
    entry = told().entry(HARM)
    assert (entry.supplied, entry.finding, entry.rung, entry.checks) == (False, Finding.CANNOT_SAY, Rung.COUNTED, ())
    assert entry.headline.startswith("Nothing can be said yet about the share of people who had moderate or severe")
    assert entry.headline.endswith(LINE)
    assert entry.table.rows == (("Not estimated", LINE),)


def test_one_side_without_its_table_is_enough() -> None:
    cohorts = without("harm-in-care", "safety_events", period="same_quarter_last_year")
    entry = tell(assess(REABLEMENT, cohorts)).entry(HARM)
    assert not entry.supplied


def test_page_one_lists_it_as_not_shown_and_with_nothing_that_may_be_said() -> None:
    shown = told().front
    assert HARM not in (*shown.worse, *shown.may_say, *shown.described)
    assert shown.not_yet[0] == f"Moderate or severe harm, or death, within 8 weeks of referral: not shown. {LINE}"
    assert shown.next_steps[0].endswith("to show it, the next extract would need incident records.")


def test_however_much_is_missing_none_of_it_is_cut_off() -> None:
    cohorts = tuple(
        replace(c, frame=c.frame.iloc[:0], lacks=("referrals",)) for c in reablement() if c.period != "audit"
    )
    ledger = tell(assess(REABLEMENT, cohorts))
    # One of each claim, and what the report as a whole lacks: other measures, breakdowns and cost.
    assert len(ledger.front.not_yet) - 3 == len(ledger.entries) == 5
    assert (ledger.front.may_say, ledger.front.worse, ledger.front.described) == ((), (), ())
    assert ledger.not_supplied == ("Referrals were not supplied in the extract of 2 June 2025.",)


def _check(entry: Entry, asks: str) -> str:
    return next(check.verdict for check in entry.checks if asks in check.check)


def test_a_harm_that_was_not_supplied_was_not_watched_so_claims_stop_at_compared() -> None:
    entry = told().entry(PACKAGE)
    assert (entry.finding, entry.rung) == (Finding.BETTER, Rung.COMPARED)
    assert entry.because == ("No measure of harm was supplied beside this outcome.",)
    assert _check(entry, "Was harm watched") == "not run"


def test_a_standard_that_was_not_supplied_was_not_missed() -> None:
    entry = told("first-visit-2d", "contacts").entry(PACKAGE)
    assert entry.rung is Rung.COMPARED
    assert entry.because == ("No standard of delivery was measured.",)


def test_the_reason_in_the_quarters_file_is_given() -> None:
    ledger = told(spec=giving_reasons(safety_events="the incident system was being replaced."))
    line = f"{LINE} The reason given: the incident system was being replaced."
    assert ledger.entry(HARM).headline.endswith(line)
    assert ledger.not_supplied == (line,)


def test_a_table_that_nothing_needs_is_told_in_the_appendix_alone() -> None:
    ledger = tell(assess(giving_reasons(complaints="not yet collected"), reablement()))
    assert all(entry.supplied for entry in ledger.entries)
    assert ledger.not_supplied == (
        "Complaints were not supplied in the extract of 2 June 2025. The reason given: not yet collected.",
    )


@pytest.mark.parametrize(
    ("tables", "line"),
    [
        (("goals",), "Goals were not supplied in the extract of 2 June 2025."),
        (
            ("deaths", "followups", "goals"),
            "Records of deaths (deaths), follow-ups (followups) and goals were not supplied in the extract of 2 June 2025.",
        ),
    ],
)
def test_several_tables_are_one_sentence(tables: tuple[str, ...], line: str) -> None:
    assert not_supplied(tables, REABLEMENT.quarter_file) == line


def test_every_table_has_a_readers_name() -> None:
    assert phrasebook().tables.keys() == CONTRACT.keys()
    assert readers_name("safety_events") == "incident records"


def test_the_page_has_no_figure_no_table_and_no_badge_of_a_finding_for_it() -> None:
    ledger = told()
    block = BeautifulSoup(claim_block(ledger.entry(HARM), ledger), "html.parser")
    assert block.find(["figure", "table"]) is None
    assert [badge.get_text().strip() for badge in block.select(".badge")] == ["Not supplied"]
    assert "Evidence:" not in block.get_text()
    page = BeautifulSoup(front(ledger), "html.parser").get_text()
    assert "Some measures could not be made at all, because their records were not supplied." in page
    last = BeautifulSoup(appendix(ledger), "html.parser")
    assert [one.get_text() for one in last.select("[data-ledger=not_supplied]")] == [LINE]
    assert all(register.find("li") for register in last.select("ul.checks"))
