"""YAML: of the project's own files the keys that readers are shown as prose; of others every longer text."""

from collections.abc import Iterator
from typing import Any

from fairclaim.errors import UsageError
from fairclaim.lint.reading.files import refused
from fairclaim.lint.reading.passage import Passage
from fairclaim.lint.reading.strand import Lines, Strand
from fairclaim.params.prose import matches
from fairclaim.params.reading import validate
from fairclaim.params.waivers import Waiver

_FEW_WORDS = 3
_OWN = "waive"


def yaml_texts(text: str, where: str, keys: frozenset[str] | None) -> tuple[Passage, ...]:
    """Read a YAML text.

    Parameters
    ----------
    text, where : str
    keys : frozenset of str or None
        Of a file of params, its keys of prose ('about', 'breaks[].what'); None: every text of more than three words.
    """
    lines = Lines(text)
    root = _parsed(text, where)
    waivers = _waivers(root, where)
    return tuple(
        Passage(where, "value", strand.text, strand.runs(lines), waivers=tuple(w for w in waivers if _is_meant(w, key)))
        for key, node in _texts(root, "")
        if (strand := _strand(node, text)).text and _is_prose(key, strand.text, keys)
    )


def _is_prose(key: str, text: str, keys: frozenset[str] | None) -> bool:
    if keys is not None:
        return matches(key, keys)
    return not key.startswith(_OWN) and len(text.split()) > _FEW_WORDS


def _is_meant(waiver: Waiver, key: str) -> bool:
    return waiver.key is None or key == waiver.key or key.startswith((f"{waiver.key}[", f"{waiver.key}."))


def _parsed(text: str, where: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise refused("the file is not valid YAML", f"{where}{line}", found=str(error.problem or "")) from error
    except (YAMLError, RecursionError, ValueError) as error:
        raise refused("the file is not valid YAML", where) from error


def _texts(node: Any, key: str) -> Iterator[tuple[str, Any]]:
    """Walk every text of a file with its key, as 'comparisons[0].target.name'."""
    if node is None:
        return
    if node.id == "mapping":
        for name, value in node.value:
            yield from _texts(value, f"{key}.{name.value}" if key else str(name.value))
    elif node.id == "sequence":
        for number, value in enumerate(node.value):
            yield from _texts(value, f"{key}[{number}]")
    elif str(node.tag).endswith(":str"):
        yield key, node


def _strand(node: Any, source: str) -> Strand:
    """Find the letters of a value in its source: escapes and folded lines make them stand apart."""
    at = node.start_mark.index
    if node.style in ("|", ">"):
        at = source.index("\n", at) + 1 if "\n" in source[at:] else at
    letters = []
    for letter in node.value:
        place = source.find(letter, at, node.end_mark.index) if not letter.isspace() else -1
        at = place + 1 if place >= 0 else at
        letters.append(max(at - 1, node.start_mark.index))
    return Strand(node.value, tuple(letters)).plain()


def _waivers(root: Any, where: str) -> tuple[Waiver, ...]:
    """Read the list under `waive:`."""
    listed = [value for name, value in getattr(root, "value", ()) if name.value == _OWN] if _is_mapping(root) else []
    found: list[Waiver] = []
    for number, item in enumerate(listed[0].value if listed else ()):
        values = {name.value: value.value for name, value in item.value} if _is_mapping(item) else item.value
        waiver, problems = validate(Waiver, values, f"{where} → {_OWN}[{number}]")
        if problems:
            raise UsageError(*problems)
        found.append(waiver)
    return tuple(found)


def _is_mapping(node: Any) -> bool:
    return node is not None and node.id == "mapping"
