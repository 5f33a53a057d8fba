"""Pages of docs/reference about what people write and supply: the contract's tables, and the keys of the files."""

from typing import Any

from pydantic import TypeAdapter

from fairclaim.data.contract.tables import CONTRACT, NEVER_EMPTY
from fairclaim.params.measures import Measure
from fairclaim.params.models import QuarterFile, Service
from fairclaim.params.sources import Source

_KINDS = {"datetime64[ns]": "date or time", "float64": "number", "str": "text"}


def contract() -> str:
    """Every contract table with its columns."""
    lines = [
        "# The contract\n",
        "The tables that a record is turned into. A table is needed only if a measure of the service needs it.",
        "A column in **bold** must be given with its table. Only columns that a source maps are read.\n",
    ]
    for name, table in CONTRACT.items():
        never = " It may not be empty." if name in NEVER_EMPTY else ""
        lines += [f"## {name}\n", f"{table.description}.{never}\n", "| column | holds | what |", "|---|---|---|"]
        lines += [_column(column, schema) for column, schema in table.columns.items()]
        if table.unique:
            lines.append(f"\nOnce each: {', '.join(f'`{column}`' for column in table.unique)}.")
        lines.append("")
    return "\n".join(lines)


def _column(name: str, column: Any) -> str:
    facts = column.metadata or {}
    kind = "first day of a month" if facts.get("day") else _KINDS[str(column.dtype)]
    if facts.get("closed"):
        kind = f"one of: {', '.join(facts['closed'])}"
    elif facts.get("free"):
        kind = "free text, never read into a cohort"
    elif facts.get("key"):
        kind = "key"
    blank = ", or blank" if column.nullable else ""
    return f"| {f'**{name}**' if column.required else name} | {kind}{blank} | {column.description} |"


def keys() -> str:
    """Every key of a measure, a source, a service and a quarter, from the same models that check them."""
    lines = ["# What stands in the files\n", "Keys in **bold** must be given.\n"]
    for title, kind in (("Measures", Measure), ("Sources", Source), ("Services", Service), ("Quarters", QuarterFile)):
        schema = TypeAdapter(kind).json_schema()
        lines.append(f"## {title}\n")
        named = schema.get("$defs", {}) | ({schema["title"]: schema} if "properties" in schema else {})
        for name, part in sorted(named.items(), key=lambda item: (not item[0].endswith(title[:-1]), item[0])):
            if part.get("properties"):
                lines += [f"### {name}\n", *([part["description"], ""] if "description" in part else [])]
                lines += ["| key | may hold | what |", "|---|---|---|"]
                lines += [_key(key, field, part) for key, field in part["properties"].items()]
                lines.append("")
    return "\n".join(lines)


def _key(key: str, field: dict[str, Any], part: dict[str, Any]) -> str:
    name = f"**{key}**" if key in part.get("required", ()) else key
    said = field.get("description", "").replace("|", "\\|").replace("\n", " ")
    return f"| {name} | {_held(field)}{_default(field)} | {said} |"


def _default(field: dict[str, Any]) -> str:
    value = field.get("default")
    return f" (else {value})" if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _held(field: dict[str, Any]) -> str:
    """Say in words what a key may hold."""
    several = [one for key in ("anyOf", "oneOf") for one in field.get(key, ()) if one.get("type") != "null"]
    if several:
        return " or ".join(dict.fromkeys(_held(one) for one in several))
    if "$ref" in field:
        return str(field["$ref"]).rsplit("/", 1)[-1]
    codes = [*field.get("enum", ()), *([field["const"]] if "const" in field else [])]
    return ", ".join(f"`{code}`" for code in codes) or _plain(field)


def _plain(field: dict[str, Any]) -> str:
    inner = field.get("items") or field.get("additionalProperties")
    held = _held(inner) if isinstance(inner, dict) else "text"
    words = {
        "array": f"list of {held}",
        "object": f"name → {held}",
        "string": "date" if field.get("format") == "date" else "text",
        "integer": "whole number",
        "number": "number",
        "boolean": "true or false",
    }
    return words.get(str(field.get("type")), "value")
