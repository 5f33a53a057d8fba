"""NHS England's real file, read in place, for England, a board and providers."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fairclaim.claims.ledger import Ledger
from fairclaim.claims.pictures import ProcessPicture, StripPicture
from fairclaim.kinds import Finding, Outcome, Rung
from fairclaim.params.load import load_spec
from fairclaim.run.one_report import run_report
from fairclaim.session.run import build

QUARTER = "2024-25-q4"


def ledger(project: Path, service: str) -> Ledger:
    return build(service, QUARTER, project / "params")


def test_england_on_its_own_chart(project: Path, published: Callable[..., str]) -> None:
    entry = ledger(project, published("National", "National")).entry("two-hour-response.own-series")
    chart = entry.picture
    assert isinstance(chart, ProcessPicture)
    # Nine months, April to December: their mean, and 2.66 times the mean of their eight steps (0.495), to the two
    # decimals of a picture. Reference N, with the quarter among them, is held by tests/reference/stats/test_xmr.py.
    limits = chart.segments[-1]
    assert (limits.mean, limits.lower, limits.upper, limits.trial) == (84.67, 83.35, 85.98, True)
    marked = {month.month: label for month, label in zip(chart.published, chart.labels, strict=True)}
    assert {month for month, label in marked.items() if label != "Common Cause"} == {11, 12, 1}
    assert marked[1] == "Below LCL"
    assert chart.judged_by_earlier
    assert entry.finding is Finding.WORSE  # January lies in the quarter.


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        pytest.param("Provider", "RW1", id="a provider"),
        pytest.param("ICB", "QRL", id="a board"),
        pytest.param("Provider", "RNU", id="a provider with gaps: Oxford Health"),
        pytest.param("Provider", "RRP", id="a provider without any month"),
    ],
)
def test_every_claim_stays_on_rung_one_or_two(
    project: Path, published: Callable[..., str], kind: str, code: str
) -> None:
    report = ledger(project, published(kind, code))
    assert [entry.against for entry in report.entries] == ["own_series", "target", "benchmark", "peers"]
    assert all(entry.rung in {Rung.COUNTED, Rung.MEASURED, Rung.COMPARED} for entry in report.entries)
    assert not report.synthetic
    place = report.entry("two-hour-response.peers")
    if isinstance(place.picture, StripPicture):
        assert any("No funnel is drawn" in note for note in place.table.notes)


def test_months_that_were_not_published_are_named(project: Path, published: Callable[..., str]) -> None:
    entry = ledger(project, published("Provider", "RNU")).entry("two-hour-response.own-series")
    assert any(caution.startswith("No figure was published for") for caution in entry.cautions)
    chart = entry.picture
    assert isinstance(chart, ProcessPicture)
    assert set(chart.months) > set(chart.published)


def test_a_provider_without_a_month_says_so(project: Path, published: Callable[..., str]) -> None:
    entry = ledger(project, published("Provider", "RRP")).entry("two-hour-response.own-series")
    assert entry.headline.startswith("Nothing can be said yet")
    assert entry.rung is Rung.COUNTED


def test_a_report_without_a_figure_is_published_and_its_verdict_says_why(
    project: Path, published: Callable[..., str]
) -> None:
    service = published("Provider", "RRP")
    record = run_report(
        load_spec(service, QUARTER, project / "params"),
        outputs=project / "outputs",
        notebook=project / "notebooks" / "service.ipynb",
    )
    assert (record.outcome, record.exit_code) == (Outcome.NOT_ENOUGH_DATA, 0)
    assert (project / "outputs" / QUARTER / service / "report.html").is_file()
