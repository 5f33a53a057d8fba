"""Places that a draft left to be filled in: a report must not be published with them."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from fairclaim.errors import ParamsRefused, Problem
from fairclaim.params.spec import RunSpec

TODO = "TODO"


def refuse_unfinished(spec: RunSpec) -> None:
    """Raise ParamsRefused with every text of the service, pathway, source and quarter that still begins with TODO."""
    files = {
        f"services/{spec.service.id}.yaml": spec.service,
        f"pathways/{spec.pathway.id}.yaml": spec.pathway,
        f"sources/{spec.source.id}.yaml": spec.source,
        f"quarters/{spec.quarter_file.id}.yaml": spec.quarter_file,
        "house.yaml": spec.house,
    }
    todo = "write what belongs there: it would stand in the report, or name a column that is not there"
    problems = [
        Problem("this was left to be filled in", f"{spec.params_dir.name}/{file} → {key}", f"'{TODO}'", todo=todo)
        for file, model in files.items()
        for key in _left(model)
    ]
    if problems:
        raise ParamsRefused(*problems)


def _left(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, BaseModel):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _left(inner, f"{key}.{name}" if key else str(name))
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            yield from _left(inner, f"{key}[{place}]")
    elif isinstance(value, str) and value.startswith(TODO):
        yield key
