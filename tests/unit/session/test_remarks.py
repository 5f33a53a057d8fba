"""Commentary: who wrote it, when, what outruns the evidence, and what somebody lets stand."""

from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from fairclaim.claims.beside import Waived
from fairclaim.claims.ledger import Entry
from fairclaim.errors import ParamsRefused
from fairclaim.kinds import Rung
from fairclaim.params.load import load_spec
from fairclaim.session.remarks import remarks

PARAMS = Path(__file__).parents[3] / "params"
WHERE = "params/commentary/2024-25-q4/demo-reablement.md"
HEAD = "---\nrole: Service manager\ndated: 2025-06-10\n---\n"
CAUSE = "Our service reduces admissions."


def commentary(tmp_path: Path, text: str | None, entries: tuple[Entry, ...] = ()):  # type: ignore[no-untyped-def]
    spec = load_spec("demo-reablement", "2024-25-q4", PARAMS).model_copy(update={"params_dir": tmp_path / "params"})
    path = tmp_path / WHERE
    path.parent.mkdir(parents=True, exist_ok=True)
    if text is not None:
        path.write_text(text, encoding="utf-8")
    return remarks(spec, entries)


def test_no_commentary_is_no_remark(tmp_path: Path) -> None:
    assert commentary(tmp_path, None) == ()


def test_paragraphs_with_their_author_and_their_overclaims(tmp_path: Path) -> None:
    first, second = commentary(tmp_path, f"{HEAD}\nStaff were away\nin January.\n\n{CAUSE}\n")
    assert (first.role, first.dated, first.text) == (
        "Service manager",
        date(2025, 6, 10),
        "Staff were away in January.",
    )
    assert first.findings == ()
    ((words, rewrite),) = second.findings
    assert "reduces" in words
    assert rewrite


def test_a_list_is_one_remark_with_the_findings_of_all_its_items(tmp_path: Path) -> None:
    (remark,) = commentary(tmp_path, f"{HEAD}\n- {CAUSE}\n- We saw 40 people.\n- It prevents falls.\n")
    assert len(remark.findings) == 2
    assert remark.text == f"• {CAUSE} • We saw 40 people. • It prevents falls."


def test_markup_is_not_for_readers(tmp_path: Path) -> None:
    first, second = commentary(tmp_path, f"{HEAD}\nWe **saw** [40](x.html) people.\n\n> It helped.\n> — Carer\n")
    assert (first.text, second.text) == ("We saw 40 people.", "It helped. — Carer")


def test_comments_are_not_for_readers_and_a_claim_is_held_against_its_own_rung(
    tmp_path: Path, sample: ModuleType
) -> None:
    strong, weak = (
        entry.model_copy(update={"rung": rung})
        for entry, rung in zip(sample.reablement().entries[:2], (Rung.SHOWN, Rung.COMPARED), strict=True)
    )
    named = f"<!-- fairclaim: claim {weak.claim_id} -->"
    first, second = commentary(tmp_path, f"{HEAD}\n{CAUSE}\n\n{named}\n{CAUSE}\n", (strong, weak))
    assert (first.text, second.text) == (CAUSE, CAUSE)
    assert first.findings == ()
    assert second.findings != ()


def test_what_is_waived_keeps_its_role_and_reason_and_is_no_finding(tmp_path: Path) -> None:
    waive = '<!-- fairclaim: waive {} role="Clinical lead"\nreason="It is about a trial" -->'
    text = f"{HEAD}\n{waive.format('cause-present')}\nExercise reduces falls.\n\n“{CAUSE}” said a carer.\n"
    first, second = commentary(tmp_path, text)
    assert first.findings == second.findings == ()
    (waived,) = first.waived
    assert isinstance(waived, Waived)
    assert (waived.role, waived.reason) == ("Clinical lead", "It is about a trial")
    assert "reduces" in waived.words
    assert ["reduces" in words for words in second.quoted] == [True]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Just a sentence.", "does not say who wrote it"),
        ("---\nrole: Service manager\n---\nWords.", "a key is missing"),
        ("---\nrole: Service manager\ndated: soon\n---\nWords.", "dated"),
        (f"{HEAD}<!-- fairclaim: waive cause-present -->\nWords.", "a waiver without a role"),
        (f"{HEAD}<!-- fairclaim: claim typo.target -->\nWords.", "a claim that this report has not"),
    ],
)
def test_commentary_that_cannot_be_used_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ParamsRefused, match=said):
        commentary(tmp_path, text)
