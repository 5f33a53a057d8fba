"""A draft as the text of a source file: what was guessed, and beside it how sure that is and why."""

import json
import re
from collections.abc import Iterable, Iterator
from textwrap import wrap

from fairclaim.data.adopt.drafting import Draft
from fairclaim.data.adopt.guesses import TODO, Drafted, Guess, RegionDraft
from fairclaim.data.contract.tables import codes_of

_WIDTH = 118
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./ ()-]*[A-Za-z0-9_.)]|[A-Za-z]")
_NOT_TEXT = frozenset({"yes", "no", "true", "false", "null", "on", "off", "y", "n"})


def source_text(draft: Draft, source: str, publisher: str) -> str:
    """Write a draft as YAML that `params/sources.py` reads; comments hold guesses, doubts and what is left out."""
    lines = [
        "# yaml-language-server: $schema=../schema/source.schema.json",
        "# Drafted by 'fairclaim adopt'. Each guess says how sure it is: sure, likely or check. Before this is used:",
        f"# fill in what says {TODO}, look at what says check, and take the comments out when they are settled.",
        *_comments(draft.doubts, "# doubt: "),
        "version: 1",
        f"id: {source}",
        f"name: {_scalar(source.replace('-', ' ').capitalize())}  # for readers: the name of the system",
        f"publisher: {_scalar(publisher or TODO)}  # for readers: who keeps it",
        "tables:",
    ]
    told: set[int] = set()
    for table, parts in draft.parts.items():
        lines.append(f"  {table}:")
        for part in parts:
            one = next(one for one in draft.regions if any(own is part for own in one.parts))
            lines += _part(part, one, told, several=len(parts) > 1)
    return "\n".join(lines) + "\n"


def _part(part: Drafted, one: RegionDraft, told: set[int], *, several: bool) -> Iterator[str]:
    head = [f"# {part.region.grid.name}: {part.region.rows:,} rows"]
    if id(one) not in told:
        # What holds for all parts of a table is said once, at the first of them.
        told.add(id(one))
        head += [line for doubt in one.doubts for line in _comments([doubt], "# doubt: ")]
        head += _comments([f"{_quoted(header)}: {why}" for header, why in one.left_out.items()], "# left out: ")
    head += _comments(part.doubts, "# doubt: ")
    body = [*_place(part), *_columns(part), *_constants(part), *_dates(part), *_codes(part), *_rows(part)]
    for line in head:
        yield f"    {line}"
    for number, line in enumerate(body):
        yield f"    {'- ' if several and not number else '  ' if several else ''}{line}"


def _place(part: Drafted) -> Iterator[str]:
    region, grid = part.region, part.region.grid
    yield f"file: {_scalar(grid.file)}"
    if grid.sheet is not None:
        yield f"sheet: {_scalar(grid.sheet)}"
    if grid.table is not None:
        yield f"table: {_scalar(grid.table)}"
    if region.header_row > 1:
        yield f"header_row: {region.header_row}"
    if region.two_rows:
        yield "header_rows: 2"
    if region.last_row is not None:
        yield f"last_row: {region.last_row}  # check: set it again when the table grows"
    if region.footer:
        yield f"footer: [{', '.join(map(_scalar, region.footer))}]"
    if grid.text is not None and grid.text.delimiter != ",":
        yield f"delimiter: {_scalar(grid.text.delimiter)}"
    if grid.text is not None and grid.text.encoding != "utf-8":
        yield f"encoding: {grid.text.encoding}"


def _columns(part: Drafted) -> Iterator[str]:
    yield "columns:"
    for ours, guess in part.columns.items():
        yield from _beside(f"  {ours}: {_scalar(guess.header)}", _sure(guess))


def _sure(guess: Guess) -> str:
    return f"{guess.confidence}: {guess.why}" if guess.why else guess.confidence


def _constants(part: Drafted) -> Iterator[str]:
    if part.constants:
        yield "constants:"
    for ours, constant in part.constants.items():
        yield from _beside(f"  {ours}: {_scalar(constant.value)}", f"{constant.confidence}: {constant.why}")


def _dates(part: Drafted) -> Iterator[str]:
    unsure = {guess.confidence for guess in part.dates.values()} != {"sure"}
    if not part.dates or ({guess.form for guess in part.dates.values()} == {"iso"} and not unsure):
        return
    if len({guess.form for guess in part.dates.values()}) == 1 and not unsure:
        yield f"dates: {next(iter(part.dates.values())).form}  # sure: each column has rows that can be nothing else"
        return
    yield "dates:"
    for ours, guess in part.dates.items():
        yield from _beside(f"  {ours}: {guess.form}", f"{guess.confidence}: {guess.why}")


def _codes(part: Drafted) -> Iterator[str]:
    held = [ours for ours in part.columns if part.codes.get(ours) or ours in part.strange]
    real = any(part.codes.get(ours) for ours in held)
    if held:
        yield "codes:" if real else "# codes:"
    for ours in held:
        known, strange = part.codes.get(ours, {}), part.strange.get(ours)
        allowed = ", ".join(codes_of(part.table, ours))
        yield f"  {ours}:" if known else f"#   {ours}:"
        yield from (f"    {_scalar(code)}: {_scalar(word)}" for code, word in known.items())
        if strange is not None:
            names = strange or ["their code"]
            yield from (f"#     {_scalar(code)}: {TODO}  # one of {allowed}" for code in names)


def _rows(part: Drafted) -> Iterator[str]:
    if part.blank:
        yield f"blank: [{', '.join(map(_scalar, part.blank))}]"
    if part.skip:
        yield f"skip_where_blank: [{', '.join(part.skip)}]"


def _beside(line: str, comment: str) -> Iterator[str]:
    """Put a comment at the end of its line, or above it where it is too long for that."""
    if len(line) + len(comment) + 12 <= _WIDTH:
        yield f"{line}  # {comment}"
        return
    indent = line[: len(line) - len(line.lstrip())]
    yield from (f"{indent}{text}" for text in _comments([comment], "# "))
    yield line


def _comments(texts: Iterable[str], label: str) -> Iterator[str]:
    for text in texts:
        hanging = "#" + " " * (len(label) - 1)
        yield from wrap(text, _WIDTH - 8, initial_indent=label, subsequent_indent=hanging, break_long_words=False)


def _quoted(header: str) -> str:
    return f"'{header}'"


def _scalar(text: str) -> str:
    """Write a text as YAML reads it back: plain where it can be nothing else, else in quotation marks."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _NOT_TEXT:
        return text
    return json.dumps(text, ensure_ascii=False)
