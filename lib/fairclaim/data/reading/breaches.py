"""What breaks the contract, as problems: the column, the rule in words, and the rows, never a value."""

import copy
from collections.abc import Iterator

import pandas as pd
import pandera.pandas as pa

from fairclaim.data.contract.tables import CONTRACT, codes_of
from fairclaim.data.reading.origins import Origins
from fairclaim.errors import Problem


def breaches(table: str, frame: pd.DataFrame, origins: Origins, skip: frozenset[str]) -> list[Problem]:
    """Judge a converted table by its contract.

    Parameters
    ----------
    table : str
        Name of the contract table.
    frame : DataFrame
        Converted columns under their contract names, with `<column>_on` beside each time. Its index is each row's
        position among all rows of all parts.
    origins : Origins
        Names files, headers and rows.
    skip : frozenset of str
        Columns that could not be converted: what else is wrong with them is not known.

    Returns
    -------
    list of Problem
        One for each rule broken in each part, with the number of rows; a combination that may stand only once is one
        problem for all parts together.
    """
    # Whether a row stands twice is judged below, by those columns of the key that the source gives.
    schema = copy.deepcopy(CONTRACT[table])
    schema.unique = None
    problems: list[Problem] = []
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        for column, rule, rows in _by_rule(cases[~cases["column"].isin(skip)]):
            problems += _breach(table, column, rule, rows, origins)
    return problems + _doubled(CONTRACT[table], frame, origins, skip)


def _by_rule(cases: pd.DataFrame) -> Iterator[tuple[str, str, pd.Index]]:
    # A rule about several columns of a row fails once for each of them, so rows are counted, not failures.
    cases = cases.assign(column=cases["column"].where(cases["schema_context"] != "DataFrameSchema", ""))
    for (column, rule), own in cases.groupby(["column", "check"], sort=True):
        yield str(column), str(rule), pd.Index(own["index"].dropna().unique())


def _breach(table: str, column: str, rule: str, rows: pd.Index, origins: Origins) -> Iterator[Problem]:
    for origin, own in origins.by_part(rows):
        where, found = origin.where(column) if column else origin.file, origin.found(own)
        if rule == "not_nullable":
            yield Problem(
                "a blank where there must be an entry", where, found, "", "fill in the rows, or leave them out"
            )
            continue
        todo = "correct the rows and extract again"
        if column and codes_of(table, column):
            todo = "translate the code under 'codes:' in the source, or correct the rows"
        yield Problem("an entry that is not allowed", where, found, rule, todo)


def _doubled(schema: pa.DataFrameSchema, frame: pd.DataFrame, origins: Origins, skip: frozenset[str]) -> list[Problem]:
    key = [column for column in schema.unique or () if column in frame]
    if not key or skip & set(key):
        return []
    # Where an entry of the key is missing and must not be, that is what is wrong with the row.
    needed = [column for column in key if not schema.columns[column].nullable]
    twice = frame.duplicated(key, keep=False) & frame[needed].notna().all(axis=1)
    if not twice.any():
        return []
    rows = frame.index[twice]
    todo = "keep the right one and run again"
    return [Problem(schema.metadata["twice"], origins.where(key), origins.found(rows), "one row for each", todo)]
