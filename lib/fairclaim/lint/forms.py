"""The forms of a verb."""

import re
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
