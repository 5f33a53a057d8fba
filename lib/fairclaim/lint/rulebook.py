"""The rules as they stand in `rules/*.yaml`, and the expressions that they are compiled to."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from pydantic import Field

from fairclaim.lint.forms import FORMS, Form, alternation, inflect
from fairclaim.lint.pattern import Index, Language, Pattern
from fairclaim.lint.tagging import Lexicon
from fairclaim.lint.strength import Flag, Strength
from fairclaim.params.model import Id, Model, Text
from fairclaim.params.reading import shipped

Kind = Literal["spared", "causes", "counterfactual", "credit", "proof", "money", "outcomes", "shared", "links", "flags"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Frame = Literal["negation", "unshown", "purpose", "hedge", "topic", "link", "advice", "admin", "shared"]


class Rule(Model):
    """One form in its frame: what it claims, why, what to write instead, and an example from either side."""

    id: Id
    forms: list[str] = []
    words: list[str] = []  # one of them must stand in the sentence; `@` in the form
    form: str = "@"
    unless: str = ""  # where this stands anywhere in the sentence, the rule does not fire
    strength: Strength = Field(Strength.NONE, strict=False)
    needs: int | None = None  # the rung from which a report may say it, where it is not its strength's
    flags: tuple[Flag, ...] = Field((), strict=False)
    firm: tuple[Frame, ...] = Field((), strict=False)  # frames that do not weaken it, because they are part of it
    shareable: bool = False  # with others named beside the service it is a contribution
    message: Text
    rewrite: str = ""
    reason: Text
    fires: Text
    spares: Text


class Rules(Model):
    """The form of a file of rules."""

    rules: list[Rule]


class Words(Model):
    """The form of the file of words."""

    verbs: dict[str, list[str]]
    classes: dict[str, list[str]]
    phrases: dict[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """A rule ready to be searched for, and the single words without which it cannot fire."""

    rule: Rule
    kind: Kind
    expression: re.Pattern[str]
    needs: frozenset[str]
    unless: re.Pattern[str] | None = None
    patterns: tuple[Pattern, ...] = ()


TOKEN = re.compile(r"[a-z0-9£$%&]+")
_NAME = re.compile(r"\{([a-z]+)(?:\.([a-z]+))?\}")


@cache
def words() -> Words:
    """Read the classes of words."""
    return shipped(Words, "fairclaim.lint", "rules/words.yaml")


@cache
def rules() -> dict[Kind, tuple[Rule, ...]]:
    """Read every rule, by the file that it stands in."""
    return {kind: tuple(shipped(Rules, "fairclaim.lint", f"rules/{kind}.yaml").rules) for kind in KINDS}


@cache
def rulebook() -> tuple[Compiled, ...]:
    """Compile every rule, once for the process."""
    return tuple(_compiled(rule, kind) for kind, group in rules().items() for rule in group)


@cache
def index(*, spared: bool) -> Index[Compiled]:
    """Give the patterns of what is spared, or of everything else."""
    kept = (one for one in rulebook() if (one.kind == "spared") is spared)
    return Index((one, pattern) for one in kept for pattern in one.patterns)


@cache
def by_id() -> dict[str, Rule]:
    """List the rules by their names."""
    return {rule.id: rule for group in rules().values() for rule in group}


@cache
def by_word() -> dict[str, tuple[Compiled, ...]]:
    """List the rules that one word could set off."""
    index: dict[str, list[Compiled]] = {}
    for compiled in rulebook():
        for word in compiled.needs:
            index.setdefault(word, []).append(compiled)
    return {word: tuple(found) for word, found in index.items()}


def named(name: str, form: str | None) -> tuple[str, ...]:
    """List the words of a class, or of a verb class in one form."""
    if name in words().classes:
        return tuple(words().classes[name])
    kinds: tuple[Form, ...] = ("base", "s", "past", "ing")
    picked = [kind for kind in kinds if form in (None, kind)]
    return tuple(word for verb in words().verbs[name] for kind in picked for word in inflect(verb, kind))


def expand(form: str) -> str:
    """Put the words of a class wherever a form names it.

    >>> import re
    >>> bool(re.search(expand(r"{be} {change.past} by"), "it was reduced by"))
    True
    """

    def put(match: re.Match[str]) -> str:
        name, verb_form = match.groups()
        if name in words().phrases:
            return expand(words().phrases[name])
        return alternation(named(name, verb_form))

    return _NAME.sub(put, form)


class Lexical(Model):
    """The form of the lexicon."""

    classes: dict[str, list[str]]
    verbs: dict[str, list[str]]
    patterns: dict[str, str]


@cache
def lexical() -> Lexical:
    """Read the words: those of causes in general, and those of services."""
    read = [shipped(Lexical, "fairclaim.lint", f"rules/{name}.yaml") for name in ("causal_words", "lexicon")]
    return Lexical(**{part: dict(pair for one in read for pair in getattr(one, part).items()) for part in Lexical.model_fields})


@cache
def lexicon() -> Lexicon:
    """Give the classes of words; a verb class has one of its own for each form."""
    read = lexical()
    classes: dict[str, list[str]] = dict(read.classes)
    for name, verbs in read.verbs.items():
        forms = {form: [word for verb in verbs for word in inflect(verb, form)] for form in FORMS}
        classes |= {f"{name}.{form}": words for form, words in forms.items()}
        classes[name] = [word for words in forms.values() for word in words]
    return Lexicon(classes)


@cache
def language() -> Language:
    """Give what reads patterns."""
    return Language(lexicon().letters, lexical().patterns, lexicon().united)


def _compiled(rule: Rule, kind: Kind) -> Compiled:
    if rule.forms:
        return Compiled(rule, kind, re.compile("(?!)"), frozenset(), None, tuple(map(language().pattern, rule.forms)))
    listed = [word for item in rule.words for word in _listed(item)]
    # The words themselves are a group of their own: frames are read from where they begin.
    either = f"{alternation(listed)}(?!\\w)"
    form = expand(rule.form).replace("@", f"(?P<words>{either})", 1).replace("@", either)
    expression = re.compile(rf"(?<!\w)(?:{form})(?!\w)")
    needs = frozenset(TOKEN.findall(word)[0] for word in listed)
    unless = re.compile(rf"(?<!\w)(?:{expand(rule.unless)})(?!\w)") if rule.unless else None
    return Compiled(rule, kind, expression, needs, unless)


def _listed(item: str) -> tuple[str, ...]:
    match = _NAME.fullmatch(item)
    return named(match[1], match[2]) if match else (item,)
