"""What stands around a claim's words and makes them less than a claim: denial, purpose, doubt, topic, advice, link."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from fairclaim.lint.pattern import Index
from fairclaim.lint.rulebook import Frame
from fairclaim.lint.tagging import Tagged
from fairclaim.lint.vocabulary import language
from fairclaim.params.model import Model, Text
from fairclaim.params.reading import shipped

Side = Literal["before", "after", "anywhere"]


class FrameLine(Model):
    """One frame: its forms, where they stand, how near, and what it means."""

    name: Frame
    means: Text
    where: Side = "before"
    near: int = 8
    far: bool = False  # it reaches over the ends of clauses, to the end of the sentence
    forms: list[str]


class Frames(Model):
    """The form of `rules/frames.yaml`."""

    frames: list[FrameLine]


@dataclass(frozen=True, slots=True)
class Around:
    """A frame found in a sentence, by the places of its words."""

    line: FrameLine
    first: int
    last: int


# A clause ends where another subject may begin. A comma alone does not end one: lists and asides have commas.
_STOP = re.compile(r"[;:.!?]|[–—]| - ")
_SENTENCE = re.compile(r"[;.!?]")
_ASIDE = frozenset({"which", "who", "whose", "where"})
_BREAKS = frozenset({"but", "although", "though", "while", "whereas", "however", "yet", "because", "since"})


@cache
def _index() -> Index[FrameLine]:
    lines = shipped(Frames, "fairclaim.lint", "rules/frames.yaml").frames
    return Index((line, language().pattern(form)) for line in lines for form in line.forms)


class Framing:
    """The frames of one sentence, looked for once and asked for each claim in it."""

    def __init__(self, tagged: Tagged) -> None:
        self._clauses, self._within = _clauses(tagged)
        self._stops = (*tagged.between[1:], tagged.text[-4:])
        self._found = tuple(_found(tagged))
        self._known: dict[int, frozenset[Frame]] = {}

    def at(self, word: int) -> frozenset[Frame]:
        """Say in which frames the claim stands that begins with a word, by its place among the words."""
        if word not in self._known:
            names: set[Frame] = {one.line.name for one in self._found if self._holds(one, word)}
            # A question states nothing.
            ends = next((stop for stop in self._stops[word:] if _SENTENCE.search(stop)), "")
            self._known[word] = frozenset(names | ({"topic"} if "?" in ends else set()))
        return self._known[word]

    def _holds(self, one: Around, word: int) -> bool:
        line = one.line
        if line.where == "anywhere":
            return True
        if not line.far and not self._reaches(self._clauses[one.last if line.where == "before" else one.first], word):
            return False
        if line.where == "after":
            return 0 < one.first - word <= line.near + 1
        # "of reducing": with nothing between them, the frame may end with the first of the claim's words.
        touches = one.last == word and line.near == 0
        return touches or 0 < word - one.last <= (999 if line.far else line.near + 1)

    def _reaches(self, clause: int, word: int) -> bool:
        # What is denied of the whole is denied in its aside; what an aside doubts is the aside.
        own = self._clauses[word]
        return clause in (own, self._within.get(own))


def _found(tagged: Tagged) -> Iterator[Around]:
    for line, match in _index().matches(tagged):
        yield Around(line, *tagged.words(match.start(), match.end()))


def _clauses(tagged: Tagged) -> tuple[list[int], dict[int, int]]:
    # The clause of each word; and of an aside (", which may move next spring,"), the clause that it stands in.
    clauses: list[int] = []
    within: dict[int, int] = {}
    clause = last = 0
    for place, word in enumerate(tagged.spelt):
        before = tagged.between[place]
        if place and (_STOP.search(before) or word in _BREAKS):
            clause = last + 1
        elif "," in before and clause in within:
            clause = within[clause]
        elif "," in before and word in _ASIDE:
            within[last + 1], clause = clause, last + 1
        last = max(last, clause)
        clauses.append(clause)
    return clauses, within
