"""What breaks the contract, as problems: the column, the rule in words, and the number of rows."""

import pandas as pd
import pandera.pandas as pa

from fairclaim.data.contract import CONTRACT
from fairclaim.errors import Problem


def breaches(table: str, frame: pd.DataFrame, file: str, theirs: dict[str, str], skip: frozenset[str]) -> list[Problem]:
    """Judge a converted frame by its contract.

    Parameters
    ----------
    table : str
        Name of the contract table.
    frame : DataFrame
        Converted columns under their contract names, with `<column>_on` beside each time.
    file : str
        Name of the file as it is told to the user.
    theirs : dict of str to str
        Contract column → the file's own column header.
    skip : frozenset of str
        Columns that could not be converted: what else is wrong with them is not known.

    Returns
    -------
    list of Problem
        One for each rule broken, with the number of rows, never a value.
    """
    schema = CONTRACT[table]
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        kept = cases[~cases["column"].isin(skip)]
        twice = kept["check"] == "multiple_fields_uniqueness"
        found = [_breach(file, theirs, column, rule, rows) for (column, rule), rows in _by_rule(kept[~twice])]
        return found + (
            [_doubled(schema, file, theirs, kept[twice])] if twice.any() and not skip & set(schema.unique) else []
        )
    return []


def _by_rule(cases: pd.DataFrame) -> list[tuple[tuple[str, str], int]]:
    # A rule about several columns of a row fails once for each of them, so rows are counted, not failures.
    cases = cases.assign(column=cases["column"].where(cases["schema_context"] != "DataFrameSchema", ""))
    rows = cases.groupby(["column", "check"], sort=True)["index"].nunique().reset_index()
    return [((str(column), str(rule)), int(n)) for column, rule, n in rows.itertuples(index=False)]


def _breach(file: str, theirs: dict[str, str], column: str, rule: str, rows: int) -> Problem:
    where = f"{file} → {theirs[column]}" if column else file
    if rule == "not_nullable":
        return Problem(
            "a blank where there must be an entry", where, counted(rows), "", "fill in or leave out the rows"
        )
    return Problem("an entry that is not allowed", where, counted(rows), rule, "correct the rows and extract again")


def _doubled(schema: pa.DataFrameSchema, file: str, theirs: dict[str, str], cases: pd.DataFrame) -> Problem:
    key = ", ".join(theirs[column] for column in schema.unique)
    rows = cases["index"].nunique()
    return Problem(
        schema.metadata["twice"],
        f"{file} → {key}",
        counted(rows),
        "one row for each",
        "keep the right one and run again",
    )


def counted(rows: int) -> str:
    """Say how many rows, in words that can stand after 'Found:'."""
    return "1 row" if rows == 1 else f"{rows:,} rows"
