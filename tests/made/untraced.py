"""Coverage looks at this package alone, but pays for every line of every library: here the dear ones are let off.

A tracer that is on is asked at each line of any code, and then finds that the line is none of ours. That doubles the time of
what ibis, sqlglot and the YAML reader do in pure Python. While one of the functions below works it is off; none of them
calls back into this package, so that no line of ours is missed.
"""

import functools
import sys
from collections.abc import Callable
from typing import Any


def let_off() -> None:
    """Work without the tracer in the dearest functions of the libraries; without a tracer, change nothing."""
    if sys.gettrace() is None:
        return
    from ibis.backends.duckdb import Backend
    from ibis.expr.types import Table
    from pandas import DataFrame
    from ruamel.yaml import YAML

    reading, writing = ((YAML, "load"), (YAML, "compose")), ((DataFrame, "to_csv"),)
    asking = ((Backend, "_to_duckdb_relation"), (Backend, "create_table"))
    building = tuple((Table, name) for name in ("mutate", "filter", "select", "aggregate", "order_by", "left_join"))
    for owner, name in (*reading, *writing, *asking, *building):
        setattr(owner, name, _untraced(getattr(owner, name)))


def _untraced(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def worked(*arguments: Any, **named: Any) -> Any:
        tracer = sys.gettrace()
        sys.settrace(None)
        try:
            return function(*arguments, **named)
        finally:
            sys.settrace(tracer)

    return worked
