"""Three demonstrations with a known truth: none says more than its rung, and the harm leads."""

from pathlib import Path
from typing import Literal

import pytest

from fairclaim.claims.ladder import ladder
from fairclaim.claims.ledger import Ledger
from fairclaim.kinds import Finding, Rung
from fairclaim.session.run import build

QUARTER = "2024-25-q4"
PACKAGE = "no-ongoing-package-6w.same-quarter-last-year"
HARM = "harm-in-care.same-quarter-last-year"


def report(project: Path, truth: Literal["benefit", "nothing", "harm"]) -> Ledger:
    path = project / "params" / "quarters" / f"{QUARTER}.yaml"
    text = path.read_text(encoding="utf-8")
    assert "truth: benefit" in text
    path.write_text(text.replace("truth: benefit", f"truth: {truth}"), encoding="utf-8")
    return build("demo-reablement", QUARTER, project / "params")


def test_a_benefit_earns_supports_and_no_more(project: Path) -> None:
    entry = report(project, "benefit").entry(PACKAGE)
    assert (entry.finding, entry.rung) == (Finding.BETTER, Rung.SUPPORTED)
    assert "This supports discharge sustainability" in entry.headline


def test_nothing_is_not_called_better(project: Path) -> None:
    ledger = report(project, "nothing")
    assert ledger.entry(PACKAGE).finding is not Finding.BETTER
    assert "supports" not in " ".join(entry.headline for entry in ledger.entries)


def test_harm_leads_page_one_and_holds_the_others_down(project: Path) -> None:
    ledger = report(project, "harm")
    assert ledger.front.worse[0] == HARM
    assert ledger.entry(HARM).ask
    assert all(entry.rung < Rung.SUPPORTED for entry in ledger.entries)


@pytest.mark.parametrize("truth", ["benefit", "nothing", "harm"])
def test_no_sentence_uses_words_above_its_rung(project: Path, truth: Literal["benefit", "nothing", "harm"]) -> None:
    for entry in report(project, truth).entries:
        above = [word for row in ladder().rungs if row.number > max(entry.rung, Rung.COMPARED) for word in row.licenses]
        assert not [word for word in above if f" {word} " in f" {entry.headline} "]
