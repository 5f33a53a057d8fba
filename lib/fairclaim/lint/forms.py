"""The forms of a verb, and many words as one expression that the regular expression engine reads quickly."""

import re
from collections.abc import Iterable
from typing import Literal, get_args

Form = Literal["base", "s", "past", "ing"]
FORMS: tuple[Form, ...] = get_args(Form)

# The past, where it is not made with -ed. A second word is the participle.
IRREGULAR = {
    "beat": ("beat", "beaten"),
    "bring": ("brought",),
    "build": ("built",),
    "buy": ("bought",),
    "cost": ("cost",),
    "cut": ("cut",),
    "drive": ("drove", "driven"),
    "fall": ("fell", "fallen"),
    "fight": ("fought",),
    "find": ("found",),
    "get": ("got",),
    "give": ("gave", "given"),
    "have": ("had",),
    "hurt": ("hurt",),
    "keep": ("kept",),
    "lead": ("led",),
    "leave": ("left",),
    "make": ("made",),
    "mean": ("meant",),
    "pay": ("paid",),
    "see": ("saw", "seen"),
    "send": ("sent",),
    "show": ("showed", "shown"),
    "shrink": ("shrank", "shrunk"),
    "take": ("took", "taken"),
    "underlie": ("underlay", "underlain"),
}
# Verbs of more than one syllable that double their last letter nevertheless.
_DOUBLED = re.compile(r"[^aeiou][aeiou][bdgmnprt]$")
_LONG_DOUBLED = {"control", "deter", "incur"}


def inflect(verb: str, form: Form) -> tuple[str, ...]:
    """Give a verb's words in one form; what follows the verb ("free up") stays behind it.

    >>> inflect("reduce", "ing"), inflect("free up", "past"), inflect("drive", "past")
    (('reducing',), ('freed up',), ('drove', 'driven'))
    >>> inflect("cut", "ing"), inflect("worry", "s"), inflect("boost", "base")
    (('cutting',), ('worries',), ('boost',))
    """
    head, space, rest = verb.partition(" ")
    words = {"base": (head,), "s": (_third(head),), "past": _past(head), "ing": (_ing(head),)}[form]
    return tuple(word + space + rest for word in words)


def _third(verb: str) -> str:
    if verb == "have":
        return "has"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + ("es" if re.search(r"(s|x|z|ch|sh|o)$", verb) else "s")


def _past(verb: str) -> tuple[str, ...]:
    if verb in IRREGULAR:
        return IRREGULAR[verb]
    if re.search(r"[^aeiou]y$", verb):
        return (verb[:-1] + "ied",)
    return (verb + "d",) if verb.endswith("e") else (_doubled(verb) + "ed",)


def _ing(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return _doubled(verb) + "ing"


def _doubled(verb: str) -> str:
    short = len(re.findall(r"[aeiou]", verb)) == 1 and bool(_DOUBLED.search(verb))
    return verb + verb[-1] if short or verb in _LONG_DOUBLED else verb


def alternation(words: Iterable[str]) -> str:
    """Write many words as one expression that shares their beginnings, so that a miss costs one step and not many.

    >>> alternation(["reduces", "reduced", "cuts"])
    '(?:cuts|reduce(?:d|s))'
    """
    return _branch(sorted(set(words)))


def _branch(words: list[str]) -> str:
    if len(words) == 1:
        return re.escape(words[0])
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[:1], []).append(word)
    optional = "?" if groups.pop("", None) else ""
    parts = []
    for group in groups.values():
        shared = _shared(group)
        parts.append(re.escape(shared) + (_branch([word[len(shared) :] for word in group]) if len(group) > 1 else ""))
    return f"(?:{'|'.join(parts)}){optional}" if len(parts) > 1 or optional else parts[0]


def _shared(words: list[str]) -> str:
    first, last = words[0], words[-1]  # sorted, so that what these two share all share
    length = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[:length]
