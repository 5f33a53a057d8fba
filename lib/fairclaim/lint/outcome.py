"""The outcome that a claim's words are about, put as a comparison: what a rewrite may say in their place."""

from fairclaim.lint.hits import Hit
from fairclaim.lint.tagging import Tagged
from fairclaim.lint.vocabulary import lexicon

_NEAR = 8
_THINGS = ("health", "bad", "good")
_LOWER = ("lessen", "down", "drop", "fell")
_HIGHER = ("raise", "up", "rose")


def compared(hit: Hit, tagged: Tagged, sentence: str) -> str:
    """Say how the outcome of a claim compares, without saying why; nothing where no outcome is named.

    Examples
    --------
    >>> from fairclaim.lint.hits import hits
    >>> sentence = "the service reduces length of stay"
    >>> tagged = lexicon().tag(sentence)
    >>> compared(next(hits(tagged)), tagged, sentence)
    'length of stay was lower than …'
    """
    first, last = tagged.word_at(hit.start), tagged.word_at(hit.end - 1)
    things = _of(tagged, first, min(last + _NEAR, len(tagged.spelt) - 1), _THINGS)
    lower, higher = (_of(tagged, first, last, names) for names in (_LOWER, _HIGHER))
    if not things or bool(lower) == bool(higher):
        return ""
    end = things[0]
    while end + 1 in things:  # "emergency admissions" are two words of one name
        end += 1
    name = sentence[tagged.starts[things[0]] : tagged.ends[end]]
    verb = "were" if name.endswith("s") and not name.endswith("ss") else "was"
    return f"{name} {verb} {'lower' if lower else 'higher'} than …"


def _of(tagged: Tagged, first: int, last: int, names: tuple[str, ...]) -> list[int]:
    letters = {lexicon().letters[name] for name in names}
    return [place for place in range(first, last + 1) if letters.intersection(tagged.tags[place])]
