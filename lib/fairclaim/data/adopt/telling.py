"""A draft as a person reads it on a terminal: by file and sheet, each column with how sure it is and why."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from fairclaim.data.adopt.drafting import Draft
from fairclaim.data.adopt.guesses import TODO, Drafted, RegionDraft
from fairclaim.data.adopt.wording import joined
from fairclaim.errors import counted

_WIDTH = 100
_ORDER = ("check", "likely", "sure")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what was guessed."""

    ours: str
    theirs: str
    confidence: str
    why: str


def told(draft: Draft) -> Iterator[str]:
    """Give the lines, without colour."""
    for one in draft.regions:
        yield ""
        yield _heading(one)
        for part in one.parts:
            yield f"  → {part.table}"
            yield from _table(list(lines_of(part)))
        doubts = list(dict.fromkeys([*one.doubts, *(doubt for part in one.parts for doubt in part.doubts)]))
        yield from _list("doubts", doubts)
        yield from _list("left out", [f"'{header}': {why}" for header, why in one.left_out.items()])
    yield ""
    yield from _list("about all files", draft.doubts)
    yield summed(draft)


def _heading(one: RegionDraft) -> str:
    region = one.region
    rows = counted(region.rows, "row")
    place = f"rows {region.top} and {region.header_row}" if region.two_rows else f"row {region.header_row}"
    headers = f"headers in {place}, " if region.grid.form in {"text", "workbook"} else ""
    return f"{region.grid.name}: {headers}{rows}, {counted(len(region.columns), 'column')}"


def lines_of(part: Drafted) -> Iterator[Line]:
    """Give a line for each column and each constant of a part."""
    for ours, guess in part.columns.items():
        form = part.dates.get(ours)
        confidence, why = guess.confidence, guess.why
        if form is not None and (form.form != "iso" or form.confidence == "check"):
            confidence = min(confidence, form.confidence, key=_ORDER.index)
            why = joined(why, f"{form.form}: {form.why}")
        translated = len(part.codes.get(ours, ()))
        why = joined(why, f"{counted(translated, 'code')} translated" if translated else "")
        yield Line(ours, guess.header, confidence, why)
    for ours, constant in part.constants.items():
        yield Line(ours, f"= {constant.value}", constant.confidence, constant.why)


def _table(lines: list[Line]) -> Iterator[str]:
    ours = max(len(line.ours) for line in lines)
    theirs = min(30, max(len(line.theirs) for line in lines))
    for line in lines:
        start = f"      {line.ours:<{ours}}  {line.theirs:<{theirs}}  {line.confidence:<6}  "
        yield from _hanging(start, line.why)


def _hanging(start: str, text: str) -> list[str]:
    room = " " * len(start)
    return wrap(text, _WIDTH, initial_indent=start, subsequent_indent=room, break_long_words=False) or [start.rstrip()]


def _list(name: str, entries: list[str] | tuple[str, ...]) -> Iterator[str]:
    if entries:
        yield f"  {name}"
    for entry in entries:
        yield from _hanging("    - ", entry)


def summed(draft: Draft) -> str:
    """Count the guesses by how sure they are, the columns left out, and what is to be filled in."""
    lines = [line for one in draft.regions for part in one.parts for line in lines_of(part)]
    sure = Counter(line.confidence for line in lines if TODO not in line.theirs)
    todo = sum(1 for line in lines if TODO in line.theirs)
    out = sum(len(one.left_out) for one in draft.regions)
    every = f"{sum(sure.values())} guesses: " + ", ".join(f"{sure[word]} {word}" for word in reversed(_ORDER))
    fill = f"; {counted(todo, 'place')} to fill in ({TODO})" if todo else ""
    return f"{every}{fill}. Left out: {counted(out, 'column')}."
