"""A draft tried on the files that it was drafted from: what the reading of an extract would refuse."""

from dataclasses import dataclass
from pathlib import Path

from fairclaim.data.adopt.guesses import TODO
from fairclaim.errors import DataRefused, ParamsRefused, Problem
from fairclaim.params.reading import parse_yaml, validate
from fairclaim.params.sources import Source


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of reading the files by a draft.

    Parameters
    ----------
    rows : tuple of (str, int)
        Contract table → rows that were read; empty if anything was refused.
    problems : tuple of Problem
    untried : tuple of str
        Tables with something to fill in first.
    """

    rows: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...]
    untried: tuple[str, ...]


def as_source(text: str, where: str) -> Source:
    """Read a drafted text as a source; raise ParamsRefused if it is none."""
    values, problems = parse_yaml(text, where)
    source, wrong = validate(Source, values, where) if not problems else (None, [])
    if problems or wrong:
        raise ParamsRefused(*problems, *wrong)
    assert isinstance(source, Source)
    return source


def try_out(source: Source, folder: Path) -> Trial:
    """Read the files of a folder by a source; tables with something to fill in are left out, and named."""
    from fairclaim.data.reading.extracts import read_extract

    untried = [table for table, parts in source.tables.items() if any(TODO in part.columns.values() for part in parts)]
    if len(untried) == len(source.tables):
        return Trial((), (), tuple(untried))
    try:
        extract = read_extract(source, folder, "the files", not_supplied=frozenset(untried))
    except DataRefused as error:
        return Trial((), error.problems, tuple(untried))
    rows = tuple((name, int(table.count().execute())) for name, table in extract.tables.items())
    return Trial(rows, (), tuple(untried))
