"""The executed notebook as it is published: evidence without times, machine paths or the executor's own notes."""

import json
from collections.abc import Mapping
from copy import deepcopy
from typing import Any


def published_copy(executed: Any, stand_ins: Mapping[str, str]) -> Any:
    """Return a copy that is the same for two runs of the same thing on two machines.

    Parameters
    ----------
    executed : NotebookNode
    stand_ins : mapping of str to str
        Path on this machine → what is written in its place, in outputs and in the injected parameters.

    Returns
    -------
    NotebookNode
    """
    copy = deepcopy(executed)
    copy.metadata.pop("papermill", None)
    for cell in copy.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = "injected-parameters"  # papermill draws one at random.
        if not cell.metadata.get("tags"):
            cell.metadata.pop("tags", None)
    return type(copy)(_without_paths(copy, stand_ins))


def as_bytes(notebook: Any) -> bytes:
    """Write a notebook the way that git and Jupyter like it: one key a line, keys sorted."""
    return (json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _without_paths(value: Any, stand_ins: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return type(value)({key: _without_paths(entry, stand_ins) for key, entry in value.items()})
    if isinstance(value, list):
        return [_without_paths(entry, stand_ins) for entry in value]
    return _replaced(value, stand_ins) if isinstance(value, str) else value


def _replaced(text: str, stand_ins: Mapping[str, str]) -> str:
    # The longest first: a folder inside another would else be half replaced. Windows paths appear escaped in code.
    for path in sorted(stand_ins, key=len, reverse=True):
        text = text.replace(path.replace("\\", "\\\\"), stand_ins[path]).replace(path, stand_ins[path])
    return text
