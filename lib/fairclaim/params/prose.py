"""Which keys of params hold prose: what people write for readers, as against names, codes and numbers."""

import re
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from fairclaim.params.model import PROSE

_PLACE = re.compile(r"\[\d+\]")


@cache
def prose_keys(kind: Any) -> frozenset[str]:
    """Return the keys of a model that are marked as prose, lists as 'rivals[]' and mappings as 'not_supplied.*'.

    Examples
    --------
    >>> from fairclaim.params.models import Pathway
    >>> sorted(prose_keys(Pathway))
    ['mechanism', 'name', 'rivals[]', 'wider_good']
    """
    return frozenset(_keys(kind, ""))


def matches(key: str, keys: frozenset[str]) -> bool:
    """Tell whether a key of a file ('rivals[2]') is one of a model's ('rivals[]').

    Examples
    --------
    >>> matches("rivals[2]", frozenset({"rivals[]"})), matches("not_supplied.audit", frozenset({"not_supplied.*"}))
    (True, True)
    """
    plain = _PLACE.sub("[]", key)
    return plain in keys or f"{plain.rpartition('.')[0]}.*" in keys


def _keys(annotation: Any, key: str) -> set[str]:
    origin = get_origin(annotation)
    arguments = get_args(annotation)
    if origin is Annotated:
        return {key} if PROSE in arguments[1:] else _keys(arguments[0], key)
    if origin in (list, tuple):
        return _keys(arguments[0], f"{key}[]")
    if origin is dict:
        return _keys(arguments[1], f"{key}.*")
    if origin in (Union, UnionType):
        return set().union(*(_keys(one, key) for one in arguments))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _of_model(annotation, key)
    return set()


def _of_model(model: type[BaseModel], key: str) -> set[str]:
    found: set[str] = set()
    for name, annotation in get_type_hints(model, include_extras=True).items():
        if name in model.model_fields:
            found |= _keys(annotation, f"{key}.{name}" if key else name)
    return found
