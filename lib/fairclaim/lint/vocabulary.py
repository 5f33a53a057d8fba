"""The words that rules name, as they stand in `rules/*_words.yaml`, and what reads the patterns made of them."""

from functools import cache
from itertools import chain

from fairclaim.lint.forms import FORMS, inflect
from fairclaim.lint.language import Language
from fairclaim.lint.tagging import Lexicon
from fairclaim.params.model import Model
from fairclaim.params.reading import shipped

_FILES = ("causal_words", "service_words")


class Words(Model):
    """The form of a file of words: classes as they are spelt, verbs in their base form, patterns that have a name."""

    classes: dict[str, list[str]]
    verbs: dict[str, list[str]]
    patterns: dict[str, str]


@cache
def _files() -> tuple[Words, ...]:
    return tuple(shipped(Words, "fairclaim.lint", f"rules/{name}.yaml") for name in _FILES)


@cache
def lexicon() -> Lexicon:
    """Give the classes of words; a verb class has one of its own for each form.

    >>> {"lessen", "lessen.past"} <= set(lexicon().letters)
    True
    """
    classes: dict[str, list[str]] = {}
    for name, words in chain.from_iterable(one.classes.items() for one in _files()):
        classes[name] = words
    for name, verbs in chain.from_iterable(one.verbs.items() for one in _files()):
        forms = {f"{name}.{form}": [word for verb in verbs for word in inflect(verb, form)] for form in FORMS}
        classes |= forms | {name: list(chain.from_iterable(forms.values()))}
    return Lexicon(classes)


@cache
def language() -> Language:
    """Give what reads patterns."""
    named = dict(chain.from_iterable(one.patterns.items() for one in _files()))
    return Language(lexicon().letters, named, lexicon().united)
