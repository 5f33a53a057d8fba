"""One YAML file into one model: duplicate keys refused, every problem in the user's words."""

from copy import deepcopy
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from fairclaim.errors import Problem
from fairclaim.params.model import DURATION_PATTERN, ID_PATTERN, OFFSET_PATTERN
from fairclaim.stats.methods import METHODS

ModelType = TypeVar("ModelType", bound=BaseModel)

_TODO = "Mend the line and run again; an editor that knows params/schema/ marks such lines while you type"


def read_yaml(path: Path, where: str) -> tuple[Any, list[Problem]]:
    """Read one file into plain values. The second item holds the problems; the first is None if there are any."""
    text, problems = read_text(path, where)
    return parse_yaml(text, where) if not problems else (None, problems)


def read_text(path: Path, where: str) -> tuple[str, list[Problem]]:
    """Read one UTF-8 file, with or without the mark that Excel and Notepad put in front."""
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return "", [Problem("the file is not UTF-8", f"{where}, line {line}", todo="Save it as UTF-8")]
    if not text.strip():
        return "", [Problem("the file is empty", where, todo="Copy a neighbouring file and change it")]
    return text, []


def parse_yaml(text: str, where: str) -> tuple[Any, list[Problem]]:
    """Parse YAML text; duplicate keys are refused, because the last one would win without a word."""
    from ruamel.yaml.constructor import DuplicateKeyError
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return deepcopy(_parsed(text)), []
    except DuplicateKeyError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        what = "a key stands twice, so it is not clear which value is meant"
        return None, [Problem(what, f"{where}, line {line}", todo="Keep one of the two")]
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        return None, [Problem("the file is not valid YAML", f"{where}, line {line}", found=str(error.problem))]
    except YAMLError:
        return None, [Problem("the file is not valid YAML", where, todo="Compare it with a neighbouring file")]


# A quarter of many reports reads the same hundred files for each. Only the text decides what comes of it, so what was
# parsed is kept by its text; every reader is handed a copy of its own.
@lru_cache(maxsize=1024)
def _parsed(text: str) -> Any:
    from ruamel.yaml import YAML

    return YAML(typ="safe", pure=True).load(text)


def shipped(kind: type[ModelType], package: str, name: str) -> ModelType:
    """Read a table of data that ships with the package; a mistake in one is the package's own, and not caught."""
    from ruamel.yaml import YAML

    text = (files(package) / name).read_text(encoding="utf-8")
    return kind.model_validate(YAML(typ="safe", pure=True).load(text))


def validate(kind: Any, values: Any, where: str) -> tuple[Any, list[Problem]]:
    """Make a model of plain values, or say everything that is wrong with them."""
    try:
        return _adapter(kind).validate_python(values), []
    except ValidationError as error:
        return None, [_problem(item, where) for item in error.errors()]


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _problem(item: Any, where: str) -> Problem:
    key = _key(item["loc"])
    place = f"{where} → {key}" if key else where
    context = item.get("ctx") or {}
    allowed = str(context.get("expected") or context.get("expected_tags") or "")
    match item["type"]:
        case "missing":
            return Problem("a key is missing", place, todo=f"Add '{key.rsplit('.', 1)[-1]}:'")
        case "extra_forbidden":
            return Problem("this key is not known", place, todo="Check its spelling, or leave it out")
        case "value_error":
            return Problem(str(context["error"]), place, todo=_TODO)
        case "string_pattern_mismatch":
            allowed = _PATTERNS.get(context["pattern"], context["pattern"])
            return Problem(
                "this is not written as it should be", place, found=_found(item), allowed=allowed, todo=_TODO
            )
        case "string_type":
            return Problem(
                "text was expected", place, found=_found(item), todo="Put it in quotes: codes and words are text"
            )
    return Problem(item["msg"].lower(), place, found=_found(item), allowed=allowed, todo=_TODO)


_PATTERNS = {
    ID_PATTERN: "lower-case words and numbers joined by hyphens",
    DURATION_PATTERN: "a whole number and h, d or w, such as 72h, 2d or 6w",
    OFFSET_PATTERN: "a whole number and h, d or w, such as 72h or 6w; -6w is before the index event",
}


def _found(item: Any) -> str:
    value = item["input"]
    return f"'{value}'" if isinstance(value, str | int | float | bool) else f"a {type(value).__name__}"


def _key(location: tuple[str | int, ...]) -> str:
    # A tag that chose a member of a union ("proportion", "difference") is pydantic's step, not a key that the user
    # wrote. Unions stand at the root of a measure and under a comparison's method.
    key = ""
    for before, part in zip((None, *location), location, strict=False):
        if isinstance(part, int):
            key += f"[{part}]"
        elif not ((before is None and part in MEASURE_TAGS) or (before == "method" and part in METHOD_TAGS)):
            key += f".{part}" if key else part
    return key


MEASURE_TAGS = frozenset(
    {
        *("proportion", "rate", "paired_change", "recovery", "quantity", "time_to_event"),
        *("currency", "category", "activity", "series"),
    }
)
METHOD_TAGS = frozenset(method.model_fields["name"].default for method in METHODS)
