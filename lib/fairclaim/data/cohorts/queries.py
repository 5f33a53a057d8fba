"""Each question to an extract is compiled once in a process: its SQL rests on definitions and columns, not on rows.

Services of one pathway ask the same of extracts of the same form. Compiling takes ten times as long as running.
"""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from fairclaim.params.model import Model

_MOST = 512  # Questions; then the oldest goes.

# What is asked, and of which columns → the query, and the types of its answer.
_kept: dict[str, tuple[str, Any]] = {}


def fetched(tables: Mapping[str, Any], rows: Callable[[], Any], *asked: object) -> pd.DataFrame:
    """Return the rows of a question.

    Parameters
    ----------
    tables : mapping of str to ibis Table
        The contract tables of one extract, by their own names in a DuckDB.
    rows : callable
        Gives the question as an ibis Table of these tables; called where it was not asked before.
    asked : object
        All that the question depends on besides the tables' columns: models, and what its `repr` tells whole.
    """
    connection = next(iter(tables.values())).get_backend()
    key = repr([*map(_words, asked), *((name, table.schema()) for name, table in tables.items())])
    if key not in _kept:
        found = rows()
        _kept[key] = connection.compile(found), found.schema().to_pyarrow()
        if len(_kept) > _MOST:
            del _kept[next(iter(_kept))]
    query, types = _kept[key]
    # By way of Arrow, so that a day comes back as a day; a column that is blank throughout stays a number.
    frame: pd.DataFrame = connection.con.sql(query).to_arrow_table().cast(types).to_pandas(date_as_object=True)
    return frame


def _words(asked: object) -> str:
    return asked.model_dump_json() if isinstance(asked, Model) else repr(asked)
