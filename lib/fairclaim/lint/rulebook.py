"""The rules as they stand in `rules/*.yaml`, ready to be searched for."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from pydantic import Field

from fairclaim.lint.pattern import Index
from fairclaim.lint.strength import Flag, Strength
from fairclaim.lint.vocabulary import language
from fairclaim.params.model import Id, Model, Text
from fairclaim.params.reading import shipped

Kind = Literal["spared", "causes", "counterfactual", "credit", "proof", "money", "outcomes", "shared", "links", "flags"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Frame = Literal["negation", "unshown", "purpose", "hedge", "would", "topic", "link", "advice", "admin", "shared"]


class Rule(Model):
    """Forms that claim one thing: what it is, why, what to write instead, and an example from either side."""

    id: Id
    forms: list[str] = Field(min_length=1)
    strength: Strength = Field(Strength.NONE, strict=False)
    needs: int | None = None  # the rung from which a report may say it, where it is not its strength's
    flags: tuple[Flag, ...] = Field((), strict=False)
    firm: tuple[Frame, ...] = Field((), strict=False)  # frames that do not weaken it, because they are part of it
    of_service: bool = False  # said of a service it is a claim, though nothing of people is named
    shareable: bool = False  # with others named beside the service it is a contribution
    message: Text
    rewrite: str = ""
    reason: Text
    fires: Text
    spares: Text


class Rules(Model):
    """The form of a file of rules."""

    rules: list[Rule]


@dataclass(frozen=True, slots=True, eq=False)
class Filed:
    """A rule, and the file that it stands in."""

    rule: Rule
    kind: Kind


@cache
def rulebook() -> tuple[Filed, ...]:
    """Read every rule, file by file."""
    return tuple(
        Filed(rule, kind) for kind in KINDS for rule in shipped(Rules, "fairclaim.lint", f"rules/{kind}.yaml").rules
    )


@cache
def by_id() -> dict[str, Rule]:
    """List the rules by their names."""
    return {one.rule.id: one.rule for one in rulebook()}


@cache
def index(*, spared: bool) -> Index[Filed]:
    """Give the patterns of what is spared, or of everything else."""
    kept = (one for one in rulebook() if (one.kind == "spared") is spared)
    return Index((one, language().pattern(form)) for one in kept for form in one.rule.forms)
