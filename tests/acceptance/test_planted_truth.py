"""Three demonstrations with a known truth: none says more than its rung, and the harm leads."""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal

import pytest

from fairclaim.claims.ladder import ladder
from fairclaim.claims.ledger import Ledger
from fairclaim.kinds import Finding, Rung
from fairclaim.session.run import build

PARAMS = Path(__file__).parents[2] / "params"
QUARTER = "2024-25-q4"
PACKAGE = "no-ongoing-package-6w.same-quarter-last-year"
HARM = "harm-in-care.same-quarter-last-year"


Truth = Literal["benefit", "nothing", "harm"]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Truth], Ledger]:
    """The ledger of the demonstration under one truth, in a project of its own, made once."""

    @cache
    def made(truth: Truth) -> Ledger:
        params = shutil.copytree(PARAMS, tmp_path_factory.mktemp(truth) / "params")
        path = params / "quarters" / f"{QUARTER}.yaml"
        text = path.read_text(encoding="utf-8")
        assert "truth: benefit" in text
        path.write_text(text.replace("truth: benefit", f"truth: {truth}"), encoding="utf-8")
        return build("demo-reablement", QUARTER, params)

    return made


def test_a_benefit_earns_supports_and_no_more(report: Callable[[Truth], Ledger]) -> None:
    entry = report("benefit").entry(PACKAGE)
    assert (entry.finding, entry.rung) == (Finding.BETTER, Rung.SUPPORTED)
    assert "This supports discharge sustainability" in entry.headline


def test_nothing_is_not_called_better(report: Callable[[Truth], Ledger]) -> None:
    ledger = report("nothing")
    assert ledger.entry(PACKAGE).finding is not Finding.BETTER
    assert "supports" not in " ".join(entry.headline for entry in ledger.entries)


def test_harm_leads_page_one_and_holds_the_others_down(report: Callable[[Truth], Ledger]) -> None:
    ledger = report("harm")
    assert ledger.front.worse[0] == HARM
    assert ledger.entry(HARM).ask
    assert all(entry.rung < Rung.SUPPORTED for entry in ledger.entries)


@pytest.mark.parametrize("truth", ["benefit", "nothing", "harm"])
def test_no_sentence_uses_words_above_its_rung(report: Callable[[Truth], Ledger], truth: Truth) -> None:
    for entry in report(truth).entries:
        above = [word for row in ladder().rungs if row.number > max(entry.rung, Rung.COMPARED) for word in row.licenses]
        assert not [word for word in above if f" {word} " in f" {entry.headline} "]
