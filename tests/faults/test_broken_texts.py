"""A file that cannot be read ends in one clear refusal without a word of it, and the other files are read all the same."""

import json
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from fairclaim.cli.lint import lint
from fairclaim.errors import UsageError
from fairclaim.lint.reading import read
from fairclaim.lint.reading.walk import files

SECRET = "Mrs Hidden of Ward 3"


def zipped(**parts: str) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return held.getvalue()


def word(spoil: tuple[bytes, bytes]) -> bytes:
    """A Word document with one part spoilt."""
    held, out = BytesIO(), BytesIO()
    Document().save(held)
    with zipfile.ZipFile(held) as parts, zipfile.ZipFile(out, "w") as spoilt:
        for name in parts.namelist():
            spoilt.writestr(name, parts.read(name).replace(*spoil) if name == "word/document.xml" else parts.read(name))
    return out.getvalue()


WAIVE = "<!-- fairclaim: waive cause-present {} -->\n\n" + SECRET
BAD = {
    "a zip of something else": ("a.docx", zipped(a__txt=SECRET), "a.docx: this is not a Word document"),
    "a workbook under another name": ("a.docx", zipped(**{"[Content_Types].xml": "<x/>", "xl__b.xml": SECRET}), "not a Word document"),
    "a Word document of the nineties": ("a.docx", b"\xd0\xcf\x11\xe0" + SECRET.encode(), "not a Word document"),
    "a Word document whose text is cut": ("a.docx", word((b"</w:document>", b"")), "not a Word document"),
    "an empty file called docx": ("a.docx", b"", "not a Word document"),
    "a notebook with invalid JSON": ("a.ipynb", b'{\n"cells": [\n' + SECRET.encode(), "a.ipynb, line 3: this is not a notebook: it is not valid JSON"),
    "JSON that is no notebook": ("a.ipynb", json.dumps({"worksheets": [SECRET]}).encode(), "it has no cells"),
    "JSON that is a list": ("a.ipynb", b"[1]", "it has no cells"),
    "JSON without end": ("a.ipynb", b"[" * 200_000, "not valid JSON"),
    "a Windows encoding": ("a.txt", f"One\n{SECRET} caf\xe9".encode("latin-1"), "a.txt, line 2: the file is not UTF-8"),
    "a picture under another name": ("a.md", b"\x89PNG\r\n\x1a\n\0\0", "the file is not UTF-8"),
    "zeros": ("a.txt", b"a\0\0b", "this is not a text file"),
    "half of a UTF-16 file": ("a.txt", b"\xff\xfea\0b", "the file is not UTF-8"),
    "YAML that does not parse": ("a.yaml", f"a: [{SECRET}".encode(), "a.yaml, line 1: the file is not valid YAML"),
    "a page without elements": ("a.html", SECRET.encode(), "this is not a page"),
    "a form that is not read": ("a.pdf", b"%PDF", "files of this form are not read. Found: .pdf. Allowed: .md"),
    "a waiver without a role": ("a.md", WAIVE.format('reason="It is so"').encode(), "a.md, line 1: a waiver without a role"),
    "a waiver without a reason": ("a.md", WAIVE.format('role="Lead"').encode(), "a.md, line 1: a waiver without a reason"),
    "a waiver with an empty reason": ("a.md", WAIVE.format('role="Lead" reason=" "').encode(), "a waiver without a reason"),
    "a waiver of no rule": ("a.md", b"<!-- fairclaim: waive -->\n\nText", "this comment to the linter is not understood"),
    "a waiver at the end": ("a.md", b'Text\n\n<!-- fairclaim: waive x role="a" reason="b" -->', "a.md, line 3: a waiver with no text after it"),
    "a waiver in a page": ("a.html", b"<p><!-- fairclaim: waive x -->a</p>", "a waiver without a role"),
    "a waiver in YAML": ("a.yaml", b"about: Text\nwaive: [{rule: x, role: Lead}]", "a.yaml → waive[0] → reason: a key is missing"),
    "a word that means nothing": ("a.md", b"<!-- fairclaim: ignore -->", "this comment to the linter is not understood"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "said"), BAD.values(), ids=BAD)
def test_one_refusal_and_no_word_of_the_file(name: str, content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError) as refused:
        read(tmp_path / name, name)
    assert said in str(refused.value)
    assert SECRET not in str(refused.value)
    assert len(refused.value.problems) == 1


def test_an_empty_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found, problems = files([tmp_path / "empty", tmp_path / "gone.md"])
    assert found == ()
    assert [problem.what for problem in problems] == [
        "the folder holds no file that is read",
        "there is no such file or folder",
    ]


def test_what_can_be_read_is_read_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.ipynb").write_text("{", encoding="utf-8")
    Path("b.md").write_text("Our service reduces admissions.", encoding="utf-8")
    done = CliRunner().invoke(lint, ["."])
    assert done.exit_code == 2
    assert "reduces" in done.stdout
    assert "a.ipynb" in done.stderr
    assert "Traceback" not in done.output


def test_an_empty_text_says_nothing_and_is_no_fault(tmp_path: Path) -> None:
    for name in ("a.md", "a.txt", "a.yaml"):
        (tmp_path / name).write_text("", encoding="utf-8")
        assert read(tmp_path / name, name).passages == ()


LARGE = {
    "a notebook with a large picture": (
        "a.ipynb",
        lambda size: json.dumps(
            {
                "cells": [
                    {"cell_type": "code", "source": "", "outputs": ["x" * size]},
                    {"cell_type": "markdown", "source": "We saw."},
                ]
            }
        ),
    ),
    "a page with a large picture": (
        "a.html",
        lambda size: f'<p>We saw.</p><img src="data:image/png;base64,{"A" * size}">',
    ),
    "a large block of code": ("a.md", lambda size: "We saw.\n\n```\n" + "reduces\n" * (size // 8)),
    "marks without end": (
        "a.md",
        lambda size: "We saw.\n\n" + "".join(mark * (size // 4) for mark in "*[`<"),
    ),
}


def seconds_to_read(path: Path, content: str) -> float:
    path.write_text(content, encoding="utf-8")
    times = []
    for _ in range(3):
        started = time.process_time()
        assert read(path, path.name).passages[0].text == "We saw."
        times.append(time.process_time() - started)
    return min(times)


@pytest.mark.parametrize(("name", "content"), LARGE.values(), ids=LARGE)
def test_a_file_four_times_as_large_does_not_take_sixteen_times_as_long(
    name: str, content: Callable[[int], str], tmp_path: Path
) -> None:
    # Linear is 4 and quadratic 16; what starting costs whatever the size is added to both.
    small, large = (seconds_to_read(tmp_path / name, content(size)) for size in (100_000, 400_000))
    assert (large + 0.01) / (small + 0.01) < 9
