"""Commentary: who wrote it, when, and what outruns the evidence."""

from datetime import date
from pathlib import Path

import pytest

from fairclaim.errors import ParamsRefused
from fairclaim.params.load import load_spec
from fairclaim.session.remarks import remarks

PARAMS = Path(__file__).parents[3] / "params"
WHERE = "params/commentary/2024-25-q4/demo-reablement.md"
HEAD = "---\nrole: Service manager\ndated: 2025-06-10\n---\n"


def commentary(tmp_path: Path, text: str | None):  # type: ignore[no-untyped-def]
    spec = load_spec("demo-reablement", "2024-25-q4", PARAMS).model_copy(update={"params_dir": tmp_path / "params"})
    path = tmp_path / WHERE
    path.parent.mkdir(parents=True)
    if text is not None:
        path.write_text(text, encoding="utf-8")
    return remarks(spec, ())


def test_no_commentary_is_no_remark(tmp_path: Path) -> None:
    assert commentary(tmp_path, None) == ()


def test_paragraphs_with_their_author_and_their_overclaims(tmp_path: Path) -> None:
    first, second = commentary(tmp_path, f"{HEAD}\nStaff were away\nin January.\n\nOur service reduces admissions.\n")
    assert (first.role, first.dated, first.text) == (
        "Service manager",
        date(2025, 6, 10),
        "Staff were away in January.",
    )
    assert first.findings == ()
    assert [words for words, _ in second.findings] == ["reduces"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Just a sentence.", "does not say who wrote it"),
        ("---\nrole: Service manager\n---\nWords.", "a key is missing"),
        ("---\nrole: Service manager\ndated: soon\n---\nWords.", "dated"),
    ],
)
def test_commentary_without_author_or_date_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ParamsRefused, match=said):
        commentary(tmp_path, text)
