"""What was not in the extract, said in one dull and dated sentence: absence is never good news."""

from collections.abc import Iterable

from fairclaim.claims.phrasebook import phrasebook
from fairclaim.params.models import QuarterFile
from fairclaim.params.months import day


def not_supplied(tables: Iterable[str], quarter_file: QuarterFile) -> str:
    """Say that contract tables were not supplied, on which day, and why if the quarter's file gives a reason.

    Parameters
    ----------
    tables : iterable of str
        Names of contract tables, at least one.
    quarter_file : QuarterFile

    Returns
    -------
    str
        "Incident records (safety_events) were not supplied in the extract of 2 June 2025."
    """
    words, lacking = phrasebook().not_supplied, tuple(tables)
    named = joined(tuple(_with_its_code(table) for table in lacking))
    line = words["line"].format(Tables=named[0].upper() + named[1:], as_at=day(quarter_file.as_at))
    given = dict.fromkeys(quarter_file.not_supplied[table] for table in lacking if table in quarter_file.not_supplied)
    return " ".join((line, *(words["reason"].format(reason=_unstopped(reason)) for reason in given)))


def would_show(title: str, tables: Iterable[str]) -> str:
    """Say what the next extract would need, so that the measure can be shown."""
    named = joined(tuple(readers_name(table) for table in tables))
    return phrasebook().not_supplied["next"].format(title=title, tables=named)


def readers_name(table: str) -> str:
    """Return what a reader calls a contract table: `safety_events` is "incident records"."""
    return phrasebook().tables[table]


def joined(words: tuple[str, ...], last: str = "and") -> str:
    """Write a list as in a sentence: "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def _with_its_code(table: str) -> str:
    name = readers_name(table)
    return name if name == table else f"{name} ({table})"


def _unstopped(sentence: str) -> str:
    return sentence.rstrip(". ")
