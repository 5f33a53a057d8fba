"""The index: worst news first, and an honest word about runs that failed."""

from datetime import date
from types import ModuleType

import pytest
from bs4 import BeautifulSoup

from fairclaim.kinds import Finding, Outcome
from fairclaim.report.index import Attempt, Earlier, Published, index_page
from fairclaim.report.trace import untraced_digits

FAILED = Attempt(
    verdict=Outcome.COULD_NOT_RUN,
    when=date(2025, 5, 20),
    message="referrals.csv, column referred_at: the column is missing. What to do: send 1 more file <script>.",
)


def _calm(ledger):
    front = ledger.front.model_copy(update={"worse": (), "may_say": (*ledger.front.worse, *ledger.front.may_say)})
    return ledger.model_copy(update={"front": front})


@pytest.fixture
def records(sample: ModuleType) -> list[Published]:
    worse, calm = sample.reablement(), _calm(sample.urgent())
    earlier = calm.model_copy(update={"quarter": "2024-25-q3", "quarter_words": "October to December 2024"})
    return [
        Published(quarter="2024-25-q3", service="older", ledger=earlier, attempt=None),
        Published(quarter="2024-25-q4", service="a-calm", ledger=calm, attempt=None),
        Published(quarter="2024-25-q4", service="b-never", ledger=None, attempt=FAILED),
        Published(quarter="2024-25-q4", service="c-worse", ledger=worse, attempt=FAILED),
    ]


def test_newest_quarter_first_and_in_it_the_worst_first(records: list[Published]) -> None:
    page = BeautifulSoup(index_page(records), "html.parser")
    assert [one.get_text() for one in page.find_all("h2")] == ["January to March 2025", "October to December 2024"]
    links = [str(link["href"]) for link in page.select("article h3 a")]
    assert links == [
        "2024-25-q4/c-worse/report.html",
        "2024-25-q4/a-calm/report.html",
        "2024-25-q3/older/report.html",
    ]
    assert [one.get_text() for one in page.find_all("h3")][1] == "b-never"


def test_each_report_is_told_by_the_claim_it_leads_with(records: list[Published]) -> None:
    page = BeautifulSoup(index_page(records), "html.parser")
    first = page.article
    assert first is not None
    ledger = records[3].ledger
    assert ledger is not None
    headline = first.select_one(".headline")
    assert headline is not None
    assert headline.get_text() == ledger.entry("harm-in-care.same-quarter-last-year").headline
    assert "Worse" in first.get_text()
    assert "Evidence: compared" in first.get_text()
    assert "Data as at 9 May 2025" in first.get_text()


def test_a_failed_run_is_told_beside_the_report_that_still_stands(records: list[Published]) -> None:
    page = BeautifulSoup(index_page(records), "html.parser")
    told, never = (" ".join(one.get_text().split()) for one in page.select(".failed"))
    assert "20 May 2025, ended so: could not run." in told
    assert "last good one, with data as at 9 May 2025" in told
    assert "What to do: send 1 more file <script>." in told
    assert "last good one" not in never


def test_a_run_that_went_well_says_nothing(records: list[Published]) -> None:
    well = Attempt(verdict=Outcome.OK, when=date(2025, 5, 20), message="")
    page = index_page([records[0].model_copy(update={"attempt": well})])
    assert "last run" not in page


def test_is_self_contained_traced_and_the_same_each_time(records: list[Published]) -> None:
    html = index_page(records)
    page = BeautifulSoup(html, "html.parser")
    assert page.find_all(["script", "link", "img"]) == []
    assert "//" not in " ".join(str(link["href"]) for link in page.find_all("a"))
    assert untraced_digits(html) == []
    assert html == index_page(list(reversed(records)))
    ids = [str(element["id"]) for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_earlier_versions_stand_under_the_newest_with_their_dates(records: list[Published]) -> None:
    versions = (
        Earlier(folder="c-worse.v2", as_at=date(2025, 4, 30)),
        Earlier(folder="c-worse.v1", as_at=date(2025, 4, 14)),
    )
    html = index_page([records[0], records[3].model_copy(update={"earlier": versions})])
    first, second = BeautifulSoup(html, "html.parser").find_all("article")
    links = {str(link["href"]): " ".join(link.get_text().split()) for link in first.select(".asat a")}
    assert list(links) == ["2024-25-q4/c-worse.v2/report.html", "2024-25-q4/c-worse.v1/report.html"]
    assert next(iter(links.values())).startswith("data as at 30 April 2025, ")
    assert "Earlier versions" not in second.get_text()
    assert untraced_digits(html) == []


def test_no_record_is_said() -> None:
    assert "There is no report yet." in index_page([])


def test_a_name_of_a_service_cannot_leave_its_folder() -> None:
    odd = Published(quarter="2024-25-q4", service='a"b c', ledger=None, attempt=None)
    assert odd.href == "2024-25-q4/a%22b%20c/report.html"


def test_findings_are_counted_for_each_service_with_harm_first(sample: ModuleType) -> None:
    record = Published(quarter="2024-25-q4", service="demo", ledger=sample.reablement(), attempt=None)
    (harm, counted), (others, rest) = record.counts
    assert (harm, others) == ("Harm", "Other claims")
    assert counted == "1 worse"
    entries = [entry for entry in sample.reablement().entries if entry.family != "safety"]
    assert sum(int(part.partition(" ")[0]) for part in rest.split(", ")) == len(entries)
    page = index_page([record])
    assert "<strong>Harm:</strong> 1 worse." in page
    assert page.index("<strong>Harm:</strong>") < page.index("<strong>Other claims:</strong>")


def test_a_report_without_a_word_on_harm_says_so(sample: ModuleType) -> None:
    ledger = sample.reablement()
    ledger = ledger.model_copy(update={"entries": tuple(e for e in ledger.entries if e.family != "safety")})
    ledger = ledger.model_copy(update={"front": ledger.front.model_copy(update={"worse": ()})})
    record = Published(quarter="2024-25-q4", service="demo", ledger=ledger, attempt=None)
    assert record.counts[0] == ("Harm", "nothing measured")


def test_bad_news_is_counted_first_and_in_the_words_of_its_mark(sample: ModuleType) -> None:
    ledger = sample.reablement()
    (first, *_) = (entry for entry in ledger.entries if entry.family != "safety")
    marks = ((Finding.BETTER, "standard met"), (Finding.WORSE, ""), (Finding.CANNOT_SAY, ""), (Finding.WORSE, ""))
    entries = tuple(
        first.model_copy(update={"claim_id": f"m.{i}", "finding": finding, "finding_words": words})
        for i, (finding, words) in enumerate(marks)
    )
    absent = first.model_copy(update={"claim_id": "m.9", "supplied": False, "finding": Finding.CANNOT_SAY})
    told = ledger.model_copy(update={"entries": (*entries, absent)})
    record = Published(quarter="2024-25-q4", service="demo", ledger=told, attempt=None)
    assert record.counts[1] == ("Claims", "2 worse, 1 cannot say, 1 standard met, 1 not supplied")
