"""Words with the classes that they belong to, in one line of text that expressions are searched for in.

Each word is followed by one letter a class, so that a rule that names a class of three hundred words costs one letter.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain

MARK, CLOSE = "\x01", "\x02"
TAGS = f"[^{CLOSE}]*"
_FIRST_TAG = 0xE000
_WORD = re.compile(
    r"£ ?\d[\d,.]*\d(?:k|m|bn)?(?!\w)|£ ?\d(?:k|m|bn)?(?!\w)|"  # pounds
    r"[a-z£&\u00c0-\u024f][\w&]*(?:['/-][\w&]+)*'?s?(?![\w])|"  # words, with hyphens and possessives
    r"\d(?:[\w,.:/-]*\w)?%?|&|(?<= )=(?= )"  # numbers, dates and times, and a sign of equality
)
_POSSESSIVE = re.compile(r"'s?$")
_NUMBER = re.compile(r"£? ?\d")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence in lower case with its classes, and where each of its words stands.

    Parameters
    ----------
    text : str
        Each word, `MARK`, its tags, `CLOSE`; what stood between words stays between them.
    places, starts, ends : tuple of int
        Of each word: where it begins in `text`, and where it begins and ends in the sentence.
    spelt, tags, between : tuple of str
        Each word, its tags, and what stands before it.
    found : frozenset of str
        The words and tags that occur.
    """

    text: str
    places: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    spelt: tuple[str, ...]
    tags: tuple[str, ...]
    between: tuple[str, ...]
    found: frozenset[str]

    def words(self, begin: int, end: int) -> tuple[int, int]:
        """Give the first and the last word of a stretch of `text`, by their places among the words."""
        first = max(0, bisect_right(self.places, begin) - 1)
        return first, max(first, bisect_right(self.places, end - 1) - 1)

    def word_at(self, place: int) -> int:
        """Give the word that a place in the sentence belongs to."""
        return max(0, bisect_right(self.starts, place) - 1)


class Lexicon:
    """The classes of words, and the letter of each."""

    def __init__(self, classes: Mapping[str, Iterable[str]]) -> None:
        self.letters = {name: chr(_FIRST_TAG + place) for place, name in enumerate(classes)}
        self._words: dict[str, str] = {}
        for name, listed in classes.items():
            for word in listed:
                known = self._words.get(word, "")
                if self.letters[name] not in known:
                    self._words[word] = known + self.letters[name]

    def united(self, words: list[str]) -> list[str]:
        """Join the words of a row that are one name.

        >>> Lexicon({"thing": ["bed days"]}).united(["no", "bed", "days"])
        ['no', 'bed_days']
        """
        at, joined = 0, []
        while at < len(words):
            longest = min(self._longest.get(words[at], 1), len(words) - at)
            count = next((n for n in range(longest, 1, -1) if " ".join(words[at : at + n]) in self._words), 1)
            joined.append("_".join(words[at : at + count]))
            at += count
        return joined

    @cached_property
    def _longest(self) -> dict[str, int]:
        longest: dict[str, int] = {}
        for word in self._words:
            head, *rest = word.split(" ")
            longest[head] = max(longest.get(head, 1), 1 + len(rest))
        return longest

    def tag(self, sentence: str) -> Tagged:
        """Tag a sentence in lower case; a name of several words ("bed days") is one word.

        >>> tagged = Lexicon({"fewer": ["fewer"], "thing": ["bed days"]}).tag("so, fewer bed days")
        >>> tagged.text.replace(MARK, "<").replace(CLOSE, ">").replace("\\ue000", "F").replace("\\ue001", "T")
        'so<>, fewer<F> bed_days<T>'
        """
        units = tuple(self._units(sentence))
        ends = tuple(end for _, end in units)
        between = tuple(sentence[a:b] for a, (b, _) in zip((0, *ends), units, strict=False))
        spelt = tuple(sentence[a:b].replace(" ", "_") for a, b in units)
        tags = tuple(self._tags(sentence[a:b]) for a, b in units)
        pieces = [f"{word}{MARK}{own}{CLOSE}" for word, own in zip(spelt, tags, strict=True)]
        lengths = accumulate(len(gap) + len(piece) for gap, piece in zip(between, pieces, strict=True))
        places = tuple(length - len(piece) for length, piece in zip(lengths, pieces, strict=True))
        text = "".join(chain.from_iterable(zip(between, pieces, strict=True))) + sentence[ends[-1] if ends else 0 :]
        starts = tuple(start for start, _ in units)
        return Tagged(text, places, starts, ends, spelt, tags, between, frozenset(chain(spelt, *tags)))

    def _units(self, sentence: str) -> Iterator[tuple[int, int]]:
        spans = [match.span() for match in _WORD.finditer(sentence)]
        at = 0
        while at < len(spans):
            end, count = self._unit(sentence, spans, at)
            yield spans[at][0], end
            at += count

    def _unit(self, sentence: str, spans: list[tuple[int, int]], at: int) -> tuple[int, int]:
        start, end = spans[at]
        for count in range(min(self._longest.get(sentence[start:end], 1), len(spans) - at), 1, -1):
            last = spans[at + count - 1][1]
            if sentence[start:last] in self._words:
                return last, count
        return end, 1

    def _tags(self, word: str) -> str:
        tags = self._words.get(word)
        if tags is None:
            bare = _POSSESSIVE.sub("", word)
            tags = self._words.get(bare, "")
            if not tags and "-" in word:
                tags = self._words.get(word.replace("-", " "), "")
            if _NUMBER.match(word):
                tags += self.letters.get("number", "")
            if word.startswith("£"):
                tags += self.letters.get("pounds", "")
        return tags
