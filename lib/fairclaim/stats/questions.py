"""A question as plain JSON or as `key=value` words: read, checked, and turned into a method and its arguments."""

import json
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from fairclaim.errors import DataRefused, Problem, UsageError
from fairclaim.stats.arguments import Arguments
from fairclaim.stats.columns import Headings, read_columns
from fairclaim.stats.method import Method
from fairclaim.stats.vocabulary import VOCABULARY, Entry

Json = dict[str, Any]
ModelType = TypeVar("ModelType", bound=BaseModel)
# What pydantic calls a mistake in the question rather than in its numbers.
_USAGE = {"missing", "extra_forbidden", "literal_error", "model_type", "dict_type"}


class Data(BaseModel):
    """The numbers themselves, or a CSV file and which of its columns is which input."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    inline: Json | None = None
    file: str | None = None
    columns: dict[str, Headings] = Field(default={}, description="Our input → their column, or columns by name")

    @model_validator(mode="after")
    def _one_source(self) -> "Data":
        if (self.inline is None) == (self.file is None) or (self.file is None) != (not self.columns):
            raise ValueError("give either 'inline' with the inputs, or 'file' and 'columns'")
        return self


class Request(BaseModel):
    """One question: a name of the vocabulary, its options, its data."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    method: str
    params: Json = {}
    data: Data


def entry_of(name: str) -> Entry:
    """Return the vocabulary's entry; UsageError with all names where there is none."""
    if name not in VOCABULARY:
        near = get_close_matches(name, VOCABULARY, n=3)
        todo = f"Did you mean {' or '.join(near)}?" if near else "Run fairclaim methods"
        raise UsageError(Problem("there is no method of this name", "method", f"'{name}'", ", ".join(VOCABULARY), todo))
    return VOCABULARY[name]


def parse_arguments(name: str, pairs: Sequence[str]) -> Json:
    """Turn ``["x=7", "n=60", "interval=exact"]`` into a request. Lists are separated by commas; a blank is a gap.

    Raises
    ------
    UsageError
        Where an argument is not `key=value`, or a key stands twice.

    Examples
    --------
    >>> parse_arguments("xmr", ["x=71,70,,69", "target=70"])
    {'method': 'xmr', 'params': {'target': 70}, 'data': {'inline': {'x': [71, 70, None, 69]}}}
    """
    entry, given = entry_of(name), [pair.partition("=") for pair in pairs]
    keys = [key for key, _, _ in given]
    problems = [
        Problem("this is not key=value", f"argument {i}") for i, (_, sign, _) in enumerate(given, 1) if not sign
    ]
    problems += [Problem("it is given twice", key) for key in sorted({key for key in keys if keys.count(key) > 1})]
    if problems:
        raise UsageError(*problems)
    values = {key: _value(text, many=key in _lists(entry)) for key, _, text in given}
    inputs = entry.arguments.model_fields.keys() - {"conf_level"}
    return {
        "method": name,
        "params": {key: value for key, value in values.items() if key not in inputs},
        "data": {"inline": {key: value for key, value in values.items() if key in inputs}},
    }


def _lists(entry: Entry) -> frozenset[str]:
    options = {key for key in entry.open if get_origin(entry.method.model_fields[key].annotation) is tuple}
    return entry.arguments.lists() | options


def _value(text: str, *, many: bool) -> Any:
    if many:
        return [_value(part, many=False) if part.strip() else None for part in text.split(",")]
    try:
        value = json.loads(text)
    except json.JSONDecodeError:
        return text
    return text if isinstance(value, list | dict) else value


def understood(request: Json) -> tuple[str, Arguments, Method]:
    """Return the name asked for, its checked arguments, and the method with its options.

    Raises
    ------
    UsageError
        Where the question is not understood: an unknown name, a missing or unknown input, an unknown option.
    DataRefused
        Where its numbers cannot be used, or its file cannot be read.
    """
    _under_inline(request)
    asked = _checked(Request, request, "request")
    entry = entry_of(asked.method)
    params = {"conf_level" if key == "level" else key: value for key, value in asked.params.items()}
    data = _data(asked.data, entry, asked.method)
    twice = sorted(params.keys() & data.keys()) + ["level"] * (asked.params.keys() >= {"level", "conf_level"})
    if twice:
        raise UsageError(*(Problem("it is given twice", f"{asked.method} → {key}") for key in twice))
    given = params | data
    options = {key: given.pop(key) for key in sorted(entry.open & given.keys())}
    arguments = _checked(entry.arguments, given, asked.method, also=entry.open)
    settled = {**entry.settled, **arguments.options(), **options}
    return asked.method, arguments, _checked(entry.method, settled, asked.method)


def _under_inline(request: Json) -> None:
    given = request.get("data")
    strange = sorted(given.keys() - Data.model_fields.keys()) if isinstance(given, dict) else []
    if strange:
        todo = 'Write {"inline": {…}} around the inputs'
        raise UsageError(
            *(Problem("inputs stand under 'inline'", f"request → data → {key}", todo=todo) for key in strange)
        )


def _data(data: Data, entry: Entry, name: str) -> Json:
    if data.file is None:
        return dict(data.inline or {})
    unknown = sorted(data.columns.keys() - entry.arguments.lists())
    if unknown:
        allowed = ", ".join(sorted(entry.arguments.lists())) or "no columns: count first, and give the counts inline"
        raise UsageError(
            *(Problem("this input is not read from rows", f"{name} → {key}", "", allowed) for key in unknown)
        )
    read = read_columns(Path(data.file), data.columns)
    return {key: _to_the_last(values) if key[-1].isdigit() else values for key, values in read.items()}


def _to_the_last(values: Any) -> Any:
    # Inputs numbered 1 and 2 are of different people: side by side in a file, the shorter column ends in blanks.
    last = max((place for place, value in enumerate(values, start=1) if value is not None), default=0)
    return values[:last]


def _checked(kind: type[ModelType], values: Json, name: str, also: frozenset[str] = frozenset()) -> ModelType:
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        items = error.errors(include_url=False, include_input=False)
        known = _known(kind, also)
        refusal = UsageError if any(item["type"] in _USAGE for item in items) else DataRefused
        raise refusal(*(_problem(item, name, known) for item in items)) from None


def _known(kind: type[BaseModel], also: frozenset[str]) -> str:
    if not issubclass(kind, Arguments):
        return ", ".join(sorted({*kind.model_fields} - {"name"}))
    inputs = ", ".join(name for name in kind.model_fields if name != "conf_level")
    return f"inputs {inputs}; options {', '.join(sorted({'conf_level', *also} - {'name'}))}"


def _problem(item: Any, name: str, known: str) -> Problem:
    key, *rest = [*item["loc"], ""][:2]
    where = f"{name} → {key}" if key != "" else name
    where += f", number {rest[0] + 1}" if rest and isinstance(rest[0], int) else ""
    match item["type"]:
        case "missing":
            return Problem("an input is missing", where, allowed=known)
        case "extra_forbidden":
            return Problem("this input or option is not known", where, allowed=known)
        case "value_error":
            return Problem(str(item["ctx"]["error"]).rstrip("."), where)
        case "less_than" | "less_than_equal" if key in {"conf_level", "level", "alpha"}:
            return Problem("a level lies between 0 and 1", where, todo="Write 0.95, not 95")
        case "float_type" | "int_type" | "list_type" if rest and isinstance(rest[0], int):
            todo = "Divide the numbers of a list by commas, without brackets"
            return Problem(item["msg"].replace("Input should be", "it should be"), where, todo=todo)
    return Problem(item["msg"].replace("Input should be", "it should be"), where)
