"""How files, columns and keys of a source are named to the person who mends them; never by a path of the machine."""

from fairclaim.params.sources import Part, Source


def told_file(part: Part, folder: str) -> str:
    """Name a part's file below the folder as it is told, with its sheet or its table."""
    place = f"{folder}/{part.file}"
    if part.sheet is not None:
        return f"{place}, sheet '{part.sheet}'"
    return place if part.table is None else f"{place}, table '{part.table}'"


def told_key(source: Source, table: str, number: int | None = None) -> str:
    """Name the place of a table, or of one of its parts (counted from 0), in the source's file."""
    place = f"params/sources/{source.id}.yaml → tables → {table}"
    several = len(source.tables.get(table, ())) > 1
    return place if number is None or not several else f"{place} → part {number + 1}"


def told_column(source: Source, table: str, column: str, folder: str) -> str:
    """Name the columns of the files that feed one of our columns.

    Parameters
    ----------
    source : Source
    table, column : str
        Of the contract.
    folder : str
        The extract's folder as messages name it.

    Returns
    -------
    str
        "folder/file → header", of several parts joined with " and ", each once. A column that is a constant, or that
        nothing is mapped to, is named by its place in the source.
    """
    parts = source.tables.get(table, ())
    named = [f"{told_file(p, folder)} → {p.columns[column]}" for p in parts if column in p.columns]
    if not named and any(column in part.constants for part in parts):
        return f"{told_key(source, table)} → constants → {column}"
    return " and ".join(dict.fromkeys(named)) or told_key(source, table)
