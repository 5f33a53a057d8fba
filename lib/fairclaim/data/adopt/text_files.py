"""Text files: which encoding, which delimiter."""

import csv
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fairclaim.data.adopt.cells import Cell, tidy
from fairclaim.data.adopt.wording import say
from fairclaim.errors import DataRefused, Problem

Encoding = Literal["utf-8", "windows-1252", "utf-16"]
Delimiter = Literal[",", ";", "tab", "|"]
_SIGNS: dict[Delimiter, str] = {",": ",", ";": ";", "tab": "\t", "|": "|"}
# Single-byte encodings of western Europe that differ from windows-1252 in few signs, if any.
_WESTERN = frozenset(
    {"cp1252", "latin_1", "iso8859_1", "iso8859_15", "cp1250", "cp1254", "cp1257", "mac_roman", "cp850"}
)


@dataclass(frozen=True, slots=True)
class Text:
    """How a text file is written, and what is doubtful about that."""

    delimiter: Delimiter
    encoding: Encoding
    doubt: str = ""


def read_text_file(path: Path, file: str) -> tuple[Text, list[tuple[Cell, ...]]]:
    """Read all cells of a text file; raise DataRefused where it is empty or no text."""
    content = path.read_bytes()
    if not content.strip():
        raise DataRefused(Problem("the file is empty", file, todo="extract it again"))
    encoding, doubt = _encoding(content)
    codec = {"utf-8": "utf-8-sig"}.get(encoding, encoding)
    text = content.decode(codec, errors="replace")
    if "\x00" in text:
        raise DataRefused(Problem("the file is no text", file, todo="check its ending, or export it as CSV again"))
    delimiter = _delimiter(text)
    rows = [
        tuple(tidy(cell) for cell in row)
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_SIGNS[delimiter])
    ]
    return Text(delimiter, encoding, doubt), rows


def _encoding(content: bytes) -> tuple[Encoding, str]:
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16", ""
    try:
        content.decode("utf-8-sig")
        return "utf-8", ""
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(content[:500_000]).best()
        if best is not None and best.encoding in _WESTERN:
            return "windows-1252", say("encoding_western")
        return "windows-1252", say("encoding")


def _delimiter(text: str) -> Delimiter:
    """Take the sign that cuts most lines into the same number of cells, and into more than one."""
    lines = text[:200_000].splitlines()[:200]
    best: tuple[float, int, Delimiter] = (0.0, 0, ",")
    for name, sign in _SIGNS.items():
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=sign) if row)
        width, often = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
        if width > 1:
            best = max(best, (often / max(1, sum(widths.values())), width, name))
    return best[2]
