"""What a writer tells the linter in a comment: which claim the text is about, and what is let stand, by whom and why.

<!-- fairclaim: claim stable-72h.target -->
<!-- fairclaim: waive causal-present role="Clinical lead" reason="Quoted from the trial's own summary" -->
"""

import re
from dataclasses import dataclass

from fairclaim.errors import Problem, UsageError
from fairclaim.lint.reading.files import refused
from fairclaim.lint.reading.strand import Lines
from fairclaim.params.reading import validate
from fairclaim.params.waivers import Waiver

COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_OURS = re.compile(r"\s*fairclaim:\s*(.*?)\s*\Z", re.DOTALL)
_WORD = re.compile(r"(\w+)(?:\s+([\w.-]+))?\s*(.*)\Z", re.DOTALL)
_PART = re.compile(r"(\w+)\s*=\s*(?:\"([^\"]*)\"|“([^”]*)”|'([^']*)')")
_ALLOWED = 'claim ID; claim none; waive RULE role="…" reason="…"'


@dataclass(frozen=True, slots=True)
class Directive:
    """One comment to the linter: a claim's id (empty: none from here on), or a waiver."""

    offset: int
    claim: str = ""
    waiver: Waiver | None = None


def directive(comment: str, offset: int, where: str) -> Directive | None:
    """Read the inside of a comment; None where it does not speak to the linter."""
    ours = _OURS.match(comment)
    if ours is None:
        return None
    said = _WORD.match(ours[1])
    if said is not None and said[1] == "claim" and said[2] and not said[3]:
        return Directive(offset, claim="" if said[2] == "none" else said[2])
    if said is not None and said[1] == "waive" and said[2]:
        return Directive(offset, waiver=_waiver(said[2], said[3], where))
    raise refused("this comment to the linter is not understood", where, allowed=_ALLOWED)


def directives(text: str, where: str) -> tuple[Directive, ...]:
    """Read every comment of a text."""
    lines = Lines(text)
    found = (
        directive(match[1], match.start(), f"{where}, line {lines.place(match.start())[0]}")
        for match in COMMENT.finditer(text)
    )
    return tuple(one for one in found if one is not None)


def _waiver(rule: str, rest: str, where: str) -> Waiver:
    parts = {match[1]: " ".join((match[2] or match[3] or match[4] or "").split()) for match in _PART.finditer(rest)}
    for name in ("role", "reason"):
        if not parts.get(name, "").strip():
            todo = f'Add {name}="…": whoever reads the report is told both'
            raise UsageError(Problem(f"a waiver without a {name}", where, allowed=_ALLOWED, todo=todo))
    waiver, problems = validate(Waiver, {"rule": rule, **parts}, where)
    if not isinstance(waiver, Waiver):
        raise UsageError(*problems)
    return waiver
