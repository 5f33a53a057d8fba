"""What is read of a Word document and of a notebook, and how its place is told."""

import json
from pathlib import Path

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from fairclaim.lint.reading import read

title = "Linter: what is read of Word documents and notebooks"


def told(path: Path) -> list[tuple[str, str, str]]:
    return [(p.kind, p.text, p.place(0).within) for p in read(path, path.name).passages]


def saved(tmp_path: Path, document) -> Path:  # type: ignore[no-untyped-def]
    document.save(tmp_path / "a.docx")
    return tmp_path / "a.docx"


def test_paragraphs_headings_lists_quotes_tables_and_headers(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Quarter", 1)
    document.add_paragraph("We saw people.")
    document.add_paragraph("one", style="List Bullet")
    document.add_paragraph("It helped.", style="Quote")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "a"
    table.cell(1, 1).text = "d"
    document.add_paragraph("After.")
    document.sections[0].header.paragraphs[0].text = "Above"
    assert told(saved(tmp_path, document)) == [
        ("heading", "Quarter", "paragraph 1"),
        ("paragraph", "We saw people.", "paragraph 2"),
        ("item", "one", "paragraph 3"),
        ("quote", "It helped.", "paragraph 4"),
        ("cell", "a", "table 1, row 1, column 1"),
        ("cell", "d", "table 1, row 2, column 2"),
        ("paragraph", "After.", "paragraph 9"),
        ("paragraph", "Above", "paragraph 10"),
    ]


def test_inserted_text_is_read_and_deleted_text_is_not(tmp_path: Path) -> None:
    document = Document()
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    deleted = '<w:del w:id="2" w:author="x"><w:r><w:delText>gone</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="1" w:author="x">{run.format("new")}</w:ins>'
    paragraph = f"<w:p {nsdecls('w')}>{run.format('We ')}{inserted}{deleted}{run.format(' here')}</w:p>"
    document.element.body.insert(0, parse_xml(paragraph))
    assert [text for _, text, _ in told(saved(tmp_path, document))] == ["We new here"]


def test_a_text_box_is_read_once_and_apart_from_its_paragraph(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
    both = (
        f'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>'
    )
    document = Document()
    paragraph = f"<w:p {nsdecls('w')}><w:r><w:t>Around it</w:t></w:r><w:r>{both}</w:r></w:p>"
    document.element.body.insert(0, parse_xml(paragraph))
    assert [text for _, text, _ in told(saved(tmp_path, document))] == ["Around it", "In a box"]


def test_a_claim_and_a_waiver_are_paragraphs_that_are_not_prose(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("<!-- fairclaim: claim a.target -->")
    document.add_paragraph('<!-- fairclaim: waive cause-present role="Lead" reason="A trial" -->')
    document.add_paragraph("One.")
    document.add_paragraph("Two.")
    passages = read(saved(tmp_path, document), "a.docx").passages
    assert [(p.text, p.claim, [w.rule for w in p.waivers]) for p in passages] == [
        ("One.", "a.target", ["cause-present"]),
        ("Two.", "a.target", []),
    ]


def test_markdown_cells_of_a_notebook(tmp_path: Path) -> None:
    cells = [
        {"cell_type": "code", "source": ["# reduces"], "metadata": {}, "outputs": [], "execution_count": None},
        {"cell_type": "markdown", "source": ["# Falls\n", "\n", "We “saw”\n", "people."], "metadata": {}},
        {"cell_type": "markdown", "source": "We left.", "metadata": {}},
    ]
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5}, indent=1), encoding="utf-8")
    assert told(path) == [
        ("heading", "Falls", "cell 2, line 1"),
        ("paragraph", "We “saw” people.", "cell 2, line 3"),
        ("paragraph", "We left.", "cell 3, line 1"),
    ]
    lines = path.read_text(encoding="utf-8").split("\n")
    passage = read(path, "a.ipynb").passages[1]
    place = passage.place(passage.text.index("people"))
    assert place.within == "cell 2, line 4"
    assert lines[place.line - 1][place.column - 1 :].startswith("people.")


def test_the_same_words_in_two_cells_stand_on_two_lines(tmp_path: Path) -> None:
    cells = [{"cell_type": "markdown", "source": ["We saw."], "metadata": {}}] * 2
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5}, indent=1), encoding="utf-8")
    first, second = (passage.place(0).line for passage in read(path, "a.ipynb").passages)
    assert first < second
