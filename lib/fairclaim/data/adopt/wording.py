"""The sentences of `wording.yaml`, filled in."""

from functools import cache
from importlib.resources import files


@cache
def _sentences() -> dict[str, str]:
    from ruamel.yaml import YAML

    text = (files("fairclaim.data.adopt") / "wording.yaml").read_text(encoding="utf-8")
    sentences: dict[str, str] = YAML(typ="safe", pure=True).load(text)
    return sentences


def say(key: str, **facts: object) -> str:
    """Fill in a sentence; KeyError where there is none, or a fact of it is missing."""
    return _sentences()[key].format(**facts)


def joined(*parts: str) -> str:
    """Join what there is to say by semicolons."""
    return "; ".join(part for part in parts if part)
