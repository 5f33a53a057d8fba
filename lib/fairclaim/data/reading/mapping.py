"""What is wrong with a source's mapping by itself, before any file is opened."""

from collections.abc import Iterable, Iterator

from fairclaim.data.contract.tables import CONTRACT, codes_of, required
from fairclaim.data.reading.forms import ENDINGS
from fairclaim.data.reading.header import quoted
from fairclaim.data.reading.identifying_headers import identifying_header
from fairclaim.data.reading.told import told_file, told_key
from fairclaim.errors import Problem
from fairclaim.params.sources import Part, Source

IDENTIFYING_TODO = "run `fairclaim pseudonymise` where it links tables, or leave the column out"


def mapping_problems(source: Source, table: str, folder: str) -> list[Problem]:
    """List what a table's parts map wrongly: names the contract does not know, columns missing, headers that identify.

    Parameters
    ----------
    source : Source
    table : str
        A key of the source's tables.
    folder : str
        The extract's folder as messages name it.
    """
    if table not in CONTRACT:
        known = ", ".join(CONTRACT)
        return [Problem("no table of this name is known", told_key(source, table), "", known, "use one of the names")]
    problems: list[Problem] = []
    for number, part in enumerate(source.tables[table]):
        where = told_key(source, table, number)
        problems += [*_form(part, where), *_keys(table, part, where), *_lacking(table, part, where)]
        problems += [*_words(table, part, where), *_identifying(table, part, folder)]
    return problems


def _form(part: Part, where: str) -> Iterator[Problem]:
    name = part.file.casefold()
    if not name.endswith(ENDINGS):
        what = "files of this form cannot be read"
        todo = "save it as .xlsx or as CSV in UTF-8"
        yield Problem(what, f"{where} → file", f"'{part.file}'", ", ".join(ENDINGS), todo)
        return
    if part.header_rows > part.header_row:
        todo = "name the lower of the two rows as 'header_row'"
        yield Problem("there is no row above the header row", f"{where} → header_rows", "2", "1", todo)
    misplaced = [("sheet", part.sheet, (".xlsx",)), ("table", part.table, (".sqlite", ".db", ".duckdb"))]
    for key, given, endings in misplaced:
        if given is not None and not name.endswith(endings):
            todo = f"take '{key}' out, or correct the file"
            yield Problem(f"a file of this form has no {key}s", f"{where} → {key}", f"'{part.file}'", todo=todo)


def _keys(table: str, part: Part, where: str) -> Iterator[Problem]:
    columns = CONTRACT[table].columns
    given: list[tuple[str, Iterable[str]]] = [
        ("columns", part.columns),
        ("constants", part.constants),
        ("codes", part.codes),
        ("dates", part.dates if isinstance(part.dates, dict) else ()),
        ("skip_where_blank", part.skip_where_blank),
    ]
    for key, names in given:
        unknown = [name for name in names if name not in columns]
        if unknown:
            what = f"{table} has no such column"
            yield Problem(what, f"{where} → {key}", quoted(unknown), ", ".join(columns), "name columns of the list")
    for key, names in given[2:]:
        idle = [name for name in names if name in columns and name not in part.columns]
        if idle:
            yield Problem(
                "no header is mapped to the column", f"{where} → {key}", quoted(idle), todo="map it, or leave it out"
            )
    other = [name for name in given[3][1] if name in columns and not str(columns[name].dtype).startswith("datetime")]
    if other:
        yield Problem("the column holds no dates", f"{where} → dates", quoted(other), todo="leave it out")
    twice = [name for name in part.columns if name in part.constants]
    if twice:
        todo = "keep one of the two"
        yield Problem("a column has both a header and a constant", where, quoted(twice), todo=todo)


def _lacking(table: str, part: Part, where: str) -> Iterator[Problem]:
    lacking = [name for name in required(table) if name not in part.columns and name not in part.constants]
    if lacking:
        todo = "map a header under 'columns', or state one entry for all rows under 'constants'"
        yield Problem(f"no column is mapped for {', '.join(lacking)}", where, todo=todo)


def _words(table: str, part: Part, where: str) -> Iterator[Problem]:
    stated = {f"codes → {name}": list(codes.values()) for name, codes in part.codes.items()}
    stated |= {f"constants → {name}": [entry] for name, entry in part.constants.items()}
    for key, words in stated.items():
        closed = codes_of(table, key.rpartition(" ")[2])
        strange = [word for word in dict.fromkeys(words) if closed and word.casefold() not in closed]
        if strange:
            what = "a word that the column's list does not have"
            yield Problem(what, f"{where} → {key}", quoted(strange), ", ".join(closed), "use words of the list")


def _identifying(table: str, part: Part, folder: str) -> Iterator[Problem]:
    # Published figures are about organisations, whose names and addresses are no secret.
    for column, header in part.columns.items() if table != "series" else ():
        kind = identifying_header(header)
        if kind and not (column == "birth_month" and kind == "dates of birth"):
            what = f"the header says that the column holds {kind}"
            place = f"{told_file(part, folder)} → {header}"
            yield Problem(what, place, "", "keys and codes that tell nobody who a person is", IDENTIFYING_TODO)
