"""Word documents: paragraphs, headings, lists, quotes, tables, text boxes, headers and footers, as they stand.

Text that was inserted under tracked changes is read, deleted text is not. Footnotes and comments are not read.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fairclaim.lint.reading.directives import COMMENT, Directive, directives
from fairclaim.lint.reading.files import content, refused
from fairclaim.lint.reading.passage import Kind, Passage, Run

if TYPE_CHECKING:
    from docx.document import Document

_MOST_BYTES = 100_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_STYLES: tuple[tuple[str, Kind], ...] = (
    (r"(?i)heading|title", "heading"),
    (r"(?i).*quote", "quote"),
    (r"(?i)list|bullet", "item"),
    (r"(?i)caption", "caption"),
)


def word(path: Path, where: str) -> tuple[Passage, ...]:
    """Read a Word document (.docx)."""
    document = _opened(content(path, where), where)
    styles = {style.style_id: style.name or "" for style in document.styles}
    found: list[Passage] = []
    said: list[Directive] = []
    for number, paragraph in enumerate(_paragraphs(document), start=1):
        words = _words(paragraph)
        place = _within(paragraph, number)
        said += directives(words, f"{where}, {place}")
        words = " ".join(COMMENT.sub("", words).split())
        if words:
            claim = next((one.claim for one in reversed(said) if one.waiver is None), "")
            waivers = tuple(one.waiver for one in said if one.waiver is not None)
            said = [one for one in said if one.waiver is None]
            kind = _kind(paragraph, styles)
            found.append(Passage(where, kind, words, (Run(0, number, 1, place),), claim, waivers))
    return tuple(found)


def _opened(raw: bytes, where: str) -> "Document":
    todo = "Open it in Word and save it as a Word document (.docx)"
    try:
        with zipfile.ZipFile(BytesIO(raw)) as parts:
            if sum(part.file_size for part in parts.infolist() if part.filename.endswith(".xml")) > _MOST_BYTES:
                raise refused("the document's text is too large", where, todo=todo)
    except zipfile.BadZipFile as error:
        raise refused("this is not a Word document (.docx)", where, todo=todo) from error
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        return Document(BytesIO(raw))
    except (
        OpcError,
        SyntaxError,  # of a part that is no XML
        KeyError,
        ValueError,
        AttributeError,
        zipfile.BadZipFile,
        NotImplementedError,
    ) as error:
        raise refused("this is not a Word document (.docx)", where, todo=todo) from error


def _paragraphs(document: "Document") -> Iterator[Any]:
    """Walk every paragraph: the body in its order, with its tables and text boxes, then headers and footers."""
    parts = [document.element.body]
    for section in document.sections:
        parts += [part._element for part in (section.header, section.footer) if not part.is_linked_to_previous]
    for part in parts:
        for paragraph in part.iter(f"{_W}p"):
            # A text box is written twice; the second is for old programs.
            if next(paragraph.iterancestors(_FALLBACK), None) is None:
                yield paragraph


def _words(paragraph: Any) -> str:
    pieces = []
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        if next(element.iterancestors(f"{_W}p")) is paragraph:
            pieces.append((element.text or "") if element.tag == f"{_W}t" else _INSTEAD.get(element.tag, " "))
    return "".join(pieces)


_INSTEAD = {f"{_W}noBreakHyphen": "-"}


def _kind(paragraph: Any, styles: dict[str, str]) -> Kind:
    named = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = styles.get(named.get(f"{_W}val"), "") if named is not None else ""
    for pattern, kind in _STYLES:
        if re.match(pattern, name):
            return kind
    if paragraph.find(f"{_W}pPr/{_W}numPr") is not None:
        return "item"
    return "cell" if next(paragraph.iterancestors(f"{_W}tc"), None) is not None else "paragraph"


def _within(paragraph: Any, number: int) -> str:
    cell = next(paragraph.iterancestors(f"{_W}tc"), None)
    if cell is None:
        return f"paragraph {number}"
    row, table = cell.getparent(), next(cell.iterancestors(f"{_W}tbl"))
    column = _number(cell, f"{_W}tc")
    tables = list(table.getroottree().iter(f"{_W}tbl"))
    return f"table {tables.index(table) + 1}, row {_number(row, f'{_W}tr')}, column {column}"


def _number(element: Any, tag: str) -> int:
    return 1 + sum(1 for _ in element.itersiblings(tag, preceding=True))
