"""The bytes of a file as text, or the one reason why not. No message holds a word of the file."""

import codecs
from pathlib import Path

from fairclaim.errors import Problem, UsageError

MOST_BYTES = 200_000_000
_TODO = "Save it as UTF-8 (in Word and Notepad: Save as, Encoding)"


def content(path: Path, where: str) -> bytes:
    """Return a file's bytes; raise UsageError if it cannot be opened or is far too large to be prose."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise refused("the file is too large", where, allowed=f"up to {MOST_BYTES // 1_000_000} MB")
        return path.read_bytes()
    except OSError as error:
        raise refused("the file cannot be opened", where, found=error.strerror or "") from error


def text_of(path: Path, where: str) -> str:
    """Return a text file's text with plain line ends; UTF-8, or UTF-16 that says so at its start."""
    raw = content(path, where)
    marked = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = raw.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as error:
        place = where if marked else f"{where}, line {raw[: error.start].count(10) + 1}"
        raise refused("the file is not UTF-8", place, todo=_TODO) from error
    if "\0" in text:
        raise refused("this is not a text file, whatever its name", where)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refused(what: str, where: str, *, found: str = "", allowed: str = "", todo: str = "") -> UsageError:
    """Make the refusal of one file."""
    return UsageError(Problem(what, where, found, allowed, todo or "Mend the file, or leave it out"))
