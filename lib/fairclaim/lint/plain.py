"""A sentence as rules read it: lower case, plain marks, single spaces, and nothing of what is to be passed over."""

from collections.abc import Iterable

# Typographic marks are read as the plain ones of the same length, so that places in the text stay true.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\n": " ", "\t": " "})
# One long word that no rule knows stands where something is passed over.
_MASK = "x"


def flat(sentence: str) -> tuple[str, list[int]]:
    """Leave out all but the first of several spaces, and keep beside it where each letter stood.

    >>> flat("a  b")
    ('a b', [0, 1, 3])
    """
    kept = [i for i, c in enumerate(sentence) if not (c.isspace() and sentence[i - 1 : i].isspace())]
    return "".join(sentence[i] for i in kept), kept


def lower(sentence: str) -> str:
    """Write a sentence in lower case with plain marks, letter for letter.

    >>> lower("It’s “İ”")
    'it\\'s "İ"'
    """
    plain = sentence.translate(_PLAIN)
    small = plain.lower()
    # A few capitals become two letters; then each is kept as it stands, so that places stay true.
    return small if len(small) == len(plain) else "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


def masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Write over what is to be passed over.

    >>> masked("a root cause of it", [(2, 12)])
    'a xxxxxxxxxx of it'
    """
    for start, end in spans:
        text = text[:start] + _MASK * (end - start) + text[end:]
    return text
