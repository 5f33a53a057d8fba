"""What a measure says of people written by hand, beside what it is expected to say."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fairclaim.data.assure.backends import Placed
from fairclaim.data.assure.records import key_of, recorded
from fairclaim.data.measuring.asked import Asked
from fairclaim.data.measuring.series import series_rows
from fairclaim.errors import ParamsRefused, Problem
from fairclaim.params.assured import NOT_COUNTED, Assured, Expected, Person
from fairclaim.params.measures import AnyMeasure, CurrencyMeasure, SeriesMeasure
from fairclaim.params.quarters import Quarter

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """One person of an assure file.

    Parameters
    ----------
    what : str
        What the person is there to show.
    expected, found : str
        In words, one after the other where the person has several index events.
    agrees : bool
    """

    what: str
    expected: str
    found: str
    agrees: bool


def answers(measure: AnyMeasure, assured: Assured, placed: Placed, where: str) -> tuple[Answer, ...]:
    """Run a measure over its people.

    Parameters
    ----------
    measure : AnyMeasure
    assured : Assured
    placed : Placed
        The engine (`backends.engine`).
    where : str
        The assure file as messages name it.

    Returns
    -------
    tuple of Answer
        One for each person, in the order of the file. Numbers agree to nine significant digits.

    Raises
    ------
    ParamsRefused, DataRefused
        If the people could not be read (`records.recorded`), or a value is expected that the kind does not give.
    """
    tables = recorded(measure, assured, where)
    rows = list(_rows(measure, placed(tables), assured, where))
    if problems := list(_strange(assured, rows, where)):
        raise ParamsRefused(*problems)
    owners = _owners(measure, tables)
    by_person: dict[str, list[Found]] = {key_of(number): [] for number, _ in enumerate(assured.people, start=1)}
    for row in sorted(rows, key=lambda row: (row["index_on"], row["row"])):
        by_person[owners[row["row"]]].append(row)
    return tuple(_answer(person, by_person[key_of(number)]) for number, person in enumerate(assured.people, start=1))


def _rows(measure: AnyMeasure, tables: Mapping[str, "ibis.Table"], assured: Assured, where: str) -> Iterator[Found]:
    if isinstance(measure, SeriesMeasure):
        yield from _published(measure, tables, assured, where)
        return
    from fairclaim.data.measuring.compile import measured

    first, last = assured.period
    asked = Asked(first=first, last=last, as_at=assured.as_at, linked_to=assured.linked_to)
    yield from measured(measure, tables, asked).to_pyarrow().to_pylist()


def _published(
    measure: SeriesMeasure, tables: Mapping[str, "ibis.Table"], assured: Assured, where: str
) -> Iterator[Found]:
    if assured.quarter is None:
        raise ParamsRefused(Problem("a published series is asked about a quarter", where, todo="Give it a 'quarter'"))
    series = tables["series"]
    types = tuple(series.select("org_type").distinct().to_pyarrow()["org_type"].to_pylist())
    rows = series_rows(measure, series, types, Quarter.parse(assured.quarter)).to_pyarrow().to_pylist()
    for row in rows:
        state = "published" if _blank(row["value"]) is not None else "not_published"
        yield {"row": row["org_code"], "index_on": row["month"], "state": state, "value": row["value"]}


def _owners(measure: AnyMeasure, tables: Mapping[str, "pa.Table"]) -> dict[Any, str]:
    # Row of the index event → key of the person whose it is; ids begin with it (`records.key_of`).
    if isinstance(measure, SeriesMeasure):
        return {code: code for code in tables["series"]["org_code"].to_pylist()}
    table = tables[measure.open.table if isinstance(measure, CurrencyMeasure) else measure.index.table]
    ids = table["referral_id" if "referral_id" in table.column_names else "person_id"].to_pylist()
    return {row: str(id_).split("/", maxsplit=1)[0] for row, id_ in zip(table["row"].to_pylist(), ids, strict=True)}


def _strange(assured: Assured, rows: list[Found], where: str) -> Iterator[Problem]:
    for number, person in enumerate(assured.people):
        for name in dict.fromkeys(name for expected in person.expect for name in expected.written):
            if rows and name not in rows[0]:
                what = "a measure of this kind gives no such value"
                allowed = ", ".join(sorted(set(rows[0]) & set(Expected.model_fields)))
                yield Problem(what, f"{where} → people[{number}] → expect → {name}", "", allowed, "Take it out")


def _answer(person: Person, rows: list[Found]) -> Answer:
    asked = dict.fromkeys(name for expected in person.expect for name in expected.written) or {"state": None}
    found = [{name: _blank(row.get(name)) for name in asked} for row in rows]
    expected = [one.written for one in person.expect]
    agrees = len(found) == len(expected) and all(map(_same, expected, found))
    return Answer(person.what, _words(expected), _words(found), agrees)


def _blank(value: Any) -> Any:
    # An engine may give a blank number as one that is none.
    return None if isinstance(value, float) and math.isnan(value) else value


def _same(expected: Found, found: Found) -> bool:
    return all(_equal(value, found[name]) for name, value in expected.items())


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, float | int) and isinstance(other, float | int):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return bool(one == other)


def _words(states: list[Found]) -> str:
    return "; ".join(_told(state) for state in states) or NOT_COUNTED.replace("_", " ")


def _told(state: Found) -> str:
    values = [f"{name.replace('_', ' ')} {_value(value)}" for name, value in state.items() if name != "state"]
    return ", ".join([str(state["state"]).replace("_", " "), *values])


def _value(value: Any) -> str:
    return "blank" if value is None else f"{value:g}" if isinstance(value, float | int) else str(value)
