"""From people written by hand to contract tables, by way of files: what reads an extract reads these too."""

import csv
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from fairclaim.data.contract.tables import CONTRACT, required
from fairclaim.data.measuring.needs import faults, tables_needed
from fairclaim.data.measuring.places import places_of
from fairclaim.data.reading.extracts import read_extract
from fairclaim.errors import DataRefused, ParamsRefused, Problem
from fairclaim.params.assured import Assured, Person
from fairclaim.params.measures import AnyMeasure
from fairclaim.params.sources import Part, Source

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, str | None]
SOURCE = "written-by-hand"
# In a table that need not name the person, this names the person whose record it is.
OWN = "own"


def recorded(measure: AnyMeasure, assured: Assured, where: str) -> Mapping[str, "pa.Table"]:
    """Read the people as if they were an extract.

    Parameters
    ----------
    measure : AnyMeasure
        A table that it needs and nobody has a row of is empty, not missing; so is a column that it names.
    assured : Assured
    where : str
        The assure file as it is told.

    Returns
    -------
    mapping of str to pyarrow Table
        As `Extract.tables` are: times in UTC, the London day beside each, `row`. Ids begin with the person's key
        (`key_of`). Any other optional column that nobody has is absent.

    Raises
    ------
    ParamsRefused
        For tables and columns that the contract does not know, and rows that could belong to several referrals.
    DataRefused
        For whatever the measure would be refused for on an extract with the same rows.
    """
    rows, problems = _rows(assured, where)
    if problems:
        raise ParamsRefused(*problems)
    columns = _columns(measure, rows)
    with tempfile.TemporaryDirectory() as folder:
        try:
            extract = read_extract(_written(rows, columns, Path(folder)), Path(folder), where, as_at=assured.as_at)
            if mistakes := faults(measure, extract, where):
                raise DataRefused(*mistakes)
        except DataRefused as refused:
            raise DataRefused(*(_in_the_file(problem, where, tuple(columns)) for problem in refused.problems)) from None
        return {name: table.to_pyarrow() for name, table in extract.tables.items()}


def key_of(number: int) -> str:
    """Key of the person who stands at this place of the file, counted from 1. All ids of the person begin with it."""
    return f"p{number}"


def _rows(assured: Assured, where: str) -> tuple[dict[str, list[Row]], list[Problem]]:
    rows: dict[str, list[Row]] = defaultdict(list)
    problems: list[Problem] = []
    for number, person in enumerate(assured.people, start=1):
        place = f"{where} → people[{number - 1}]"
        mistakes = list(_unknown(person, place))
        problems += mistakes
        if not mistakes:
            for table, row in _linked(person, key_of(number)):
                if row.get("referral_id", "") is None and "referral_id" in required(table):
                    problems.append(_whose(f"{place} → record → {table}", len(person.record.get("referrals", ()))))
                rows[table].append(row)
    return rows, problems


def _unknown(person: Person, place: str) -> Iterator[Problem]:
    for table, rows in person.record.items():
        at = f"{place} → record → {table}"
        if table not in CONTRACT:
            yield Problem("no table of this name is known", at, "", ", ".join(CONTRACT), "Use one of the names")
            continue
        known = list(CONTRACT[table].columns)
        for column in dict.fromkeys(name for row in rows for name in row):
            if column not in known:
                what = f"the table {table} has no such column"
                yield Problem(what, f"{at} → {column}", "", ", ".join(known), "Use one of the names")


def _linked(person: Person, key: str) -> Iterator[tuple[str, Row]]:
    referrals = person.record.get("referrals", ())
    for place, row in enumerate(referrals, start=1):
        yield "referrals", _keyed("referrals", {"referral_id": str(place), **row}, key)
    only = (referrals[0].get("referral_id") or "1") if len(referrals) == 1 else None
    for table, rows in person.record.items():
        for row in rows if table != "referrals" else ():
            yield table, _keyed(table, {"referral_id": only, **row}, key)


def _keyed(table: str, row: Row, key: str) -> Row:
    """Fill in whose row it is. What is written is a person's own name for a referral: two people may use the same."""
    columns = CONTRACT[table].columns
    filled = {column: entry for column, entry in row.items() if column in columns}
    if filled.get("referral_id") is not None:
        filled["referral_id"] = f"{key}/{filled['referral_id']}"
    if "person_id" in required(table) or row.get("person_id") is not None:
        other = row.get("person_id", OWN)
        filled["person_id"] = key if other == OWN else f"{key}/{other}"
    return {"org_type": "made up", "org_code": key, **filled} if table == "series" else filled


def _whose(where: str, referrals: int) -> Problem:
    if not referrals:
        return Problem("a row belongs to a referral, and the person has none", where, todo="Give the person a referral")
    todo = "Give each referral a referral_id, and name it in this row"
    return Problem("the person has several referrals, and the row does not say which", where, todo=todo)


def _columns(measure: AnyMeasure, rows: Mapping[str, list[Row]]) -> dict[str, list[str]]:
    """List the columns of each table: what it cannot be read without, what somebody has, what is asked for."""
    asked: dict[str, set[str]] = defaultdict(set)
    for place in places_of(measure):
        labels = (column for column, *_ in place.labels)
        asked[place.table] |= {*place.times, *place.where, *place.words, *place.numbers, *labels}
    tables = [table for table in dict.fromkeys((*rows, *tables_needed(measure))) if table in CONTRACT]
    had = {table: {column for row in rows.get(table, ()) for column in row} | asked[table] for table in tables}
    return {
        table: [column for column in CONTRACT[table].columns if column in {*required(table), *had[table]}]
        for table in tables
    }


def _written(rows: Mapping[str, list[Row]], columns: Mapping[str, list[str]], folder: Path) -> Source:
    for table, names in columns.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names)
            writer.writeheader()
            writer.writerows(rows.get(table, ()))
    parts = {
        table: Part(file=f"{table}.csv", columns={name: name for name in names}) for table, names in columns.items()
    }
    about = {"version": 1, "id": SOURCE, "name": "People written by hand", "publisher": "nobody"}
    return Source.model_validate({**about, "tables": parts})


def _in_the_file(problem: Problem, where: str, tables: tuple[str, ...]) -> Problem:
    # The files and their source were made a moment ago: what a person can mend is the assure file.
    told = problem.where
    for table in tables:
        told = told.replace(f"{where}/{table}.csv", f"{where} → {table}")
    mapping = f"params/sources/{SOURCE}.yaml"
    return replace(problem, where=told.replace(mapping, where), todo=problem.todo.replace(mapping, where))
